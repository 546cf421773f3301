//! What a durable keystroke costs, beside the least that the same disk asks for any durable write.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use mon_point_numerique::store::Store;

use super::{citizen, place};

const SAVES: usize = 300;
/// For disks whose sync costs less than the encryption in a build for tests.
const ROOM: Duration = Duration::from_millis(5);

/// Sealing included, as for every key. The two are measured in turn, so that whatever else the
/// machine does falls on both; `docs/performance.md` has the figures of a machine at rest, and the
/// bound here leaves room for one that is not.
#[test]
fn a_saved_keystroke_costs_about_one_sync() {
    let (folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    let mut anna = citizen(10);
    let words = "x".repeat(4000);
    store.begin(&anna.new_draft(&words)).expect("begun");
    let mut raw = File::create(folder.path().join("raw")).expect("made");
    let (mut saves, mut syncs) = (Vec::new(), Vec::new());
    for revision in 1..=SAVES as u64 {
        let started = Instant::now();
        raw.write_all(&[7; 8192]).expect("written");
        raw.sync_all().expect("synced");
        syncs.push(started.elapsed());
        let started = Instant::now();
        let sealed = anna.sealed(revision, &words);
        store.save(anna.state(revision), "cni.1", &sealed).expect("saved");
        saves.push(started.elapsed());
    }
    let (save, sync) = (middle(saves), middle(syncs));
    println!("a saved keystroke: {save:?}; one raw write and sync: {sync:?}");
    assert!(save < sync * 3 + ROOM, "{save:?} for a save, {sync:?} for a sync");
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
