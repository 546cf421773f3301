//! Drafts at rest: their two wraps, what they are bound to, and forms that stay readable.

use std::collections::HashSet;

use mon_point_numerique::dossier::{Draft, Entry};
use mon_point_numerique::seal::sign::{Domain, SigningPublic};
use mon_point_numerique::seal::{
    Branch, Code, Cost, DraftId, DraftKey, DraftState, SealFault, SealingPublic, SealingSecret,
    SigningSecret,
};
use rand_chacha::ChaCha20Rng;

use super::{hex, seeded, unhex};

fn state(rng: &mut ChaCha20Rng, revision: u64) -> DraftState {
    DraftState { draft: DraftId::random(rng), branch: Branch::random(rng), revision }
}

#[test]
fn a_draft_opens_with_its_code_and_with_the_recovery_key() {
    let mut rng = seeded(10);
    let site = SealingSecret::random(&mut rng);
    let code = Code::random(&mut rng);
    let resume = code.derive(Cost::LEAST).expect("derived");
    let key = DraftKey::random(&mut rng);
    let state = state(&mut rng, 3);
    let mut draft = Draft::default();
    let _ = draft.entries.insert("nom".into(), Entry::Text("Éléonore d’Arc".into()));
    let plain = draft.write().expect("written");
    let sealed = key.seal_draft(state, &plain, &mut rng).expect("sealed");
    assert_eq!(sealed.len(), 1 + 24 + 1024 + 16);
    let by_code = key.wrap_by_code(state.draft, &resume.key, &mut rng).expect("wrapped");
    let for_site = key.wrap_for_site(state.draft, &site.public(), &mut rng).expect("wrapped");

    let typed = Code::parse(&code.grouped().to_lowercase()).expect("a code");
    let again = typed.derive(Cost::LEAST).expect("derived");
    assert_eq!(again.lookup, resume.lookup);
    let found = DraftKey::unwrap_by_code(state.draft, &again.key, &by_code).expect("key");
    let opened = found.open_draft(state, &sealed).expect("opened");
    assert!(Draft::read(&opened) == Some(draft));

    let rescued = DraftKey::rescue(state.draft, &site, &for_site).expect("key");
    assert_eq!(*rescued.open_draft(state, &sealed).expect("opened"), *plain);
    let other = SealingSecret::random(&mut rng);
    let refused = DraftKey::rescue(state.draft, &other, &for_site).err();
    assert_eq!(refused, Some(SealFault::UnknownKey));
}

/// SEC-18: neither another draft, nor another branch, nor another revision, nor another key.
#[test]
fn a_ciphertext_opens_only_where_it_was_put() {
    let mut rng = seeded(11);
    let key = DraftKey::random(&mut rng);
    let here = state(&mut rng, 3);
    let sealed = key.seal_draft(here, b"words", &mut rng).expect("sealed");
    let there = state(&mut rng, 3);
    let elsewhere = [
        DraftState { draft: there.draft, ..here },
        DraftState { branch: there.branch, ..here },
        DraftState { revision: 4, ..here },
    ];
    assert!(key.open_draft(here, &sealed).is_ok());
    for place in elsewhere {
        assert_eq!(key.open_draft(place, &sealed).err(), Some(SealFault::NotOpened));
    }
    let other = DraftKey::random(&mut rng);
    assert_eq!(other.open_draft(here, &sealed).err(), Some(SealFault::NotOpened));
    let resume = Code::random(&mut rng).derive(Cost::LEAST).expect("derived");
    let wrap = key.wrap_by_code(here.draft, &resume.key, &mut rng).expect("wrapped");
    assert!(DraftKey::unwrap_by_code(there.draft, &resume.key, &wrap).is_err());
    let site = SealingSecret::random(&mut rng);
    let wrap = key.wrap_for_site(here.draft, &site.public(), &mut rng).expect("wrapped");
    assert!(DraftKey::rescue(there.draft, &site, &wrap).is_err());
}

#[test]
fn every_bit_of_what_is_stored_counts() {
    let mut rng = seeded(12);
    let key = DraftKey::random(&mut rng);
    let state = state(&mut rng, 0);
    let site = SealingSecret::random(&mut rng);
    let resume = Code::random(&mut rng).derive(Cost::LEAST).expect("derived");
    let sealed = key.seal_draft(state, b"words", &mut rng).expect("sealed");
    let by_code = key.wrap_by_code(state.draft, &resume.key, &mut rng).expect("wrapped");
    let for_site = key.wrap_for_site(state.draft, &site.public(), &mut rng).expect("wrapped");
    let every = |bytes: &[u8], opens: &dyn Fn(&[u8]) -> bool| {
        assert!(opens(bytes));
        for at in 0..bytes.len() * 8 {
            let mut wrong = bytes.to_vec();
            wrong[at / 8] ^= 1 << (at % 8);
            assert!(!opens(&wrong), "bit {at}");
        }
        (0..bytes.len()).for_each(|end| assert!(!opens(&bytes[..end]), "cut at {end}"));
        assert!(!opens(&[bytes, &[0]].concat()));
    };
    every(&sealed, &|bytes| key.open_draft(state, bytes).is_ok());
    every(&by_code, &|bytes| DraftKey::unwrap_by_code(state.draft, &resume.key, bytes).is_ok());
    // X25519 ignores the highest bit of a public key; HPKE binds it all the same.
    every(&for_site, &|bytes| DraftKey::rescue(state.draft, &site, bytes).is_ok());
}

#[test]
fn no_nonce_serves_twice_and_lengths_are_hidden() {
    let mut rng = seeded(13);
    let key = DraftKey::random(&mut rng);
    let state = state(&mut rng, 0);
    let mut nonces = HashSet::new();
    for length in 0..20_000 {
        let words = vec![b'x'; length % 1021];
        let sealed = key.seal_draft(state, &words, &mut rng).expect("sealed");
        assert_eq!(sealed.len(), 1 + 24 + 1024 + 16);
        assert!(nonces.insert(sealed[1..25].to_vec()));
    }
    let long = vec![0; 1 << 20];
    assert_eq!(key.seal_draft(state, &long, &mut rng).err(), Some(SealFault::TooLong));
    assert_eq!(key.open_draft(state, &vec![1; (1 << 20) + 1]).err(), Some(SealFault::TooLong));
}

#[test]
fn absurd_costs_are_refused_before_they_cost() {
    let code = Code::random(&mut seeded(14));
    for (memory_kib, passes) in [(0, 1), (7, 1), (8, 0), (8, 17), (1 << 21, 1), (u32::MAX, 3)] {
        let derived = code.derive(Cost { memory_kib, passes }).err();
        assert_eq!(derived, Some(SealFault::Cost), "{memory_kib} {passes}");
    }
}

#[test]
fn keys_are_read_back_from_their_files_and_from_no_other() {
    let mut rng = seeded(15);
    let sealing = SealingSecret::random(&mut rng);
    let signing = SigningSecret::random(&mut rng);
    let text = sealing.to_text();
    let again = SealingSecret::from_text(&format!("{}\n", *text)).expect("a key");
    assert_eq!(again.public(), sealing.public());
    let public = SealingPublic::from_text(&sealing.public().to_text());
    assert_eq!(public, Ok(sealing.public()));
    let again = SigningSecret::from_text(&signing.to_text()).expect("a key");
    assert_eq!(again.public(), signing.public());
    let public = SigningPublic::from_text(&signing.public().to_text());
    assert_eq!(public, Ok(signing.public()));
    // The public half where the secret one belongs, and the other way round: no.
    assert!(SealingSecret::from_text(&sealing.public().to_text()).is_err());
    assert!(SealingPublic::from_text(&text).is_err());
    assert!(SigningSecret::from_text(&text).is_err());
    assert!(SealingPublic::from_text("mpn-x25519:AAAA").is_err());
    // A key of low order takes nothing.
    let nothing = SealingPublic::from_bytes([0; 32]).seal(b"", b"", b"words", &mut rng);
    assert_eq!(nothing.err(), Some(SealFault::BadKey));
    assert_eq!(SigningPublic::from_bytes(&[0; 32]).err(), Some(SealFault::BadKey));
}

#[test]
fn a_signature_serves_one_purpose() {
    let key = SigningSecret::random(&mut seeded(16));
    let public = key.public();
    let signature = key.sign(Domain::Manifest, b"words");
    assert_eq!(public.verify(Domain::Manifest, b"words", &signature), Ok(()));
    for domain in [Domain::Acknowledgement, Domain::Receipt, Domain::Request] {
        let said = public.verify(domain, b"words", &signature);
        assert_eq!(said, Err(SealFault::NotSigned), "{domain:?}");
    }
    assert_eq!(public.verify(Domain::Manifest, b"word", &signature), Err(SealFault::NotSigned));
}

/// A code, a draft and its wraps as the first published version stored them. They open for ever:
/// a change here strands the drafts of citizens.
#[test]
fn what_version_one_stored_still_opens() {
    let file: toml::Table = include_str!("stored.toml").parse().expect("the stored forms");
    let text = |name: &str| file[name].as_str().expect("a text");
    let code = Code::parse(text("code")).expect("a code");
    let resume = code.derive(Cost::FULL).expect("derived");
    assert_eq!(resume.lookup.to_string(), text("lookup"));
    let state = DraftState {
        draft: text("draft").parse().expect("an id"),
        branch: text("branch").parse().expect("a branch"),
        revision: 7,
    };
    let by_code = unhex(text("by_code"));
    let key = DraftKey::unwrap_by_code(state.draft, &resume.key, &by_code).expect("key");
    let opened = key.open_draft(state, &unhex(text("sealed"))).expect("opened");
    assert_eq!(hex(&opened), hex(text("plaintext").as_bytes()));
    let site = SealingSecret::from_text(text("recovery_secret")).expect("a key");
    let rescued = DraftKey::rescue(state.draft, &site, &unhex(text("for_site"))).ok();
    assert!(rescued.expect("key").open_draft(state, &unhex(text("sealed"))).is_ok());
}
