//! Preconditions: no change is lost, whoever writes at the same time.

use futures_util::future::join_all;
use guiche_tests::App;
use http::Method;
use serde_json::json;

use super::{at, named};

#[tokio::test]
async fn what_is_known_already_is_not_sent_again() {
    let app = App::start().await;
    app.erp().send_json(Method::PUT, &at("1"), &named("Ana")).await.expect(201);
    for known in ["\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"] {
        let answer = app.erp().with("if-none-match", known).get(&at("1"), &[]).await.expect(304);
        assert_eq!((&*answer.body, answer.header("etag"), answer.header("content-type")), ("", "\"1\"", ""));
    }
    app.erp().with("if-none-match", "\"2\"").get(&at("1"), &[]).await.expect(200);
    app.erp().with("if-none-match", "*").get(&at("2"), &[]).await.expect(404);
}

#[tokio::test]
async fn a_condition_that_does_not_hold_changes_nothing() {
    let app = App::start().await;
    let conditional = async |name, value: &str, method, key, status| {
        let answer =
            app.erp().with(name, value).send_json(method, &at(key), &named("Bia")).await.expect(status);
        if status == 412 {
            assert_eq!(answer.faults(), "-: precondition_failed");
        }
    };
    for value in ["\"1\"", "*"] {
        conditional("if-match", value, Method::PUT, "1", 412).await;
        conditional("if-match", value, Method::PATCH, "1", 404).await;
    }
    conditional("if-none-match", "*", Method::PUT, "1", 201).await;
    conditional("if-none-match", "*", Method::PUT, "1", 412).await;
    for value in ["\"2\"", "W/\"1\"", "1"] {
        conditional("if-match", value, Method::PUT, "1", 412).await;
        conditional("if-match", value, Method::PATCH, "1", 412).await;
    }
    assert_eq!(app.erp().get(&at("1"), &[]).await.expect(200).header("etag"), "\"1\"");
    conditional("if-match", "\"1\"", Method::PATCH, "1", 200).await;
    conditional("if-match", "*", Method::PUT, "1", 200).await;
    let changed = app
        .erp()
        .with("if-match", "\"1\"")
        .send_json(Method::PATCH, &at("1"), &named("Ana"))
        .await
        .expect(200);
    assert_eq!(changed.header("etag"), "\"2\"");
}

#[tokio::test]
async fn two_who_make_the_same_customer_end_as_one_that_was_made_and_one_that_was_replaced() {
    let app = App::start().await;
    for round in 0..10 {
        let key = format!("round {round}");
        let one = |name: String| {
            let (erp, path) = (app.erp(), at(&key));
            async move { erp.send_json(Method::PUT, &path, &json!({ "name": name })).await.status.as_u16() }
        };
        let mut statuses = join_all((0..4).map(|number| one(format!("Ana {number}")))).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 201]);
        assert_eq!(app.erp().get(&at(&key), &[]).await.expect(200).header("etag"), "\"4\"");

        let key = format!("only one {round}");
        let only = |number: usize| {
            let (erp, path) = (app.erp().with("if-none-match", "*"), at(&key));
            async move { erp.send_json(Method::PUT, &path, &named(&number.to_string())).await.status.as_u16() }
        };
        let mut statuses = join_all((0..4).map(only)).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 412, 412, 412]);
    }
}

#[tokio::test]
async fn of_many_who_count_at_the_same_time_every_success_counts_once() {
    let app = App::start().await;
    app.erp().send_json(Method::PUT, &at("1"), &named("0")).await.expect(201);
    let count = async || {
        let (erp, mut done) = (app.erp(), 0_u32);
        while done < 5 {
            let seen = erp.get(&at("1"), &[]).await.expect(200);
            let next = seen.json()["name"].as_str().unwrap().parse::<u32>().unwrap() + 1;
            let conditional = erp.clone().with("if-match", seen.header("etag"));
            let answer = conditional.send_json(Method::PATCH, &at("1"), &named(&next.to_string())).await;
            match answer.status.as_u16() {
                200 => done += 1,
                412 | 503 => {}
                other => panic!("{other}: {}", answer.body),
            }
        }
    };
    join_all((0..8).map(|_| count())).await;
    let last = app.erp().get(&at("1"), &[]).await.expect(200).json();
    assert_eq!((&last["name"], &last["version"]), (&json!("40"), &json!(41)));
}
