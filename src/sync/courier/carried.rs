//! What is carried, one by one: an envelope with its parts, or the latest state of a draft.
//! Never the bytes.

use rand_chacha::ChaCha8Rng;

use super::answer::Verdict;
use super::line::jitter;
use super::{ALARM, DRAFT_PAUSE, Moment, Request};
use crate::sync::wire::{
    Acknowledged, CHUNK, Closing, Digest, Id, Leaf, Missing, Part, ProblemKind,
};

/// A part that arrives broken this often is broken here: somebody must look.
const BROKEN: u32 = 8;

/// An envelope in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// SHA-256 of its sealed bytes.
    pub digest: Digest,
    /// Of the dossier.
    pub number: String,
    /// The parts its manifest lists.
    pub parts: Vec<Part>,
    /// How long it has waited already, by the clock of the terminal, in milliseconds.
    pub waited: u64,
}

/// Why an envelope was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The centre refuses it, and says why.
    Problem(ProblemKind),
    /// The centre refuses it with a status that this version knows only by its number.
    Status(u16),
    /// Its bytes cannot be read here.
    Unreadable,
}

impl Refused {
    /// A word for the outbox and the journal: never what the centre wrote.
    pub fn key(self) -> String {
        match self {
            Self::Problem(kind) => format!("{kind:?}"),
            Self::Status(status) => format!("status {status}"),
            Self::Unreadable => "unreadable".to_owned(),
        }
    }
}

/// An envelope under way.
pub(super) struct Cargo {
    pub(super) parcel: Parcel,
    /// Parts that the centre lacks, as far as it said so.
    missing: Vec<Lacking>,
    pub(super) not_before: Moment,
    pub(super) turn: u64,
    pub(super) alarm: Moment,
    pub(super) aside: Option<Refused>,
    tries: u32,
    /// Bytes that were missing when the centre last said so: fewer each time, or it is no progress.
    lacked: Option<u64>,
    broken: u32,
}

struct Lacking {
    part: Part,
    /// Next byte; unknown after a silence, and only the centre can say it.
    offset: Option<u64>,
}

impl Cargo {
    pub(super) fn new(parcel: Parcel, now: Moment) -> Self {
        let alarm = now.after(ALARM.saturating_sub(parcel.waited));
        Self {
            parcel,
            missing: Vec::new(),
            not_before: now,
            turn: 0,
            alarm,
            aside: None,
            tries: 0,
            lacked: None,
            broken: 0,
        }
    }

    pub(super) fn again(&mut self, now: Moment) {
        self.aside = None;
        self.broken = 0;
        self.missing.clear();
        self.lacked = None;
        self.forgive(now);
    }

    pub(super) fn forgive(&mut self, now: Moment) {
        self.tries = 0;
        self.not_before = now;
        self.doubt_offsets();
    }

    /// The proof is about this envelope, all of it.
    pub(super) fn proves(&self, proof: &Acknowledged) -> bool {
        let receipt = proof.receipt();
        receipt.digest == self.parcel.digest
            && receipt.number == self.parcel.number
            && self.parcel.parts.iter().all(|part| receipt.parts.contains(&part.digest))
    }

    /// Its envelope travels when no part is known to be missing.
    pub(super) fn envelope(&self) -> Option<Request> {
        self.missing.is_empty().then_some(Request::Envelope(self.parcel.digest))
    }

    pub(super) fn part(&self) -> Option<Request> {
        let lacking = self.missing.first()?;
        let Part { digest, length } = lacking.part;
        Some(match lacking.offset {
            None => Request::Offset(digest),
            Some(offset) => Request::Chunk {
                part: digest,
                offset,
                length: CHUNK.min(length.saturating_sub(offset)),
                whole: length,
            },
        })
    }

    pub(super) fn judge(
        &mut self,
        part: Option<Digest>,
        verdict: Verdict,
        now: Moment,
        random: &mut ChaCha8Rng,
    ) {
        let moved = match (verdict, part) {
            (Verdict::Incomplete(missing), None) => self.lacks(&missing),
            (Verdict::Offset(offset), Some(part)) => self.moved_to(part, offset),
            (Verdict::UnknownPart, Some(_)) => {
                self.missing.clear();
                false
            }
            (Verdict::Broken, Some(_)) => {
                self.broken += 1;
                if self.broken >= BROKEN {
                    self.aside = Some(Refused::Problem(ProblemKind::DigestMismatch));
                }
                false
            }
            _ => false,
        };
        if moved {
            self.tries = 0;
            self.not_before = now;
        } else {
            self.doubt_offsets();
            self.not_before = now.after(jitter(self.tries, random));
            self.tries = self.tries.saturating_add(1);
        }
    }

    fn doubt_offsets(&mut self) {
        for lacking in &mut self.missing {
            lacking.offset = None;
        }
    }

    /// Only parts of this envelope, and only offsets inside them.
    fn lacks(&mut self, missing: &[Missing]) -> bool {
        let parts = &self.parcel.parts;
        self.missing = missing
            .iter()
            .filter_map(|lacks| {
                let part = parts.iter().find(|part| part.digest == lacks.digest)?;
                let inside = |offset: &u64| *offset < part.length || *offset == 0;
                Some(Lacking { part: *part, offset: Some(lacks.offset).filter(inside) })
            })
            .collect();
        let left = |lacking: &Lacking| 1 + lacking.part.length - lacking.offset.unwrap_or(0);
        let lacked = self.missing.iter().map(left).sum();
        let before = self.lacked.replace(lacked);
        !self.missing.is_empty() && before.is_none_or(|before| lacked < before)
    }

    fn moved_to(&mut self, part: Digest, offset: u64) -> bool {
        let Some(place) = self.missing.iter().position(|lacking| lacking.part.digest == part)
        else {
            return false;
        };
        let before = self.missing[place].offset;
        if offset >= self.missing[place].part.length {
            let _whole = self.missing.remove(place);
            return true;
        }
        self.missing[place].offset = Some(offset);
        before.is_none_or(|before| before < offset)
    }
}

/// What is told of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftJob {
    /// Its latest state.
    Put(Leaf),
    /// That it ended.
    Close(Closing),
}

/// A draft under way. It may have ended here, and have been opened again since from another
/// side: the end is told first.
pub(super) struct Drafted {
    lookup: Id,
    close: Option<Closing>,
    put: Option<Leaf>,
    pub(super) not_before: Moment,
    turn: u64,
    tries: u32,
}

impl Drafted {
    pub(super) fn new(lookup: Id, now: Moment) -> Self {
        Self { lookup, close: None, put: None, not_before: now, turn: 0, tries: 0 }
    }

    /// A newer state takes the place of one that waits.
    pub(super) fn saved(&mut self, leaf: Leaf) {
        self.put = Some(leaf);
    }

    /// The states that wait here have ended; erasing is more than sending.
    pub(super) fn closed(&mut self, why: Closing, now: Moment) {
        self.put = None;
        self.close = self.close.filter(|told| *told == Closing::Erased).or(Some(why));
        self.not_before = now;
    }

    /// The centre has this state: what is newer still travels.
    pub(super) fn kept(&mut self, kept: Leaf) {
        self.tries = 0;
        let had = |leaf: &Leaf| leaf.branch == kept.branch && leaf.revision <= kept.revision;
        self.put = self.put.filter(|leaf| !had(leaf));
    }

    /// The centre knows the end; false if another end must be told since.
    pub(super) fn told(&mut self, why: Closing) -> bool {
        if self.close != Some(why) {
            return false;
        }
        self.close = None;
        self.tries = 0;
        true
    }

    /// Erased elsewhere: no state of it travels any more.
    pub(super) fn erased(&mut self) {
        self.put = None;
    }

    /// This never travels; a later state may.
    pub(super) fn refused(&mut self, sent: DraftJob) {
        self.put = self.put.filter(|leaf| DraftJob::Put(*leaf) != sent);
        self.close = self.close.filter(|why| DraftJob::Close(*why) != sent);
    }

    pub(super) fn waits(&self) -> bool {
        self.close.is_some() || self.put.is_some()
    }

    pub(super) fn later(&mut self, now: Moment, random: &mut ChaCha8Rng) {
        self.not_before = now.after(jitter(self.tries, random));
        self.tries = self.tries.saturating_add(1);
    }

    pub(super) fn forgive(&mut self, now: Moment) {
        self.tries = 0;
        self.not_before = now;
    }

    /// What is being typed waits a little, so that one request carries many keys.
    pub(super) fn turn(&mut self, turn: u64, now: Moment) {
        self.turn = turn;
        self.not_before = now.after(DRAFT_PAUSE);
    }

    pub(super) fn order(&self, ready: impl Fn(Moment) -> Moment, now: Moment) -> (Moment, u64) {
        (ready(self.not_before).max(now), self.turn)
    }

    pub(super) fn request(&self, draft: Id) -> Option<Request> {
        let lookup = self.lookup;
        let close = self.close.map(|why| Request::Close { draft, lookup, why });
        close.or_else(|| self.put.map(|leaf| Request::Draft { draft, lookup, leaf }))
    }
}
