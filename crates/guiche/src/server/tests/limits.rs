//! What clients may not do, and that others do not suffer from those who try.

use std::time::Duration;

use super::client::{Client, Server, patiently};
use crate::server::Limits;

const SHORT: Duration = Duration::from_millis(200);

/// Asks on new connections until one has a place.
async fn eventually_served(server: &Server) {
    patiently(async {
        loop {
            let mut client = server.client().await;
            client.send("GET / HTTP/1.0\r\n\r\n").await;
            if client.rest().await.ends_with("here") {
                return;
            }
        }
    })
    .await;
}

async fn send_head(client: &mut Client, header: &str) -> String {
    client.send(&format!("GET / HTTP/1.1\r\nHost: a\r\n{header}\r\n")).await;
    client.answer().await
}

#[tokio::test]
async fn a_head_over_the_limit_is_answered_431() {
    let server = Server::start(Limits { header_bytes: 2048, ..Limits::default() }).await;
    let header = |bytes| format!("X: {}\r\n", "x".repeat(bytes));
    assert!(send_head(&mut server.client().await, &header(1024)).await.starts_with("HTTP/1.1 200 "));
    assert!(send_head(&mut server.client().await, &header(4096)).await.starts_with("HTTP/1.1 431 "));
    assert!(send_head(&mut server.client().await, &header(64 * 1024)).await.starts_with("HTTP/1.1 431 "));
    let hundreds: String = (0..101).map(|number| format!("X{number}: x\r\n")).collect();
    assert!(send_head(&mut server.client().await, &hundreds).await.starts_with("HTTP/1.1 431 "));
}

#[tokio::test]
async fn a_connection_too_many_is_told_so_and_one_more_is_hung_up_on() {
    let server = Server::start(Limits { connections: 1, overload_connections: 1, ..Limits::default() }).await;
    let mut first = server.client().await;
    assert!(first.get("/").await.ends_with("here"));
    let mut second = server.client().await;
    // It holds the one place of the overload lane until it has asked.
    let mut third = server.client().await;
    assert_eq!(third.rest().await, "");
    second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let answer = second.rest().await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: 1\r\n"), "{answer}");
    assert!(first.get("/").await.ends_with("here"), "the first goes on");
    drop(first);
    eventually_served(&server).await;
}

#[tokio::test]
async fn who_dribbles_headers_is_hung_up_on() {
    let server = Server::start(Limits { header_timeout: SHORT, ..Limits::default() }).await;
    let mut silent = server.client().await;
    let mut dribbling = server.client().await;
    dribbling.send("GET / HTTP/1.1\r\nHo").await;
    let mut second_request = server.client().await;
    second_request.get("/").await;
    second_request.send("GET / HT").await;
    assert_eq!((silent.rest().await, dribbling.rest().await), (String::new(), String::new()));
    assert_eq!(second_request.rest().await, "");
}

#[tokio::test]
async fn waiting_for_a_next_request_has_a_time_of_its_own() {
    let patient =
        Limits { header_timeout: SHORT, idle_timeout: Duration::from_secs(60), ..Limits::default() };
    let server = Server::start(patient).await;
    let mut client = server.client().await;
    client.get("/").await;
    tokio::time::sleep(2 * SHORT).await;
    assert!(client.get("/").await.ends_with("here"));

    let server = Server::start(Limits { idle_timeout: SHORT, ..Limits::default() }).await;
    let mut client = server.client().await;
    client.get("/").await;
    assert_eq!(client.rest().await, "");
}

#[tokio::test]
async fn who_does_not_take_an_answer_loses_its_place() {
    let server = Server::start(Limits { connections: 1, write_timeout: SHORT, ..Limits::default() }).await;
    let mut client = server.client().await;
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n").await;
    eventually_served(&server).await;
}
