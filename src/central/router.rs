//! All routes of the terminals' door, in the order of a terminal's life. Every one but the
//! enrolment and the document of this interface needs an enrolled terminal.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, delete, get, head, patch, post, put};

use crate::central::Central;
use crate::central::caller::authenticate;
use crate::central::error::Refused;
use crate::central::{enrol, inbox, openapi};
use crate::sync::wire::{self, ProblemKind, path};

/// One thing that may be asked.
pub struct Route {
    /// `GET`
    pub method: &'static str,
    /// With its argument in braces, as `sync::wire::path` writes it.
    pub path: &'static str,
    /// Who may ask.
    pub open_to: OpenTo,
    handler: fn() -> MethodRouter<Arc<Central>>,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTo {
    /// Whoever reaches the door.
    Anybody,
    /// Enrolled terminals that are not revoked.
    Terminals,
}

/// The document of this interface.
pub const OPENAPI: &str = "/openapi.json";

/// Every route. The router is built from this table, and so is the test that holds the document
/// in step with it.
pub const ROUTES: &[Route] = &[
    anybody("GET", OPENAPI, || get(openapi::document)),
    anybody("POST", path::ENROL, || post(enrol::enrol)),
    terminals("GET", path::HELLO, || get(inbox::hello)),
    terminals("PUT", path::ENVELOPE, || put(inbox::put_envelope)),
    terminals("HEAD", path::PART, || head(inbox::part_offset)),
    terminals("PATCH", path::PART, || patch(inbox::grow_part)),
    terminals("PUT", path::DRAFT, || put(inbox::keep_draft)),
    terminals("GET", path::DRAFT, || get(inbox::find_draft)),
    terminals("DELETE", path::DRAFT, || delete(inbox::close_draft)),
    terminals("GET", path::STATUS, || get(inbox::status)),
];

const fn anybody(
    method: &'static str,
    path: &'static str,
    handler: fn() -> MethodRouter<Arc<Central>>,
) -> Route {
    Route { method, path, open_to: OpenTo::Anybody, handler }
}

const fn terminals(
    method: &'static str,
    path: &'static str,
    handler: fn() -> MethodRouter<Arc<Central>>,
) -> Route {
    Route { method, path, open_to: OpenTo::Terminals, handler }
}

/// What answers at the terminals' door.
pub fn router(central: Arc<Central>) -> Router {
    let of = |open_to: OpenTo| {
        let routes = ROUTES.iter().filter(move |route| route.open_to == open_to);
        routes.fold(Router::new(), |router, route| router.route(route.path, (route.handler)()))
    };
    // The fallbacks are within the check too: a stranger does not even learn what exists.
    let closed = of(OpenTo::Terminals)
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .layer(from_fn_with_state(Arc::clone(&central), authenticate));
    of(OpenTo::Anybody)
        .method_not_allowed_fallback(nothing_here)
        .merge(closed)
        .layer(from_fn_with_state(Arc::clone(&central), stamp))
        .with_state(central)
}

async fn nothing_here() -> Refused {
    ProblemKind::NotFound.into()
}

/// Counts and logs each answer by its route, never by what was asked, and dates it: an answer
/// without the service's time does not come from the service.
async fn stamp(State(central): State<Arc<Central>>, request: Request, next: Next) -> Response {
    let route = named(request.uri().path());
    let method = known(request.method().as_str());
    let started = Instant::now();
    let mut response = next.run(request).await.into_response();
    central.counters.answered(response.status());
    tracing::info!(
        event = "answer",
        method,
        route,
        status = response.status().as_u16(),
        micros = started.elapsed().as_micros() as u64,
    );
    let headers = response.headers_mut();
    let time = HeaderValue::from(central.now().as_second());
    let _ = headers.insert(wire::header::TIME, time);
    let _ = headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The path of our own table that this path follows: what is logged is never what was sent.
fn named(asked: &str) -> &'static str {
    let same = |route: &&Route| {
        let (ours, theirs) = (route.path.split('/'), asked.split('/'));
        ours.clone().count() == theirs.clone().count()
            && ours.zip(theirs).all(|(ours, theirs)| ours.starts_with('{') || ours == theirs)
    };
    ROUTES.iter().find(same).map_or("other", |route| route.path)
}

fn known(method: &str) -> &'static str {
    let ours = ROUTES.iter().map(|route| route.method);
    ours.into_iter().find(|known| *known == method).unwrap_or("other")
}
