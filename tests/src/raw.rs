//! A client that writes bytes, for what no library would send.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::{Answer, App};

/// Only so that a failing test ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// One TCP connection to the server.
#[derive(Debug)]
pub struct Raw(TcpStream);

impl Raw {
    /// Connects.
    pub async fn connect(app: &App) -> Self {
        Self(TcpStream::connect(app.address()).await.expect("a connection"))
    }

    /// Talks on a connection that is there already.
    pub(crate) fn over(stream: TcpStream) -> Self {
        Self(stream)
    }

    /// Connects, sends, and takes the one answer.
    pub async fn ask(app: &App, bytes: impl AsRef<[u8]>) -> Answer {
        let mut raw = Self::connect(app).await;
        raw.send(bytes).await;
        raw.answer().await
    }

    /// Sends bytes as they are.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.expect("sent");
    }

    /// Closes the sending side; answers can still come.
    pub async fn finish_sending(&mut self) {
        self.0.shutdown().await.expect("half closed");
    }

    /// The next answer's status and headers; its body stays to be read.
    pub async fn head(&mut self) -> (StatusCode, HeaderMap) {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.push(patiently(self.0.read_u8()).await.expect("the answer ends too early"));
        }
        let head = String::from_utf8(bytes).expect("a head is text");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or("");
        let mut headers = HeaderMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            headers.append(
                HeaderName::try_from(name).expect("a header's name"),
                HeaderValue::try_from(value.trim()).expect("a header's value"),
            );
        }
        (status.parse().expect("a status"), headers)
    }

    /// The next answer: its head, and as many bytes more as that says.
    pub async fn answer(&mut self) -> Answer {
        let (status, headers) = self.head().await;
        let length = headers
            .get("content-length")
            .map_or(0, |length| length.to_str().expect("digits").parse().expect("a length"));
        let mut body = vec![0; length];
        patiently(self.0.read_exact(&mut body)).await.expect("the whole body");
        let body = String::from_utf8(body).expect("a body is text");
        Answer { status, headers, body }
    }

    /// Takes bytes until this text has come.
    pub async fn until(&mut self, text: &str) {
        let mut bytes = Vec::new();
        while !bytes.ends_with(text.as_bytes()) {
            bytes.push(patiently(self.0.read_u8()).await.expect("the answer ends too early"));
        }
    }

    /// Everything until the server hangs up.
    pub async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        patiently(self.0.read_to_end(&mut bytes)).await.expect("a polite end");
        String::from_utf8(bytes).expect("text")
    }
}

async fn patiently<T>(wait: impl Future<Output = T>) -> T {
    timeout(PATIENCE, wait).await.expect("waited too long")
}
