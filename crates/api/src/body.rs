//! Reads a body whole, within limits of size and time.

use axum::body::{Body, HttpBody as _};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use bytes::Bytes;
use guiche_domain::form::Form;
use guiche_domain::refusal::Reason;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::Settings;
use crate::failure::Failure;
use crate::form;

/// The form that a body is (contract: §1, Write body).
pub(crate) async fn form(settings: &Settings, headers: &HeaderMap, body: Body) -> Result<Form, Failure> {
    let bytes = whole(settings, headers, body, form::is_readable).await?;
    form::read_body(content_type(headers), &bytes).map_err(Failure::from)
}

/// The form that a body of JSON is, and of nothing else; a merge patch (RFC 7396) where `merge_patch`.
pub(crate) async fn json(
    settings: &Settings,
    headers: &HeaderMap,
    body: Body,
    merge_patch: bool,
) -> Result<Form, Failure> {
    let readable = |content_type: Option<&[u8]>| form::is_json(content_type, merge_patch);
    let bytes = whole(settings, headers, body, readable).await?;
    form::read_json(content_type(headers), &bytes).map_err(Failure::from)
}

/// Refuses what is declared to be too large, and what is compressed.
pub(crate) fn refuse_at_once(headers: &HeaderMap, most: usize) -> Result<(), Failure> {
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > most as u64) {
        return Err(Failure::ContentTooLarge);
    }
    let plain = |coding: &[u8]| coding.is_empty() || coding.eq_ignore_ascii_case(b"identity");
    if headers.get_all(CONTENT_ENCODING).iter().any(|coding| !plain(coding.as_bytes().trim_ascii())) {
        return Err(Failure::UnsupportedMediaType);
    }
    Ok(())
}

/// The value of `Content-Type`.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<&[u8]> {
    headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes)
}

async fn whole(
    settings: &Settings,
    headers: &HeaderMap,
    body: Body,
    readable: impl Fn(Option<&[u8]>) -> bool,
) -> Result<Bytes, Failure> {
    refuse_at_once(headers, settings.body_bytes)?;
    // Said before the client has sent what nobody will read. A body of no bytes is a missing one, whatever its type.
    if !body.is_end_stream() && !readable(content_type(headers)) {
        return Err(Failure::UnsupportedMediaType);
    }
    let whole = Limited::new(body, settings.body_bytes).collect();
    match tokio::time::timeout(settings.body_timeout, whole).await {
        Err(_) => Err(Failure::RequestTimeout),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Failure::ContentTooLarge),
        Ok(Err(_)) => Err(Failure::Refused(Reason::BodyUnreadable.into())),
        Ok(Ok(bytes)) => Ok(bytes.to_bytes()),
    }
}
