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

/// What must be told of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftJob {
    /// Its latest state.
    Put(Leaf),
    /// That it ended.
    Close(Closing),
}

/// A draft under way.
pub(super) struct Drafted {
    lookup: Id,
    /// What must still be told, if anything.
    pub(super) job: Option<DraftJob>,
    pub(super) not_before: Moment,
    turn: u64,
    tries: u32,
}

impl Drafted {
    pub(super) fn saved_first(lookup: Id, leaf: Leaf, now: Moment) -> Self {
        Self { lookup, job: Some(DraftJob::Put(leaf)), not_before: now, turn: 0, tries: 0 }
    }

    pub(super) fn closing(lookup: Id, why: Closing, now: Moment) -> Self {
        Self { lookup, job: Some(DraftJob::Close(why)), not_before: now, turn: 0, tries: 0 }
    }

    /// A newer state takes the place of one that waits. What ended does not begin again.
    pub(super) fn saved(&mut self, leaf: Leaf, now: Moment) {
        match self.job {
            Some(DraftJob::Close(_)) => {}
            Some(DraftJob::Put(waiting)) if waiting == leaf => {}
            Some(DraftJob::Put(_)) => self.job = Some(DraftJob::Put(leaf)),
            None => {
                self.job = Some(DraftJob::Put(leaf));
                self.not_before = self.not_before.max(now);
            }
        }
    }

    /// The centre has this state: what is newer still travels.
    pub(super) fn kept(&mut self, kept: Leaf) {
        self.tries = 0;
        if let Some(DraftJob::Put(leaf)) = self.job
            && leaf.branch == kept.branch
            && leaf.revision <= kept.revision
        {
            self.job = None;
        }
    }

    /// Erased elsewhere; false if it ended here too, which is told all the same.
    pub(super) fn erased(&self) -> bool {
        !matches!(self.job, Some(DraftJob::Close(_)))
    }

    /// This state never travels; a later one may.
    pub(super) fn refused(&mut self, sent: DraftJob) {
        if self.job == Some(sent) {
            self.job = None;
        }
    }

    pub(super) fn later(&mut self, now: Moment, random: &mut ChaCha8Rng) {
        self.not_before = now.after(jitter(self.tries, random));
        self.tries = self.tries.saturating_add(1);
    }

    pub(super) fn forgive(&mut self, now: Moment) {
        self.tries = 0;
        self.not_before = now;
    }

    pub(super) fn turn(&mut self, turn: u64, now: Moment) {
        self.turn = turn;
        self.not_before = now.after(DRAFT_PAUSE);
    }

    pub(super) fn order(&self, ready: impl Fn(Moment) -> Moment, now: Moment) -> (Moment, u64) {
        (ready(self.not_before).max(now), self.turn)
    }

    pub(super) fn request(&self, draft: Id) -> Option<Request> {
        let lookup = self.lookup;
        self.job.map(|job| match job {
            DraftJob::Put(leaf) => Request::Draft { draft, lookup, leaf },
            DraftJob::Close(why) => Request::Close { draft, lookup, why },
        })
    }
}
