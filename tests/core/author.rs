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

/// A whole procedure: routing, a refusal, a paper, a sum, a page to prepare.
const LIBRARY: &str = r#"
[[step]]
ask.naissance = { date = { to = "today" } }

[[rule]]
refuse = "trop_jeune"
when   = "age(naissance) < 6"

[[step]]
ask.carte = { kind = "yesno", unknown = true }

[[rule]]
stop = "rien"
when = "carte is yes"

[[derive]]
id    = "tarif"
gives = ["enfant", "adulte"]
first = [{ is = "enfant", when = "age(naissance) < 18" }]
otherwise = "adulte"

[[bring]]
all = ["identite", { piece = "accord", when = "tarif is enfant" }]

[piece.identite]
[piece.accord]

[[fee]]
id     = "carte"
amount = "tarifs[tarif].montant"

[table.tarifs]
key  = ["tarif"]
give = ["montant"]
rows = [["enfant", "0 €"], ["adulte", "12.50 €"]]

[[step]]
id   = "preparer"
show = ["tarif", "pieces", "fees"]

[[step]]
ask.nom = { format = "name" }
"#;

const LIBRARY_WORDS: &str = r#"
section.bibliotheque = "Votre carte"
step.preparer.ask = "Ce qu'il vous faut"
show.tarif = "Votre tarif"
choice.tarif.enfant = "Moins de 18 ans"
choice.tarif.adulte = "18 ans ou plus"
piece.identite = "Une pièce d'identité"
piece.accord = "L'accord d'un parent"
fee.carte = "La carte d'un an"
rule.trop_jeune = "La carte est possible dès 6 ans."
[ask]
naissance = { ask = "Quand êtes-vous né ?", short = "Naissance" }
carte     = { ask = "Avez-vous déjà une carte ?", short = "Carte" }
nom       = { ask = "Quel est votre nom ?", short = "Nom" }
[stop.rien]
title = "Vous avez déjà une carte"
body  = "Elle est encore bonne."
"#;

const LIBRARY_JOURNEYS: &str = r#"
edition = "bibliotheque.1"
on      = 2026-06-15
[answers]
naissance = 1980-03-14
carte     = "?"
nom       = "Durand"
[[case]]
name = "an adult pays"
expect.complete = true
expect.fees   = ["carte 12.50 €"]
expect.pieces = ["identite"]
[[case]]
name = "a child does not, and a parent agrees"
answers.naissance = 2012-06-16
answers.carte     = false
expect.fees   = ["carte 0.00 €"]
expect.pieces = ["identite", "accord"]
[[case]]
name = "too young"
answers.naissance = 2020-06-16
expect.refusals = ["naissance: trop_jeune"]
[[case]]
name = "has one"
answers.carte = true
expect.stop = "rien"
"#;

#[test]
fn a_procedure_is_two_files_and_no_line_of_rust() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let name = folder.path().to_str().unwrap();
    drop(write("demarches/bibliotheque.1.toml", LIBRARY));
    drop(write("texts/fr/bibliotheque.toml", LIBRARY_WORDS));
    let checked = demarche(&["check", name]);
    assert_eq!(json(&checked)["faults"], Value::Array(Vec::new()));
    assert_eq!(json(&checked)["editions"][0]["edition"], "bibliotheque.1");
    let journeys = write("journeys.toml", LIBRARY_JOURNEYS);
    let tried = demarche(&["try", &journeys, "--dir", name]);
    assert_eq!(tried.status.code(), Some(0), "{}", json(&tried));
    let covered = demarche(&["coverage", &journeys, "--dir", name]);
    assert_eq!(covered.status.code(), Some(0), "{}", json(&covered));
    let answers = write("answers.toml", "naissance = 2000-01-01\ncarte = false\nnom = \"Roy\"\n");
    let journey = ["journey", "bibliotheque.1", &answers, "--on", "2026-06-15", "--dir", name];
    let walked = json(&demarche(&journey));
    assert_eq!(walked["complete"], true);
    assert_eq!(walked["fees"][0]["words"], "La carte d'un an");
    let page = demarche(&["show", "bibliotheque.1", "--dir", name]);
    assert!(String::from_utf8_lossy(&page.stdout).contains("L'accord d'un parent"));
    // Another language is one more file of words, and nothing of it may be forgotten.
    drop(write("texts/en/bibliotheque.toml", &LIBRARY_WORDS.replace("fee.carte", "fee.card")));
    let faults = json(&demarche(&["check", name]))["faults"].clone();
    let told: Vec<_> = faults.as_array().unwrap().iter().map(|f| &f["complaint"]).collect();
    assert_eq!(told, ["no sentence for `fee.carte`", "`fee.card` is used by nothing"]);
}

#[test]
fn what_no_case_meets_is_said() {
    let folder = toy();
    let journeys = folder.path().join("journeys.toml");
    let text = "edition = \"toy.1\"\non = 2026-06-15\n[[case]]\nname = \"a\"\n";
    fs::write(&journeys, text).unwrap();
    let name = folder.path().to_str().unwrap();
    let covered = demarche(&["coverage", journeys.to_str().unwrap(), "--dir", name]);
    assert_eq!(covered.status.code(), Some(1));
    let never = json(&covered)["toy.1"]["never"].clone();
    let never: Vec<_> = never.as_array().unwrap().iter().map(|part| part.as_str()).collect();
    for part in ["rule rien", "card motif.finie", "answer delivree_le.unknown", "step dates"] {
        assert!(never.contains(&Some(part)), "{part}: {never:?}");
    }
    assert!(!never.contains(&Some("refused naissance.after")), "tried by the program");
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
