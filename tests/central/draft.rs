//! Drafts at the centre: found by the code alone, both sides of a fork kept, one answer for
//! every code that finds nothing (R7, SEC-13, SEC-26).

use axum::http::StatusCode;
use jiff::Span;
use mon_point_numerique::sync::wire::{
    Bytes, Closing, DraftClosing, DraftFound, DraftKept, DraftRevision, Id, Leaf, PARENTS_LIMIT,
    ProblemKind, Wraps, path,
};

use crate::house::{Answer, House, Terminal, Wanted};

const LOOKUP: Id = Id([7; 16]);
const DRAFT: Id = Id([8; 16]);

fn leaf(branch: u8, revision: u64) -> Leaf {
    Leaf { branch: Id([branch; 16]), revision }
}

fn revision(house: &House, leaf: Leaf, parents: &[Leaf]) -> DraftRevision {
    DraftRevision {
        draft: DRAFT,
        leaf,
        parents: parents.to_vec(),
        format: 1,
        expires: house.central.now().as_second() + 20 * 86_400,
        wraps: Wraps { code: Bytes(vec![1; 73]), site: Some(Bytes(vec![2; 89])) },
        sealed: Bytes(vec![leaf.branch.0[0]; 1100]),
    }
}

async fn put(house: &House, by: &Terminal, lookup: Id, revision: &DraftRevision) -> Answer {
    let body = serde_json::to_vec(revision).unwrap();
    house.ask(Some(by), "PUT", &path::draft(lookup), &[], body).await
}

async fn find(house: &House, by: &Terminal, lookup: Id) -> Answer {
    house.ask(Some(by), "GET", &path::draft(lookup), &[], "").await
}

async fn close(house: &House, by: &Terminal, why: Closing, leaf: Leaf, parents: &[Leaf]) -> Answer {
    let closing = DraftClosing { draft: DRAFT, leaf, parents: parents.to_vec(), why };
    let body = serde_json::to_vec(&closing).unwrap();
    house.ask(Some(by), "DELETE", &path::draft(LOOKUP), &[], body).await
}

#[tokio::test]
async fn a_draft_is_found_at_another_site() {
    let house = House::new();
    let (here, there) = (house.terminal("rouen").await, house.terminal("dieppe").await);
    let wanted = revision(&house, leaf(1, 4), &[]);
    let kept: DraftKept = put(&house, &here, LOOKUP, &wanted).await.json();
    assert_eq!((kept.leaf, kept.leaves), (leaf(1, 4), 1));
    let found: DraftFound = find(&house, &there, LOOKUP).await.json();
    assert_eq!(found.sides.len(), 1);
    assert_eq!(found.sides[0].revision, wanted);
    assert_eq!(found.sent, None);
}

#[tokio::test]
async fn a_later_revision_replaces_and_a_late_one_does_not() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    for number in [3, 9, 5] {
        let answer = put(&house, &terminal, LOOKUP, &revision(&house, leaf(1, number), &[])).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let found: DraftFound = find(&house, &terminal, LOOKUP).await.json();
    let leaves: Vec<_> = found.sides.iter().map(|side| side.revision.leaf).collect();
    assert_eq!(leaves, [leaf(1, 9)]);
}

#[tokio::test]
async fn a_fork_keeps_both_sides_until_the_citizen_chooses() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let base = leaf(1, 1);
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, base, &[])).await;
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, leaf(2, 1), &[base])).await;
    let forked: DraftKept =
        put(&house, &terminal, LOOKUP, &revision(&house, leaf(3, 1), &[base])).await.json();
    assert_eq!(forked.leaves, 2);
    let both = [leaf(2, 1), leaf(3, 1)];
    let joined: DraftKept =
        put(&house, &terminal, LOOKUP, &revision(&house, leaf(4, 1), &both)).await.json();
    assert_eq!(joined.leaves, 1);
    // The base comes again, late: it was passed and does not come back as a side.
    let late: DraftKept = put(&house, &terminal, LOOKUP, &revision(&house, base, &[])).await.json();
    assert_eq!(late.leaves, 1);
}

#[tokio::test]
async fn every_code_that_finds_nothing_gets_the_same_bytes() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let never = find(&house, &terminal, Id([1; 16])).await;
    assert_eq!(never.problem(), Some(ProblemKind::UnknownDraft));
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, leaf(1, 1), &[])).await;
    let guessed = find(&house, &terminal, Id([2; 16])).await;
    house.pass(Span::new().hours(24 * 31));
    let old = find(&house, &terminal, LOOKUP).await;
    let _ = close(&house, &terminal, Closing::Erased, leaf(1, 1), &[]).await;
    let erased = find(&house, &terminal, LOOKUP).await;
    for other in [guessed, old, erased] {
        assert_eq!(never.status, other.status);
        assert_eq!(never.body, other.body);
        let names = |answer: &Answer| answer.headers.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&never), names(&other));
    }
}

#[tokio::test]
async fn a_site_that_guesses_is_stopped_and_another_is_not() {
    let house = House::with(|config| config.limits.lookups = 5);
    let (here, there) = (house.terminal("rouen").await, house.terminal("dieppe").await);
    let neighbour = house.terminal("rouen").await;
    let _ = put(&house, &here, LOOKUP, &revision(&house, leaf(1, 1), &[])).await;
    for guess in 20..25 {
        let answer = find(&house, &here, Id([guess; 16])).await;
        assert_eq!(answer.problem(), Some(ProblemKind::UnknownDraft));
    }
    for terminal in [&here, &neighbour] {
        let answer = find(&house, terminal, LOOKUP).await;
        assert_eq!(answer.problem(), Some(ProblemKind::TooMany));
        assert!(answer.headers.contains_key("retry-after"));
    }
    assert_eq!(find(&house, &there, LOOKUP).await.status, StatusCode::OK);
}

#[tokio::test]
async fn erased_never_comes_back() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let gone = close(&house, &terminal, Closing::Erased, leaf(1, 7), &[]).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    // A revision that was on its way arrives after the erasure.
    let late = put(&house, &terminal, LOOKUP, &revision(&house, leaf(1, 6), &[])).await;
    assert_eq!(late.problem(), Some(ProblemKind::DraftErased));
    assert_eq!(house.count("sides"), 0);
}

#[tokio::test]
async fn a_sent_draft_takes_with_it_only_what_its_sender_had_seen() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let base = leaf(1, 1);
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, base, &[])).await;
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, leaf(2, 1), &[base])).await;
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, leaf(3, 1), &[base])).await;
    let wanted = Wanted { draft: mon_point_numerique::seal::DraftId(DRAFT.0), ..Wanted::seq(1) };
    let envelope = terminal.seal(&wanted);
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    let _ = close(&house, &terminal, Closing::Sent, leaf(2, 1), &[base]).await;
    let found: DraftFound = find(&house, &terminal, LOOKUP).await.json();
    assert_eq!(found.sides.len(), 1);
    assert_eq!(found.sides[0].revision.leaf, leaf(3, 1));
    assert_eq!(found.sent, Some(envelope.manifest().number.to_string()));
}

#[tokio::test]
async fn one_code_is_one_draft() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let first = revision(&house, leaf(1, 1), &[]);
    let _ = put(&house, &terminal, LOOKUP, &first).await;
    let other_draft = DraftRevision { draft: Id([9; 16]), ..first.clone() };
    let answer = put(&house, &terminal, LOOKUP, &other_draft).await;
    assert_eq!(answer.problem(), Some(ProblemKind::Invalid));
    let answer = put(&house, &terminal, Id([10; 16]), &revision(&house, leaf(1, 2), &[])).await;
    assert_eq!(answer.problem(), Some(ProblemKind::Invalid));
    assert_eq!(house.count("drafts"), 1);
}

#[tokio::test]
async fn what_is_too_large_or_not_a_revision_is_refused() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let good = revision(&house, leaf(1, 1), &[]);
    let large = DraftRevision { sealed: Bytes(vec![0; (1 << 20) + 1]), ..good.clone() };
    assert_eq!(put(&house, &terminal, LOOKUP, &large).await.problem(), Some(ProblemKind::TooLarge));
    let parents = vec![leaf(2, 1); PARENTS_LIMIT + 1];
    let many = DraftRevision { parents, ..good.clone() };
    let uncountable = DraftRevision { leaf: leaf(1, u64::MAX), ..good.clone() };
    let wrap = Wraps { code: Bytes(vec![0; 10_000]), site: None };
    let wrapped = DraftRevision { wraps: wrap, ..good.clone() };
    for bad in [many, uncountable, wrapped] {
        let answer = put(&house, &terminal, LOOKUP, &bad).await;
        assert_eq!(answer.problem(), Some(ProblemKind::Invalid));
    }
    assert_eq!(house.count("drafts"), 0);
}

#[tokio::test]
async fn a_draft_and_its_site_wrap_end_in_their_time() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let _ = put(&house, &terminal, LOOKUP, &revision(&house, leaf(1, 1), &[])).await;
    let site_wrap =
        |answer: Answer| answer.json::<DraftFound>().sides.remove(0).revision.wraps.site;
    assert!(site_wrap(find(&house, &terminal, LOOKUP).await).is_some());
    house.pass(Span::new().hours(72));
    // Not shown any more, even before the hourly cleaning; then it is gone from the file.
    assert!(site_wrap(find(&house, &terminal, LOOKUP).await).is_none());
    let now = house.central.now();
    assert_eq!(house.central.ledger().clean_drafts(now).await.unwrap().wraps, 1);
    assert_eq!(house.count("sides WHERE wrap_site IS NOT NULL"), 0);
    house.pass(Span::new().hours(24 * 20));
    let now = house.central.now();
    assert_eq!(house.central.ledger().clean_drafts(now).await.unwrap().drafts, 1);
    assert_eq!(house.count("sides") + house.count("passed") + house.count("drafts"), 0);
}
