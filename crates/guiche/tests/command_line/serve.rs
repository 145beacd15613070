//! `guiche serve`, from start to stop.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use crate::desk::{Desk, exchange};

#[test]
fn it_answers_until_it_is_told_to_stop() {
    let desk = Desk::with_account();
    let server = desk.serve(&[]);
    assert!(server.get("/healthz").starts_with("HTTP/1.0 200 OK\r\n"));
    let address = server.address.clone();
    let stopped = server.stop();
    assert_eq!((stopped.status, stopped.out.as_str()), (0, ""));
    assert!(stopped.err.trim_end().ends_with("stopped"), "{}", stopped.err);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn an_address_that_is_taken_is_a_fault_and_leaves_no_database() {
    let desk = Desk::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for line in [
        &["serve", "--listen", &address][..],
        &["serve", "--listen", "127.0.0.1:0", "--metrics-listen", &address],
    ] {
        let said = desk.fault(line);
        assert!(said.starts_with(&format!("guiche: cannot listen on {address}: ")), "{said}");
    }
    assert!(!desk.path("guiche-data").exists());
}

#[test]
fn metrics_have_a_listener_of_their_own() {
    let desk = Desk::with_account();
    let server = desk.serve(&["--metrics-listen", "127.0.0.1:0"]);
    let line = server.before.lines().find(|line| line.contains("serving metrics")).unwrap();
    let address = line.rsplit("address=").next().unwrap().to_owned();
    for name in [
        r#"guiche_store_waiting_jobs{queue="write"} 0"#,
        "guiche_build_info{version=",
        r#"guiche_connections{listener="metrics"} 1"#,
    ] {
        // What is measured from time to time may not have been yet.
        while !exchange(&address, "GET /metrics HTTP/1.0\r\n\r\n").contains(name) {}
    }
    assert!(!server.get("/metrics").starts_with("HTTP/1.0 200"), "not on the API's");
    server.stop();
}

#[test]
fn a_request_that_runs_when_the_stop_comes_is_answered() {
    let desk = Desk::with_account();
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "ERP"]);
    let server = desk.serve(&[]);
    let address = server.address.clone();
    let mut client = TcpStream::connect(&address).unwrap();
    let head = format!("POST /v2.0/customer/new HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n");
    let body = r#"{"customer_id":"1","name":"Maria"}"#;
    let length = body.len();
    let rest =
        format!("Content-Type: application/json\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n");
    client.write_all((head + &rest).as_bytes()).unwrap();
    let mut go_on = [0; 25];
    client.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");

    let stopping = std::thread::spawn(move || server.stop());
    while TcpStream::connect(&address).is_ok() {}
    client.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert_eq!(stopping.join().unwrap().status, 0);
}

#[test]
fn who_comes_when_it_is_full_is_told_when_to_come_again_and_then_has_a_place() {
    let desk = Desk::with_account();
    let server = desk.serve(&["--connections", "1"]);
    let mut inside = TcpStream::connect(&server.address).unwrap();
    inside.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    inside.read_exact(&mut [0; 15]).unwrap();
    let answer = server.get("/healthz");
    assert!(answer.starts_with("HTTP/1.0 503 ") && answer.contains("retry-after: "), "{answer}");
    drop(inside);
    while !server.get("/healthz").starts_with("HTTP/1.0 200 ") {}
    server.stop();
}

#[test]
fn the_commands_work_beside_it() {
    let desk = Desk::new();
    let server = desk.serve(&["--no-bootstrap"]);
    desk.ok(&["account", "create", "acme"]);
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "ERP"]);
    let organization = desk.ok(&["organization", "create", "--account", "acme", "--name", "Sul"]);
    let body = format!("customer_id=1&name=Maria&organization_id={organization}");
    let length = body.len();
    let create = || {
        server.exchange(&format!(
            "POST /v2.0/customer/new HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    };
    let answer = create();
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n"), "{answer}");
    let id = desk.json(&["token", "list"])[0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["token", "revoke", &id]);
    let answer = create();
    assert!(answer.starts_with("HTTP/1.0 401 ") && answer.contains("token_invalid"), "{answer}");
    server.stop();
}

#[test]
fn others_are_warned_of_when_they_may_reach_it_without_tls() {
    let desk = Desk::with_account();
    let warned = |flags: &[&str]| {
        let server =
            crate::desk::Server::start(desk.command(&[&["serve", "--listen", "0.0.0.0:0"], flags].concat()));
        server.stop().err.contains("unencrypted")
    };
    assert!(warned(&[]));
    assert!(!warned(&["--public-url", "https://desk.example.com"]));
}
