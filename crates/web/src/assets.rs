//! Stylesheet, scripts and icon, out of the binary. Their addresses change with their content, so browsers keep them.

use std::sync::LazyLock;

use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use rust_embed::RustEmbed;

use crate::head::Head;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// A word that changes with any of them.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut mixed = [0_u8; 8];
    for file in Assets::iter().filter_map(|name| Assets::get(&name)) {
        for (byte, of_file) in mixed.iter_mut().zip(file.metadata.sha256_hash()) {
            *byte = byte.rotate_left(1) ^ of_file;
        }
    }
    mixed.iter().map(|byte| format!("{byte:02x}")).collect()
});

/// Where a file is.
pub(crate) fn address(file: &str) -> String {
    format!("/assets/{}/{file}", *VERSION)
}

/// `GET /assets/{version}/{file}`
pub(crate) async fn serve(head: Head) -> Response {
    let name = head.param("file");
    let Some(file) = Assets::get(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let media = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/speculationrules+json",
        _ => "application/octet-stream",
    };
    let mut response = ([(CONTENT_TYPE, media)], file.data.into_owned()).into_response();
    let keep =
        if head.param("version") == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}
