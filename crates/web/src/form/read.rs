//! What a browser sends: `application/x-www-form-urlencoded`, in UTF-8 as our pages are.

use axum::body::{Body, Bytes};
use futures_util::{Stream, StreamExt as _};
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

/// The pieces of a body as they come, each in its time.
pub(crate) fn pieces(settings: &Settings, body: Body) -> impl Stream<Item = std::io::Result<Bytes>> + use<> {
    let patience = settings.body_timeout;
    futures_util::stream::unfold(Some(body.into_data_stream()), move |rest| async move {
        let mut rest = rest?;
        let piece = match timeout(patience, rest.next()).await {
            Ok(piece) => piece?.map_err(std::io::Error::other),
            Err(_) => Err(std::io::ErrorKind::TimedOut.into()),
        };
        let rest = piece.is_ok().then_some(rest);
        Some((piece, rest))
    })
    .boxed()
}

/// Fields in their order. Line ends are those of the web, `\r\n`, and become `\n`; bytes that are no text become �.
pub(crate) fn decoded(bytes: &[u8]) -> Form {
    let mut form = Form::default();
    for (key, value) in form_urlencoded::parse(bytes).take(MAX_FIELDS) {
        form.push_text(key, value.replace("\r\n", "\n"));
    }
    form
}
