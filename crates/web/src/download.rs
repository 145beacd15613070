//! Files that browsers save, sent as they are made.

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::sync::mpsc;

use crate::failure::Failure;

/// A piece of a file, or why there is no more of it: the browser is told that the file is not whole.
pub(crate) type Piece = Result<Vec<u8>, std::io::Error>;

/// A CSV file under a name, whose pieces come from elsewhere. Once the browser has gone, sending fails.
pub(crate) fn csv(name: &str) -> Result<(mpsc::Sender<Piece>, Response), Failure> {
    let (sender, receiver) = mpsc::channel(1);
    let pieces = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<Piece>| {
        let piece = receiver.recv().await?;
        Some((piece.map(Bytes::from), receiver))
    });
    Ok((sender, (headers(name)?, Body::from_stream(pieces)).into_response()))
}

/// What a browser is told of such a file, without the file.
pub(crate) fn head(name: &str) -> Result<Response, Failure> {
    Ok(headers(name)?.into_response())
}

fn headers(name: &str) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = HeaderValue::try_from(disposition(name));
    let disposition = disposition.map_err(|error| Failure::Internal(error.to_string()))?;
    headers.insert(CONTENT_DISPOSITION, disposition);
    Ok(headers)
}

/// The name twice: plain for those who know no other, and whole.
fn disposition(name: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|char| if is_plain(char) { char } else { '_' }).collect();
    let whole = utf8_percent_encode(name, NON_ALPHANUMERIC);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_nothing_but_a_name() {
        assert_eq!(
            disposition("ação \"1\"\r\n.csv"),
            "attachment; filename=\"a__o _1___.csv\"; filename*=UTF-8''a%C3%A7%C3%A3o%20%221%22%0D%0A%2Ecsv"
        );
        assert!(headers("../\u{0}é.csv").is_ok());
    }
}
