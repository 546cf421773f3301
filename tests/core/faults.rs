//! Broken procedures beside their exact complaints: `faults/*.txt`. `UPDATE=1` rewrites them.
//!
//! A case is `=== name`, its files (`--- path`), and after `>>>` what the checker says of it.

use std::fs;
use std::path::{Path, PathBuf};

use mon_point_numerique::demarche::Catalogue;

struct Case {
    name: String,
    files: Vec<(String, String)>,
    complaints: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/faults")
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_complaints = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            in_complaints = false;
            cases.push(Case { name: name.into(), files: Vec::new(), complaints: String::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(path) = line.strip_prefix("--- ") {
            case.files.push((path.to_owned(), String::new()));
        } else if line == ">>>" {
            in_complaints = true;
        } else if in_complaints {
            case.complaints.push_str(line);
            case.complaints.push('\n');
        } else if let Some((_, file)) = case.files.last_mut() {
            file.push_str(line);
            file.push('\n');
        }
    }
    cases
}

/// `a.toml` is a section of `x.1`, `p.block` a block, the rest a path under `assets`.
fn complaints(case: &Case) -> String {
    let mut files: Vec<(String, String)> = case
        .files
        .iter()
        .map(|(path, text)| {
            let path = match path.strip_suffix(".block") {
                Some(block) => format!("demarches/blocks/{block}.toml"),
                None if path.contains('/') => path.clone(),
                None => format!("demarches/x.1/{path}"),
            };
            (path, text.clone())
        })
        .collect();
    if !files.iter().any(|(path, _)| path.ends_with("/demarche.toml")) {
        files.push(("demarches/x.1/demarche.toml".into(), "sections = [\"a\"]\n".into()));
    }
    let (_, faults) = Catalogue::read_with(&files, crate::calculators::TOLL);
    faults.to_string().replace("demarches/x.1/", "").replace("demarches/blocks/", "blocks/")
}

#[test]
fn every_broken_procedure_is_told_so() {
    let update = std::env::var_os("UPDATE").is_some();
    let (mut differences, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut rewritten = text.split("=== ").next().unwrap().to_owned();
        for case in cases(&text) {
            count += 1;
            let found = complaints(&case);
            if found.is_empty() && !case.name.starts_with("right:") {
                differences.push(format!("{}: no complaint", case.name));
            }
            let wanted = case.complaints.trim_end();
            if found.trim_end() != wanted && !update {
                let shown = format!("{}\n  wanted:\n{wanted}\n  found:\n{found}", case.name);
                differences.push(shown);
            }
            rewritten.push_str(&format!("=== {}\n", case.name));
            for (name, text) in &case.files {
                rewritten.push_str(&format!("--- {name}\n{text}"));
            }
            rewritten.push_str(&format!(">>>\n{}\n\n", found.trim_end()));
        }
        if update {
            fs::write(&path, format!("{}\n", rewritten.trim_end())).unwrap();
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(count >= 60, "only {count} broken procedures");
}
