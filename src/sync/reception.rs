//! What the centre decides about what a terminal sends. Decides, never acts.
//!
//! The centre reads a small view of its ledger, asks here, and writes the decision in the same
//! transaction before it answers. Nothing is refused for its order, its date, or because it does
//! not open: what is odd is kept and *seen*. The unique constraints of the ledger stand behind
//! every decision: a violation means that the view was old, so read it again.

mod draft;
mod part;

use super::wire::{
    Acknowledgement, DOSSIER_LIMIT, Digest, Id, Incomplete, Missing, PART_LIMIT, PARTS_LIMIT, Part,
    ProblemKind, Receipt, State,
};

pub use draft::{Close, Drafts, Keep, close, find, keep};
pub use part::{Append, End, Held, append};

/// An envelope as it arrives: what its header says, and what the centre found about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// SHA-256 of the sealed bytes, computed here.
    pub digest: Digest,
    /// Of the dossier.
    pub number: String,
    /// The terminal that sealed it.
    pub terminal: String,
    /// Its durable counter when it sealed.
    pub sequence: u64,
    /// The draft it was made from.
    pub draft: Id,
    /// The parts that belong to it.
    pub parts: Vec<Part>,
    /// When it was sealed by the terminal's clock, seconds since 1970.
    pub sealed_at: i64,
    /// The signature of the manifest is that of a key this terminal has, or had.
    pub signed: Signed,
    /// What opening and reviewing it gave.
    pub opened: Opened,
}

/// Whose signature an envelope carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The terminal's.
    Ours,
    /// Missing, broken, or by a key that is not this terminal's.
    Doubtful,
}

/// What the centre could read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It opens and passes the same review.
    Reviewed,
    /// It opens; review refuses something.
    Refused,
    /// It does not open: unknown key, damaged, or another format.
    Closed,
}

/// What the ledger knows that touches one arrival. Read in the writing transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The row of the same digest: waiting for parts (none), or acknowledged.
    pub same_digest: Option<Option<Acknowledgement>>,
    /// The digest that has this number, if any.
    pub same_number: Option<Digest>,
    /// The digest that was first made from this draft, if any.
    pub same_draft: Option<Digest>,
    /// The digest that has this (terminal, sequence), if any.
    pub same_sequence: Option<Digest>,
    /// The greatest sequence seen from this terminal.
    pub last_sequence: Option<u64>,
    /// What is held of each part, in the order of the arrival.
    pub parts: Vec<Held>,
}

/// What to write, then answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is here already: answer what was answered. Write nothing.
    Again(Acknowledgement),
    /// Keep it as waiting for parts (if it is not yet), and answer which.
    Wait(Incomplete),
    /// Keep it in this state, with these marks; sign the receipt, store both, and answer.
    Accept {
        /// To be signed by the acknowledgement key, once.
        receipt: Receipt,
        /// `Recu`, `ARevoir` or `Conflit`.
        state: State,
        /// What a person or the instructor sees.
        marks: Vec<Mark>,
    },
    /// Keep nothing of it but the trace that a person sees; answer the problem.
    Conflict(ProblemKind),
    /// Answer the problem.
    Refuse(ProblemKind),
}

/// Something odd, seen and never a reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Numbers between the last one and this one are not here (yet).
    Gap,
    /// A sequence that this terminal already used, or passed: late, or a disk rolled back.
    Behind,
    /// The same (terminal, sequence) names another envelope: a disk was rolled back.
    RolledBack,
    /// The terminal's clock is more than two days away from the centre's, ahead; or before it
    /// could have been.
    Clock,
    /// The signature is not this terminal's.
    Signature,
    /// The terminal that speaks is not the one that sealed.
    OtherTerminal,
    /// It does not open.
    Closed,
    /// It opens; review refuses something.
    Review,
    /// Another dossier came from the same draft.
    SecondOfDraft,
}

/// Clocks may differ by this much before it is marked, in seconds.
pub const SKEW: i64 = 48 * 3600;
/// No terminal sealed anything before this moment: 1 January 2026.
const FIRST_DAY: i64 = 1_767_225_600;

/// What the centre does with an envelope. `speaker` is the terminal of the client certificate,
/// `now` the centre's time in seconds since 1970.
pub fn envelope(arrival: &Arrival, speaker: &str, view: &View, now: i64) -> Decision {
    if let Some(Some(acknowledgement)) = &view.same_digest {
        return Decision::Again(acknowledgement.clone());
    }
    if view.same_number.is_some_and(|digest| digest != arrival.digest) {
        return Decision::Conflict(ProblemKind::NumberTaken);
    }
    if too_large(&arrival.parts) {
        return Decision::Refuse(ProblemKind::TooLarge);
    }
    let missing = missing(arrival, &view.parts);
    if !missing.is_empty() {
        return Decision::Wait(Incomplete { digest: arrival.digest, missing });
    }
    let marks = marks(arrival, speaker, view, now);
    Decision::Accept {
        receipt: Receipt {
            digest: arrival.digest,
            number: arrival.number.clone(),
            received_at: now,
            parts: arrival.parts.iter().map(|part| part.digest).collect(),
        },
        state: state(&marks),
        marks,
    }
}

fn too_large(parts: &[Part]) -> bool {
    let total = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(part.length));
    parts.len() > PARTS_LIMIT
        || parts.iter().any(|part| part.length > PART_LIMIT)
        || total.is_none_or(|total| total > DOSSIER_LIMIT)
}

/// A part listed twice (two pages with the same content) is asked for once. A part that the view
/// does not speak of is missing: better asked twice than believed.
fn missing(arrival: &Arrival, held: &[Held]) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    for (place, part) in arrival.parts.iter().enumerate() {
        let offset = match held.get(place) {
            Some(Held::Whole) => continue,
            Some(Held::Begun(offset)) => *offset,
            None => 0,
        };
        if missing.iter().all(|other| other.digest != part.digest) {
            missing.push(Missing { digest: part.digest, offset });
        }
    }
    missing
}

fn marks(arrival: &Arrival, speaker: &str, view: &View, now: i64) -> Vec<Mark> {
    let last = view.last_sequence;
    let other = |digest: Option<Digest>| digest.is_some_and(|digest| digest != arrival.digest);
    let odd = [
        (Mark::Gap, arrival.sequence > last.map_or(1, |last| last.saturating_add(1))),
        (Mark::Behind, last.is_some_and(|last| arrival.sequence <= last)),
        (Mark::RolledBack, other(view.same_sequence)),
        (Mark::Clock, arrival.sealed_at > now.saturating_add(SKEW)),
        (Mark::Clock, arrival.sealed_at < FIRST_DAY),
        (Mark::Signature, arrival.signed == Signed::Doubtful),
        (Mark::OtherTerminal, arrival.terminal != speaker),
        (Mark::Closed, arrival.opened == Opened::Closed),
        (Mark::Review, arrival.opened == Opened::Refused),
        (Mark::SecondOfDraft, other(view.same_draft)),
    ];
    odd.into_iter().filter(|(_, seen)| *seen).map(|(mark, _)| mark).collect()
}

/// The gravest mark decides. Order, gaps and clocks alone change nothing for the citizen.
fn state(marks: &[Mark]) -> State {
    let has = |mark| marks.contains(&mark);
    if has(Mark::SecondOfDraft) {
        State::Conflit
    } else if [Mark::Closed, Mark::Review, Mark::Signature, Mark::OtherTerminal]
        .map(has)
        .contains(&true)
    {
        State::ARevoir
    } else {
        State::Recu
    }
}
