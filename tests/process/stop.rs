//! Told to stop, the server finishes what it has begun, takes nothing new and ends with status 0.

use std::io::ErrorKind;

use guiche_tests::process::{Signal, within};

use crate::place;

#[tokio::test]
async fn sigterm_lets_a_request_finish_whose_body_is_still_arriving() {
    finishes_a_half_sent_request_after(Signal::TERM).await;
}

#[tokio::test]
async fn sigint_lets_a_request_finish_whose_body_is_still_arriving() {
    finishes_a_half_sent_request_after(Signal::INT).await;
}

async fn finishes_a_half_sent_request_after(signal: Signal) {
    let place = place();
    let server = place.serve(&[]).await;
    let mut idle = server.connect().await.expect("a connection");

    let (half, rest) = ("customer_id=late&na", "me=Ana");
    let (token, length) = (place.token(), half.len() + rest.len());
    let mut sending = server.connect().await.expect("a connection");
    let head = format!(
        "POST /v2.0/customer/new HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n"
    );
    sending.send(head).await;
    assert_eq!(sending.head().await.0, 100, "the server reads the body");
    sending.send(half).await;

    server.signal(signal);
    server.log().line("stopping").await;
    assert_eq!(idle.rest().await, "", "who is not in a request is hung up on");
    within(async {
        // Between the log's line and the end of the listener a connection may still come through.
        while let Ok(_still) = server.connect().await {}
        let refused = server.connect().await.expect_err("nothing new is accepted");
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    })
    .await;

    sending.send(rest).await;
    sending.answer().await.expect(200);
    drop(sending);
    let (status, log) = server.end().await;
    assert_eq!(status.code(), Some(0), "{}", log.join("\n"));
    assert!(log.last().is_some_and(|line| line.contains("stopped")), "{}", log.join("\n"));

    let again = place.serve(&[]).await;
    again.erp().get("/v2.0/customer/details", &[("customer_id", "late")]).await.expect(200);
}
