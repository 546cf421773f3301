//! The laws, after the story: one dossier, equal answers, an empty outbox, a genuine paper.

use std::fs;
use std::path::Path;
use std::process::Command;

use mon_point_numerique::store::{LodgedState, Store};

use super::machine::Machine;
use super::story::Story;

pub(crate) fn laws(machine: &mut Machine, story: &Story, out: &Path) {
    equal_answers(story, out);
    genuine_paper(machine, story, out);
    empty_outbox(machine, story);
    nothing_in_clear(story, out);
    machine.stop_central();
}

/// The central service reads what the citizen typed, and nothing is to be looked at again.
fn equal_answers(story: &Story, out: &Path) {
    let received = fs::read_to_string(out.join("dossier.txt")).expect("the central's copy");
    let folded = received.to_lowercase();
    for word in story.words() {
        assert!(folded.contains(&word.to_lowercase()), "« {word} » did not arrive:\n{received}");
    }
}

/// The square of the paper is signed by a terminal that the central service knows.
fn genuine_paper(machine: &Machine, story: &Story, out: &Path) {
    let (listed, keys) = machine.central(&["keys"]);
    assert!(listed, "no list of keys");
    let file = out.join("cles.json");
    fs::write(&file, keys).expect("the keys, written");
    let page = out.join("receipt");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "150", "-png", "-singlefile"])
        .arg(out.join("receipt.pdf"))
        .arg(&page)
        .status();
    assert!(drawn.is_ok_and(|status| status.success()), "the receipt cannot be drawn");
    let read = Command::new("zbarimg")
        .args(["-q", "--raw", "-Sdisable", "-Sqrcode.enable"])
        .arg(page.with_extension("png"))
        .output()
        .expect("zbarimg");
    let square = String::from_utf8_lossy(&read.stdout).trim().to_owned();
    assert!(square.starts_with("MPN1:"), "the square says: {square}");
    let (genuine, said) = machine.kiosk(&["verify", &square, "--keys", file.to_str().unwrap()]);
    assert!(genuine && said.contains(&story.number), "verify says: {said}");
    let mut forged = square.into_bytes();
    forged[8] = if forged[8] == b'7' { b'8' } else { b'7' };
    let forged = String::from_utf8(forged).unwrap();
    let (believed, _) = machine.kiosk(&["verify", &forged, "--keys", file.to_str().unwrap()]);
    assert!(!believed, "a forged square is believed");
}

/// The visit is over: no typed word is left in the memory of the running terminal (SEC-01).
/// Only whoever may read that memory can tell; elsewhere the check says that it was not made.
pub(crate) fn memory(process: u32, story: &Story) {
    let Some(memory) = written_memory(process) else {
        println!("memory not checked: it may not be read by this user");
        return;
    };
    for word in story.typed_words() {
        for form in
            [word.as_bytes().to_vec(), word.encode_utf16().flat_map(u16::to_le_bytes).collect()]
        {
            let found = memory.iter().any(|part| part.windows(form.len()).any(|at| at == form));
            assert!(!found, "« {word} » is still in memory after the visit");
        }
    }
}

/// Every page that the process may write, as it is now.
fn written_memory(process: u32) -> Option<Vec<Vec<u8>>> {
    use std::os::unix::fs::FileExt as _;
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let file = fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let parts = maps.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let (range, rights) = (fields.next()?, fields.next()?);
        let (from, to) = range.split_once('-')?;
        let from = u64::from_str_radix(from, 16).ok()?;
        let to = u64::from_str_radix(to, 16).ok()?;
        let mut bytes = vec![0; usize::try_from(to - from).ok()?];
        let read = rights.contains('w') && file.read_exact_at(&mut bytes, from).is_ok();
        read.then_some(bytes)
    });
    Some(parts.collect())
}

/// Exactly one dossier was sealed, and it is delivered; no draft is left.
fn empty_outbox(machine: &Machine, story: &Story) {
    let store = Store::open(&machine.store()).expect("the terminal's file");
    store.check().expect("a whole file");
    let lodged = store.lodged().expect("the outbox");
    assert_eq!(lodged.len(), 1, "one dossier");
    assert_eq!(lodged[0].number.to_string(), story.number);
    assert!(matches!(lodged[0].state, LodgedState::Delivered), "{:?}", lodged[0].state);
    assert!(store.unsent_drafts().expect("the drafts").is_empty());
    assert!(store.interrupted().expect("the open draft").is_none());
}

/// No typed word is in clear in the terminal's files or in any log.
fn nothing_in_clear(story: &Story, out: &Path) {
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".log") || name.starts_with("borne.db") || name == "tree.json"
            {
                let bytes = fs::read(&path).expect("a file");
                for word in story.words().filter(|word| word.len() > 5) {
                    let found = bytes
                        .windows(word.len())
                        .any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
                    assert!(!found, "« {word} » is in clear in {name}");
                }
            }
        }
    }
}
