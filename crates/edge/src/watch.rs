//! What stands around every request: its id, its line in the log, its metrics, and a net for panics.
//!
//! The log names route templates, never query strings, values or addresses.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt as _;

/// The header that carries a request's id, in and out (contract: ours).
const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken from a client.
const MAX_ID: usize = 128;

/// A request's id: the client's, or one of ours. In the request's extensions.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The route that answered, in the response's extensions, for the log and the metrics.
#[derive(Clone, Debug)]
struct Answered(MatchedPath);

/// Watches a request from its head to its answer. `panicked` says that the mistake is ours.
pub async fn watch(mut request: Request, next: Next, panicked: impl FnOnce() -> Response) -> Response {
    let began = Instant::now();
    let id = request.headers().get(HEADER).and_then(accepted).unwrap_or_else(made);
    let method = request.method().clone();
    request.extensions_mut().insert(RequestId(id.clone()));
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = answered.unwrap_or_else(|_| {
        tracing::error!(request_id = %id, "a handler panicked");
        panicked()
    });
    let route = response.extensions().get::<Answered>().map(|route| route.0.clone());
    note(&method, route.as_ref().map_or("none", MatchedPath::as_str), response.status(), began, &id);
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Notes which route answers. Stands inside of the routes, where it is known.
pub async fn name_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(Answered(route));
    }
    response
}

fn note(method: &Method, route: &str, status: StatusCode, began: Instant, request_id: &str) {
    let took = began.elapsed();
    // Anybody can invent a method, and each would be a time series.
    let method = if matches!(*method, Method::GET | Method::POST | Method::HEAD | Method::PUT | Method::PATCH)
    {
        method.as_str()
    } else {
        "other"
    };
    let (route, status) = (route.to_owned(), status.as_u16());
    let labels = [("method", method.to_owned()), ("route", route.clone()), ("status", status.to_string())];
    metrics::counter!("guiche_requests_total", &labels).increment(1);
    metrics::histogram!("guiche_request_seconds", "route" => route.clone()).record(took);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(request_id, method, route, status, micros, "request");
    } else {
        tracing::info!(request_id, method, route, status, micros, "request");
    }
}

/// Whether a request's id is taken from a client: 1 to 128 visible ASCII characters.
pub fn is_request_id(value: &HeaderValue) -> bool {
    accepted(value).is_some()
}

fn accepted(value: &HeaderValue) -> Option<String> {
    let text = value.to_str().ok()?;
    let fits = (1..=MAX_ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| text.into())
}

/// Sixteen random hex digits: unique enough to find a line in a log.
fn made() -> String {
    format!("{:016x}", fastrand::u64(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_taken_when_it_cannot_break_a_log() {
        let taken = |id: &[u8]| accepted(&HeaderValue::from_bytes(id).unwrap());
        assert_eq!(taken(b"erp-2026/11:7").as_deref(), Some("erp-2026/11:7"));
        for id in [&b""[..], b"a b", "é".as_bytes(), &[b'a'; 129]] {
            assert_eq!(taken(id), None);
        }
        assert_ne!(made(), made());
    }
}
