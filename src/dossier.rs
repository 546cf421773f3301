//! From what was typed to what is sent: `Draft → (review) → Dossier → (seal) → Envelope`.
//!
//! Each arrow is one function that nobody else can imitate.

pub mod carry;
pub mod draft;
pub mod envelope;
pub mod journey;
pub mod review;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use carry::carry_over;
pub use draft::{Draft, Entry};
pub use envelope::{Envelope, Manifest};
pub use review::{EditionMatch, Review, review, review_again};

/// What is sealed: the entries of the path only, and what is needed to review them again.
/// Keys and values, never sentences.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// `cni.1`
    pub edition: String,
    /// Digest of that resolved edition, hexadecimal.
    pub edition_digest: String,
    /// The sealing date: *today* for review, here and at the central service.
    pub sealed_on: Date,
    /// Département of the terminal.
    pub departement: String,
    /// The operator's switches as they stood at *Commencer*.
    pub switches: BTreeMap<String, bool>,
    /// Entries of the questions on the path, by full name.
    pub entries: BTreeMap<String, Entry>,
    /// Confirmed cautions and the values they were confirmed for.
    pub confirmed: BTreeMap<String, String>,
    /// A mediator helped.
    pub helped: bool,
    /// Version of the privacy notice that was accepted.
    pub consent: String,
    /// Language the citizen read.
    pub language: String,
}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contents").field("edition", &self.edition).finish_non_exhaustive()
    }
}

/// Proof that a draft passed review. Cannot be built by hand: only `review` makes one.
pub struct Dossier {
    contents: Contents,
}

impl Dossier {
    /// What will be sealed.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }
}
