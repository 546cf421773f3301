//! What terminals send and ask: envelopes, parts, drafts, the state of a dossier.
//!
//! Each handler reads and checks what came, asks the ledger, and puts its answer on the wire.
//! What is decided is decided by `sync::reception`.

mod draft;
mod part;

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(in crate::central) use draft::parse;
pub use draft::{close_draft, find_draft, keep_draft};
pub use part::{grow_part, part_offset};

use crate::central::Central;
use crate::central::caller::{self, Caller};
use crate::central::error::Refused;
use crate::central::ledger::{Answered, Incoming, state_word};
use crate::dossier::envelope::Envelope;
use crate::seal::{Number, SealFault};
use crate::sync::reception::{Arrival, Signed};
use crate::sync::wire::{self, Digest, Id, Part, ProblemKind, Status};

/// The one argument of a path, read as what it must be.
pub struct Named<T>(pub T);

impl<T: std::str::FromStr, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let invalid = |_| ProblemKind::Invalid;
        let arguments = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| ProblemKind::Invalid)?;
        let (_, text) = arguments.iter().next().ok_or(ProblemKind::Invalid)?;
        Ok(Self(text.parse().map_err(|_| ()).map_err(invalid)?))
    }
}

/// `GET /v1/hello`: the line works, and the terminal is known. The time is in every answer.
pub async fn hello() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `PUT /v1/envelopes/{digest}`.
///
/// # Errors
/// The problems of the protocol.
pub async fn put_envelope(
    State(central): State<Arc<Central>>,
    Extension(caller): Extension<Caller>,
    Named(digest): Named<Digest>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let bytes = caller::read(&headers, body, wire::ENVELOPE_LIMIT).await?;
    if Digest::of(&bytes) != digest {
        return Err(ProblemKind::DigestMismatch.into());
    }
    let envelope = Envelope::parse(bytes.to_vec()).map_err(|fault| match fault {
        SealFault::TooLong => ProblemKind::TooLarge,
        _ => ProblemKind::NotAnEnvelope,
    })?;
    let incoming = incoming(&central, &caller, envelope, &headers).await?;
    let (key, now) = (Arc::clone(&central.acknowledgement), central.now());
    match central.ledger.receive(incoming, key, now).await? {
        Answered::Acknowledged(text, state) => {
            central.counters.received(state);
            tracing::info!(event = "received", terminal = caller.name(), state = state_word(state));
            Ok(json_text(StatusCode::OK, text))
        }
        Answered::Again(text) => Ok(json_text(StatusCode::OK, text)),
        Answered::Wait(incomplete) => Ok(json(StatusCode::ACCEPTED, &incomplete)),
        Answered::Refused(problem) => Err(problem.into()),
    }
}

/// What the header says, who signed it, and what opening and reviewing it gives.
async fn incoming(
    central: &Central,
    caller: &Caller,
    envelope: Envelope,
    headers: &HeaderMap,
) -> Result<Incoming, Refused> {
    let signature = headers.get(wire::header::SIGNATURE).and_then(|text| text.to_str().ok());
    let manifest = envelope.manifest();
    let sealer = central.ledger.sealer(manifest.terminal).await?;
    let genuine = match (&sealer, signature.and_then(caller::signature)) {
        (Some((_, key)), Some(signature)) => envelope.verify(&signature, key).is_ok(),
        _ => false,
    };
    let parts = manifest.parts.iter();
    let arrival = Arrival {
        digest: envelope.digest(),
        number: manifest.number.to_string(),
        terminal: sealer.map_or_else(|| manifest.terminal.to_string(), |(name, _)| name),
        sequence: manifest.seq.into(),
        draft: Id(manifest.draft.0),
        parts: parts.map(|part| Part { digest: part.digest, length: part.length }).collect(),
        sealed_at: manifest.sealed_at_ms.div_euclid(1000),
        signed: if genuine { Signed::Ours } else { Signed::Doubtful },
        opened: central.judge.verdict(&envelope),
    };
    Ok(Incoming {
        arrival,
        speaker: caller.name().to_owned(),
        edition: manifest.edition.clone(),
        signature: signature.unwrap_or_default().to_owned(),
        sealed: envelope.bytes().to_vec(),
    })
}

/// `GET /v1/status/{number}`.
///
/// # Errors
/// [`ProblemKind::UnknownNumber`].
pub async fn status(
    State(central): State<Arc<Central>>,
    Named(number): Named<Number>,
) -> Result<Response, Refused> {
    let received = central.ledger.received(&number.to_string()).await?;
    let known = received.and_then(|row| row.received.map(|at| (at, row)));
    let (received_at, row) = known.ok_or(ProblemKind::UnknownNumber)?;
    let status = Status {
        number: row.number,
        state: row.state,
        received_at: received_at.as_second(),
        official_number: row.official_number,
    };
    Ok(json(StatusCode::OK, &status))
}

/// An answer in JSON.
pub(in crate::central) fn json(status: StatusCode, body: &impl serde::Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => json_text(status, text),
        Err(_) => Refused::from(ProblemKind::Fault).into_response(),
    }
}

fn json_text(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}
