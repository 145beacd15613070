//! What stands around every request of the API: how its client wants to be answered, and the watch of every request.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use crate::failure::Failure;
use crate::preferences::Preferences;
use crate::reply;

/// Watches a request from its head to its answer.
pub(crate) async fn watch(mut request: Request, next: Next) -> Response {
    let preferences = Preferences::of(request.headers()).at(request.uri().path());
    request.extensions_mut().insert(preferences);
    let panicked = move || reply::failure(&Failure::Internal, &preferences, None);
    guiche_edge::watch(request, next, panicked).await
}
