//! One dossier, once, whatever is repeated, reordered or replayed (SEC-11, R1, R3, R6, R13).

use axum::http::StatusCode;
use mon_point_numerique::chance;
use mon_point_numerique::seal::SigningSecret;
use mon_point_numerique::sync::wire::{Digest, ProblemKind, State, Status, header, path};
use rand::SeedableRng as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};

use crate::house::{House, Wanted, base64};

#[tokio::test]
async fn a_dossier_is_acknowledged_and_its_state_can_be_asked() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let answer = house.put(&terminal, &envelope).await;
    let acknowledged = terminal.acknowledged(&answer);
    assert_eq!(acknowledged.receipt().digest, envelope.digest());
    assert_eq!(acknowledged.receipt().number, envelope.manifest().number.to_string());
    let number = envelope.manifest().number.to_string();
    let answer = house.ask(Some(&terminal), "GET", &path::status(&number), &[], "").await;
    let status: Status = answer.json();
    assert_eq!(status.number, number);
    // Its edition is unknown here: kept for a person, never bounced.
    assert_eq!(status.state, State::ARevoir);
}

#[tokio::test]
async fn the_same_dossier_gets_the_same_answer_to_the_last_byte() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let first = house.put(&terminal, &envelope).await;
    house.pass(jiff::Span::new().hours(72));
    let again = house.put(&terminal, &envelope).await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.body, again.body);
    assert_eq!(house.count("envelopes"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_the_same_time_are_one_row() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    for seq in 1..=10 {
        let envelope = terminal.seal(&Wanted::seq(seq));
        let signature = base64(&envelope.sign(&terminal.signing));
        let peer = terminal.fingerprint();
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let router = house.router.clone();
            let request = axum::http::Request::builder()
                .method("PUT")
                .uri(path::envelope(envelope.digest()))
                .header(header::SIGNATURE, &signature)
                .extension(mon_point_numerique::central::server::Peer {
                    address: ([10, 0, 0, 1], 1).into(),
                    door: mon_point_numerique::central::server::DoorKind::Tls(Some(peer)),
                })
                .body(axum::body::Body::from(envelope.bytes().to_vec()))
                .unwrap();
            let _ = tasks.spawn(async move {
                crate::house::read(tower::ServiceExt::oneshot(router, request).await.unwrap()).await
            });
        }
        let answers = tasks.join_all().await;
        assert!(answers.iter().all(|answer| answer.status == StatusCode::OK));
        assert!(answers.iter().all(|answer| answer.body == answers[0].body));
        assert_eq!(house.count("envelopes"), i64::from(seq));
    }
}

/// Any order, any number of times, by any terminal, with or without the right signature: what
/// was sent is there once each, and nothing else is.
#[tokio::test]
async fn any_interleaving_keeps_each_once() {
    for seed in 0..25 {
        let mut chance = rand_chacha::ChaCha20Rng::seed_from_u64(seed);
        let house = House::new();
        let terminals = [house.terminal("rouen").await, house.terminal("dieppe").await];
        let mut sent = Vec::new();
        for (of, terminal) in terminals.iter().enumerate() {
            sent.extend((1..=4).map(|seq| (of, terminal.seal(&Wanted::seq(seq)))));
        }
        let mut events: Vec<usize> = (0..sent.len()).collect();
        events.extend((0..12).map(|_| *[0, 1, 2, 3, 4, 5, 6, 7].choose(&mut chance).unwrap()));
        events.shuffle(&mut chance);
        let mut answers = vec![None; sent.len()];
        for event in events {
            let (of, envelope) = &sent[event];
            let by_another = rand::Rng::next_u32(&mut chance) % 8 == 0;
            let speaker = &terminals[if by_another { 1 - of } else { *of }];
            let answer = house.put(speaker, envelope).await;
            let first = answers[event].get_or_insert_with(|| answer.body.clone());
            assert_eq!(*first, answer.body, "seed {seed}");
        }
        assert_eq!(house.count("envelopes"), sent.len() as i64, "seed {seed}");
        assert_eq!(house.count("conflicts"), 0, "seed {seed}");
    }
}

#[tokio::test]
async fn a_number_that_belongs_to_another_content_is_a_conflict_that_is_seen() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let number = terminal.number(1);
    let first = terminal.seal_numbered(number, &Wanted::seq(1));
    let second = terminal.seal_numbered(number, &Wanted::seq(1));
    let _ = terminal.acknowledged(&house.put(&terminal, &first).await);
    let answer = house.put(&terminal, &second).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.problem(), Some(ProblemKind::NumberTaken));
    assert_eq!(house.count("envelopes"), 1);
    assert_eq!(house.count("conflicts"), 1);
}

#[tokio::test]
async fn a_second_dossier_of_one_draft_is_kept_and_seen() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let first = Wanted::seq(1);
    let second = Wanted { draft: first.draft, ..Wanted::seq(2) };
    for wanted in [&first, &second] {
        let _ = terminal.acknowledged(&house.put(&terminal, &terminal.seal(wanted)).await);
    }
    assert_eq!(house.count("envelopes WHERE state = 'conflit'"), 1);
    assert_eq!(house.count("marks WHERE mark = 'second_of_draft'"), 1);
}

#[tokio::test]
async fn what_is_odd_is_kept_for_a_person() {
    let house = House::new();
    let (ours, other) = (house.terminal("rouen").await, house.terminal("dieppe").await);
    // Signed by a stranger's key, sent by another terminal, sealed to a key nobody has.
    let envelope = ours.seal(&Wanted::seq(1));
    let stranger = SigningSecret::random(&mut chance::rng().unwrap());
    let headers = [(header::SIGNATURE, base64(&envelope.sign(&stranger)))];
    let path = path::envelope(envelope.digest());
    let bytes = envelope.bytes().to_vec();
    let answer = house.ask(Some(&other), "PUT", &path, &headers, bytes).await;
    let _ = ours.acknowledged(&answer);
    let mut damaged = ours.seal(&Wanted::seq(2)).bytes().to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    let path = path::envelope(Digest::of(&damaged));
    let _ = ours.acknowledged(&house.ask(Some(&ours), "PUT", &path, &[], damaged).await);
    for mark in ["signature", "other_terminal", "review", "closed"] {
        assert!(house.count(&format!("marks WHERE mark = '{mark}'")) >= 1, "{mark}");
    }
    assert_eq!(house.count("envelopes WHERE state = 'a_revoir'"), 2);
}

#[tokio::test]
async fn gaps_and_a_disk_rolled_back_are_seen_and_refuse_nothing() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    for seq in [1, 2, 5, 2] {
        let _ =
            terminal.acknowledged(&house.put(&terminal, &terminal.seal(&Wanted::seq(seq))).await);
    }
    assert_eq!(house.count("envelopes"), 4);
    assert_eq!(house.count("marks WHERE mark = 'gap'"), 1);
    assert_eq!(house.count("marks WHERE mark = 'rolled_back'"), 1);
}

#[tokio::test]
async fn bytes_that_are_not_what_they_are_called_are_refused() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let elsewhere = path::envelope(Digest::of(b"other"));
    let bytes = envelope.bytes().to_vec();
    let answer = house.ask(Some(&terminal), "PUT", &elsewhere, &[], bytes).await;
    assert_eq!(answer.problem(), Some(ProblemKind::DigestMismatch));
    for bytes in [b"".to_vec(), b"MPN1".to_vec(), vec![7; 4000], b"{\"number\":1}".to_vec()] {
        let path = path::envelope(Digest::of(&bytes));
        let answer = house.ask(Some(&terminal), "PUT", &path, &[], bytes).await;
        assert_eq!(answer.problem(), Some(ProblemKind::NotAnEnvelope));
    }
    assert_eq!(house.count("envelopes"), 0);
}
