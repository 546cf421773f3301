//! Health and counters, on a door that only this machine reaches. Counts only: no name of a
//! person, no number of a dossier, no code.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::central::Central;
use crate::central::error::Refused;
use crate::central::ledger::state_word;
use crate::central::server::Peer;
use crate::sync::wire::{ProblemKind, State as DossierState};

/// What has happened since the start.
#[derive(Default)]
pub struct Counters {
    answers: [AtomicU64; 6],
    received: [AtomicU64; 5],
    lookups: AtomicU64,
}

impl Counters {
    /// A request was answered with this status.
    pub fn answered(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).min(5);
        let _ = self.answers[class].fetch_add(1, Ordering::Relaxed);
    }

    /// A dossier was received in this state.
    pub fn received(&self, state: DossierState) {
        let _ = self.received[state as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// A draft was looked for in vain.
    pub fn lookup_failed(&self) {
        let _ = self.lookups.fetch_add(1, Ordering::Relaxed);
    }
}

/// The admin door's router: loopback only, whatever address it was bound to.
pub fn router(central: Arc<Central>) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .layer(from_fn(loopback_only))
        .with_state(central)
}

async fn loopback_only(request: Request, next: Next) -> Result<Response, Refused> {
    let peer = request.extensions().get::<Peer>();
    match peer {
        Some(peer) if peer.address.ip().is_loopback() => Ok(next.run(request).await),
        _ => Err(ProblemKind::NotFound.into()),
    }
}

/// 200 once the ledger answers, 503 otherwise.
async fn health(State(central): State<Arc<Central>>) -> Response {
    match central.ledger.census().await {
        Ok(_) => (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], "{\"ok\":true}")
            .into_response(),
        Err(fault) => Refused::from(fault).into_response(),
    }
}

/// Prometheus text.
async fn metrics(State(central): State<Arc<Central>>) -> Result<Response, Refused> {
    let census = central.ledger.census().await?;
    let mut text = String::new();
    let counters = &central.counters;
    let load = |count: &AtomicU64| count.load(Ordering::Relaxed);
    for (class, count) in counters.answers.iter().enumerate().skip(1) {
        line(&mut text, "answers_total", &format!("{{class=\"{class}xx\"}}"), load(count));
    }
    use DossierState::{ARevoir, Conflit, Incomplet, Recu, Transmis};
    for state in [Incomplet, Recu, ARevoir, Conflit, Transmis] {
        let label = format!("{{state=\"{}\"}}", state_word(state));
        line(&mut text, "received_total", &label, load(&counters.received[state as usize]));
        line(&mut text, "dossiers", &label, census.dossiers(state));
    }
    line(&mut text, "lookups_failed_total", "", load(&counters.lookups));
    line(&mut text, "commits_total", "", load(&central.ledger.counts().commits));
    line(&mut text, "works_total", "", load(&central.ledger.counts().works));
    line(&mut text, "ledger_faults_total", "", load(&central.ledger.counts().faults));
    line(&mut text, "drafts", "", census.drafts);
    line(&mut text, "terminals", "", census.terminals);
    line(&mut text, "conflicts", "", census.conflicts);
    line(&mut text, "gaps", "", census.gaps);
    line(&mut text, "time_seconds", "", central.now().as_second().unsigned_abs());
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    Ok((StatusCode::OK, kind, text).into_response())
}

fn line(text: &mut String, name: &str, label: &str, value: u64) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "mpn_{name}{label} {value}");
}
