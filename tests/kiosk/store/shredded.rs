//! What is gone is gone from the disk too (SEC-26), and what a thief of the whole terminal holds
//! opens nothing that it sent (SEC-07).

use std::fs;
use std::path::Path;

use mon_point_numerique::dossier::{Envelope, envelope};
use mon_point_numerique::seal::{DraftKey, SealFault, SealingSecret};
use mon_point_numerique::store::{SITE_WRAP_LIFE, Store, StoreFault};
use zeroize::Zeroizing;

use super::{LIFE, NOW, centre, citizen, identity, place, seeded};

/// Every byte of every file that lies beside the store.
fn disk(path: &Path) -> Vec<u8> {
    let folder = path.parent().expect("a folder");
    let files = fs::read_dir(folder).expect("read").map(|entry| entry.expect("an entry").path());
    files.flat_map(|file| fs::read(file).expect("read")).collect()
}

fn holds(disk: &[u8], bytes: &[u8]) -> bool {
    disk.windows(bytes.len()).any(|window| window == bytes)
}

type End = fn(&mut Store, &mut super::Citizen) -> Result<(), StoreFault>;

/// The key of a draft is only where it is wrapped: without both wraps there is no key.
#[test]
fn the_wraps_of_a_draft_that_ended_are_nowhere_on_the_disk() {
    let ends: [(&str, End); 4] = [
        ("erased", |store, person| store.erase_draft(person.id)),
        ("erased elsewhere", |store, person| store.erased_elsewhere(person.id)),
        ("expired", |store, _| store.expire(NOW + LIFE).map(drop)),
        ("sent", |store, person| {
            let number = store.number_for(person.id, &mut seeded(4))?;
            let (envelope, signature) = person.envelope(number, "words");
            store.send(&envelope, &signature, &[])
        }),
    ];
    for (name, end) in ends {
        let (_folder, path) = place();
        let mut anna = citizen(10);
        let mut store = Store::create(&path).expect("made");
        store.enrol(&identity()).expect("enrolled");
        let new = anna.new_draft("words");
        store.begin(&new).expect("begun");
        let wraps = [new.code.expect("a code").wrap, new.site_wrap.expect("a site")];
        for wrap in &wraps {
            assert!(holds(&disk(&path), wrap), "{name}: the search finds nothing");
        }
        end(&mut store, &mut anna).expect(name);
        for wrap in &wraps {
            assert!(!holds(&disk(&path), wrap), "{name}: a wrap is still there");
        }
    }
}

#[test]
fn the_wrap_for_the_site_is_nowhere_after_three_days() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    let new = anna.new_draft("words");
    store.begin(&new).expect("begun");
    assert_eq!(store.drop_site_wraps(NOW + SITE_WRAP_LIFE), Ok(1));
    let disk = disk(&path);
    assert!(!holds(&disk, &new.site_wrap.expect("a site")));
    assert!(holds(&disk, &new.code.expect("a code").wrap), "the code still opens it");
}

/// The thief has the file and every private key in it.
#[test]
fn what_a_terminal_holds_opens_nothing_that_it_sent() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.enrol(&identity()).expect("enrolled");
    store.begin(&anna.new_draft("words")).expect("begun");
    let number = store.number_for(anna.id, &mut seeded(4)).expect("a number");
    let (envelope, signature) = anna.envelope(number, "words");
    store.send(&envelope, &signature, &[]).expect("sent");
    drop(store);

    let store = Store::open(&path).expect("opened");
    let held = store.identity().expect("read").expect("enrolled");
    let (bytes, _) = store.envelope(envelope.digest()).expect("in the outbox");
    let stolen = Envelope::parse(bytes).expect("an envelope");
    let mut keys = vec![SealingSecret::from_bytes(held.signing.seed())];
    for window in held.tls_key.windows(32) {
        keys.push(SealingSecret::from_bytes(Zeroizing::new(window.try_into().expect("32"))));
    }
    let opened = envelope::open(&stolen, &keys).map(drop);
    assert_eq!(opened, Err(SealFault::UnknownKey));
    // Its draft is gone, and with it the only other place of these words.
    assert_eq!(store.draft(anna.id).map(drop), Err(StoreFault::Unknown));
    assert_eq!(store.recoverable(), Ok(Vec::new()));
}

/// Within three days a thief has the wrap for the site, and still not the site's private key.
#[test]
fn a_draft_of_today_wants_the_code_or_the_key_in_the_safe() {
    let (_folder, path) = place();
    let mut anna = citizen(10);
    let mut store = Store::create(&path).expect("made");
    store.enrol(&identity()).expect("enrolled");
    store.begin(&anna.new_draft("words")).expect("begun");
    let held = store.identity().expect("read").expect("enrolled");
    let [found] = &store.recoverable().expect("read")[..] else { panic!("one draft") };
    let seed = SealingSecret::from_bytes(held.signing.seed());
    let id = found.state.draft;
    assert!(DraftKey::rescue(id, &seed, &found.site_wrap).is_err());
    assert!(DraftKey::rescue(id, &centre().sealing, &found.site_wrap).is_err());
    let other = citizen(11).resume();
    let wrap = store.draft(id).expect("kept").code.expect("a code").wrap;
    assert!(DraftKey::unwrap_by_code(id, &other.key, &wrap).is_err());
    assert!(DraftKey::rescue(id, &centre().site, &found.site_wrap).is_ok());
}
