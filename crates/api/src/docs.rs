//! `/docs`: the description as pages to read and try. Everything comes out of this binary.

use std::sync::{Arc, LazyLock};

use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use utoipa_swagger_ui::Config;

/// Nothing from elsewhere, no inline script; the viewer's logos are `data:` images, and its styles inline.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The viewer's page.
const INDEX: &str = "index.html";

static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
    Arc::new(
        Config::from("/openapi.json")
            .try_it_out_enabled(true)
            .persist_authorization(false)
            .validator_url("none"),
    )
});

/// `GET /docs`
pub(crate) async fn index() -> Response {
    page(INDEX)
}

/// `GET /docs/{file}`: the viewer's own files.
pub(crate) async fn file(Path(name): Path<String>) -> Response {
    page(&name)
}

fn page(name: &str) -> Response {
    match utoipa_swagger_ui::serve(name, Arc::clone(&CONFIG)) {
        Ok(Some(mut file)) => {
            if name == INDEX {
                file.bytes = from_the_root(&file.bytes).into();
            }
            (
                [
                    (CONTENT_TYPE, file.content_type),
                    (CONTENT_SECURITY_POLICY, POLICY.to_str().unwrap_or_default().into()),
                ],
                file.bytes.into_owned(),
            )
                .into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page with its references from the root: it is served at `/docs` too, where relative ones would lead elsewhere.
fn from_the_root(page: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(page)
        .replace("=\"./", "=\"/docs/")
        .replace("=\"index.css\"", "=\"/docs/index.css\"")
        .into_bytes()
}
