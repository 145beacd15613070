//! What a browser sends: `application/x-www-form-urlencoded`, in UTF-8 as our pages are.

use axum::body::Body;
use guiche_domain::form::Form;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::Settings;
use crate::failure::Failure;

/// The most fields of a form.
const MAX_FIELDS: usize = 5_000;

/// Reads a form whole.
pub(crate) async fn read(settings: &Settings, body: Body) -> Result<Form, Failure> {
    let collecting = Limited::new(body, settings.body_bytes).collect();
    let collected = timeout(settings.body_timeout, collecting).await.map_err(|_| Failure::TooSlow)?;
    let bytes = collected.map_err(|error| match error.downcast_ref::<LengthLimitError>() {
        Some(_) => Failure::TooLarge,
        None => Failure::Unreadable,
    })?;
    Ok(decoded(&bytes.to_bytes()))
}

/// Fields in their order. Line ends are those of the web, `\r\n`, and become `\n`; bytes that are no text become �.
pub(crate) fn decoded(bytes: &[u8]) -> Form {
    let mut form = Form::default();
    for (key, value) in form_urlencoded::parse(bytes).take(MAX_FIELDS) {
        form.push_text(key, value.replace("\r\n", "\n"));
    }
    form
}
