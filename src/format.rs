//! Shapes and check digits of the numbers that people copy from papers: one file a family.
//!
//! A format answers with a verdict, never a sentence; it reads no clock and no table of places.

use std::collections::BTreeMap;

/// How good an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An answer.
    Valid,
    /// An answer, with something to look at again.
    Warning,
    /// Not an answer.
    Invalid,
}

/// What a format says of one input.
#[derive(Clone, PartialEq, Eq)]
pub struct Checked {
    /// How good it is.
    pub verdict: Verdict,
    /// The stored form: what `Valid` and `Warning` keep; for `Invalid`, the cleaned input.
    pub normalized: String,
    /// English key of the reason; `None` when valid.
    pub reason: Option<&'static str>,
    /// Numbers and words of the sentence: `found`, `wanted`, `position`.
    pub numbers: BTreeMap<&'static str, String>,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// Facts that conditions may read: `nom.parts`, `phone.mobile`.
    pub facts: BTreeMap<&'static str, Fact>,
}

/// A fact of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A count.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A word of a closed list.
    Word(&'static str),
}

impl std::fmt::Debug for Checked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checked")
            .field("verdict", &self.verdict)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
