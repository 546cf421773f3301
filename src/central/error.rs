//! What goes wrong in a request, and how a terminal is told: a problem answer (RFC 9457).
//!
//! The client acts on the `type` alone. Nothing of a cause inside this service (a path, a
//! statement, a bound value) ever reaches an answer.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::central::authority::AuthorityFault;
use crate::central::ledger::LedgerFault;
use crate::central::limit::Wait;
use crate::sync::wire::{self, Problem, ProblemKind};

/// A refusal, with what the client needs to do better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which problem; its status is part of it.
    pub kind: ProblemKind,
    /// When asking again is right.
    pub after: Option<Duration>,
    /// The next byte expected, for [`ProblemKind::WrongOffset`].
    pub offset: Option<u64>,
}

impl From<ProblemKind> for Refused {
    fn from(kind: ProblemKind) -> Self {
        Self { kind, after: None, offset: None }
    }
}

impl From<Wait> for Refused {
    fn from(wait: Wait) -> Self {
        Self { kind: ProblemKind::TooMany, after: Some(wait.0), offset: None }
    }
}

/// The ledger's own faults are logged once, here, by name.
impl From<LedgerFault> for Refused {
    fn from(fault: LedgerFault) -> Self {
        let kind = match fault {
            LedgerFault::Busy | LedgerFault::Stopped | LedgerFault::Lost => {
                ProblemKind::Unavailable
            }
            LedgerFault::Full => ProblemKind::Full,
            LedgerFault::Damaged | LedgerFault::File(_) | LedgerFault::Sqlite(_) => {
                ProblemKind::Fault
            }
        };
        tracing::error!(event = "ledger_fault", fault = fault.name());
        let after = (kind != ProblemKind::Fault).then_some(Duration::from_secs(5));
        Self { kind, after, offset: None }
    }
}

impl From<AuthorityFault> for Refused {
    fn from(fault: AuthorityFault) -> Self {
        match fault {
            AuthorityFault::Request => ProblemKind::Invalid.into(),
            AuthorityFault::Certificate(_) => ProblemKind::Fault.into(),
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&Problem::from(self.kind)).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() =
            StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        let _ = headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(wire::PROBLEM));
        if let Some(after) = self.after {
            // Whole seconds, never zero: zero would mean *now*.
            let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
            let _ = headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        if let Some(offset) = self.offset {
            let _ = headers.insert(wire::header::OFFSET, HeaderValue::from(offset));
        }
        response
    }
}
