//! Drafts: kept, found by their code, rescued, forgotten.

use mon_point_numerique::seal::{DraftKey, DraftState, SealFault};
use mon_point_numerique::store::{
    MOST_TRIES, SITE_WRAP_LIFE, Store, StoreFault, TRIES_WINDOW, Tries,
};
use mon_point_numerique::sync::wire::{Closing, Id, Leaf};

use super::{LIFE, NOW, centre, citizen, identity, place};

#[test]
fn a_draft_is_found_by_its_code_after_a_restart() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.begin(&anna.new_draft("")).expect("begun");
    for revision in 1..4 {
        let sealed = anna.sealed(revision, &format!("words {revision}"));
        store.save(anna.state(revision), "cni.1", &sealed).expect("saved");
    }
    assert_eq!(store.interrupted(), Ok(Some(anna.id)));
    drop(store);
    let mut store = Store::open(&path).expect("opened");
    assert_eq!(store.interrupted(), Ok(Some(anna.id)));
    assert_eq!(anna.read(&store), Some((3, "words 3".into())));
    assert_eq!(citizen(11).read(&store), None);
    store.leave().expect("left");
    assert_eq!(store.interrupted(), Ok(None));
    store.reopen(anna.id).expect("open again");
    assert_eq!(store.interrupted(), Ok(Some(anna.id)));
    assert_eq!(store.reopen(citizen(11).id), Err(StoreFault::Unknown));
}

#[test]
fn an_older_or_foreign_state_never_takes_the_place_of_a_later_one() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.begin(&anna.new_draft("")).expect("begun");
    let sealed = anna.sealed(5, "five");
    store.save(anna.state(5), "cni.1", &sealed).expect("saved");
    for revision in [4, 5] {
        let sealed = anna.sealed(revision, "late");
        let saved = store.save(anna.state(revision), "cni.1", &sealed);
        assert_eq!(saved, Err(StoreFault::Unknown));
    }
    let foreign = DraftState { branch: citizen(11).branch, ..anna.state(6) };
    assert_eq!(store.save(foreign, "cni.1", &sealed), Err(StoreFault::Unknown));
    assert_eq!(anna.read(&store), Some((5, "five".into())));
}

/// SEC-18: rows whose ciphertexts, or wraps, were exchanged do not open.
#[test]
fn exchanged_rows_are_seen() {
    for column in ["sealed", "code_wrap", "lookup", "branch", "revision"] {
        let (_folder, path) = place();
        let mut store = Store::create(&path).expect("made");
        let mut people = [citizen(10), citizen(11)];
        for (count, person) in (1..).zip(&mut people) {
            store.begin(&person.new_draft("")).expect("begun");
            let sealed = person.sealed(count, "words");
            store.save(person.state(count), "cni.1", &sealed).expect("saved");
        }
        drop(store);
        let file = rusqlite::Connection::open(&path).expect("opened");
        let exchanged = file
            .execute_batch(&format!(
                "CREATE TEMP TABLE two AS SELECT id, {column} AS it FROM draft;
                 UPDATE draft SET {column} = {};
                 UPDATE draft SET {column} = (SELECT it FROM two WHERE two.id <> draft.id);",
                if column == "lookup" { "randomblob(16)" } else { column }
            ))
            .map(|()| file.changes());
        assert_eq!(exchanged, Ok(2), "{column}");
        drop(file);
        let store = Store::open(&path).expect("opened");
        for person in &people {
            let resume = person.resume();
            let kept = store.find_by_lookup(resume.lookup).expect("read").expect("a row");
            let wrap = kept.code.expect("a code").wrap;
            let opened = DraftKey::unwrap_by_code(kept.state.draft, &resume.key, &wrap)
                .and_then(|key| key.open_draft(kept.state, &kept.sealed).map(|_| ()));
            assert_eq!(opened, Err(SealFault::NotOpened), "{column}");
        }
    }
}

#[test]
fn the_operator_rescues_a_draft_within_three_days() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.begin(&anna.new_draft("saved by the operator")).expect("begun");
    let [found] = &store.recoverable().expect("read")[..] else { panic!("one draft") };
    let key = DraftKey::rescue(found.state.draft, &centre().site, &found.site_wrap);
    let key = key.expect("a key");
    let kept = store.draft(anna.id).expect("kept");
    let words = key.open_draft(kept.state, &kept.sealed).expect("opened");
    assert_eq!(*words, b"saved by the operator");

    // The rescued draft gets another code; the lost one finds nothing any more.
    let mut again = citizen(12);
    again.id = anna.id;
    again.key = key;
    store.give_code(anna.id, &again.code_wrap()).expect("given");
    assert_eq!(anna.read(&store), None);
    assert_eq!(again.read(&store), Some((0, "saved by the operator".into())));

    assert_eq!(store.drop_site_wraps(NOW + SITE_WRAP_LIFE - 1), Ok(0));
    assert_eq!(store.drop_site_wraps(NOW + SITE_WRAP_LIFE), Ok(1));
    assert_eq!(store.recoverable(), Ok(Vec::new()));
    assert!(again.read(&store).is_some());
    let _ = anna.sealed(1, "");
}

#[test]
fn a_draft_lives_as_long_as_trusted_time_says() {
    let (_folder, path) = place();
    let (mut anna, mut boris) = (citizen(10), citizen(11));
    let mut store = Store::create(&path).expect("made");
    store.begin(&anna.new_draft("")).expect("begun");
    let mut unborn = boris.new_draft("");
    unborn.born = None;
    store.begin(&unborn).expect("begun");
    // Boris began before any trusted time: his thirty days begin when it is first heard.
    assert_eq!(store.expire(NOW + LIFE - 1), Ok(0));
    assert_eq!(store.expire(NOW + LIFE), Ok(1));
    assert_eq!(anna.read(&store), None);
    assert!(boris.read(&store).is_some());
    assert_eq!(store.interrupted(), Ok(Some(boris.id)));
    assert_eq!(store.expire(NOW + 2 * LIFE - 1), Ok(1));
    assert_eq!(store.interrupted(), Ok(None));
    // Nobody needs to be told: the central service counts the same days.
    assert_eq!(store.closings(), Ok(Vec::new()));
}

#[test]
fn trusted_time_never_goes_back() {
    let (_folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    assert_eq!(store.trusted_time(), Ok(None));
    store.heard(NOW).expect("heard");
    store.heard(NOW - 315_360_000).expect("heard");
    drop(store);
    let store = Store::open(&path).expect("opened");
    assert_eq!(store.trusted_time(), Ok(Some(NOW)));
}

#[test]
fn what_is_erased_is_told_to_the_centre_and_never_comes_back() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.begin(&anna.new_draft("")).expect("begun");
    store.erase_draft(anna.id).expect("erased");
    store.erase_draft(anna.id).expect("erased again");
    assert_eq!(anna.read(&store), None);
    assert_eq!(store.interrupted(), Ok(None));
    let [(lookup, closing)] = &store.closings().expect("read")[..] else { panic!("one") };
    assert_eq!(*lookup, anna.resume().lookup);
    assert_eq!((closing.draft, closing.why), (Id(anna.id.0), Closing::Erased));
    store.closing_told(anna.id).expect("told");
    assert_eq!(store.closings(), Ok(Vec::new()));

    let mut boris = citizen(11);
    store.begin(&boris.new_draft("")).expect("begun");
    store.erased_elsewhere(boris.id).expect("erased");
    assert_eq!(store.closings(), Ok(Vec::new()));
    // Without a code a draft never travelled: nothing to tell.
    store.begin(&anna.new_draft("")).expect("begun");
    store.drop_code(anna.id).expect("dropped");
    store.erase_draft(anna.id).expect("erased");
    assert_eq!(store.closings(), Ok(Vec::new()));
}

#[test]
fn only_the_latest_state_travels_and_only_with_a_code() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    let mut new = anna.new_draft("");
    let code = new.code.take().expect("a code");
    store.begin(&new).expect("begun");
    assert_eq!(store.unsent_drafts(), Ok(Vec::new()));
    assert_eq!(store.draft_revision(anna.id, NOW).err(), Some(StoreFault::Unknown));
    store.give_code(anna.id, &code).expect("given");
    let branch = Id(anna.branch.0);
    let leaf = |revision| Leaf { branch, revision };
    let unsent = |store: &Store| -> Vec<Leaf> {
        store.unsent_drafts().expect("read").iter().map(|unsent| unsent.leaf).collect()
    };
    assert_eq!(unsent(&store), [leaf(0)]);
    store.draft_kept(anna.id, leaf(0)).expect("kept");
    assert_eq!(unsent(&store), []);
    let sealed = anna.sealed(2, "two");
    store.save(anna.state(2), "cni.1", &sealed).expect("saved");
    assert_eq!(unsent(&store), [leaf(2)]);
    store.draft_kept(anna.id, leaf(1)).expect("kept");
    assert_eq!(unsent(&store), [leaf(2)]);
    let travels = store.draft_revision(anna.id, NOW + 9).expect("a revision");
    assert_eq!((travels.leaf, travels.expires), (leaf(2), NOW + LIFE));
    assert_eq!(travels.sealed.0, sealed);
    assert_eq!(travels.wraps.code.0, code.wrap);

    // Chosen at a resume: another branch, with its parents; the old one travels no more.
    let mut resumed = anna.new_draft("");
    resumed.state.branch = citizen(12).branch;
    resumed.parents = vec![leaf(2)];
    store.begin(&resumed).expect("begun");
    let travels = store.draft_revision(anna.id, NOW).expect("a revision");
    assert_eq!(travels.parents, [leaf(2)]);
    assert_eq!(store.unsent_drafts().expect("read").len(), 1);
}

/// SEC-13: counted before they are made, kept through a restart, and a clock that is put back
/// does not lock for longer.
#[test]
fn codes_are_tried_five_times_in_a_quarter_of_an_hour() {
    let (_folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    for left in (0..MOST_TRIES).rev() {
        assert_eq!(store.try_code(NOW), Ok(Tries::Left(left)));
    }
    drop(store);
    let mut store = Store::open(&path).expect("opened");
    assert_eq!(store.try_code(NOW + 60), Ok(Tries::Locked(TRIES_WINDOW - 60)));
    assert_eq!(store.try_code(NOW - 315_360_000), Ok(Tries::Locked(TRIES_WINDOW)));
    let later = NOW - 315_360_000 + TRIES_WINDOW;
    assert_eq!(store.try_code(later - 1), Ok(Tries::Locked(1)));
    assert_eq!(store.try_code(later), Ok(Tries::Left(MOST_TRIES - 1)));
    store.code_was_right().expect("right");
    assert_eq!(store.try_code(later), Ok(Tries::Left(MOST_TRIES - 1)));
}

#[test]
fn a_terminal_is_who_it_was_enrolled_as() {
    let (_folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    assert!(store.identity().expect("read").is_none());
    store.enrol(&identity()).expect("enrolled");
    drop(store);
    let store = Store::open(&path).expect("opened");
    let (read, given) = (store.identity().expect("read").expect("somebody"), identity());
    assert_eq!(read.signing.public(), given.signing.public());
    assert_eq!(read.sealing_keys, given.sealing_keys);
    assert_eq!(read.acknowledgement_key, given.acknowledgement_key);
    assert_eq!(read.recovery_key, given.recovery_key);
    assert_eq!((read.name, read.symbols), (given.name, given.symbols));
    assert_eq!((read.departement, read.site), (given.departement, given.site));
    assert_eq!((read.tls_key, read.certificate), (given.tls_key, given.certificate));
    assert_eq!((read.authority, read.cost), (given.authority, given.cost));
    assert_eq!(read.central, given.central);
}
