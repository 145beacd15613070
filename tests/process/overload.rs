//! More than the server can do at a time is answered "come again", and once there is room it works as before.

use std::fs;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use guiche_tests::postgres::connect;
use guiche_tests::process::{Place, Server, within};
use guiche_tests::{Actor, Answer, Engine};
use tokio_postgres::Client;

use crate::place;

/// 503 in the envelope, with a time to come again.
fn assert_come_again(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.faults(), "-: service_unavailable");
    let body = answer.json();
    assert_eq!((&body["error"], &body["success"]), (&true.into(), &false.into()));
    assert_eq!(body["message"], body["errors"][0]["message"]);
}

async fn create(erp: &Actor, id: usize) -> Answer {
    let id = id.to_string();
    erp.post("/v2.0/customer/new", &[("customer_id", &id), ("name", "Ana")]).await
}

/// Another program that writes, or holds on to what it locked.
enum Other {
    Sqlite(rusqlite::Connection),
    Postgres(Client),
}

impl Other {
    /// Holds what a create needs.
    async fn hold(place: &Place) -> Self {
        match Engine::of_this_binary() {
            Engine::Sqlite => {
                let other = place.look_inside();
                other.busy_timeout(std::time::Duration::from_secs(60)).expect("a timeout");
                other.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes for long");
                Self::Sqlite(other)
            }
            Engine::Postgres => {
                let other = connect(&place.url()).await;
                let lock = "BEGIN; LOCK TABLE customer IN EXCLUSIVE MODE";
                other.batch_execute(lock).await.expect("nobody else writes for long");
                Self::Postgres(other)
            }
        }
    }

    async fn let_go(self) {
        match self {
            Self::Sqlite(other) => other.execute_batch("COMMIT").expect("released"),
            Self::Postgres(other) => other.batch_execute("COMMIT").await.expect("released"),
        }
    }
}

#[tokio::test]
async fn beyond_the_queue_creates_are_told_to_come_again_and_those_within_it_succeed() {
    let place = place();
    let server = place.serve(&["--queue", "2"]).await;
    let (erp, other) = (server.erp(), Other::hold(&place).await);
    let writers = match Engine::of_this_binary() {
        Engine::Sqlite => 1,
        Engine::Postgres => 8,
    };
    // A writer has taken as many as waited before it was held up, at most one and a full queue; then the queue fills.
    let taken = writers * (1 + 2) + 2;

    let mut answers: FuturesUnordered<_> = (0..taken + 15).map(|id| create(&erp, id)).collect();
    for _ in 0..15 {
        assert_come_again(&answers.next().await.expect("an answer"));
    }
    other.let_go().await;
    let rest: Vec<Answer> = answers.collect().await;
    let (done, refused): (Vec<_>, Vec<_>) = rest.into_iter().partition(|answer| answer.status == 200);
    assert!(!done.is_empty());
    refused.iter().for_each(assert_come_again);
    create(&erp, taken + 15).await.expect(200);
}

#[tokio::test]
async fn who_waits_too_long_for_another_program_is_told_to_come_again() {
    let place = place();
    let server = place.serve(&[]).await;
    let (erp, other) = (server.erp(), Other::hold(&place).await);
    assert_come_again(&create(&erp, 1).await);
    other.let_go().await;
    create(&erp, 1).await.expect(200);
}

#[tokio::test]
async fn beyond_the_connections_everybody_is_told_to_come_again() {
    let place = place();
    let server = place.serve(&["--connections", "2"]).await;
    let ask = "GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n";
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut connection = server.connect().await.expect("a connection");
        connection.send(ask).await;
        connection.answer().await.expect(200);
        held.push(connection);
    }
    let erp = server.erp();
    let refused = create(&erp, 1).await;
    assert_come_again(&refused);
    assert_eq!(refused.header("connection"), "close");

    held.pop();
    within(async {
        // The server sees the place become free a moment after it was left.
        while create(&erp, 1).await.status == 503 {}
    })
    .await;
    erp.get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
}

#[tokio::test]
async fn two_hundred_passwords_at_once_do_not_use_up_the_memory() {
    let place = place();
    let server = place.serve(&[]).await;
    let erp = server.erp();
    let create = |index: usize| {
        let erp = &erp;
        async move {
            let id = index.to_string();
            let form = [("customer_id", &*id), ("name", "Ana"), ("password", "correto cavalo")];
            erp.post("/v2.0/customer/new", &form).await
        }
    };
    let answers = futures_util::future::join_all((0..200).map(create)).await;
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert!(!done.is_empty());
    refused.iter().for_each(assert_come_again);

    let peak = peak_memory(&server);
    println!("{} created, {} refused, {peak} KiB at most", done.len(), refused.len());
    assert!(peak < 150 * 1024, "{peak} KiB");
    create(200).await.expect(200);
}

/// The most memory that the server ever had, in KiB.
fn peak_memory(server: &Server) -> u64 {
    let status =
        fs::read_to_string(format!("/proc/{}/status", server.pid().as_raw_nonzero())).expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
