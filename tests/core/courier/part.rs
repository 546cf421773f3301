//! Parts under way: offsets, turns, and what is broken.

use mon_point_numerique::sync::courier::{
    Answer, Effect, Event, Line, Outcome, Parcel, Request, Silence,
};
use mon_point_numerique::sync::wire::{Digest, Incomplete, Missing, Part, ProblemKind};

use super::{Desk, json, parcel, plain, problem, request, set_aside, signed};

#[test]
fn parts_resume_where_the_centre_says() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 600_000 };
    let one = parcel("a", vec![part]);
    let sent = desk.tell(Event::Sealed(one.clone()));
    let lacks = Incomplete {
        digest: one.digest,
        missing: vec![Missing { digest: part.digest, offset: 100_000 }],
    };
    let sent = desk.answer(&sent[0], json(202, &lacks));
    let chunk =
        |offset, length| Request::Chunk { part: part.digest, offset, length, whole: part.length };
    assert_eq!(request(&sent[0]), chunk(100_000, 262_144));
    let told = |offset| Answer { offset: Some(offset), ..plain(200) };
    let sent = desk.answer(&sent[0], told(362_144));
    assert_eq!(request(&sent[0]), chunk(362_144, 237_856));
    // Nobody knows what became of that one: only the centre can say.
    let _none = desk.outcome(&sent[0], Outcome::Silent(Silence::Cut));
    let hello = desk.next();
    let mut sent = desk.answer(&hello[0], plain(200));
    if sent.is_empty() {
        sent = desk.next();
    }
    assert_eq!(request(&sent[0]), Request::Offset(part.digest));
    let sent = desk.answer(&sent[0], told(600_000));
    assert_eq!(request(&sent[0]), Request::Envelope(one.digest), "whole: ask for the receipt");
    let done = desk.answer(&sent[0], signed(&one));
    assert!(matches!(done[..], [Effect::Delivered(_)]), "{done:?}");
}

#[test]
fn a_wrong_offset_is_corrected() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 1_000 };
    let one = parcel("a", vec![part]);
    let sent = desk.tell(Event::Sealed(one.clone()));
    let missing = vec![Missing { digest: part.digest, offset: 0 }];
    let lacks = Incomplete { digest: one.digest, missing };
    let sent = desk.answer(&sent[0], json(202, &lacks));
    let wrong = Answer { offset: Some(600), ..problem(ProblemKind::WrongOffset) };
    let sent = desk.answer(&sent[0], wrong);
    let rest = Request::Chunk { part: part.digest, offset: 600, length: 400, whole: 1_000 };
    assert_eq!(request(&sent[0]), rest);
    assert_eq!(desk.standing().set_aside, 0, "409 here is no conflict");
}

/// What is said of another envelope is not about this one.
#[test]
fn missing_parts_of_another_envelope() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 10 };
    let sent = desk.tell(Event::Sealed(parcel("a", vec![part])));
    let missing = vec![Missing { digest: part.digest, offset: 0 }];
    let other = Incomplete { digest: Digest::of(b"b"), missing };
    assert_eq!(desk.answer(&sent[0], json(202, &other)), []);
    assert_eq!(desk.standing().line, Line::Foreign);
}

/// A large part of one dossier does not hold up those of another.
#[test]
fn parts_take_turns() {
    let mut desk = Desk::greeted();
    let part = |name: &str| Part { digest: Digest::of(name.as_bytes()), length: 2_000_000 };
    let lacks = |parcel: &Parcel| {
        let missing = vec![Missing { digest: parcel.parts[0].digest, offset: 0 }];
        json(202, &Incomplete { digest: parcel.digest, missing })
    };
    let parcels = [parcel("a", vec![part("1")]), parcel("b", vec![part("2")])];
    let mut effects = desk.tell(Event::Sealed(parcels[0].clone()));
    effects.extend(desk.tell(Event::Sealed(parcels[1].clone())));
    let (mut seen, mut asked) = (Vec::new(), 0);
    while seen.len() < 6 {
        // Both envelopes first, then chunk after chunk.
        let place = effects.iter().position(|one| matches!(request(one), Request::Envelope(_)));
        let sent = effects.remove(place.unwrap_or(0));
        let more = match request(&sent) {
            Request::Envelope(digest) => {
                asked += 1;
                let parcel = parcels.iter().find(|parcel| parcel.digest == digest).unwrap();
                desk.answer(&sent, lacks(parcel))
            }
            Request::Chunk { part, offset, length, .. } => {
                seen.push(part);
                let offset = Some(offset + length);
                desk.answer(&sent, Answer { offset, ..plain(200) })
            }
            other => panic!("{other:?}"),
        };
        effects.extend(more);
    }
    let first = seen.iter().filter(|part| **part == parcels[0].parts[0].digest).count();
    assert_eq!((asked, first), (2, 3), "{seen:?}");
}

/// The centre says the same again: neither a 202 nor an offset that stands still is progress.
#[test]
fn the_same_offset_again_is_no_progress() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 600_000 };
    let one = parcel("a", vec![part]);
    let lacks = |offset| {
        let missing = vec![Missing { digest: part.digest, offset }];
        json(202, &Incomplete { digest: one.digest, missing })
    };
    let told = |offset| Answer { offset: Some(offset), ..plain(200) };
    let sent = desk.tell(Event::Sealed(one.clone()));
    let sent = desk.answer(&sent[0], lacks(0));
    assert_eq!(desk.answer(&sent[0], told(0)), [], "it waits");
    let sent = desk.next();
    assert_eq!(request(&sent[0]), Request::Offset(part.digest), "and asks where it is");
    let sent = desk.answer(&sent[0], told(600_000));
    assert_eq!(request(&sent[0]), Request::Envelope(one.digest));
    assert_eq!(desk.answer(&sent[0], lacks(0)), [], "whole, and missing as before");
}

/// A dead line: what was in flight is unknown, so the centre is asked first.
#[test]
fn after_an_outage_the_offset_is_asked() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 600_000 };
    let one = parcel("a", vec![part]);
    let missing = vec![Missing { digest: part.digest, offset: 0 }];
    let sent = desk.tell(Event::Sealed(one.clone()));
    let chunk = desk.answer(&sent[0], json(202, &Incomplete { digest: one.digest, missing }));
    assert!(matches!(request(&chunk[0]), Request::Chunk { .. }));
    // It hangs; the greeting beside it fails, then the line is back.
    let hello = desk.next();
    let _none = desk.outcome(&hello[0], Outcome::Silent(Silence::Unreachable));
    let hello = desk.next();
    let back = desk.answer(&hello[0], plain(200));
    assert!(matches!(back[0], Effect::Abandon(_)), "{back:?}");
    assert_eq!(request(&back[1]), Request::Offset(part.digest));
}

/// A part that arrives broken each time is broken here: set aside, visible.
#[test]
fn a_broken_part_is_set_aside() {
    let mut desk = Desk::greeted();
    let part = Part { digest: Digest::of(b"photo"), length: 1_000 };
    let one = parcel("a", vec![part]);
    let missing = vec![Missing { digest: part.digest, offset: 0 }];
    let lacks = Incomplete { digest: one.digest, missing };
    let mut effects = desk.tell(Event::Sealed(one));
    for _ in 0..200 {
        if set_aside(&effects).is_some() || desk.standing().set_aside == 1 {
            return;
        }
        if effects.is_empty() {
            effects = desk.next();
        }
        let sent = effects[0].clone();
        let answer = match request(&sent) {
            Request::Hello => plain(200),
            Request::Envelope(_) => json(202, &lacks),
            Request::Offset(_) => Answer { offset: Some(0), ..plain(200) },
            _ => problem(ProblemKind::DigestMismatch),
        };
        effects = desk.answer(&sent, answer);
    }
    panic!("it goes on for ever");
}
