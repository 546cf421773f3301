//! The parts of a dossier: the service alone knows the next byte expected.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Named;
use crate::central::Central;
use crate::central::caller::{self, Caller};
use crate::central::error::Refused;
use crate::central::ledger::Chunk;
use crate::sync::wire::{self, Digest, ProblemKind};

/// `HEAD /v1/parts/{digest}`.
///
/// # Errors
/// [`ProblemKind::UnknownPart`].
pub async fn part_offset(
    State(central): State<Arc<Central>>,
    Extension(caller): Extension<Caller>,
    Named(digest): Named<Digest>,
) -> Result<Response, Refused> {
    let offset = central.ledger.part_offset(digest, caller.name()).await?;
    Ok(at(offset.ok_or(ProblemKind::UnknownPart)?))
}

/// `PATCH /v1/parts/{digest}`.
///
/// # Errors
/// The problems of the protocol; [`ProblemKind::WrongOffset`] says the right one.
pub async fn grow_part(
    State(central): State<Arc<Central>>,
    Extension(caller): Extension<Caller>,
    Named(digest): Named<Digest>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let offset = number(&headers, wire::header::OFFSET)?;
    let length = number(&headers, wire::header::LENGTH)?;
    let bytes = caller::read(&headers, body, wire::CHUNK).await?.to_vec();
    let chunk = Chunk { digest, speaker: caller.name().to_owned(), offset, length, bytes };
    match central.ledger.grow(chunk, central.now()).await? {
        Ok(next) => Ok(at(next)),
        Err((kind, offset)) => Err(Refused { kind, after: None, offset }),
    }
}

fn number(headers: &HeaderMap, name: &str) -> Result<u64, ProblemKind> {
    let value = headers.get(name).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    value.filter(|number| *number <= wire::DOSSIER_LIMIT).ok_or(ProblemKind::Invalid)
}

fn at(offset: u64) -> Response {
    (StatusCode::NO_CONTENT, [(wire::header::OFFSET, HeaderValue::from(offset))]).into_response()
}
