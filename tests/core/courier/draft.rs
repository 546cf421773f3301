//! Drafts under way: the latest state, and that they ended.

use mon_point_numerique::sync::courier::{Answer, Effect, Event, Request};
use mon_point_numerique::sync::wire::{Closing, DraftKept, Id, Leaf, ProblemKind};

use super::{Desk, json, plain, problem, request};

fn leaf(revision: u64) -> Leaf {
    Leaf { branch: Id([5; 16]), revision }
}

fn saved(revision: u64) -> Event {
    Event::Saved { draft: Id([1; 16]), lookup: Id([2; 16]), leaf: leaf(revision) }
}

fn closed(why: Closing) -> Event {
    Event::Closed { draft: Id([1; 16]), lookup: Id([2; 16]), why }
}

fn kept(revision: u64) -> Answer {
    json(200, &DraftKept { leaf: leaf(revision), leaves: 1 })
}

/// Many keys, few requests, and always the latest state in the end.
#[test]
fn only_the_latest_state_travels() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(saved(1));
    assert!(matches!(request(&sent[0]), Request::Draft { leaf: Leaf { revision: 1, .. }, .. }));
    for revision in 2..50 {
        desk.now += 20;
        assert_eq!(desk.tell(saved(revision)), [], "one in flight");
    }
    let effects = desk.answer(&sent[0], kept(1));
    assert!(matches!(effects[..], [Effect::DraftKept { .. }]), "{effects:?}");
    assert_eq!(desk.standing().drafts, 1);
    let sent = desk.next();
    assert!(matches!(request(&sent[0]), Request::Draft { leaf: Leaf { revision: 49, .. }, .. }));
    let _kept = desk.answer(&sent[0], kept(49));
    assert_eq!(desk.standing().drafts, 0);
}

/// What ended here is told, and no state of it travels after.
#[test]
fn the_end_is_told() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(saved(1));
    let _none = desk.tell(closed(Closing::Erased));
    // At once: an erasure does not wait for more keys.
    let sent = desk.answer(&sent[0], kept(1)).split_off(1);
    assert!(matches!(request(&sent[0]), Request::Close { why: Closing::Erased, .. }), "{sent:?}");
    let told = desk.answer(&sent[0], plain(204));
    assert_eq!(told, [Effect::DraftClosed(Id([1; 16]))]);
    assert_eq!(desk.standing().drafts, 0);
}

/// Another end, told meanwhile, is told too; and what waited before the end never travels.
#[test]
fn the_last_end_is_told() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(saved(1));
    let _none = desk.tell(saved(2));
    let _none = desk.tell(closed(Closing::Sent));
    let sent = desk.answer(&sent[0], kept(1)).split_off(1);
    assert!(matches!(request(&sent[0]), Request::Close { why: Closing::Sent, .. }), "{sent:?}");
    let _none = desk.tell(closed(Closing::Erased));
    let unseen = Answer { time: None, ..plain(204) };
    assert_eq!(desk.answer(&sent[0], unseen), [], "said by nobody");
    let hello = desk.next();
    let mut sent = desk.answer(&hello[0], plain(200));
    if sent.is_empty() {
        sent = desk.next();
    }
    assert!(matches!(request(&sent[0]), Request::Close { why: Closing::Erased, .. }), "{sent:?}");
    let _none = desk.tell(closed(Closing::Sent));
    let told = desk.answer(&sent[0], plain(204));
    assert_eq!(told, [Effect::DraftClosed(Id([1; 16]))], "erasing is more than sending");
    assert_eq!(desk.standing().drafts, 0, "no state travels after the end");
}

/// The answer to one end does not stand for the other.
#[test]
fn each_end_has_its_answer() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(closed(Closing::Sent));
    let _none = desk.tell(closed(Closing::Erased));
    let next = desk.answer(&sent[0], plain(204));
    assert!(matches!(request(&next[0]), Request::Close { why: Closing::Erased, .. }), "{next:?}");
    assert_eq!(desk.standing().drafts, 1);
}

#[test]
fn erased_elsewhere_is_shredded_here() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(saved(1));
    let effects = desk.answer(&sent[0], problem(ProblemKind::DraftErased));
    assert_eq!(effects, [Effect::DraftErased(Id([1; 16]))]);
    assert_eq!(desk.standing().drafts, 0);
}

/// A state that is refused does not travel again; the next one does.
#[test]
fn a_refused_state_waits_for_the_next() {
    let mut desk = Desk::greeted();
    let sent = desk.tell(saved(1));
    assert_eq!(desk.answer(&sent[0], problem(ProblemKind::TooLarge)), []);
    assert_eq!(desk.standing().drafts, 0);
    desk.now += 10_000;
    let sent = desk.tell(saved(2));
    assert!(matches!(request(&sent[0]), Request::Draft { leaf: Leaf { revision: 2, .. }, .. }));
}
