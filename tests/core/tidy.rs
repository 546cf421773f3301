//! The style of the house, as a test: edges between modules, sizes, names, and no sentence for a
//! person in a source file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which module may name which. A line here is a decision: say why in the commit that adds it.
/// The core (up to `receipt`) never names an edge; `kiosk` and `central` never name each other.
const EDGES: &[(&str, &[&str])] = &[
    ("reference", &["dossier"]),
    ("price", &["reference"]),
    ("format", &["price", "reference", "seal", "dossier"]),
    ("demarche", &["format", "price", "reference", "dossier", "text"]),
    ("text", &["demarche", "dossier", "format", "reference"]),
    ("dossier", &["demarche", "format", "reference", "seal", "text"]),
    ("seal", &["dossier"]),
    ("sync", &["dossier", "seal"]),
    ("receipt", &["demarche", "dossier", "seal", "text"]),
    ("chance", &[]),
    ("memory", &[]),
    ("settings", &[]),
    ("sqlite", &[]),
    ("store", &["dossier", "seal", "sqlite", "sync"]),
    (
        "kiosk",
        &[
            "chance",
            "demarche",
            "dossier",
            "format",
            "memory",
            "receipt",
            "reference",
            "seal",
            "settings",
            "sqlite",
            "store",
            "sync",
            "text",
        ],
    ),
    (
        "central",
        &[
            "chance",
            "demarche",
            "dossier",
            "format",
            "memory",
            "reference",
            "seal",
            "settings",
            "sqlite",
            "sync",
            "text",
        ],
    ),
];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["mod", "util", "utils", "helper", "helpers", "common", "types", "manager", "service"];

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const COLUMNS: usize = 100;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing to read in {folder}");
    found
}

/// The line without its comment and, beside it, its string literals.
fn literals(line: &str) -> (String, Vec<String>) {
    let (mut code, mut found) = (String::new(), Vec::new());
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '/' if characters.peek() == Some(&'/') => break,
            '\'' if line.contains("'\"'") => code.push(' '),
            '"' => {
                let mut literal = String::new();
                while let Some(inner) = characters.next() {
                    match inner {
                        '\\' => literal.extend(characters.next()),
                        '"' => break,
                        _ => literal.push(inner),
                    }
                }
                found.push(literal);
            }
            _ => code.push(character),
        }
    }
    (code, found)
}

fn module(path: &Path) -> String {
    let second = path.components().nth(1).unwrap();
    second.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_name_only_their_neighbours() {
    let edges: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
        let from = module(&path);
        if from == "lib" || from == "bin" {
            continue;
        }
        let Some(allowed) = edges.get(from.as_str()) else {
            broken.push(format!("{}: module `{from}` has no line in EDGES", path.display()));
            continue;
        };
        for (at, line) in (1..).zip(text.lines()) {
            let (code, _) = literals(line);
            for part in code.split("crate::").skip(1) {
                let to: String =
                    part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !to.is_empty() && to != from && !allowed.contains(&to.as_str()) {
                    broken.push(format!("{}:{at}: `{from}` names `{to}`", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "edges that are not in the table:\n{}", broken.join("\n"));
}

#[test]
fn files_and_functions_stay_short() {
    let mut broken = Vec::new();
    for (path, text) in ["src", "tests", "assets"].iter().flat_map(|f| sources(f)) {
        let count = text.lines().count();
        if count > FILE_LINES {
            broken.push(format!("{}: {count} lines, {FILE_LINES} at most", path.display()));
        }
        for (at, line) in (1..).zip(text.lines()) {
            if line.chars().count() > COLUMNS && !line.trim_start().starts_with('"') {
                broken.push(format!("{}:{at}: more than {COLUMNS} columns", path.display()));
            }
        }
        for (at, lines) in long_functions(&text) {
            broken.push(format!("{}:{at}: a function of {lines} lines", path.display()));
        }
    }
    assert!(broken.is_empty(), "too long:\n{}", broken.join("\n"));
}

/// Functions over the limit. A flat match (most lines are arms of one line) is excepted.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let starts = [
            "fn ",
            "pub fn ",
            "pub(super) fn ",
            "pub(crate) fn ",
            "async fn ",
            "pub async fn ",
            "const fn ",
            "pub const fn ",
        ];
        if !starts.iter().any(|word| code.starts_with(word)) {
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let end = format!("{indent}}}");
        let Some(length) = lines[start..].iter().position(|line| *line == end) else { continue };
        let arms = lines[start..start + length].iter().filter(|line| line.contains("=>")).count();
        if length > FUNCTION_LINES && arms * 2 < length {
            found.push((start + 1, length));
        }
    }
    found
}

#[test]
fn names_say_something() {
    for (path, _) in ["src", "tests"].iter().flat_map(|folder| sources(folder)) {
        for part in path.iter().map(|part| part.to_string_lossy()) {
            let name = part.trim_end_matches(".rs");
            assert!(!EMPTY_NAMES.contains(&name), "{}: `{name}` says nothing", path.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in sources("src") {
        assert!(text.starts_with("//! "), "{}: its first line says nothing", path.display());
    }
}

#[test]
fn no_sentence_for_a_person_in_a_source_file() {
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
        for (at, line) in (1..).zip(text.lines()) {
            let for_programs = ["#[error", "reason =", "assert", "tracing::", "expect("];
            if for_programs.iter().any(|word| line.contains(word)) {
                continue;
            }
            for literal in literals(line).1 {
                if is_a_sentence(&literal) {
                    broken.push(format!("{}:{at}: « {literal} »", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "words belong in assets/texts:\n{}", broken.join("\n"));
}

/// French words with a space between them, or an English sentence with its full stop.
fn is_a_sentence(literal: &str) -> bool {
    let french = literal.contains(' ')
        && literal.chars().any(|c| "éèêëàâçùûîïôœÉÈÀÇ«»".contains(c))
        && literal.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count() > 1;
    let stops = [". ", "! ", "? "].iter().any(|stop| literal.contains(stop))
        || literal.ends_with(['.', '!', '?']);
    let starts = literal.starts_with(|c: char| c.is_ascii_uppercase());
    let second = literal.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == ' ');
    let english = starts && second && literal.matches(' ').count() > 2 && stops;
    french || english
}

#[test]
fn a_sentence_is_known_when_it_is_seen() {
    for sentence in ["Écrivez votre nom", "Please read this again.", "« Bonjour » et merci"] {
        assert!(is_a_sentence(sentence), "{sentence}");
    }
    for other in ["SELECT id FROM drafts WHERE lookup = ?", "àâäéèêë", "content-type", "mpn/v1"]
    {
        assert!(!is_a_sentence(other), "{other}");
    }
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TODO", "FIXME", "XXX", "#[ignore", "dbg!("];
    for (path, text) in ["src", "tests"].iter().flat_map(|folder| sources(folder)) {
        if path.ends_with("tidy.rs") {
            continue;
        }
        for word in words {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// The core's graph holds no window, no network and no database.
#[test]
fn the_core_builds_without_its_edges() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--no-default-features", "--edges", "normal", "--prefix", "none"])
        .args(["--offline", "--manifest-path", manifest])
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("ed25519-dalek"), "no tree: {}", String::from_utf8_lossy(&output.stderr));
    for edge in
        ["iced", "axum", "reqwest", "rusqlite", "libsqlite3-sys", "tokio", "rustls", "hyper"]
    {
        let found = tree.lines().find(|line| line.split(' ').next() == Some(edge));
        assert!(found.is_none(), "the core builds {edge}");
    }
}
