//! What an answer means. Only its status, its `type` and its signatures decide, never its words;
//! anything that is not clearly the centre's is nobody's.

use serde::de::DeserializeOwned;

use super::{Refused, Request};
use crate::sync::wire::{
    Acknowledged, Acknowledgement, AcknowledgementKey, DraftKept, Incomplete, Missing, Problem,
    ProblemKind,
};

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No whole answer: the request may have succeeded all the same.
    Silent(Silence),
    /// A whole answer, whoever gave it.
    Answer(Answer),
    /// Nothing was sent: the bytes cannot be read in the store.
    Unreadable,
}

/// How an answer failed to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody there.
    Unreachable,
    /// It began, and stopped.
    Cut,
    /// It took too long.
    Late,
    /// The certificate of the other end is not the centre's.
    NotOurs,
    /// The other end refuses the certificate of this terminal.
    NotLetIn,
}

/// An answer as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Of HTTP.
    pub status: u16,
    /// Header `mpn-time`, seconds since 1970.
    pub time: Option<i64>,
    /// Header `retry-after`, in milliseconds.
    pub retry_after: Option<u64>,
    /// Header `upload-offset`.
    pub offset: Option<u64>,
    /// At most a few kilobytes are worth reading.
    pub body: Vec<u8>,
}

/// What it means.
#[derive(Debug)]
pub(super) enum Verdict {
    /// No whole answer.
    Silent(Silence),
    /// Somebody else's answer, or none that can be understood.
    Nonsense,
    /// Not now.
    Ill {
        retry_after: Option<u64>,
    },
    /// The terminal is not known.
    NotEnrolled,
    /// Never, for this content.
    Refused(Refused),
    /// The bytes are not those announced.
    Broken,
    /// The envelope must come first.
    UnknownPart,
    /// The draft was erased.
    Erased,
    Greeted,
    Acknowledged(Box<Acknowledged>),
    Incomplete(Vec<Missing>),
    Offset(u64),
    Kept(DraftKept),
    Closed,
}

pub(super) fn read(request: Request, outcome: Outcome, key: &AcknowledgementKey) -> Verdict {
    let answer = match outcome {
        Outcome::Silent(Silence::NotLetIn) => return Verdict::NotEnrolled,
        Outcome::Silent(silence) => return Verdict::Silent(silence),
        Outcome::Unreadable => return Verdict::Refused(Refused::Unreadable),
        Outcome::Answer(answer) => answer,
    };
    match answer.status {
        200..=299 if answer.time.is_some() => granted(request, &answer, key),
        401 => Verdict::NotEnrolled,
        400..=499 => refused(&answer),
        500..=599 => Verdict::Ill { retry_after: answer.retry_after },
        _ => Verdict::Nonsense,
    }
}

fn granted(request: Request, answer: &Answer, key: &AcknowledgementKey) -> Verdict {
    let verdict = match request {
        Request::Hello => Some(Verdict::Greeted),
        Request::Envelope(digest) if answer.status == 202 => body(answer)
            .filter(|incomplete: &Incomplete| incomplete.digest == digest)
            .map(|incomplete| Verdict::Incomplete(incomplete.missing)),
        Request::Envelope(_) => body(answer)
            .and_then(|acknowledgement: Acknowledgement| acknowledgement.verify(key))
            .map(|proof| Verdict::Acknowledged(Box::new(proof))),
        Request::Offset(_) | Request::Chunk { .. } => answer.offset.map(Verdict::Offset),
        Request::Draft { .. } => body(answer).map(Verdict::Kept),
        Request::Close { .. } => (answer.status == 204).then_some(Verdict::Closed),
    };
    verdict.unwrap_or(Verdict::Nonsense)
}

fn refused(answer: &Answer) -> Verdict {
    let Some(problem) = body::<Problem>(answer) else {
        return unexplained(answer);
    };
    let Some(kind) = problem.known() else {
        return by_status(answer);
    };
    match kind {
        ProblemKind::NotEnrolled => Verdict::NotEnrolled,
        ProblemKind::UnknownPart => Verdict::UnknownPart,
        ProblemKind::DigestMismatch => Verdict::Broken,
        ProblemKind::DraftErased => Verdict::Erased,
        ProblemKind::WrongOffset => answer.offset.map_or(Verdict::Nonsense, Verdict::Offset),
        ProblemKind::TooMany
        | ProblemKind::Fault
        | ProblemKind::Unavailable
        | ProblemKind::Full
        // A centre older than this terminal: it will be upgraded.
        | ProblemKind::NotFound => Verdict::Ill { retry_after: answer.retry_after },
        kind @ (ProblemKind::Invalid
        | ProblemKind::TokenRefused
        | ProblemKind::NotYours
        | ProblemKind::UnknownDraft
        | ProblemKind::UnknownNumber
        | ProblemKind::NumberTaken
        | ProblemKind::TooLarge
        | ProblemKind::NotAnEnvelope) => Verdict::Refused(Refused::Problem(kind)),
    }
}

/// A problem of a later version: its status still says whether to ask again.
fn by_status(answer: &Answer) -> Verdict {
    match answer.status {
        404 | 405 | 408 | 425 | 429 => Verdict::Ill { retry_after: answer.retry_after },
        status => Verdict::Refused(Refused::Status(status)),
    }
}

/// No problem document: a page of somebody in between. What it says about size or conflict is
/// final all the same, for asking again changes nothing.
fn unexplained(answer: &Answer) -> Verdict {
    match answer.status {
        status @ (409 | 413) => Verdict::Refused(Refused::Status(status)),
        408 | 425 | 429 => Verdict::Ill { retry_after: answer.retry_after },
        _ => Verdict::Nonsense,
    }
}

fn body<T: DeserializeOwned>(answer: &Answer) -> Option<T> {
    serde_json::from_slice(&answer.body).ok()
}
