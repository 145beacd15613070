//! Paths as clients write them: one trailing `/` and doubled `//` are tolerated, never redirected (contract: §1, ours).

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use tower_service::Service;

/// Routes, behind a look at the path.
#[derive(Clone, Debug)]
pub struct Tidy(pub Router);

impl Service<Request> for Tidy {
    type Response = Response;
    type Error = Infallible;
    type Future = RouteFuture<Infallible>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        <Router as Service<Request>>::poll_ready(&mut self.0, cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        if let Some(tidied) = tidied(request.uri()) {
            *request.uri_mut() = tidied;
        }
        self.0.call(request)
    }
}

/// The address without doubled and trailing slashes; `None` where there are none, or it cannot be written.
fn tidied(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    if path == "/" || !(path.ends_with('/') || path.contains("//")) {
        return None;
    }
    let mut tidy = String::with_capacity(path.len() + 64);
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        tidy.extend(["/", segment]);
    }
    if tidy.is_empty() {
        tidy.push('/');
    }
    if let Some(query) = uri.query() {
        tidy.extend(["?", query]);
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(tidy).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_counted_once() {
        for (sent, expected) in [
            ("/", None),
            ("/v2.0/customer/new", None),
            ("/v2.0/customer/new?a=//&b=/", None),
            ("/v2.0/customer/new/", Some("/v2.0/customer/new")),
            ("//v2.0///customer/new//?a=/", Some("/v2.0/customer/new?a=/")),
            ("///", Some("/")),
            ("http://desk.example/v2.0/", Some("http://desk.example/v2.0")),
        ] {
            let uri: Uri = sent.parse().unwrap();
            assert_eq!(tidied(&uri).map(|uri| uri.to_string()).as_deref(), expected, "{sent}");
        }
    }
}
