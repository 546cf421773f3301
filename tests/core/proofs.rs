//! `docs/securite.md` names the test that proves each requirement: each name is a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names of the functions of a folder of tests.
fn tests(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for (at, _) in text.match_indices("#[test]").chain(text.match_indices("#[tokio::test"))
            {
                let name = text[at..].split("fn ").nth(1).unwrap_or_default();
                let _new = found.insert(name.split('(').next().unwrap_or_default().to_owned());
            }
        }
    }
}

/// A name of a test in a line of the table: `a_stolen_disk_says_nothing`.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let plain = |name: &&str| {
        name.matches('_').count() > 1
            && name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')
    };
    line.split('`').skip(1).step_by(2).filter(plain)
}

#[test]
fn every_proof_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/securite.md")).unwrap();
    let mut known = BTreeSet::new();
    tests(&root.join("tests"), &mut known);
    let mut proved = 0;
    for line in page.lines().filter(|line| line.starts_with("| SEC-")) {
        for name in names(line) {
            assert!(known.contains(name), "{name} is no test: {line}");
            proved += 1;
        }
    }
    assert!(proved > 50, "only {proved} proofs are named");
}

#[test]
fn every_requirement_is_on_the_page() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/securite.md");
    let page = fs::read_to_string(page).unwrap();
    for number in 1..=30 {
        assert!(page.contains(&format!("SEC-{number:02}")), "SEC-{number:02}");
    }
}
