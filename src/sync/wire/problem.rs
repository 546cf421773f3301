//! Problem answers (RFC 9457): what went wrong, by a stable `type`. Never a text to act upon.

use serde::{Deserialize, Serialize};

const PREFIX: &str = "urn:mon-point-numerique:problem:";

/// A body of `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:mon-point-numerique:problem:number-taken`
    #[serde(rename = "type")]
    pub kind: String,
    /// For people who read logs; no program acts upon it.
    #[serde(default)]
    pub title: String,
    /// The status of HTTP, again.
    #[serde(default)]
    pub status: u16,
}

impl Problem {
    /// One of ours, or none if the type is of another time or another speaker.
    pub fn known(&self) -> Option<ProblemKind> {
        let word = self.kind.strip_prefix(PREFIX)?;
        ProblemKind::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        let title = kind.word().replace('-', " ");
        Self { kind: format!("{PREFIX}{}", kind.word()), title, status: kind.status() }
    }
}

/// Everything that the centre may answer instead of what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Not what the protocol says: a field, a length, a path argument.
    Invalid,
    /// The bytes that arrived are not those that were announced.
    DigestMismatch,
    /// The terminal is not, or no longer, enrolled: a state of the terminal, not of what it sends.
    NotEnrolled,
    /// The enrolment token is unknown, used or old.
    TokenRefused,
    /// The envelope names another terminal than the one that speaks.
    NotYours,
    /// Nothing at this path.
    NotFound,
    /// No draft for this code: the same answer whether it never existed or was guessed.
    UnknownDraft,
    /// No dossier of this number.
    UnknownNumber,
    /// A part that no envelope of this terminal waits for: send its envelope first.
    UnknownPart,
    /// The number already belongs to other content: a person must look.
    NumberTaken,
    /// Not the next byte expected; the right one is in the header `upload-offset`.
    WrongOffset,
    /// The citizen erased this draft: it never comes back.
    DraftErased,
    /// More bytes or more parts than allowed.
    TooLarge,
    /// These bytes are not an envelope at all.
    NotAnEnvelope,
    /// Too many requests, or too many tries of a code: `Retry-After` says when.
    TooMany,
    /// The centre failed; asking again is right.
    Fault,
    /// The centre is stopping, starting or overloaded.
    Unavailable,
    /// The centre's disk is full.
    Full,
}

impl ProblemKind {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Invalid,
        Self::DigestMismatch,
        Self::NotEnrolled,
        Self::TokenRefused,
        Self::NotYours,
        Self::NotFound,
        Self::UnknownDraft,
        Self::UnknownNumber,
        Self::UnknownPart,
        Self::NumberTaken,
        Self::WrongOffset,
        Self::DraftErased,
        Self::TooLarge,
        Self::NotAnEnvelope,
        Self::TooMany,
        Self::Fault,
        Self::Unavailable,
        Self::Full,
    ];

    /// The last word of its `type`. Stable for ever.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::DigestMismatch => "digest-mismatch",
            Self::NotEnrolled => "not-enrolled",
            Self::TokenRefused => "token-refused",
            Self::NotYours => "not-yours",
            Self::NotFound => "not-found",
            Self::UnknownDraft => "unknown-draft",
            Self::UnknownNumber => "unknown-number",
            Self::UnknownPart => "unknown-part",
            Self::NumberTaken => "number-taken",
            Self::WrongOffset => "wrong-offset",
            Self::DraftErased => "draft-erased",
            Self::TooLarge => "too-large",
            Self::NotAnEnvelope => "not-an-envelope",
            Self::TooMany => "too-many",
            Self::Fault => "fault",
            Self::Unavailable => "unavailable",
            Self::Full => "full",
        }
    }

    /// The status of HTTP that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::Invalid | Self::DigestMismatch => 400,
            Self::NotEnrolled => 401,
            Self::TokenRefused | Self::NotYours => 403,
            Self::NotFound | Self::UnknownDraft | Self::UnknownNumber | Self::UnknownPart => 404,
            Self::NumberTaken | Self::WrongOffset => 409,
            Self::DraftErased => 410,
            Self::TooLarge => 413,
            Self::NotAnEnvelope => 422,
            Self::TooMany => 429,
            Self::Fault => 500,
            Self::Unavailable => 503,
            Self::Full => 507,
        }
    }
}
