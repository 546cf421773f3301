//! Who speaks: every request but the enrolment comes from a terminal that is enrolled and not
//! revoked, or is refused before anything else is looked at.
//!
//! Over TLS the certificate says who; over plain HTTP on loopback (a proxy of this machine has
//! ended the TLS) the terminal signs each request with its own key.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::central::Central;
use crate::central::error::Refused;
use crate::central::ledger::TerminalRow;
use crate::central::server::{DoorKind, Peer};
use crate::seal::sign::{Domain, Signature};
use crate::sync::wire::{self, ProblemKind};

/// The terminal that makes a request. Only [`authenticate`] makes one.
#[derive(Clone, Debug)]
pub struct Caller {
    terminal: TerminalRow,
}

impl Caller {
    /// Its name: `rouen-2`.
    pub fn name(&self) -> &str {
        &self.terminal.name
    }

    /// Where it stands: `rouen`.
    pub fn site(&self) -> &str {
        &self.terminal.site
    }
}

/// Lets a request of a known terminal through, with its [`Caller`], as often as it may ask.
///
/// # Errors
/// [`ProblemKind::NotEnrolled`] or [`ProblemKind::TooMany`].
pub async fn authenticate(
    State(central): State<Arc<Central>>,
    request: Request,
    next: Next,
) -> Result<Response, Refused> {
    let peer = request.extensions().get::<Peer>().cloned().ok_or(ProblemKind::NotEnrolled)?;
    let (terminal, mut request) = match peer.door {
        DoorKind::Tls(Some(certificate)) => {
            (central.ledger.terminal_by_certificate(certificate).await?, request)
        }
        DoorKind::Tls(None) => (None, request),
        DoorKind::Plain => signed(&central, request).await?,
    };
    let terminal = terminal.ok_or(ProblemKind::NotEnrolled)?;
    central.buckets.take(terminal.name.clone(), Instant::now())?;
    let _ = request.extensions_mut().insert(Caller { terminal });
    Ok(next.run(request).await)
}

/// The terminal whose signature a plain request carries; none if it carries none that is right.
async fn signed(
    central: &Central,
    request: Request,
) -> Result<(Option<TerminalRow>, Request), Refused> {
    let (parts, body) = request.into_parts();
    let body = read(&parts.headers, body, wire::ENVELOPE_LIMIT).await?;
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let terminal = match text(wire::header::TERMINAL) {
        Some(name) => central.ledger.terminal_by_name(name).await?,
        None => None,
    };
    let signature = text(wire::header::REQUEST_SIGNATURE).and_then(signature);
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let statement = wire::request_statement(parts.method.as_str(), path, &body);
    let genuine = |terminal: &TerminalRow| {
        signature.is_some_and(|signature| {
            terminal.key.verify(Domain::Request, &statement, &signature).is_ok()
        })
    };
    let terminal = terminal.filter(genuine);
    Ok((terminal, Request::from_parts(parts, Body::from(body))))
}

/// A signature as a header carries it.
pub fn signature(text: &str) -> Option<Signature> {
    STANDARD.decode(text).ok()?.try_into().map(Signature).ok()
}

/// Reads a whole body of at most `limit` bytes; a longer one is refused at its announcement.
///
/// # Errors
/// [`ProblemKind::TooLarge`].
pub async fn read(headers: &HeaderMap, body: Body, limit: u64) -> Result<Bytes, Refused> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(ProblemKind::TooLarge.into());
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    // A connection that breaks also ends here; nobody is left to read that answer.
    axum::body::to_bytes(body, limit).await.map_err(|_| ProblemKind::TooLarge.into())
}
