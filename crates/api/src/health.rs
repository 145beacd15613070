//! What monitoring asks: does the process answer, and can it do its work?

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::Api;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", security(()), responses(
    (status = 200, description = "The process answers.", content_type = "text/plain", body = String),
))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database can be read and written.
#[utoipa::path(get, path = "/readyz", tag = "health", security(()), responses(
    (status = 200, description = "Requests can be served.", content_type = "text/plain", body = String),
    (status = 503, description = "The database cannot be read or written.", content_type = "text/plain", body = String),
))]
pub(crate) async fn readyz(State(api): State<Arc<Api>>) -> (StatusCode, &'static str) {
    let reads = api.db.read(|_| Ok(())).await;
    let writes = api.db.write(|_| Ok(())).await;
    match reads.and(writes) {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}
