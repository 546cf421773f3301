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

/// The requirement of a line of the table of accessibility: `A-07` of `| A-07 | …`.
fn requirement(line: &str) -> Option<u8> {
    line.strip_prefix("| A-")?.split(' ').next()?.parse().ok()
}

#[test]
fn every_requirement_of_accessibility_is_on_its_page_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/accessibilite.md")).unwrap();
    let mut found: Vec<u8> = page.lines().filter_map(requirement).collect();
    found.sort_unstable();
    assert_eq!(found, (1..=59).collect::<Vec<u8>>());
}

#[test]
fn every_proof_of_accessibility_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/accessibilite.md")).unwrap();
    let mut known = BTreeSet::new();
    tests(&root.join("tests"), &mut known);
    let mut wrong = Vec::new();
    let lines: Vec<&str> = page.lines().filter(|line| requirement(line).is_some()).collect();
    for line in &lines {
        for named in line.split('`').skip(1).step_by(2).filter(|named| named.contains("::")) {
            let (modules, test) = named.rsplit_once("::").unwrap_or_default();
            let exists = |name: &str| {
                ["kiosk", "core"].iter().any(|suite| {
                    let path = root.join("tests").join(suite).join(name.replace("::", "/"));
                    path.with_extension("rs").exists()
                })
            };
            // A name of a type, `Page::mirrored`, is no test.
            let is_test =
                named.chars().all(|c| c.is_ascii_lowercase() || "_:0123456789".contains(c));
            if is_test && !exists(named) && !(exists(modules) && known.contains(test)) {
                wrong.push(format!("{named} is no test: {line}"));
            }
        }
        // A line proves something, or says why not.
        let words =
            ["no, because", "on the machine", "benches/", "ests/", "by type", "by construction"];
        let named = line.contains("::") || line.contains("the same tests");
        if !named && !words.iter().any(|word| line.contains(word)) {
            wrong.push(format!("no proof: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
