//! The central service of one world: reception, over a ledger of a few vectors.

use std::collections::BTreeMap;

use mon_point_numerique::seal::sign::SigningSecret;
use mon_point_numerique::sync::courier::Answer;
use mon_point_numerique::sync::reception::{
    self, Append, Arrival, Decision, Drafts, End, Held, Keep, Mark, View,
};
use mon_point_numerique::sync::wire::{
    Acknowledgement, AcknowledgementKey, Bytes, Closing, Digest, DraftClosing, DraftKept,
    DraftRevision, Id, Leaf, Part, Problem, ProblemKind, State,
};

use super::cipher::{self, Wrapped};
use super::law::Bug;

/// What travels, resolved from the terminal's disk when it is sent.
#[derive(Clone)]
pub(super) enum Payload {
    Hello,
    Envelope(Sealed),
    Offset(Digest),
    Chunk { part: Digest, offset: u64, length: u64 },
    Draft(DraftRevision),
    Close(DraftClosing),
}

/// A sealed dossier, with what is wrong with it.
#[derive(Clone)]
pub(super) struct Sealed {
    pub(super) arrival: Arrival,
    pub(super) poison: Poison,
    /// The real bytes, in a world with the real cipher.
    pub(super) wrapped: Option<Wrapped>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Poison {
    None,
    /// Stored for a person, and acknowledged.
    Unopenable,
    /// Refused for good.
    NotAnEnvelope,
    /// Refused for good: more parts than allowed.
    TooMuch,
    /// The centre fails on it, each time.
    Kills,
    /// The terminal cannot read its own bytes.
    Unreadable,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) digest: Digest,
    pub(super) number: String,
    pub(super) terminal: String,
    pub(super) sequence: u64,
    pub(super) draft: Id,
    pub(super) parts: Vec<Part>,
    pub(super) state: State,
    pub(super) marks: Vec<Mark>,
    pub(super) acknowledgement: Acknowledgement,
}

#[derive(Default)]
pub(super) struct Ledger {
    pub(super) rows: Vec<Row>,
    pub(super) waiting: Vec<Arrival>,
    pub(super) conflicts: Vec<Digest>,
    pub(super) parts: BTreeMap<Digest, Held>,
    pub(super) drafts: BTreeMap<Id, Drafts>,
}

/// A change that a checker must see.
pub(super) enum Change {
    None,
    Stored(Digest),
    /// The leaf that came and those that went.
    Replaced(Id, Leaf, Vec<Leaf>),
    Closed(Id, DraftClosing, Vec<Leaf>),
}

pub(super) struct Centre {
    pub(super) ledger: Ledger,
    /// Rows that only a bug leaves unwritten.
    unwritten: Vec<Row>,
    key: SigningSecret,
    bug: Option<Bug>,
}

impl Centre {
    pub(super) fn new(bug: Option<Bug>) -> Self {
        let key = SigningSecret::from_bytes(&[7; 32]);
        Self { ledger: Ledger::default(), unwritten: Vec::new(), key, bug }
    }

    pub(super) fn acknowledgement_key() -> AcknowledgementKey {
        let key = SigningSecret::from_bytes(&[7; 32]).public();
        AcknowledgementKey(Bytes(key.bytes().to_vec()))
    }

    /// Power goes: a part keeps what reached the disk.
    pub(super) fn crash(&mut self, keep: u64) {
        self.unwritten.clear();
        for held in self.ledger.parts.values_mut() {
            if let Held::Begun(offset) = held {
                *offset = offset.saturating_mul(keep) / 1000;
            }
        }
    }

    pub(super) fn receive(
        &mut self,
        speaker: &str,
        payload: &Payload,
        now: i64,
        full: bool,
    ) -> (Answer, Change) {
        let writes = !matches!(payload, Payload::Hello | Payload::Offset(_));
        if full && writes {
            return (problem(ProblemKind::Full, now), Change::None);
        }
        match payload {
            Payload::Hello => (answer(200, now), Change::None),
            Payload::Envelope(sealed) => self.envelope(speaker, sealed, now),
            Payload::Offset(part) => (self.offset(speaker, part, now), Change::None),
            Payload::Chunk { part, offset, length } => {
                (self.chunk(speaker, *part, *offset, *length, now), Change::None)
            }
            Payload::Draft(revision) => self.draft(revision, now),
            Payload::Close(closing) => self.close(closing, now),
        }
    }

    fn envelope(&mut self, speaker: &str, sealed: &Sealed, now: i64) -> (Answer, Change) {
        match sealed.poison {
            Poison::NotAnEnvelope => {
                return (problem(ProblemKind::NotAnEnvelope, now), Change::None);
            }
            Poison::Kills => return (problem(ProblemKind::Fault, now), Change::None),
            _ => {}
        }
        let arrival = match &sealed.wrapped {
            Some(wrapped) => cipher::open(wrapped),
            None => sealed.arrival.clone(),
        };
        let view = self.view(&arrival);
        match reception::envelope(&arrival, speaker, &view, now) {
            Decision::Again(kept) if self.bug == Some(Bug::SignsAgain) => {
                let mut receipt = kept.receipt;
                receipt.received_at = now;
                (json(200, now, &receipt.sign(&self.key)), Change::None)
            }
            Decision::Again(kept) => (json(200, now, &kept), Change::None),
            Decision::Wait(incomplete) => {
                if self.ledger.waiting.iter().all(|other| other.digest != arrival.digest) {
                    self.ledger.waiting.push(arrival);
                }
                (json(202, now, &incomplete), Change::None)
            }
            Decision::Accept { receipt, state, marks } => {
                let acknowledgement = receipt.sign(&self.key);
                let answer = json(200, now, &acknowledgement);
                let digest = arrival.digest;
                self.ledger.waiting.retain(|other| other.digest != digest);
                let row = row(arrival, state, marks, acknowledgement);
                if self.bug == Some(Bug::AnswersBeforeWriting) {
                    self.unwritten.push(row);
                } else {
                    self.ledger.rows.push(row);
                }
                (answer, Change::Stored(digest))
            }
            Decision::Conflict(kind) => {
                if self.bug != Some(Bug::ConflictUnseen) {
                    self.ledger.conflicts.push(arrival.digest);
                }
                (problem(kind, now), Change::None)
            }
            Decision::Refuse(kind) => (problem(kind, now), Change::None),
        }
    }

    fn view(&self, arrival: &Arrival) -> View {
        let rows = || self.ledger.rows.iter();
        let mine = || rows().filter(|row| row.terminal == arrival.terminal);
        let waiting = |other: &&Arrival| other.digest == arrival.digest;
        let acknowledged = rows().find(|row| row.digest == arrival.digest);
        let mut view = View {
            same_digest: acknowledged
                .map(|row| Some(row.acknowledgement.clone()))
                .or_else(|| self.ledger.waiting.iter().find(waiting).map(|_| None)),
            same_number: rows().find(|row| row.number == arrival.number).map(|row| row.digest),
            same_draft: rows().find(|row| row.draft == arrival.draft).map(|row| row.digest),
            same_sequence: mine()
                .find(|row| row.sequence == arrival.sequence)
                .map(|row| row.digest),
            last_sequence: mine().map(|row| row.sequence).max(),
            parts: arrival.parts.iter().map(|part| self.held(&part.digest)).collect(),
        };
        match self.bug {
            Some(Bug::ForgetsDigests) => view.same_digest = None,
            Some(Bug::ForgetsDrafts) => view.same_draft = None,
            Some(Bug::ForgetsSequences) => view.same_sequence = None,
            Some(Bug::BelievesParts) => view.parts.fill(Held::Whole),
            _ => {}
        }
        view
    }

    fn held(&self, part: &Digest) -> Held {
        self.ledger.parts.get(part).copied().unwrap_or(Held::Begun(0))
    }

    fn expected(&self, speaker: &str, part: &Digest) -> Option<Part> {
        let theirs = self.ledger.waiting.iter().filter(|arrival| arrival.terminal == speaker);
        theirs.flat_map(|arrival| &arrival.parts).find(|known| known.digest == *part).copied()
    }

    fn offset(&self, speaker: &str, part: &Digest, now: i64) -> Answer {
        let Some(expected) = self.expected(speaker, part) else {
            return problem(ProblemKind::UnknownPart, now);
        };
        let offset = match self.held(part) {
            Held::Begun(offset) => offset,
            Held::Whole => expected.length,
        };
        Answer { offset: Some(offset), ..answer(200, now) }
    }

    fn chunk(&mut self, speaker: &str, part: Digest, offset: u64, length: u64, now: i64) -> Answer {
        let expected = self.expected(speaker, &part);
        let held = self.held(&part);
        let told = |offset| Answer { offset: Some(offset), ..answer(200, now) };
        match reception::append(expected.as_ref(), held, offset, length) {
            Append::Write { next, ends } => {
                let grown = if ends == End::Here { Held::Whole } else { Held::Begun(next) };
                let _before = self.ledger.parts.insert(part, grown);
                told(next)
            }
            Append::Whole => told(expected.map_or(0, |part| part.length)),
            Append::Refuse(ProblemKind::WrongOffset) => {
                let Held::Begun(begun) = held else {
                    return problem(ProblemKind::Fault, now);
                };
                Answer { offset: Some(begun), ..problem(ProblemKind::WrongOffset, now) }
            }
            Append::Refuse(kind) => problem(kind, now),
        }
    }

    fn draft(&mut self, revision: &DraftRevision, now: i64) -> (Answer, Change) {
        let drafts = self.ledger.drafts.entry(revision.draft).or_default();
        let mut view = drafts.clone();
        match self.bug {
            Some(Bug::ForgetsErased) => view.closed = None,
            Some(Bug::ForgetsPassed) => view.passed.clear(),
            _ => {}
        }
        let mut change = Change::None;
        match reception::keep(revision, &view) {
            Keep::Write { mut replaced, passed } => {
                if self.bug == Some(Bug::LastSideWins) {
                    replaced.clone_from(&drafts.leaves);
                }
                drafts.leaves.retain(|leaf| !replaced.contains(leaf));
                drafts.leaves.push(revision.leaf);
                drafts.passed.extend(passed);
                change = Change::Replaced(revision.draft, revision.leaf, replaced);
            }
            Keep::Known => {}
            Keep::Refuse(kind) => return (problem(kind, now), change),
        }
        let leaves = u32::try_from(drafts.leaves.len()).unwrap_or(u32::MAX);
        (json(200, now, &DraftKept { leaf: revision.leaf, leaves }), change)
    }

    fn close(&mut self, closing: &DraftClosing, now: i64) -> (Answer, Change) {
        let drafts = self.ledger.drafts.entry(closing.draft).or_default();
        let close = reception::close(closing, drafts);
        drafts.leaves.retain(|leaf| !close.shredded.contains(leaf));
        drafts.passed.extend(close.passed);
        drafts.closed = Some(close.closed);
        (answer(204, now), Change::Closed(closing.draft, closing.clone(), close.shredded))
    }

    /// What a code finds here.
    pub(super) fn sides(&self, draft: &Id) -> Vec<Leaf> {
        self.ledger
            .drafts
            .get(draft)
            .map_or_else(Vec::new, |drafts| reception::find(drafts).to_vec())
    }

    pub(super) fn erased(&self, draft: &Id) -> bool {
        self.ledger.drafts.get(draft).is_some_and(|drafts| drafts.closed == Some(Closing::Erased))
    }
}

fn row(arrival: Arrival, state: State, marks: Vec<Mark>, kept: Acknowledgement) -> Row {
    let Arrival { digest, number, terminal, sequence, draft, parts, .. } = arrival;
    Row { digest, number, terminal, sequence, draft, parts, state, marks, acknowledgement: kept }
}

fn answer(status: u16, now: i64) -> Answer {
    Answer { status, time: Some(now), ..Answer::default() }
}

fn json(status: u16, now: i64, body: &impl serde::Serialize) -> Answer {
    Answer { body: serde_json::to_vec(body).unwrap(), ..answer(status, now) }
}

pub(super) fn problem(kind: ProblemKind, now: i64) -> Answer {
    json(kind.status(), now, &Problem::from(kind))
}
