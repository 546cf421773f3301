//! Pieces beside the envelope, in chunks, resumable; whole or not at all (R4, R5, R6).

use axum::http::StatusCode;
use mon_point_numerique::dossier::envelope::Part;
use mon_point_numerique::sync::wire::{Digest, Incomplete, ProblemKind, header, path};

use crate::house::{Answer, House, Terminal, Wanted};

fn part(bytes: &[u8]) -> Part {
    Part { digest: Digest::of(bytes), length: bytes.len() as u64 }
}

async fn grow(house: &House, by: &Terminal, part: &Part, offset: u64, bytes: &[u8]) -> Answer {
    let headers = [(header::OFFSET, offset.to_string()), (header::LENGTH, part.length.to_string())];
    house.ask(Some(by), "PATCH", &path::part(part.digest), &headers, bytes.to_vec()).await
}

fn offset(answer: &Answer) -> u64 {
    answer.headers.get(header::OFFSET).unwrap().to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_dossier_waits_for_its_parts_and_is_then_acknowledged() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let (front, back) = (vec![1; 3000], vec![2; 500]);
    // The same content twice: asked for once, listed twice.
    let parts = vec![part(&front), part(&back), part(&front)];
    let envelope = terminal.seal(&Wanted { parts: parts.clone(), ..Wanted::seq(1) });
    let waits = house.put(&terminal, &envelope).await;
    assert_eq!(waits.status, StatusCode::ACCEPTED);
    assert_eq!(waits.json::<Incomplete>().missing.len(), 2);
    assert_eq!(offset(&grow(&house, &terminal, &parts[0], 0, &front[..1000]).await), 1000);
    let waits: Incomplete = house.put(&terminal, &envelope).await.json();
    assert_eq!(waits.missing[0].offset, 1000);
    let head = house.ask(Some(&terminal), "HEAD", &path::part(parts[0].digest), &[], "").await;
    assert_eq!(offset(&head), 1000);
    assert_eq!(offset(&grow(&house, &terminal, &parts[0], 1000, &front[1000..]).await), 3000);
    assert_eq!(offset(&grow(&house, &terminal, &parts[1], 0, &back).await), 500);
    let acknowledged = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    assert_eq!(acknowledged.receipt().parts, parts.iter().map(|p| p.digest).collect::<Vec<_>>());
    // Whole parts never change again.
    let more = grow(&house, &terminal, &parts[1], 0, &[9; 500]).await;
    assert_eq!((more.status, offset(&more)), (StatusCode::NO_CONTENT, 500));
    assert_eq!(house.count("marks WHERE mark IN ('behind', 'rolled_back')"), 0);
}

#[tokio::test]
async fn wrong_bytes_wrong_offsets_and_unknown_parts_are_refused() {
    let house = House::new();
    let (terminal, other) = (house.terminal("rouen").await, house.terminal("dieppe").await);
    let bytes = vec![1; 1000];
    let listed = part(&bytes);
    let before = grow(&house, &terminal, &listed, 0, &bytes).await;
    assert_eq!(before.problem(), Some(ProblemKind::UnknownPart));
    let envelope = terminal.seal(&Wanted { parts: vec![listed.clone()], ..Wanted::seq(1) });
    assert_eq!(house.put(&terminal, &envelope).await.status, StatusCode::ACCEPTED);
    let stranger = grow(&house, &other, &listed, 0, &bytes).await;
    assert_eq!(stranger.problem(), Some(ProblemKind::UnknownPart));
    let ahead = grow(&house, &terminal, &listed, 10, &bytes[10..]).await;
    assert_eq!((ahead.problem(), offset(&ahead)), (Some(ProblemKind::WrongOffset), 0));
    let longer = grow(&house, &terminal, &listed, 0, &[1; 1001]).await;
    assert_eq!(longer.problem(), Some(ProblemKind::TooLarge));
    let wrong = grow(&house, &terminal, &listed, 0, &[2; 1000]).await;
    assert_eq!((wrong.problem(), offset(&wrong)), (Some(ProblemKind::DigestMismatch), 0));
    assert_eq!(house.count("chunks"), 0);
    assert_eq!(offset(&grow(&house, &terminal, &listed, 0, &bytes).await), 1000);
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
}

#[tokio::test]
async fn more_than_allowed_is_refused_before_anything_is_sent() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let huge = Part { digest: Digest::of(b"huge"), length: 26 << 20 };
    let heavy = (0..5u8).map(|n| Part { digest: Digest::of(&[n]), length: 24 << 20 }).collect();
    let many = (0..65u8).map(|n| Part { digest: Digest::of(&[n]), length: 1 }).collect();
    for (seq, parts) in (1..).zip([vec![huge], heavy, many]) {
        let envelope = terminal.seal(&Wanted { parts, ..Wanted::seq(seq) });
        let answer = house.put(&terminal, &envelope).await;
        assert_eq!(answer.problem(), Some(ProblemKind::TooLarge));
    }
    assert_eq!(house.count("envelopes"), 0);
}
