//! The document of this interface (OpenAPI 3.1). It is an asset; a test holds it in step with
//! the table of routes.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The document as it is served.
pub const DOCUMENT: &str = include_str!("../../assets/central/openapi.json");

/// `GET /openapi.json`.
pub async fn document() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::OK, kind, DOCUMENT).into_response()
}
