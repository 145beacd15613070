//! Reads a body whole, within limits of size and time.

use axum::body::{Body, HttpBody as _};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use guiche_domain::form::Form;
use guiche_domain::refusal::Reason;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::Settings;
use crate::failure::Failure;
use crate::form;

/// The form that a body is (contract: §1, Write body).
pub(crate) async fn form(settings: &Settings, headers: &HeaderMap, body: Body) -> Result<Form, Failure> {
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > settings.body_bytes as u64) {
        return Err(Failure::ContentTooLarge);
    }
    let plain = |coding: &[u8]| coding.is_empty() || coding.eq_ignore_ascii_case(b"identity");
    if headers.get_all(CONTENT_ENCODING).iter().any(|coding| !plain(coding.as_bytes().trim_ascii())) {
        return Err(Failure::UnsupportedMediaType);
    }
    let content_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    // Said before the client has sent what nobody will read. A body of no bytes is a missing one, whatever its type.
    if !body.is_end_stream() && !form::is_readable(content_type) {
        return Err(Failure::UnsupportedMediaType);
    }
    let whole = Limited::new(body, settings.body_bytes).collect();
    let bytes = match tokio::time::timeout(settings.body_timeout, whole).await {
        Err(_) => return Err(Failure::RequestTimeout),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Failure::ContentTooLarge),
        Ok(Err(_)) => return Err(Failure::Refused(Reason::BodyUnreadable.into())),
        Ok(Ok(bytes)) => bytes.to_bytes(),
    };
    form::read_body(content_type, &bytes).map_err(Failure::from)
}
