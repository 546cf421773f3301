//! SEC-22: a question to the database is a fixed text; what a person typed is bound beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// The calls that take a question as their first argument.
const CALLS: [&str; 7] = [
    ".execute(",
    ".execute_batch(",
    ".prepare(",
    ".prepare_cached(",
    ".query_row(",
    ".query_one(",
    ".pragma_query_value(",
];

const VERBS: [&str; 7] =
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "CREATE ", "ATTACH "];

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// Calls whose first argument is a text that was made, and questions that are put together.
fn odd(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in text.match_indices(call) {
            let argument = text[at + call.len()..].trim_start();
            let first = argument.split(',').next().unwrap_or_default();
            if first.starts_with('&') || first.contains("as_str(") || first.contains("format!") {
                found.push(format!("{call}{}", argument.lines().next().unwrap_or_default()));
            }
        }
    }
    for maker in ["format!(", "write!(", "concat!(", "push_str("] {
        for (at, _) in text.match_indices(maker) {
            let argument = text[at + maker.len()..].split(';').next().unwrap_or_default();
            if VERBS.iter().any(|verb| argument.contains(verb)) {
                found.push(format!("{maker}{}", argument.trim()));
            }
        }
    }
    found
}

#[test]
fn no_question_to_the_database_is_put_together() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.retain(|(_, text)| text.contains("rusqlite"));
    assert!(files.len() > 8, "the store and the ledger are not here: {}", files.len());
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| {
            odd(text).into_iter().map(|what| format!("{}: {what}", path.display()))
        })
        .collect();
    assert!(complaints.is_empty(), "bind it instead:\n{}", complaints.join("\n"));
}

#[test]
fn a_question_that_is_put_together_is_seen() {
    let fine = "tx.execute(\"DELETE FROM draft WHERE id = ?1\", [id]); tx.query_row(query, [], f);";
    assert!(odd(fine).is_empty());
    for planted in [
        "tx.execute(&format!(\"DELETE FROM draft WHERE id = {id}\"), []);",
        "let query = &format!(\"SELECT * FROM {table}\");",
        "tx.prepare(&text)?;",
        "tx.query_row(text.as_str(), [], f);",
        "query.push_str(\" UPDATE draft SET number = 1\");",
    ] {
        assert!(!odd(planted).is_empty(), "{planted}");
    }
}
