//! Sealed dossiers: never two from one draft, and none leaves without the centre's word.

use mon_point_numerique::seal::Digest;
use mon_point_numerique::store::{DELIVERED_LIFE, LodgedState, Store, StoreFault};
use mon_point_numerique::sync::wire::Closing;

use super::{Citizen, NOW, acknowledged, citizen, identity, place, seeded};

fn store() -> (tempfile::TempDir, Store) {
    let (folder, path) = place();
    let mut store = Store::create(&path).expect("made");
    store.enrol(&identity()).expect("enrolled");
    (folder, store)
}

fn begun(store: &mut Store, seed: u64) -> Citizen {
    let mut person = citizen(seed);
    store.begin(&person.new_draft("")).expect("begun");
    person
}

fn states(store: &Store) -> Vec<LodgedState> {
    store.lodged().expect("read").iter().map(|lodged| lodged.state).collect()
}

#[test]
fn sending_takes_the_draft_and_leaves_the_dossier() {
    let (_folder, mut store) = store();
    let anna = begun(&mut store, 10);
    let number = store.number_for(anna.id, &mut seeded(4)).expect("a number");
    let (envelope, signature) = anna.envelope(number, "words");
    store.send(&envelope, &signature, &[]).expect("sent");
    store.send(&envelope, &signature, &[]).expect("the same again");
    assert_eq!(anna.read(&store), None);
    assert_eq!(store.interrupted(), Ok(None));
    assert_eq!(store.closings().expect("read")[0].1.why, Closing::Sent);
    let [parcel] = &store.outbox(NOW * 1000 + 5000).expect("read")[..] else { panic!("one") };
    assert_eq!((parcel.digest, parcel.waited), (envelope.digest(), 5000));
    let (bytes, kept) = store.envelope(envelope.digest()).expect("there");
    assert_eq!((bytes.as_slice(), kept), (envelope.bytes(), signature));

    // The same draft gives no second dossier, and does not begin again.
    let (other, signature) = anna.envelope(number, "other words");
    assert_eq!(store.send(&other, &signature, &[]), Err(StoreFault::Conflict));
    let mut anna = anna;
    assert_eq!(store.begin(&anna.new_draft("")), Err(StoreFault::Conflict));
    // Nor is a dossier sealed of a draft that is not here, or parts that are not its own.
    let (stray, signature) = citizen(11).envelope(number, "words");
    assert_eq!(store.send(&stray, &signature, &[]), Err(StoreFault::Unknown));
}

#[test]
fn the_count_has_no_gap_and_is_never_given_twice() {
    let (_folder, mut store) = store();
    let mut rng = seeded(4);
    let mut sequence = Vec::new();
    for seed in 10..20 {
        let person = begun(&mut store, seed);
        let number = store.number_for(person.id, &mut rng).expect("a number");
        assert_eq!(store.number_for(person.id, &mut rng), Ok(number));
        let (envelope, signature) = person.envelope(number, "words");
        store.send(&envelope, &signature, &[]).expect("sent");
        sequence.push(number.seq());
    }
    assert_eq!(sequence, (0..10).collect::<Vec<_>>());
    // New symbols after the loss of a disk: their own count.
    let anna = begun(&mut store, 30);
    let before = store.number_for(anna.id, &mut rng).expect("a number");
    let mut anew = identity();
    anew.symbols = "K7X".parse().expect("symbols");
    store.enrol(&anew).expect("enrolled");
    let number = store.number_for(anna.id, &mut rng).expect("a number");
    assert_eq!((before.seq(), number.seq()), (10, 0));
    assert_eq!(number.terminal(), anew.symbols);
    assert_eq!(store.number_for(citizen(31).id, &mut rng), Err(StoreFault::Unknown));
}

#[test]
fn nothing_leaves_before_the_centre_has_it() {
    let (_folder, mut store) = store();
    let anna = begun(&mut store, 10);
    let number = store.number_for(anna.id, &mut seeded(4)).expect("a number");
    let (envelope, signature) = anna.envelope(number, "words");
    store.send(&envelope, &signature, &[]).expect("sent");
    let digest = envelope.digest();
    assert_eq!(store.purge_delivered(NOW * 2), Ok(0));
    store.sending(digest).expect("on its way");
    store.sending(digest).expect("once more");
    store.set_aside(digest, "not-an-envelope").expect("aside");
    let [lodged] = &store.lodged().expect("read")[..] else { panic!("one") };
    assert_eq!((lodged.state, lodged.attempts), (LodgedState::SetAside, 2));
    assert_eq!(lodged.fault.as_deref(), Some("not-an-envelope"));
    // Refused is not lost, and is tried again after a restart.
    assert_eq!(store.outbox(NOW).expect("read").len(), 1);

    store.acknowledged(&acknowledged(&envelope)).expect("delivered");
    store.acknowledged(&acknowledged(&envelope)).expect("delivered, said again");
    store.set_aside(digest, "late").expect("too late to matter");
    store.sending(digest).expect("too late to matter");
    assert_eq!(states(&store), [LodgedState::Delivered]);
    assert!(store.outbox(NOW).expect("read").is_empty());
    assert_eq!(store.purge_delivered(NOW + DELIVERED_LIFE - 1), Ok(0));
    assert!(store.envelope(digest).is_ok());
    assert_eq!(store.purge_delivered(NOW + DELIVERED_LIFE), Ok(1));
    assert_eq!(store.envelope(digest), Err(StoreFault::Unknown));
    assert_eq!(states(&store), [LodgedState::Purged]);
    // Even then the draft gives no second one.
    let (other, signature) = anna.envelope(number, "other words");
    assert_eq!(store.send(&other, &signature, &[]), Err(StoreFault::Conflict));
    store.send(&envelope, &signature, &[]).expect("a resend of what was sent is nothing");
    assert_eq!(states(&store), [LodgedState::Purged]);
}

#[test]
fn a_word_about_another_dossier_changes_nothing() {
    let (_folder, mut store) = store();
    let anna = begun(&mut store, 10);
    let number = store.number_for(anna.id, &mut seeded(4)).expect("a number");
    let (envelope, signature) = anna.envelope(number, "words");
    store.send(&envelope, &signature, &[]).expect("sent");
    let (other, _) = anna.envelope(number, "other words");
    assert_eq!(store.acknowledged(&acknowledged(&other)), Err(StoreFault::Unknown));
    assert_eq!(states(&store), [LodgedState::Sealed]);
}

#[test]
fn the_second_receipt_is_a_duplicate() {
    let (_folder, mut store) = store();
    let anna = begun(&mut store, 10);
    let number = store.number_for(anna.id, &mut seeded(4)).expect("a number");
    assert_eq!(store.count_print(number), Err(StoreFault::Unknown));
    let (envelope, signature) = anna.envelope(number, "words");
    store.send(&envelope, &signature, &[]).expect("sent");
    assert_eq!(store.count_print(number), Ok(0));
    assert_eq!(store.count_print(number), Ok(1));
    // The printer was empty: neither paper came out, and the next one is the first.
    store.uncount_print(number).expect("counted");
    store.uncount_print(number).expect("counted");
    assert_eq!(store.uncount_print(number), Err(StoreFault::Unknown));
    assert_eq!(store.count_print(number), Ok(0));
    assert_eq!(store.part(Digest::of(b"none"), 0, 9), Err(StoreFault::Unknown));
}
