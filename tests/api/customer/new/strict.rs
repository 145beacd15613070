//! Parameters that nobody knows: ignored and named in a header, or faults with `Prefer: handling=strict`.

use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::{DETAILS, count};

#[tokio::test]
async fn unknown_parameters_are_ignored_and_named_once_each_in_their_order() {
    let app = App::start().await;
    let sent = form(&[
        ("z", "1"),
        ("Name", "x"),
        ("cor favorita", "2"),
        ("z", "3"),
        ("a,b", ""),
        ("ação[]", "4"),
        ("z[", "5"),
    ]);
    let answer = app.erp().post(NEW, &sent).await.expect(200);
    assert_snapshot!(answer.header("ignored-parameters"), @"z, Name, cor%20favorita, a%2Cb, a%C3%A7%C3%A3o%5B%5D, z%5B");
    let answer = app.erp().post(NEW, &form(&[("customer_id", "2")])).await.expect(200);
    assert!(!answer.headers.contains_key("ignored-parameters"));
    let body = json!({ "customer_id": 3, "name": "Ana", "x": { "y": [1, null] }, "w": null });
    let answer = app.erp().post_json(NEW, &body).await.expect(200);
    assert_snapshot!(answer.header("ignored-parameters"), @"w, x%5By%5D%5B0%5D, x%5By%5D%5B1%5D");
}

#[tokio::test]
async fn the_names_end_at_a_whole_one_within_a_kibibyte() {
    let app = App::start().await;
    for (id, second, expected) in [("1", 1_021, 1_024), ("2", 1_022, 1)] {
        let (long, sent) = ("x".repeat(second), ("customer_id", id));
        let answer =
            app.erp().post(NEW, &form(&[sent, ("a", "1"), (&long, "2"), ("b", "3")])).await.expect(200);
        assert_eq!(answer.header("ignored-parameters").len(), expected);
    }
    let names: Vec<String> = (0..1_000).map(|number| format!("é{number}")).collect();
    let mut sent = form(&[("customer_id", "3")]);
    sent.extend(names.iter().map(|name| (&**name, "")));
    let answer = app.erp().post(NEW, &sent).await.expect(200);
    let header = answer.header("ignored-parameters");
    assert!((1_000..=1_024).contains(&header.len()), "{header}");
    assert!(header.starts_with("%C3%A90, %C3%A91, "), "{header}");
    assert!(header.split(", ").all(|name| name.starts_with("%C3%A9")), "{header}");
}

#[tokio::test]
async fn who_asks_for_strict_handling_gets_them_as_faults_after_all_others_of_their_class() {
    let app = App::start().await;
    let strict = app.erp().with("prefer", "handling=strict");
    let sent = form(&[
        ("organization_id", "x"),
        ("sobrenome", "Lima"),
        ("custom_field[", "1"),
        ("sobrenome", "Silva"),
        ("cor[]", "1"),
        ("language", "fr"),
    ]);
    let answer = strict.post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.faults(), @"language: not_allowed, custom_field[: malformed, sobrenome: unknown, cor[]: unknown, organization_id: not_found");

    let answer = strict.post(NEW, &form(&[("sobrenome", "")])).await.expect(401);
    assert!(!answer.headers.contains_key("ignored-parameters"));
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro sobrenome n\u00e3o faz parte desta opera\u00e7\u00e3o: confira o nome ou deixe de envi\u00e1-lo.","success":false,"errors":[{"field":"sobrenome","code":"unknown","message":"O par\u00e2metro sobrenome n\u00e3o faz parte desta opera\u00e7\u00e3o: confira o nome ou deixe de envi\u00e1-lo."}]}"#);
    assert_eq!(count(&app, "SELECT count(*) FROM customer").await, 0);
    strict.post(NEW, &form(&[])).await.expect(200);
}

#[tokio::test]
async fn strict_handling_is_asked_for_in_any_of_its_spellings_and_by_nothing_else() {
    let app = App::start().await;
    for (prefer, status) in [
        ("handling=strict", 401),
        ("respond-async, handling=strict", 401),
        ("Handling = \"strict\"", 401),
        ("handling=lenient", 200),
        ("return=minimal", 200),
        ("", 200),
    ] {
        let actor = app.erp().with("prefer", prefer);
        let sent = form(&[("customer_id", prefer), ("x", "1")]);
        let sent = if prefer.is_empty() { form(&[("x", "1")]) } else { sent };
        actor.post(NEW, &sent).await.expect(status);
    }
}

#[tokio::test]
async fn a_read_names_and_refuses_in_the_same_way() {
    let app = App::start().await;
    app.erp().post(NEW, &form(&[])).await.expect(200);
    let query = [("_", "1"), ("customer_id", "1"), ("ação", ""), ("_", "2")];
    let answer = app.erp().get(DETAILS, &query).await.expect(200);
    assert_snapshot!(answer.header("ignored-parameters"), @"%5F, a%C3%A7%C3%A3o");
    let strict = app.erp().with("prefer", "handling=strict");
    let answer = strict.get(DETAILS, &query).await.expect(401);
    assert_snapshot!(answer.faults(), @"_: unknown, ação: unknown");
}
