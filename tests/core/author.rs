//! The author's program as a process: what it prints, and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn demarche(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demarche")).args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// A copy of the toy that may be spoilt.
fn toy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/editions/toy");
    copy(&from, folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            let _bytes = fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn check_says_every_fault_and_ends_with_one() {
    let whole = demarche(&["check"]);
    assert_eq!(whole.status.code(), Some(0));
    assert_eq!(json(&whole)["faults"], Value::Array(Vec::new()));
    let folder = toy();
    let path = folder.path().join("demarches/toy.1/vous.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("demandeur is majeur", "demandeur is majuer").replace("today", "todai");
    fs::write(&path, text).unwrap();
    let broken = demarche(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(broken.status.code(), Some(1));
    let faults = &json(&broken)["faults"];
    let told: Vec<_> = faults.as_array().unwrap().iter().map(|f| f["advice"].as_str()).collect();
    assert_eq!(told, [Some("did you mean today?"), Some("did you mean majeur?")]);
    assert_eq!(faults[1]["file"], "demarches/toy.1/vous.toml");
    assert_eq!(faults[1]["line"], 13);
}

#[test]
fn a_locked_edition_never_changes() {
    let folder = toy();
    let name = folder.path().to_str().unwrap();
    assert_eq!(demarche(&["lock", name]).status.code(), Some(0));
    assert_eq!(demarche(&["check", name]).status.code(), Some(0));
    let path = folder.path().join("demarches/blocks/adulte.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# A comment is not the law.\n\n{text}")).unwrap();
    assert_eq!(demarche(&["check", name]).status.code(), Some(0), "words are outside");
    fs::write(&path, text.replace("10 years", "11 years")).unwrap();
    let changed = demarche(&["check", name]);
    assert_eq!(changed.status.code(), Some(1), "a block is inside the digest of its editions");
    let complaint = json(&changed)["faults"][0]["complaint"].clone();
    assert_eq!(complaint, "locked edition toy.1 has changed");
    fs::remove_dir_all(folder.path().join("demarches/toy.1")).unwrap();
    let gone = demarche(&["check", name]);
    assert_eq!(json(&gone)["faults"][0]["complaint"], "locked edition toy.1 is gone");
}

#[test]
fn journey_and_try_print_what_a_visit_finds() {
    let folder = toy();
    let name = folder.path().to_str().unwrap();
    let answers = folder.path().join("answers.toml");
    fs::write(&answers, "nom = \"Durand\"\nnaissance = 1980-03-14\ncarte = false\n").unwrap();
    let path = answers.to_str().unwrap();
    let found = json(&demarche(&["journey", "toy.1", path, "--on", "2026-06-15", "--dir", name]));
    assert_eq!(found["derived"]["motif_deduit"], "premiere");
    assert_eq!(found["missing"], serde_json::json!(["demandeur", "motif"]));
    assert_eq!(found["complete"], false);
    fs::write(&answers, "nomm = \"Durand\"\n").unwrap();
    let odd = demarche(&["journey", "toy.1", path, "--dir", name]);
    assert_eq!(odd.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&odd.stderr).contains("no question nomm"));
    let journeys = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/core/journeys/toy.toml");
    assert_eq!(demarche(&["try", journeys, "--dir", name]).status.code(), Some(0));
}

#[test]
fn communes_are_found_at_the_day_of_a_birth() {
    let today = json(&demarche(&["search-commune", "amberieu en b"]));
    assert_eq!(today[0]["name"], "Ambérieu-en-Bugey");
    let then = json(&demarche(&["search-commune", "amberieu", "--born", "1950-01-01"]));
    assert!(then.as_array().unwrap().iter().any(|found| found["name"] == "Ambérieu"));
    assert_eq!(demarche(&["search-commune", "a", "--born", "1950-13"]).status.code(), Some(2));
}

#[test]
fn the_probe_answers_each_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("probe")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "{\"kind\": \"postal_code\", \"input\": \"76000\"}\nnot json\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["verdict"], "valid");
    assert!(output.status.success(), "a wrong line is an answer, not a stop");
}

#[test]
fn a_wrong_command_says_how() {
    for arguments in [&["chek"][..], &["check", "--dri", "x"], &["show", "gone.1"], &[]] {
        let output = demarche(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
