//! The file itself: missing, foreign, damaged, of a later program. Never a silent new one.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use mon_point_numerique::sqlite::{self, Plan};
use mon_point_numerique::store::{Store, StoreFault};

use super::{citizen, identity, place};

fn fault(path: &Path) -> Option<StoreFault> {
    Store::open(path).err()
}

#[test]
fn a_missing_file_is_said_and_none_is_made() {
    let (folder, path) = place();
    assert_eq!(fault(&path), Some(StoreFault::Missing));
    assert!(!path.exists());
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 0);
    drop(Store::create(&path).expect("made"));
    assert_eq!(Store::create(&path).err(), Some(StoreFault::Exists));
    assert!(Store::open(&path).is_ok());
    let mode = fs::metadata(&path).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fault(&folder.path().join("nowhere/store.db")), Some(StoreFault::Missing));
    assert_eq!(fault(folder.path()), Some(StoreFault::Disk));
}

#[test]
fn a_creation_that_was_cut_is_taken_up_again() {
    let (_folder, path) = place();
    drop(File::create(&path).expect("an empty file"));
    assert_eq!(fault(&path), Some(StoreFault::Missing));
    drop(Store::create(&path).expect("made"));
    assert!(Store::open(&path).is_ok());
}

#[test]
fn a_file_of_something_else_is_left_alone() {
    let (_folder, path) = place();
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.execute_batch("CREATE TABLE thing (it); PRAGMA user_version = 1").expect("written");
    drop(other);
    assert_eq!(fault(&path), Some(StoreFault::NotOurs));
    assert_eq!(Store::create(&path).err(), Some(StoreFault::Exists));
    fs::write(&path, b"a letter to the mayor".repeat(100)).expect("written");
    assert_eq!(fault(&path), Some(StoreFault::Corrupt));
    assert_eq!(Store::create(&path).err(), Some(StoreFault::Corrupt));
    assert!(fs::read(&path).expect("read").starts_with(b"a letter"));
}

#[test]
fn a_file_of_a_later_program_is_left_alone() {
    let (_folder, path) = place();
    drop(Store::create(&path).expect("made"));
    let later = rusqlite::Connection::open(&path).expect("opened");
    later.pragma_update(None, "user_version", 7).expect("written");
    drop(later);
    assert_eq!(fault(&path), Some(StoreFault::Later { found: 7, known: 1 }));
    let file = rusqlite::Connection::open(&path).expect("opened");
    let version: u32 = file.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("read");
    assert_eq!(version, 7);
}

#[test]
fn versions_follow_each_other_and_a_failed_one_leaves_the_file_whole() {
    const ONE: &str = "CREATE TABLE a (x); INSERT INTO a VALUES (1);";
    const TWO: &str = "CREATE TABLE b (y); INSERT INTO b SELECT x FROM a;";
    const WRONG: &str = "DROP TABLE a; DROP TABLE nowhere;";
    let (_folder, path) = place();
    let first = Plan { application: 77, steps: &[ONE] };
    let second = Plan { steps: &[ONE, TWO], ..first };
    let broken = Plan { steps: &[ONE, TWO, WRONG], ..first };
    drop(sqlite::create(&path, &first).expect("made"));
    drop(sqlite::open(&path, &second).expect("brought to version two"));
    assert!(sqlite::open(&path, &broken).is_err());
    let file = sqlite::open(&path, &second).expect("still version two");
    let both: i64 = file
        .query_row("SELECT (SELECT x FROM a) + (SELECT y FROM b)", [], |row| row.get(0))
        .expect("read");
    assert_eq!(both, 2);
    let found = sqlite::open(&path, &first).err();
    assert_eq!(found, Some(StoreFault::Later { found: 2, known: 1 }));
}

/// Every page of the file is damaged in turn: an answer each time, never a panic, and never the
/// words of another row.
#[test]
fn a_damaged_page_is_said() {
    let (_folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    store.enrol(&identity()).expect("enrolled");
    let mut people: Vec<_> = (10..14).map(citizen).collect();
    for person in &mut people {
        store.begin(&person.new_draft("words")).expect("begun");
    }
    drop(store);
    let whole = fs::read(&path).expect("read");
    let mut said = 0;
    for page in 0..whole.len() / 4096 {
        fs::write(&path, &whole).expect("written");
        let mut file = OpenOptions::new().read(true).write(true).open(&path).expect("opened");
        let mut bytes = [0; 512];
        let _ = file.seek(SeekFrom::Start(page as u64 * 4096)).expect("there");
        file.read_exact(&mut bytes).expect("read");
        bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_mul(31) ^ 0x5a);
        let _ = file.seek(SeekFrom::Start(page as u64 * 4096)).expect("there");
        file.write_all(&bytes).expect("written");
        drop(file);
        match Store::open(&path) {
            Err(fault) => {
                assert!(matches!(fault, StoreFault::Corrupt | StoreFault::NotOurs), "{fault}");
                said += 1;
            }
            // An unused page, or bytes inside a ciphertext: the seal speaks for those.
            Ok(store) => people.iter().for_each(|person| {
                let found = store.find_by_lookup(person.resume().lookup);
                assert!(found.is_ok() || found == Err(StoreFault::Corrupt));
            }),
        }
    }
    assert!(said >= whole.len() / 4096 / 2, "{said} of {}", whole.len() / 4096);
}
