//! What the centre decides: every mark by what makes it, the state that follows, and the sides of
//! a draft.

use mon_point_numerique::sync::reception::{
    Arrival, Close, Decision, Drafts, Keep, Mark, Opened, SKEW, Signed, View, close, envelope,
    find, keep,
};
use mon_point_numerique::sync::wire::{
    Bytes, Closing, DOSSIER_LIMIT, Digest, DraftClosing, DraftRevision, FORKS_LIMIT, Id, Leaf,
    PART_LIMIT, PARTS_LIMIT, Part, ProblemKind, State, Wraps, descent,
};

const NOW: i64 = 1_790_000_000;

fn arrival() -> Arrival {
    Arrival {
        digest: Digest::of(b"a"),
        number: "R2N-0007-ABCD".into(),
        terminal: "rouen-1".into(),
        sequence: 7,
        draft: Id([1; 16]),
        parts: Vec::new(),
        sealed_at: NOW,
        signed: Signed::Ours,
        opened: Opened::Reviewed,
    }
}

fn view() -> View {
    View { last_sequence: Some(6), ..View::default() }
}

type Change = fn(&mut Arrival, &mut View);

/// Nothing odd is refused: it is kept, with a mark and the state that goes with it.
#[test]
fn what_is_odd_is_kept_and_seen() {
    let cases: [(Change, &[Mark], State); 14] = [
        (|_, _| {}, &[], State::Recu),
        (|_, v| v.last_sequence = Some(5), &[Mark::Gap], State::Recu),
        (|a, v| (a.sequence, v.last_sequence) = (1, None), &[], State::Recu),
        (|_, v| v.last_sequence = None, &[Mark::Gap], State::Recu),
        (|_, v| v.last_sequence = Some(9), &[Mark::Behind], State::Recu),
        (
            |_, v| {
                v.last_sequence = Some(7);
                v.same_sequence = Some(Digest::of(b"other"));
            },
            &[Mark::Behind, Mark::RolledBack],
            State::Recu,
        ),
        (|a, _| a.sealed_at = NOW + SKEW + 1, &[Mark::Clock], State::Recu),
        (|a, _| a.sealed_at = 0, &[Mark::Clock], State::Recu),
        (|a, _| a.sealed_at = NOW - 40 * 86_400, &[], State::Recu),
        (|a, _| a.signed = Signed::Doubtful, &[Mark::Signature], State::ARevoir),
        (|a, _| a.terminal = "dieppe-1".into(), &[Mark::OtherTerminal], State::ARevoir),
        (|a, _| a.opened = Opened::Closed, &[Mark::Closed], State::ARevoir),
        (|a, _| a.opened = Opened::Refused, &[Mark::Review], State::ARevoir),
        (
            |a, v| {
                a.opened = Opened::Closed;
                v.same_draft = Some(Digest::of(b"other"));
            },
            &[Mark::Closed, Mark::SecondOfDraft],
            State::Conflit,
        ),
    ];
    for (place, (change, marks, state)) in cases.into_iter().enumerate() {
        let (mut arrival, mut view) = (arrival(), view());
        change(&mut arrival, &mut view);
        let Decision::Accept { receipt, state: given, marks: seen } =
            envelope(&arrival, "rouen-1", &view, NOW)
        else {
            panic!("case {place} is refused");
        };
        assert_eq!((given, &seen[..]), (state, marks), "case {place}");
        assert_eq!((receipt.received_at, receipt.number), (NOW, arrival.number));
    }
}

#[test]
fn too_much_is_refused_before_it_is_asked_for() {
    let part = |length| Part { digest: Digest::of(b"photo"), length };
    let large = PART_LIMIT;
    for (parts, decision) in [
        (vec![part(PART_LIMIT + 1)], "refuse"),
        (vec![part(u64::MAX), part(u64::MAX)], "refuse"),
        (vec![part(1); PARTS_LIMIT + 1], "refuse"),
        (vec![part(large); usize::try_from(DOSSIER_LIMIT / large).unwrap() + 1], "refuse"),
        (vec![part(large); usize::try_from(DOSSIER_LIMIT / large).unwrap()], "wait"),
        (vec![part(1); PARTS_LIMIT], "wait"),
    ] {
        let count = parts.len();
        let arrival = Arrival { parts, ..arrival() };
        let given = match envelope(&arrival, "rouen-1", &view(), NOW) {
            Decision::Refuse(ProblemKind::TooLarge) => "refuse",
            Decision::Wait(_) => "wait",
            _ => "other",
        };
        assert_eq!(given, decision, "{count} parts");
    }
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

fn replaced(written: &Keep) -> &[Leaf] {
    match written {
        Keep::Write { replaced, .. } => replaced,
        other => panic!("{other:?}"),
    }
}

/// A state replaces what it descends from, and nothing else.
#[test]
fn a_fork_keeps_both() {
    let sides = |leaves: &[Leaf]| Drafts { leaves: leaves.to_vec(), ..Drafts::default() };
    let two = sides(&[leaf(1, 5), leaf(2, 3)]);
    assert_eq!(replaced(&keep(&revision(leaf(1, 6), &[]), &two)), [leaf(1, 5)]);
    assert_eq!(replaced(&keep(&revision(leaf(3, 1), &[leaf(2, 3)]), &two)), [leaf(2, 3)]);
    assert_eq!(replaced(&keep(&revision(leaf(3, 1), &[leaf(2, 2)]), &two)), []);
    assert_eq!(replaced(&keep(&revision(leaf(3, 1), &[]), &two)), []);
    let chosen = revision(leaf(3, 1), &[leaf(1, 5), leaf(2, 3)]);
    assert_eq!(replaced(&keep(&chosen, &two)), [leaf(1, 5), leaf(2, 3)]);
    for old in [leaf(1, 5), leaf(1, 4), leaf(2, 1)] {
        assert_eq!(keep(&revision(old, &[]), &two), Keep::Known);
    }
    let passed = Drafts { passed: vec![leaf(1, 5)], ..Drafts::default() };
    assert_eq!(keep(&revision(leaf(1, 5), &[]), &passed), Keep::Known);
    assert_eq!(replaced(&keep(&revision(leaf(1, 6), &[]), &passed)), [], "it went on: a fork");
}

#[test]
fn forks_have_an_end() {
    let sides = (0..u8::try_from(FORKS_LIMIT).unwrap()).map(|branch| leaf(branch, 1));
    let full = Drafts { leaves: sides.collect(), ..Drafts::default() };
    let one_more = keep(&revision(leaf(200, 1), &[]), &full);
    assert_eq!(one_more, Keep::Refuse(ProblemKind::TooLarge));
    assert_eq!(replaced(&keep(&revision(leaf(3, 2), &[]), &full)), [leaf(3, 1)]);
}

/// Erasing removes every side; sending removes what the sender had seen. An erased draft never
/// becomes a sent one.
#[test]
fn the_two_ends_of_a_draft() {
    let drafts = Drafts { leaves: vec![leaf(1, 5), leaf(2, 3)], ..Drafts::default() };
    let closing =
        |why| DraftClosing { draft: Id([9; 16]), leaf: leaf(1, 6), parents: vec![leaf(0, 9)], why };
    let Close { shredded, passed, closed } = close(&closing(Closing::Sent), &drafts);
    assert_eq!((shredded, closed), (vec![leaf(1, 5)], Closing::Sent));
    assert!(passed.contains(&leaf(1, 6)) && passed.contains(&leaf(0, 9)));
    let Close { shredded, closed, .. } = close(&closing(Closing::Erased), &drafts);
    assert_eq!((shredded.len(), closed), (2, Closing::Erased));

    let erased = Drafts { closed: Some(Closing::Erased), ..drafts.clone() };
    assert_eq!(close(&closing(Closing::Sent), &erased).closed, Closing::Erased);
    assert_eq!(find(&erased), []);
    let refused = keep(&revision(leaf(1, 9), &[]), &erased);
    assert_eq!(refused, Keep::Refuse(ProblemKind::DraftErased));

    let sent = Drafts { closed: Some(Closing::Sent), ..drafts };
    assert_eq!(find(&sent).len(), 2);
    assert_eq!(replaced(&keep(&revision(leaf(2, 4), &[]), &sent)), [leaf(2, 3)]);
}

/// All that was seen and all that it came from, the latest of each branch.
#[test]
fn a_new_branch_descends_from_what_was_seen() {
    let older = [leaf(1, 5), leaf(2, 9)];
    let newer = [leaf(1, 8)];
    let mut parents = descent([(leaf(3, 1), &older[..]), (leaf(4, 2), &newer[..])]);
    parents.sort();
    assert_eq!(parents, [leaf(1, 8), leaf(2, 9), leaf(3, 1), leaf(4, 2)]);
    let mut parents = descent([(leaf(4, 2), &newer[..]), (leaf(3, 1), &older[..])]);
    parents.sort();
    assert_eq!(parents, [leaf(1, 8), leaf(2, 9), leaf(3, 1), leaf(4, 2)]);
    assert_eq!(descent([]), []);
}
