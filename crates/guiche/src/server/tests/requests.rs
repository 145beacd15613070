//! What clients send, old and new ones.

use tokio::io::AsyncWriteExt as _;

use super::client::Server;
use crate::server::Limits;

#[tokio::test]
async fn a_connection_serves_one_request_after_the_other() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    for _ in 0..3 {
        let answer = client.get("/").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nhere"), "{answer}");
    }
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    assert!(client.rest().await.ends_with("here"));
}

#[tokio::test]
async fn requests_sent_ahead_are_answered_in_order() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(client.answer().await.ends_with("late"));
    assert!(client.answer().await.ends_with("here"));
}

#[tokio::test]
async fn http_1_0_is_answered_and_closed_unless_asked_otherwise() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("GET / HTTP/1.0\r\n\r\n").await;
    let answer = client.rest().await;
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n") && answer.ends_with("here"), "{answer}");

    let mut client = server.client().await;
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").await;
    assert!(client.answer().await.contains("connection: keep-alive"));
    client.send("GET / HTTP/1.0\r\n\r\n").await;
    assert!(client.rest().await.ends_with("here"));
}

#[tokio::test]
async fn who_expects_100_continue_gets_it_before_the_body() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n").await;
    assert_eq!(client.answer().await, "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("body").await;
    assert!(client.answer().await.ends_with("\r\n\r\nbody"));
}

#[tokio::test]
async fn a_refusal_comes_instead_of_100_continue() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client
        .send("POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        .await;
    assert!(client.answer().await.starts_with("HTTP/1.1 413 "));
}

#[tokio::test]
async fn chunks_are_put_together() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n").await;
    assert!(client.answer().await.ends_with("\r\n\r\nbody"));
}

#[tokio::test]
async fn a_client_that_closes_its_sending_side_still_gets_its_answer() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n").await;
    client.0.shutdown().await.unwrap();
    assert!(client.rest().await.ends_with("late"));
}

#[tokio::test]
async fn a_refusal_reaches_a_client_that_is_still_sending() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    let body = "x".repeat(8 * 1024 * 1024);
    client
        .send(&format!("POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
        .await;
    assert!(client.rest().await.ends_with("too much"));
}

#[tokio::test]
async fn a_request_knows_the_other_end() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    let own = client.0.local_addr().unwrap().to_string();
    assert!(client.get("/peer").await.ends_with(&own));
}

#[tokio::test]
async fn what_is_not_http_is_answered_400() {
    let server = Server::start(Limits::default()).await;
    let mut client = server.client().await;
    client.send("\u{16}\u{3}\u{1} this is TLS\r\n\r\n").await;
    assert!(client.rest().await.starts_with("HTTP/1.1 400 "));
}
