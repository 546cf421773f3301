//! Journeys as files: answers, a day, what is expected. `docs/demarche.md` has the format.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::demarche::author::trial::trials;

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

#[test]
fn every_journey_is_as_expected() {
    let (toys, sheets) = (toy("toy"), toy("sheets"));
    let catalogues = [built_in(), &toys, &sheets];
    let mut differences = Vec::new();
    let mut cases = 0;
    for (path, text) in files(&root().join("journeys")) {
        match trials(&catalogues, &text) {
            Err(odd) => differences.push(format!("{path}: {odd}")),
            Ok(trials) => {
                cases += trials.len();
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
    assert!(cases > 0, "no journey at all");
}
