//! Journeys as files: answers, a day, what is expected. `docs/demarche.md` has the format.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::demarche::author::coverage::{parts, visited};
use mon_point_numerique::demarche::author::trial::{trials, visits};

/// The editions of the program.
pub(crate) fn built_in() -> &'static Catalogue {
    static BUILT_IN: OnceLock<Catalogue> = OnceLock::new();
    BUILT_IN.get_or_init(|| match Catalogue::built_in() {
        Ok(catalogue) => catalogue,
        Err(faults) => panic!("{faults}"),
    })
}

/// The editions of `tests/core/editions/<set>`.
pub(crate) fn toy(set: &str) -> Catalogue {
    let root = root().join("editions").join(set);
    match Catalogue::from_dir(&files(&root)) {
        Ok(catalogue) => catalogue,
        Err(faults) => panic!("{set}:\n{faults}"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core")
}

fn files(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The files of journeys. The others beside them are answers that journeys stand on.
fn cases() -> impl Iterator<Item = (String, String)> {
    files(&root().join("journeys")).into_iter().filter(|(_, text)| text.contains("[[case]]"))
}

fn answers(name: &str) -> Option<String> {
    fs::read_to_string(root().join("journeys").join(name)).ok()
}

#[test]
fn every_journey_is_as_expected() {
    let (toys, sheets) = (toy("toy"), toy("sheets"));
    let catalogues = [built_in(), &toys, &sheets];
    let mut differences = Vec::new();
    let mut tried = 0;
    for (path, text) in cases() {
        match trials(&catalogues, &text, answers) {
            Err(odd) => differences.push(format!("{path}: {odd}")),
            Ok(trials) => {
                tried += trials.len();
                for trial in trials {
                    for difference in trial.differences {
                        let place = format!("{path}:{} ({})", trial.line, trial.name);
                        differences.push(format!("{place}: {difference}"));
                    }
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(tried > 0, "no journey at all");
}

#[test]
fn every_part_of_an_edition_is_reached() {
    let (catalogue, toys, sheets) = (built_in(), toy("toy"), toy("sheets"));
    let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in cases() {
        let visits = visits(&[catalogue, &toys, &sheets], &text, answers);
        for visit in visits.unwrap_or_else(|odd| panic!("{path}: {odd}")) {
            if let Some(demarche) = catalogue.demarche(&visit.edition) {
                let met = reached.entry(visit.edition.clone()).or_default();
                met.extend(visited(demarche, &visit, met));
            }
        }
    }
    for demarche in catalogue.editions() {
        let parts = parts(demarche);
        let met = reached.remove(demarche.edition()).unwrap_or_default();
        let never: Vec<&String> = parts.difference(&met).collect();
        assert!(never.is_empty(), "{}: never reached: {never:#?}", demarche.edition());
    }
}

#[test]
fn every_file_of_answers_is_a_whole_visit() {
    for (name, text) in files(&root().join("journeys")) {
        if !text.contains("[[case]]") {
            let edition = edition_of(&name);
            let case = format!(
                "edition = \"{edition}\"\non = 2026-11-25\nbase = \"{name}\"\nwhole = true\n\n[[case]]\n\
                 name = \"as it stands\"\nexpect.complete = true\n"
            );
            let trials = trials(&[built_in()], &case, answers).unwrap();
            assert_eq!(trials[0].differences, Vec::<String>::new(), "{name}");
        }
    }
}

/// A file of answers begins with the name of its procedure: `permis_tout.toml`. `tout.toml` is the
/// first one's.
fn edition_of(file: &str) -> &'static str {
    match file {
        _ if file.starts_with("permis_") => "permis.1",
        _ if file.starts_with("carte_grise_") => "carte-grise.1",
        _ => "cni.1",
    }
}
