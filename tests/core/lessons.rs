//! What the field taught (`docs/synchronisation.md` names the sources): each fault that other
//! offline forms had, as a test of its own. R15 belongs to the store's crash points; here it
//! is that nothing is told to the courier before it is durable.

use std::collections::BTreeSet;

use mon_point_numerique::seal::sign::SigningSecret;
use mon_point_numerique::sync::courier::{
    Answer, Courier, Effect, Event, Moment, Outcome, Parcel, Request, Silence,
};
use mon_point_numerique::sync::reception::{
    Append, Arrival, Decision, Drafts, End, Held, Keep, Mark, Opened, Signed, View, append,
    envelope, keep,
};
use mon_point_numerique::sync::wire::{
    Acknowledgement, AcknowledgementKey, Bytes, DRAFT_LIMIT, Digest, DraftRevision, Id, Leaf, Part,
    ProblemKind, Receipt, State, Wraps,
};

const NOW: i64 = 1_790_000_000;

fn secret() -> SigningSecret {
    SigningSecret::from_bytes(&[3; 32])
}

fn arrival(name: &str) -> Arrival {
    Arrival {
        digest: Digest::of(name.as_bytes()),
        number: format!("AAA-{name}"),
        terminal: "rouen-1".into(),
        sequence: 1,
        draft: Id([1; 16]),
        parts: Vec::new(),
        sealed_at: NOW,
        signed: Signed::Ours,
        opened: Opened::Reviewed,
    }
}

fn receive(arrival: &Arrival, view: &View) -> Decision {
    envelope(arrival, "rouen-1", view, NOW)
}

/// A ledger as small as can be: digests, and what was answered.
#[derive(Default)]
struct Rows(Vec<(Digest, Acknowledgement)>);

impl Rows {
    fn receive(&mut self, arrival: &Arrival) -> Acknowledgement {
        let same = self.0.iter().find(|(digest, _)| *digest == arrival.digest);
        let view =
            View { same_digest: same.map(|(_, kept)| Some(kept.clone())), ..View::default() };
        match receive(arrival, &view) {
            Decision::Again(kept) => kept,
            Decision::Accept { receipt, .. } => {
                let kept = receipt.sign(&secret());
                self.0.push((arrival.digest, kept.clone()));
                kept
            }
            other => panic!("{other:?}"),
        }
    }
}

fn parcel(arrival: &Arrival) -> Parcel {
    Parcel {
        digest: arrival.digest,
        number: arrival.number.clone(),
        parts: arrival.parts.clone(),
        waited: 0,
    }
}

fn courier() -> Courier {
    Courier::new(AcknowledgementKey(Bytes(secret().public().bytes().to_vec())), 7)
}

fn granted(body: &impl serde::Serialize) -> Outcome {
    let body = serde_json::to_vec(body).unwrap();
    Outcome::Answer(Answer { status: 200, time: Some(NOW), body, ..Answer::default() })
}

/// A courier until its queue is empty, over a line that `answers` one request after the other.
fn carry(
    courier: &mut Courier,
    mut answers: impl FnMut(Request) -> Outcome,
) -> Vec<Acknowledgement> {
    let (mut now, mut delivered) = (0, Vec::new());
    loop {
        courier.handle(Moment(now), Event::Woke);
        while let Some(effect) = courier.poll() {
            match effect {
                Effect::Send { ticket, request } => {
                    let outcome = match request {
                        Request::Hello => granted(&()),
                        request => answers(request),
                    };
                    courier.handle(Moment(now), Event::Answered { ticket, outcome, clock: NOW });
                }
                Effect::Delivered(proof) => delivered.push(proof.acknowledgement().clone()),
                _ => {}
            }
        }
        if courier.standing().waiting == courier.standing().set_aside {
            return delivered;
        }
        now = courier.wake().unwrap().0;
    }
}

/// 1 006 forms filled, 1 514 rows on the server.
#[test]
fn r1_a_lost_answer_never_doubles() {
    let (mut rows, mut courier) = (Rows::default(), courier());
    let arrivals: Vec<Arrival> = (0..1_000).map(|place| arrival(&place.to_string())).collect();
    for arrival in &arrivals {
        courier.handle(Moment(0), Event::Sealed(parcel(arrival)));
    }
    let mut dice = 1_u64;
    let delivered = carry(&mut courier, |request| {
        let Request::Envelope(digest) = request else { panic!("{request:?}") };
        let arrival = arrivals.iter().find(|arrival| arrival.digest == digest).unwrap();
        let answer = rows.receive(arrival);
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        if dice >> 62 == 0 { Outcome::Silent(Silence::Late) } else { granted(&answer) }
    });
    assert_eq!(rows.0.len(), 1_000);
    let once: BTreeSet<Digest> = delivered.iter().map(|kept| kept.receipt.digest).collect();
    assert_eq!((delivered.len(), once.len()), (1_000, 1_000));
}

/// Forms deleted although sending had failed: only a receipt that is signed, of this digest,
/// this number and all the parts, delivers.
#[test]
fn r2_only_a_signed_receipt_delivers() {
    let mut one = arrival("a");
    one.parts = vec![Part { digest: Digest::of(b"photo"), length: 1 }];
    let right = Receipt {
        digest: one.digest,
        number: one.number.clone(),
        received_at: NOW,
        parts: vec![one.parts[0].digest],
    };
    let forged = right.clone().sign(&SigningSecret::from_bytes(&[4; 32]));
    let mut altered = right.clone().sign(&secret());
    altered.receipt.received_at += 1;
    let wrong = [
        granted(&forged),
        granted(&altered),
        granted(&Receipt { digest: Digest::of(b"b"), ..right.clone() }.sign(&secret())),
        granted(&Receipt { number: "BBB".into(), ..right.clone() }.sign(&secret())),
        granted(&Receipt { parts: Vec::new(), ..right.clone() }.sign(&secret())),
        granted(&right),
        granted(&"ok"),
        Outcome::Answer(Answer { status: 201, ..Answer::default() }),
    ];
    for outcome in wrong {
        let mut courier = courier();
        courier.handle(Moment(0), Event::Sealed(parcel(&one)));
        let mut answers = vec![granted(&right.clone().sign(&secret())), outcome.clone()];
        let mut asked = 0;
        let delivered = carry(&mut courier, |_| {
            asked += 1;
            answers.pop().unwrap()
        });
        assert_eq!((asked, delivered.len()), (2, 1), "believed {outcome:?}");
    }
}

/// The same submission many times at once: one row. What the view did not know yet, the unique
/// constraint of the ledger stops (`tests/central`).
#[test]
fn r3_many_times_is_once() {
    let mut rows = Rows::default();
    for place in 0..20 {
        let arrival = arrival(&place.to_string());
        let answers: BTreeSet<Vec<u8>> =
            (0..50).map(|_| serde_json::to_vec(&rows.receive(&arrival)).unwrap()).collect();
        assert_eq!(answers.len(), 1, "byte for byte");
    }
    assert_eq!(rows.0.len(), 20);
}

/// 201 "full submission" with attachments missing: never before every part is whole.
#[test]
fn r4_complete_means_every_part() {
    let mut one = arrival("a");
    let part = |name: &[u8]| Part { digest: Digest::of(name), length: 10 };
    one.parts = vec![part(b"1"), part(b"2"), part(b"3")];
    let all = [Held::Whole; 3];
    for hole in 0..3 {
        for held in [Held::Begun(0), Held::Begun(9), Held::Begun(10)] {
            let mut parts = all.to_vec();
            parts[hole] = held;
            let Decision::Wait(lacks) = receive(&one, &View { parts, ..View::default() }) else {
                panic!("accepted with {held:?}");
            };
            let missing: Vec<Digest> = lacks.missing.iter().map(|one| one.digest).collect();
            assert_eq!(missing, [one.parts[hole].digest]);
        }
    }
    // A view that forgets parts is not believed either.
    assert!(matches!(receive(&one, &View::default()), Decision::Wait(_)));
    let Decision::Accept { receipt, .. } =
        receive(&one, &View { parts: all.to_vec(), ..View::default() })
    else {
        panic!("it is complete");
    };
    assert_eq!(receipt.parts.len(), 3, "the receipt lists them");
}

/// Two fields with the same file: asked for once, counted twice.
#[test]
fn r5_the_same_content_twice() {
    let mut one = arrival("a");
    let same = Part { digest: Digest::of(b"photo"), length: 10 };
    one.parts = vec![same, same];
    let begun = View { parts: vec![Held::Begun(4); 2], ..View::default() };
    let Decision::Wait(lacks) = receive(&one, &begun) else { panic!() };
    assert_eq!(lacks.missing.len(), 1);
    let whole = View { parts: vec![Held::Whole; 2], ..View::default() };
    assert!(matches!(receive(&one, &whole), Decision::Accept { .. }));
}

/// An attachment replaced after acceptance: what is whole is never written again, and another
/// dossier under an accepted number is a conflict that a person sees.
#[test]
fn r6_accepted_is_immutable() {
    let part = Part { digest: Digest::of(b"photo"), length: 10 };
    for (offset, length) in [(0, 10), (10, 5), (0, 1)] {
        assert_eq!(append(Some(&part), Held::Whole, offset, length), Append::Whole);
    }
    let view = View { same_number: Some(Digest::of(b"other")), ..View::default() };
    let conflict = Decision::Conflict(ProblemKind::NumberTaken);
    assert_eq!(receive(&arrival("a"), &view), conflict);
    // Its own number is no conflict: it waited for its parts.
    let own = View { same_number: Some(Digest::of(b"a")), ..View::default() };
    assert!(matches!(receive(&arrival("a"), &own), Decision::Accept { .. }));
}

/// Bytes are written where the last ones end, never over them and never past the length.
#[test]
fn a_part_only_grows() {
    let part = Part { digest: Digest::of(b"photo"), length: 10 };
    let wrong = Append::Refuse(ProblemKind::WrongOffset);
    let long = Append::Refuse(ProblemKind::TooLarge);
    for (begun, offset, length, expected) in [
        (0, 0, 4, Append::Write { next: 4, ends: End::Later }),
        (4, 4, 6, Append::Write { next: 10, ends: End::Here }),
        (4, 0, 4, wrong),
        (4, 3, 7, wrong),
        (4, 5, 5, wrong),
        (4, 4, 7, long),
        (4, 4, u64::MAX, long),
        (4, 4, 0, Append::Refuse(ProblemKind::Invalid)),
    ] {
        assert_eq!(append(Some(&part), Held::Begun(begun), offset, length), expected);
    }
    let nobody = Append::Refuse(ProblemKind::UnknownPart);
    assert_eq!(append(None, Held::Begun(0), 0, 10), nobody);
}

/// The same draft opened twice gives two dossiers: the second is kept, as a visible conflict.
#[test]
fn r7_one_draft_one_dossier() {
    let view = View { same_draft: Some(Digest::of(b"first")), ..View::default() };
    let Decision::Accept { state, marks, .. } = receive(&arrival("second"), &view) else {
        panic!("never refused");
    };
    assert_eq!(state, State::Conflit);
    assert!(marks.contains(&Mark::SecondOfDraft));
}

/// A missing id was accepted, and doubled: without its names nothing can even be said.
#[test]
fn r8_names_are_mandatory() {
    for wrong in ["", "00", "zz", &"0".repeat(63), &"0".repeat(65), &"A".repeat(64)] {
        assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        assert!(wrong.parse::<Id>().is_err(), "{wrong}");
    }
    let whole = serde_json::to_value(revision(leaf(1, 1), &[])).unwrap();
    assert!(serde_json::from_value::<DraftRevision>(whole.clone()).is_ok());
    for name in ["draft", "leaf", "parents", "expires", "wraps", "sealed"] {
        let mut without = whole.clone();
        let _gone = without.as_object_mut().unwrap().remove(name);
        assert!(serde_json::from_value::<DraftRevision>(without).is_err(), "without {name}");
    }
}

/// Media changed, then the change dropped, and both lost: what is there goes only when its
/// successor is written, never when the successor is refused.
#[test]
fn r11_the_old_goes_last() {
    let drafts = Drafts { leaves: vec![leaf(1, 5)], ..Drafts::default() };
    let mut next = revision(leaf(1, 6), &[]);
    let written = keep(&next, &drafts);
    assert!(matches!(written, Keep::Write { ref replaced, .. } if *replaced == [leaf(1, 5)]));
    next.sealed = Bytes(vec![0; DRAFT_LIMIT as usize + 1]);
    assert_eq!(keep(&next, &drafts), Keep::Refuse(ProblemKind::TooLarge));
}

/// A sent dossier sent again: nothing is written, and the receipt is the same.
#[test]
fn r13_sent_again_is_the_same_receipt() {
    let (mut rows, one) = (Rows::default(), arrival("a"));
    let mut first = None;
    for _ in 0..3 {
        let mut courier = courier();
        courier.handle(Moment(0), Event::Sealed(parcel(&one)));
        let delivered = carry(&mut courier, |_| granted(&rows.receive(&one)));
        let first = first.get_or_insert_with(|| delivered.clone());
        assert_eq!(*first, delivered);
    }
    assert_eq!(rows.0.len(), 1);
}

fn leaf(branch: u8, revision: u64) -> Leaf {
    Leaf { branch: Id([branch; 16]), revision }
}

fn revision(leaf: Leaf, parents: &[Leaf]) -> DraftRevision {
    DraftRevision {
        draft: Id([9; 16]),
        leaf,
        parents: parents.to_vec(),
        format: 1,
        expires: NOW,
        wraps: Wraps { code: Bytes(vec![1]), site: None },
        sealed: Bytes(vec![2]),
    }
}
