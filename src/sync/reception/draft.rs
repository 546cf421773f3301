//! Drafts at the centre: every side of a fork is kept, and what was erased never comes back.
//!
//! A state replaces only what it descends from: earlier revisions of its own branch, and the
//! leaves that its branch began from. Nothing is compared by clock.

use crate::sync::wire::{
    Closing, DRAFT_LIMIT, DraftClosing, DraftRevision, FORKS_LIMIT, Leaf, ProblemKind,
};

/// What the ledger has of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The sides, in the order they arrived.
    pub leaves: Vec<Leaf>,
    /// States that were replaced, the latest of each branch: they never come back as sides.
    pub passed: Vec<Leaf>,
    /// How it ended, if it ended. Kept as long as a draft may live.
    pub closed: Option<Closing>,
}

/// What to do with a revision that arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Write it as a side.
    Write {
        /// The sides it descends from: remove them.
        replaced: Vec<Leaf>,
        /// What to remember as passed.
        passed: Vec<Leaf>,
    },
    /// This state, or a later one of its branch, is known: write nothing, answer as before.
    Known,
    /// Answer the problem.
    Refuse(ProblemKind),
}

/// What to do when a draft ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Sides to shred: their rows, wraps and ciphertext.
    pub shredded: Vec<Leaf>,
    /// What to remember as passed.
    pub passed: Vec<Leaf>,
    /// How the draft is marked from now on.
    pub closed: Closing,
}

/// A state of a draft arrives.
pub fn keep(revision: &DraftRevision, drafts: &Drafts) -> Keep {
    if drafts.closed == Some(Closing::Erased) {
        return Keep::Refuse(ProblemKind::DraftErased);
    }
    if revision.sealed.0.len() as u64 > DRAFT_LIMIT {
        return Keep::Refuse(ProblemKind::TooLarge);
    }
    let later = |known: &Leaf| {
        known.branch == revision.leaf.branch && known.revision >= revision.leaf.revision
    };
    if drafts.leaves.iter().chain(&drafts.passed).any(later) {
        return Keep::Known;
    }
    let replaced = descended(&revision.leaf, &revision.parents, &drafts.leaves);
    if drafts.leaves.len() - replaced.len() >= FORKS_LIMIT {
        return Keep::Refuse(ProblemKind::TooLarge);
    }
    let passed = replaced.iter().chain(&revision.parents).copied().collect();
    Keep::Write { replaced, passed }
}

/// A draft is erased or sent.
pub fn close(closing: &DraftClosing, drafts: &Drafts) -> Close {
    let shredded = match closing.why {
        Closing::Erased => drafts.leaves.clone(),
        Closing::Sent => descended(&closing.leaf, &closing.parents, &drafts.leaves),
    };
    let closed = match drafts.closed {
        Some(Closing::Erased) => Closing::Erased,
        Some(Closing::Sent) | None => closing.why,
    };
    let passed = shredded.iter().chain(&closing.parents).copied().chain([closing.leaf]).collect();
    Close { shredded, passed, closed }
}

/// Which sides a code finds: all of them, or none once erased.
pub fn find(drafts: &Drafts) -> &[Leaf] {
    match drafts.closed {
        Some(Closing::Erased) => &[],
        Some(Closing::Sent) | None => &drafts.leaves,
    }
}

/// The sides that a state descends from, itself included.
fn descended(leaf: &Leaf, parents: &[Leaf], sides: &[Leaf]) -> Vec<Leaf> {
    let under =
        |side: &Leaf, above: &Leaf| side.branch == above.branch && side.revision <= above.revision;
    let covers = |side: &&Leaf| under(side, leaf) || parents.iter().any(|above| under(side, above));
    sides.iter().filter(covers).copied().collect()
}
