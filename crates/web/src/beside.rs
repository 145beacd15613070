//! Which requests are for the panels: the rest is for whatever is served beside them.

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use http::Method;
use http::header::ACCEPT;
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
        let is_page = match first_segment(request.uri().path()) {
            Some(first) => matches!(first, "admin" | "assets"),
            None => is_browser(&request),
        };
        let router = if is_page { &mut self.pages } else { &mut self.others };
        router.call(request)
    }
}

fn first_segment(path: &str) -> Option<&str> {
    path.split('/').find(|segment| !segment.is_empty())
}

/// Whether somebody wants to look at a page: programs that call `/` by mistake are told so as the API tells it.
fn is_browser(request: &Request) -> bool {
    let accepted = request.headers().get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    looks && accepted.into_iter().any(|accepted| accepted.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_by_their_first_segment() {
        for path in ["/admin", "//admin/", "/admin/customers/new"] {
            assert_eq!(first_segment(path), Some("admin"), "{path}");
        }
        assert_eq!((first_segment("/"), first_segment("//")), (None, None));
        assert_eq!(first_segment("/v2.0/admin"), Some("v2.0"));
    }

    #[test]
    fn who_looks_at_the_root_is_a_browser() {
        let asked = |method: Method, accept: &str| {
            let request = Request::builder().method(method).header(ACCEPT, accept);
            is_browser(&request.body(axum::body::Body::empty()).unwrap())
        };
        assert!(asked(Method::GET, "text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(!asked(Method::GET, "*/*") && !asked(Method::GET, "application/json"));
        assert!(!asked(Method::POST, "text/html"));
    }
}
