//! The keys of sentences: every one that the screens use is listed, every one listed is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mon_point_numerique::text::interface::KEYS;

/// Tables of the interface that belong to the screens, and their keys that are made of parts.
const TABLES: [&str; 34] = [
    "access",
    "before",
    "caution",
    "chip",
    "code",
    "commune",
    "country",
    "data",
    "date",
    "declaration",
    "erase",
    "erased",
    "farewell",
    "frame",
    "idle",
    "kept",
    "keyboard",
    "languages",
    "leave",
    "list",
    "mediator",
    "prepare",
    "print",
    "proposal",
    "question",
    "resume",
    "review",
    "saving",
    "stopped",
    "trouble",
    "unit",
    "version",
    "wait",
    "welcome",
];
const MADE: [&str; 2] = ["data.", "date."];

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

fn used() -> BTreeSet<String> {
    let mut text = String::new();
    for folder in ["src/kiosk/screen", "src/kiosk/field"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    for file in ["screen.rs", "field.rs", "keyboard.rs", "words.rs"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kiosk").join(file);
        text.push_str(&fs::read_to_string(path).unwrap());
    }
    let literals = text.split('"').skip(1).step_by(2);
    literals.filter(|word| belongs(word)).map(str::to_owned).collect()
}

fn belongs(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c == '_' || c == '.' || c.is_ascii_digit();
    let head = key.split_once('.').map(|(head, _)| head);
    key.chars().all(plain) && head.is_some_and(|head| TABLES.contains(&head))
}

#[test]
fn every_sentence_that_is_listed_is_said() {
    let used = used();
    for key in KEYS.iter().filter(|key| belongs(key)) {
        let made = MADE.iter().any(|start| key.starts_with(start));
        assert!(made || used.contains(*key), "`{key}` is listed and never said");
    }
}

#[test]
fn every_sentence_that_is_said_is_listed() {
    // Names of controls look like keys: those that are no key are few, and known.
    let names = ["mediator.now", "resume.code"];
    for key in used() {
        let listed = KEYS.contains(&key.as_str()) || names.contains(&key.as_str());
        let made = MADE.iter().any(|start| key.starts_with(start)) || key.starts_with("welcome.");
        assert!(listed || made, "`{key}` is said and not listed");
    }
}
