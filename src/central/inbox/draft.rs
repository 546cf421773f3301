//! Drafts: ciphertext kept for a citizen who may resume at any terminal with the code alone.
//!
//! A code that was never given, one that was guessed, an erased draft and an old one get the
//! same answer, byte for byte, and count against the site that asked.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::{Named, json};
use crate::central::Central;
use crate::central::caller::{self, Caller};
use crate::central::error::Refused;
use crate::sync::wire::{self, DraftClosing, DraftRevision, Id, Leaf, ProblemKind};

/// Base64 is a third longer, and the rest of the body is short.
const BODY_LIMIT: u64 = wire::DRAFT_LIMIT / 3 * 4 + 64 * 1024;
/// Longest wrap of a key, in bytes; ours have 73 and 89.
const WRAP_LIMIT: usize = 512;

/// `PUT /v1/drafts/{lookup}`.
///
/// # Errors
/// The problems of the protocol.
pub async fn keep_draft(
    State(central): State<Arc<Central>>,
    Named(lookup): Named<Id>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let body = caller::read(&headers, body, BODY_LIMIT).await?;
    let revision: DraftRevision = parse(&body)?;
    let wraps = &revision.wraps;
    let long = |wrap: &wire::Bytes| wrap.0.len() > WRAP_LIMIT;
    if long(&wraps.code) || wraps.site.as_ref().is_some_and(long) {
        return Err(ProblemKind::Invalid.into());
    }
    check(&revision.leaf, &revision.parents)?;
    let (life, now) = (central.config.draft_life_days, central.now());
    let kept = central.ledger.keep_draft(lookup, revision, life, now).await??;
    Ok(json(StatusCode::OK, &kept))
}

/// `GET /v1/drafts/{lookup}`.
///
/// # Errors
/// [`ProblemKind::UnknownDraft`], and [`ProblemKind::TooMany`] once a site guessed too often.
pub async fn find_draft(
    State(central): State<Arc<Central>>,
    Extension(caller): Extension<Caller>,
    Named(lookup): Named<Id>,
) -> Result<Response, Refused> {
    let site = caller.site().to_owned();
    central.lookups.check(&site, Instant::now())?;
    match central.ledger.find_draft(lookup, central.now()).await? {
        Some(found) => Ok(json(StatusCode::OK, &found)),
        None => {
            central.lookups.record(site, Instant::now());
            central.counters.lookup_failed();
            Err(ProblemKind::UnknownDraft.into())
        }
    }
}

/// `DELETE /v1/drafts/{lookup}`.
///
/// # Errors
/// The problems of the protocol.
pub async fn close_draft(
    State(central): State<Arc<Central>>,
    Named(lookup): Named<Id>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refused> {
    let body = caller::read(&headers, body, 64 * 1024).await?;
    let closing: DraftClosing = parse(&body)?;
    check(&closing.leaf, &closing.parents)?;
    let (life, now) = (central.config.draft_life_days, central.now());
    central.ledger.close_draft(lookup, closing, life, now).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// JSON of exactly this shape; what is wrong with it is not told.
pub(in crate::central) fn parse<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|_| ProblemKind::Invalid.into())
}

/// Revisions that the ledger can count, and no more parents than a draft can have.
fn check(leaf: &Leaf, parents: &[Leaf]) -> Result<(), Refused> {
    let countable = |leaf: &Leaf| i64::try_from(leaf.revision).is_ok();
    let few = parents.len() <= wire::PARENTS_LIMIT;
    if few && countable(leaf) && parents.iter().all(countable) {
        Ok(())
    } else {
        Err(ProblemKind::Invalid.into())
    }
}
