//! Files that browsers save, sent as they are made.

use std::fmt::Display;
use std::io;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use guiche_store::Error;
use guiche_transfer::audit::AuditExport;
use guiche_transfer::export::{Export, ExportError};
use guiche_transfer::import::Rejected;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::sync::mpsc;

use crate::failure::Failure;
use crate::routes::Answer;

/// A piece of a file, or why there is no more of it: the browser is told that the file is not whole.
type Piece = Result<Vec<u8>, io::Error>;

/// A file in the making.
pub(crate) trait Pieces: Send + 'static {
    /// Why it stops.
    type Error: Display + Send;

    /// The next piece; `None` at its end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>> + Send;

    /// It is at its end, or nobody takes it any more.
    fn end(self) -> impl Future<Output = Result<(), Error>> + Send;
}

/// A CSV file under a name, made as the browser takes it.
pub(crate) fn csv(name: &str, mut pieces: impl Pieces) -> Answer {
    let (sender, receiver) = mpsc::channel::<Piece>(1);
    let sent = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<Piece>| {
        let piece = receiver.recv().await?;
        Some((piece.map(Bytes::from), receiver))
    });
    let answer = (headers(name)?, Body::from_stream(sent)).into_response();
    tokio::spawn(async move {
        if let Err(error) = hand_out(&mut pieces, &sender).await {
            let error = error.to_string();
            tracing::error!(%error, "a file that is taken out did not come to its end");
            drop(sender.send(Err(io::Error::other(error))).await);
        }
        if let Err(error) = pieces.end().await {
            tracing::error!(%error, "cannot note how far a file that is taken out came");
        }
    });
    Ok(answer)
}

/// Hands pieces out until there are no more, or nobody takes them.
async fn hand_out<P: Pieces>(pieces: &mut P, to: &mpsc::Sender<Piece>) -> Result<(), P::Error> {
    while let Some(piece) = pieces.next().await? {
        if to.send(Ok(piece)).await.is_err() {
            break;
        }
    }
    Ok(())
}

impl Pieces for Export {
    type Error = ExportError;

    async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        Self::next(self).await
    }

    async fn end(self) -> Result<(), Error> {
        self.abandon().await
    }
}

impl Pieces for AuditExport {
    type Error = ExportError;

    async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        Self::next(self).await
    }

    async fn end(self) -> Result<(), Error> {
        self.abandon().await
    }
}

impl Pieces for Rejected {
    type Error = guiche_transfer::import::Error;

    async fn next(&mut self) -> Result<Option<Vec<u8>>, Self::Error> {
        Self::next(self).await
    }

    async fn end(self) -> Result<(), Error> {
        Ok(())
    }
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
