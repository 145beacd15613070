//! A server on a free port, and clients that write bytes.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::Extension,
    routing::{get, post},
};
use guiche_edge::Peer;
use http::StatusCode;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};

use crate::server::{Drained, Limits, run};

/// Only so that a failing test ends.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) async fn patiently<T>(wait: impl Future<Output = T>) -> T {
    timeout(PATIENCE, wait).await.expect("waited too long")
}

/// Answers at once, with what was sent, with who sent it, late, never, without reading, or with 64 MiB.
pub(super) fn app() -> Router {
    let late = async || {
        tokio::time::sleep(Duration::from_millis(100)).await;
        "late"
    };
    Router::new()
        .route("/", get(async || "here"))
        .route("/echo", post(async |body: Bytes| body))
        .route("/peer", get(async |Extension(Peer(peer)): Extension<Peer>| peer.to_string()))
        .route("/late", get(late))
        .route("/never", get(std::future::pending::<&str>))
        .route("/refuse", post(async || (StatusCode::PAYLOAD_TOO_LARGE, "too much")))
        .route("/big", get(async || vec![0_u8; 64 * 1024 * 1024]))
}

pub(super) struct Server {
    pub(super) address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Drained>,
}

impl Server {
    pub(super) async fn start(limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let overload = Router::new()
            .fallback(async || (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "1")], "busy"));
        let ended = tokio::spawn(run(listener, app(), overload, limits, async {
            drop(stopped.await);
        }));
        Self { address, stop, ended }
    }

    pub(super) async fn client(&self) -> Client {
        Client(TcpStream::connect(self.address).await.unwrap())
    }

    /// Tells it to stop; resolves once it has.
    pub(super) fn stop(self) -> impl Future<Output = Drained> {
        self.stop.send(()).unwrap();
        async { patiently(self.ended).await.unwrap() }
    }
}

pub(super) struct Client(pub(super) TcpStream);

impl Client {
    pub(super) async fn send(&mut self, bytes: &str) {
        self.0.write_all(bytes.as_bytes()).await.unwrap();
    }

    /// Asks for a path and takes the answer.
    pub(super) async fn get(&mut self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n")).await;
        self.answer().await
    }

    /// The next answer: up to the end of its head, and as many bytes more as it says.
    pub(super) async fn answer(&mut self) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.push(patiently(self.0.read_u8()).await.expect("the answer ends too early"));
        }
        let head = String::from_utf8(bytes).unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        patiently(self.0.read_exact(&mut body)).await.unwrap();
        head + &String::from_utf8(body).unwrap()
    }

    /// Everything until the server hangs up, whether politely or not.
    pub(super) async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let _ = patiently(self.0.read_to_end(&mut bytes)).await;
        String::from_utf8(bytes).unwrap()
    }
}
