//! The end: running requests finish, nobody else holds it up.

use std::time::Duration;

use tokio::net::TcpStream;

use super::client::Server;
use crate::server::{Drained, Limits};

#[tokio::test]
async fn a_running_request_finishes_and_idle_connections_are_closed() {
    let server = Server::start(Limits::default()).await;
    let address = server.address;
    let mut idle = server.client().await;
    idle.get("/").await;
    let mut running = server.client().await;
    running.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n").await;
    // So that its request has been read: the server answers in the order of arrival on one thread.
    idle.get("/").await;

    let ended = server.stop();
    assert_eq!(idle.rest().await, "");
    let answer = running.rest().await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("late"), "{answer}");
    assert_eq!(ended.await, Drained { cut: 0 });
    assert!(TcpStream::connect(address).await.is_err(), "nothing more is accepted");
}

#[tokio::test]
async fn a_request_that_does_not_end_is_cut_after_the_grace() {
    let server = Server::start(Limits { grace: Duration::from_millis(200), ..Limits::default() }).await;
    let mut running = server.client().await;
    running.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let mut idle = server.client().await;
    idle.get("/").await;
    assert_eq!(server.stop().await, Drained { cut: 1 });
    assert_eq!(running.rest().await, "");
}

#[tokio::test]
async fn without_clients_it_stops_at_once() {
    let server = Server::start(Limits::default()).await;
    assert_eq!(server.stop().await, Drained { cut: 0 });
}
