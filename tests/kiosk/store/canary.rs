//! SEC-06: a stolen disk says nothing. Fifty dossiers full of one phrase, a kill, and a search of
//! every byte of every file, in every form that a careless program would leave.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::faults::Scene;

const CANARY: &str = "CANARI-ÉLÉONORE-DE-QUINCAMPOIX";

/// The phrase in the forms that are searched for.
fn forms() -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = CANARY.encode_utf16().collect();
    let mut forms = vec![
        CANARY.as_bytes().to_vec(),
        CANARY.to_lowercase().into_bytes(),
        CANARY.bytes().rev().collect(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        CANARY.bytes().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes(),
    ];
    // In base64 a phrase has three forms, by where it begins; their ends depend on neighbours.
    for shift in 0..3 {
        let text = STANDARD.encode([&vec![0; shift], CANARY.as_bytes()].concat());
        forms.push(text.as_bytes()[4..text.len() - 4].to_vec());
    }
    forms
}

/// Names of the files in which a form of the phrase is found, and bytes read.
fn search(folder: &Path) -> (Vec<String>, usize) {
    let (mut found, mut read) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).expect("read") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("read");
        read += bytes.len();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for (at, form) in forms().iter().enumerate() {
            if bytes.windows(form.len()).any(|window| window == form.as_slice())
                || name.as_bytes().windows(form.len()).any(|window| window == form.as_slice())
            {
                found.push(format!("{name}: form {at}"));
            }
        }
    }
    (found, read)
}

#[test]
fn a_stolen_disk_says_nothing() {
    let scene = Scene::new();
    let mut child = scene.play(&format!("canaries {CANARY}"), None);
    let started = Instant::now();
    while scene.acknowledged().len() < 20 {
        assert!(started.elapsed() < Duration::from_secs(60), "it does not type");
        std::thread::yield_now();
    }
    child.kill().expect("killed");
    let _ = child.wait().expect("ended");
    assert!(scene.data().join("store.db-wal").exists(), "the log is part of the search");
    let (found, read) = search(&scene.data());
    assert!(read > 100_000, "only {read} bytes");
    assert_eq!(found, Vec::<String>::new());
    // The search itself finds each form.
    for (at, form) in forms().iter().enumerate() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("log"), [b"before ", form.as_slice(), b" after"].concat())
            .expect("written");
        assert!(search(folder.path()).0.contains(&format!("log: form {at}")), "form {at}");
    }
}
