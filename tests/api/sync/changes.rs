//! `GET /guiche/v1/changes`

use std::time::{Duration, Instant};

use guiche_domain::custom_field::Kind;
use guiche_tests::{App, Raw};
use http::Method;
use serde_json::{Value, json};

use super::{at, named};

const PATH: &str = "/guiche/v1/changes";

#[tokio::test]
async fn changes_come_in_order_each_with_the_thing_as_it_is_now() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().send_json(Method::PUT, &at("1"), &named("Ana")).await.expect(201);
    app.erp().send_json(Method::PUT, &at("1"), &named("Bia")).await.expect(200);
    let organization = app.organization(&account, "Acme / São").await;
    app.portfolio(&account, "Ouro").await;
    let field = app.field(&account, Kind::Select, "Região").options(&["Sul", "Norte"]).create().await;
    // What has no place yet does not show.
    assert_eq!(app.erp().get(PATH, &[]).await.expect(200).json()["data"], json!([]));
    app.follow().await;

    let all = app.erp().get(PATH, &[]).await.expect(200).json();
    let data = all["data"].as_array().unwrap();
    let mut told: Vec<String> = data
        .iter()
        .map(|change| {
            format!(
                "{} {} {}",
                change["entity"].as_str().unwrap(),
                change["version"],
                change["change"].as_str().unwrap()
            )
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "account 1 created",
            "custom_field 1 created",
            "customer 1 created",
            "customer 2 updated",
            "organization 1 created",
            "portfolio 1 created",
            "token 1 created"
        ]
    );
    assert_eq!((&all["more"], &all["next"]), (&json!(false), &data[6]["cursor"]));
    let customer = app.erp().get(&at("1"), &[]).await.expect(200).json();
    for change in data {
        assert_eq!(change["occurred_at"], "2026-11-24T13:30:00Z");
        match change["entity"].as_str().unwrap() {
            "customer" => assert_eq!(change["data"], customer),
            "token" => assert_eq!(change["data"], Value::Null),
            "organization" => {
                assert_eq!(
                    (&change["id"], &change["data"]["name"]),
                    (&json!(organization), &json!("Acme / São"))
                );
            }
            "custom_field" => {
                assert_eq!(change["id"], field);
                assert_eq!(
                    (&change["data"]["options"], &change["data"]["required"]),
                    (&json!(["Sul", "Norte"]), &json!(false))
                );
            }
            "account" => assert_eq!(change["data"]["plan"], "enterprise"),
            _ => assert_eq!(change["data"]["name"], "Ouro"),
        }
    }
    let after = app.erp().get(PATH, &[("since", all["next"].as_str().unwrap())]).await.expect(200).json();
    assert_eq!(after, json!({ "data": [], "next": all["next"], "more": false }));
}

#[tokio::test]
async fn a_few_at_a_time_they_are_the_same() {
    let app = App::start().await;
    for number in 0..7 {
        app.erp().send_json(Method::PUT, &at(&number.to_string()), &named("Ana")).await.expect(201);
    }
    app.follow().await;
    let all = app.erp().get(PATH, &[("limit", "1000")]).await.expect(200).json();
    assert_eq!(all["data"].as_array().unwrap().len(), 9);
    for limit in ["1", "2", "4", "9"] {
        let (mut seen, mut since, mut more) = (Vec::new(), String::new(), true);
        while more {
            let page = app.erp().get(PATH, &[("limit", limit), ("since", &since)]).await.expect(200).json();
            seen.extend(page["data"].as_array().unwrap().clone());
            (since, more) = (page["next"].as_str().unwrap().into(), page["more"] == true);
        }
        assert_eq!(json!(seen), all["data"], "{limit}");
    }
    // Any change's cursor is a place to go on from.
    let third = all["data"][2]["cursor"].as_str().unwrap();
    let rest = app.erp().get(PATH, &[("since", third)]).await.expect(200).json();
    assert_eq!(rest["data"][0], all["data"][3]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_all_at_once() {
    let app = App::start().await;
    let query = [("since", "x"), ("limit", "0"), ("wait", "61")];
    assert_eq!(
        app.erp().get(PATH, &query).await.expect(422).faults(),
        "since: invalid, limit: invalid, wait: invalid"
    );
    for (key, value) in [
        ("limit", "1001"),
        ("limit", "+5"),
        ("limit", "a"),
        ("wait", "-1"),
        ("wait", "1.5"),
        ("since", "MTo5OTk"),
    ] {
        assert_eq!(
            app.erp().get(PATH, &[(key, value)]).await.expect(422).faults(),
            format!("{key}: invalid"),
            "{value}"
        );
    }
    let strict = app.erp().with("prefer", "handling=strict");
    assert_eq!(strict.get(PATH, &[("x", "1")]).await.expect(422).faults(), "x: unknown");
    assert_eq!(
        app.erp()
            .get(PATH, &[("x", "1"), ("since", " "), ("limit", "")])
            .await
            .expect(200)
            .header("ignored-parameters"),
        "x"
    );
}

#[tokio::test]
async fn another_account_s_changes_are_not_seen() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let theirs = app.holder(&app.token(&other).create().await);
    theirs.send_json(Method::PUT, &at("1"), &named("Theirs")).await.expect(201);
    app.follow().await;
    app.follow().await;
    assert!(!app.erp().get(PATH, &[]).await.expect(200).body.contains("Theirs"));
    assert!(theirs.get(PATH, &[]).await.expect(200).body.contains("Theirs"));
}

/// The place after everything.
async fn end(app: &App) -> String {
    app.follow().await;
    app.erp().get(PATH, &[]).await.expect(200).json()["next"].as_str().unwrap().into()
}

#[tokio::test]
async fn who_waits_hears_of_a_change_soon_and_of_none_when_the_time_is_over() {
    let app = App::start().await;
    let since = end(&app).await;
    let began = Instant::now();
    let nothing = app.erp().get(PATH, &[("since", &since), ("wait", "1")]).await.expect(200).json();
    assert_eq!((&nothing["data"], &nothing["next"]), (&json!([]), &json!(since)));
    assert!(began.elapsed() >= Duration::from_secs(1));

    let began = Instant::now();
    let query = [("since", &*since), ("wait", "60")];
    let erp = app.erp();
    let (heard, ()) = tokio::join!(erp.get(PATH, &query), async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        app.erp().send_json(Method::PUT, &at("1"), &named("Ana")).await.expect(201);
        app.follow().await;
    });
    assert_eq!(heard.expect(200).json()["data"][0]["data"]["name"], "Ana");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_server_that_stops_lets_nobody_wait() {
    let mut app = App::start().await;
    let since = end(&app).await;
    let token = app.token(&app.default_account().await).create().await;
    let since_then =
        format!("GET {PATH}?since={since}&wait=60 HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n\r\n");
    // The token was made after: there is one change without a place.
    let mut raw = Raw::connect(&app).await;
    raw.send(since_then).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let began = Instant::now();
    let (answer, ()) = tokio::join!(raw.answer(), app.stop());
    assert_eq!(answer.expect(200).json()["data"], json!([]));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
