//! `/docs`: the description as pages to read and try. Everything comes out of this binary.

use std::sync::{Arc, LazyLock};

use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use utoipa_swagger_ui::Config;

/// Nothing from elsewhere and no inline script. The viewer writes styles inline, and its logos are `data:` images.
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
    let Ok(Some(file)) = utoipa_swagger_ui::serve(name, Arc::clone(&CONFIG)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bytes = if name == INDEX { from_the_root(&file.bytes) } else { file.bytes.into_owned() };
    let mut response = ([(CONTENT_TYPE, file.content_type)], bytes).into_response();
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The page with its references from the root: it is served at `/docs` too, where relative ones would lead elsewhere.
fn from_the_root(page: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(page)
        .replace("=\"./", "=\"/docs/")
        .replace("=\"index.css\"", "=\"/docs/index.css\"")
        .into_bytes()
}
