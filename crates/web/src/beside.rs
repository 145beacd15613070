//! Which requests are for the panels: the rest is for whatever is served beside them.

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use tower_service::Service;

/// The panels, and what is served beside them.
#[derive(Clone, Debug)]
pub(crate) struct Beside {
    pub(crate) pages: Router,
    pub(crate) others: Router,
}

impl Service<Request> for Beside {
    type Response = Response;
    type Error = Infallible;
    type Future = RouteFuture<Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Routers are always ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let router = if is_page(request.uri().path()) { &mut self.pages } else { &mut self.others };
        router.call(request)
    }
}

/// Whether a path is one of ours, by its first segment.
fn is_page(path: &str) -> bool {
    let first = path.split('/').find(|segment| !segment.is_empty());
    matches!(first, None | Some("admin" | "assets"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_by_their_first_segment() {
        for path in ["/", "//", "/admin", "//admin/", "/admin/customers/new", "/assets/1/panel.css"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["/v2.0/customer/new", "/administrator", "/docs", "/v2.0/admin"] {
            assert!(!is_page(path), "{path}");
        }
    }
}
