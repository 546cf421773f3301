//! Every call that changes the disk, in the whole life of a store, is a place where the power
//! goes, or the disk fails, or fills. The method is SQLite's own: the n-th call, for every n,
//! until a run ends without reaching it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use mon_point_numerique::store::{LodgedState, Store, StoreFault};

use super::acts::{ANNA, BORIS, CHLOE, DISK, DONE, ENDED, FULL, carry_on};
use super::citizen;
use super::faults::{Fault, Scene};

#[test]
fn power_goes_at_every_call() {
    assert!(every_call("clean", &|fault, code| assert_eq!(code, ENDED, "{fault:?}")) > 60);
}

#[test]
fn power_goes_in_the_middle_of_every_call() {
    assert!(every_call("torn", &|fault, code| assert_eq!(code, ENDED, "{fault:?}")) > 60);
}

/// What is done again, or was not needed, may go on; what is not done is said to be the disk's
/// (of the log's index, which only ever lacks room, that it is full).
#[test]
fn every_call_fails_once() {
    let codes = [DONE, DISK, FULL];
    let all = every_call("eio", &|fault, code| assert!(codes.contains(&code), "{fault:?} {code}"));
    assert!(all > 60);
}

#[test]
fn the_disk_fills_at_every_call() {
    let codes = [DONE, FULL];
    let all = every_call("full", &|fault, code| assert!(codes.contains(&code), "{fault:?} {code}"));
    assert!(all > 60);
}

/// A disk that fills while somebody is at the terminal: the ballast goes, and everything is done.
#[test]
fn on_a_full_disk_the_dossier_in_hand_is_finished() {
    let scene_done = |fault: Fault, scene: &Scene, code: i32| {
        let made = scene.acknowledged().iter().any(|line| line == "created");
        assert!(code == DONE || (!made && code == FULL), "{fault:?} {code}");
    };
    assert!(every_scene("relief", &scene_done) > 60);
}

/// A power cut also takes what the system has not yet put on the disk: nothing is acknowledged
/// before the log was synced.
#[test]
fn nothing_is_acknowledged_before_it_is_on_the_disk() {
    let scene = Scene::new();
    let fault = Fault { mode: "unsynced", at: 0 };
    let status = scene.play("scenario", Some(fault)).wait().expect("ended");
    assert_eq!(status.code(), Some(DONE));
    assert_eq!(scene.acknowledged().len(), 15);
}

fn every_call(mode: &'static str, expected: &(impl Fn(Fault, i32) + Sync)) -> usize {
    every_scene(mode, &|fault, _: &Scene, code| expected(fault, code))
}

/// Runs the scenario once for each call; gives how many calls there were.
fn every_scene(mode: &'static str, expected: &(impl Fn(Fault, &Scene, i32) + Sync)) -> usize {
    let calls = count_calls();
    let next = AtomicUsize::new(1);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at > calls {
                return;
            }
            let (scene, fault) = (Scene::new(), Fault { mode, at });
            let status = scene.play("scenario", Some(fault)).wait().expect("ended");
            expected(fault, &scene, status.code().expect("not killed"));
            if at.is_multiple_of(5) && (mode == "clean" || mode == "torn") {
                cut_again(&scene, Fault { mode, at: 1 + at * 7 % 40 });
            }
            look(&scene, fault);
        }
    };
    thread::scope(|scope| {
        let _second = scope.spawn(work);
        work();
    });
    calls
}

/// The power goes a second time, while the first cut is being repaired or soon after.
fn cut_again(scene: &Scene, fault: Fault) {
    let code = scene.play("recovery", Some(fault)).wait().expect("ended").code();
    assert!(code == Some(ENDED) || code == Some(DONE), "{fault:?} {code:?}");
}

/// The number of calls of an undisturbed run, found by doubling and halving.
fn count_calls() -> usize {
    let reached = |at| {
        let scene = Scene::new();
        let fault = Fault { mode: "clean", at };
        let code = scene.play("scenario", Some(fault)).wait().expect("ended").code();
        assert!(code == Some(ENDED) || code == Some(DONE), "{fault:?} {code:?}");
        code == Some(ENDED)
    };
    let (mut low, mut high) = (1, 64);
    while reached(high) {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if reached(middle) { low = middle } else { high = middle }
    }
    low
}

/// After any fault: the file opens, is whole, holds all that was acknowledged and nothing twice,
/// and life goes on to its end.
fn look(scene: &Scene, fault: Fault) {
    let list = scene.acknowledged();
    let said = |line: &str| list.iter().any(|known| known == line);
    let mut store = match Store::open(&scene.store()) {
        Err(StoreFault::Missing) => {
            assert!(!said("created"), "{fault:?}: the file is gone");
            Store::create(&scene.store()).expect("made")
        }
        opened => opened.unwrap_or_else(|wrong| panic!("{fault:?}: {wrong}")),
    };
    store.check().unwrap_or_else(|wrong| panic!("{fault:?}: {wrong}"));
    let enrolled = store.identity().expect("read").is_some();
    assert!(enrolled || !said("enrolled"), "{fault:?}: nobody");
    assert_anna(&store, &list, fault);
    for (person, came, went) in [(BORIS, "boris", "erased"), (CHLOE, "chloe", "expired")] {
        let last = |line: &str| list.iter().rposition(|known| known == line);
        let gone = last(went) > last(came);
        assert!(!gone || citizen(person).read(&store).is_none(), "{fault:?}: not {went}");
    }

    if !enrolled {
        store.enrol(&super::identity()).expect("enrolled");
    }
    carry_on(&mut store, &mut |_| ()).unwrap_or_else(|wrong| panic!("{fault:?}: {wrong}"));
    let lodged = store.lodged().expect("read");
    assert_eq!(lodged.len(), 1, "{fault:?}");
    assert_eq!((lodged[0].number.seq(), lodged[0].state), (0, LodgedState::Purged), "{fault:?}");
    store.check().expect("whole");
}

/// Her draft or her dossier: one of them, never both, never neither, never older than was said.
fn assert_anna(store: &Store, list: &[String], fault: Fault) {
    let said = |line: &str| list.iter().any(|known| known == line);
    let anna = citizen(ANNA);
    let draft = anna.read(store);
    let lodged = store.lodged().expect("read");
    assert!(lodged.len() <= 1, "{fault:?}: doubled");
    let lodged = lodged.first();
    assert!(draft.is_none() || lodged.is_none(), "{fault:?}: both");
    assert!(draft.is_some() || lodged.is_some() || !said("begun"), "{fault:?}: neither");
    let saved = (0..4).rev().find(|revision| said(&format!("saved {revision}"))).unwrap_or(0);
    if let Some((revision, words)) = draft {
        assert!(!said("sent"), "{fault:?}: a draft again");
        assert!((saved..=saved + 1).contains(&revision), "{fault:?}: {revision} for {saved}");
        assert_eq!(words, format!("words {revision}"), "{fault:?}");
        assert_eq!(store.interrupted(), Ok(Some(anna.id)), "{fault:?}");
    }
    let Some(lodged) = lodged else { return };
    assert!(said(&format!("number {}", lodged.number)), "{fault:?}: another number");
    let arrived = matches!(lodged.state, LodgedState::Delivered | LodgedState::Purged);
    assert!(arrived || !said("acknowledged"), "{fault:?}: {lodged:?}");
    assert!(said("sent") || !arrived, "{fault:?}: arrived before it left");
    assert!(lodged.state == LodgedState::Purged || !said("purged"), "{fault:?}: {lodged:?}");
    if lodged.state != LodgedState::Purged {
        let (envelope, signature) = anna.envelope(lodged.number, "words");
        let kept = store.envelope(lodged.digest).expect("bytes");
        assert_eq!(kept, (envelope.bytes().to_vec(), signature), "{fault:?}");
    }
}
