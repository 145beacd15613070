//! `GET /v2.0/organization/list`

use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{LIST, made};

fn names(answer: &Value) -> Vec<&str> {
    answer["data"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_account_without_organizations_has_an_empty_first_page_and_no_second() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    app.organization(&other, "Alheia").await;
    let answer = app.erp().get(LIST, &[]).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":[],"success":true,"size":0,"pages":0,"next_page":null,"previous_page":null}"#);
    app.erp().get(LIST, &[("page", "2")]).await.expect(404);
    for page in ["0", "abc", "-1"] {
        let answer = app.erp().get(LIST, &[("page", page), ("show_custom_fields", "x")]).await.expect(401);
        assert_eq!(answer.faults(), "page: invalid, show_custom_fields: invalid");
    }
}

#[tokio::test]
async fn organizations_are_ordered_by_name_without_case_and_accents_and_then_by_id() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut made = Vec::new();
    for (name, key) in [("beta", 2), ("Átila", 1), ("Zé", 3), ("álamo", 0), ("atila", 1), ("Beta", 2)] {
        made.push((key, app.organization(&account, name).await, name));
    }
    made.sort();
    let answer = app.erp().get(LIST, &[("x", "1")]).await.expect(200);
    assert_eq!(answer.header("ignored-parameters"), "x");
    assert_eq!(names(&answer.json()), made.iter().map(|(_, _, name)| *name).collect::<Vec<_>>());
    assert_eq!(answer.json()["data"][1]["custom_fields"], json!([]));
}

#[tokio::test]
async fn pages_have_50_each_and_meet_nowhere() {
    let app = App::start().await;
    let account = app.default_account().await;
    for at in 0..101 {
        app.organization(&account, &format!("{:03}", (at * 37) % 101)).await;
    }
    let mut all = Vec::new();
    for (page, count, next, previous) in
        [("1", 50, json!(2), json!(null)), ("2", 50, json!(3), json!(1)), ("3", 1, json!(null), json!(2))]
    {
        let answer = app.erp().get(LIST, &[("page", page)]).await.expect(200).json();
        assert_eq!((&answer["size"], &answer["pages"]), (&json!(101), &json!(3)));
        assert_eq!((&answer["next_page"], &answer["previous_page"]), (&next, &previous));
        assert_eq!(names(&answer).len(), count);
        all.extend(names(&answer).into_iter().map(str::to_owned));
    }
    assert_eq!(all, (0..101).map(|at| format!("{at:03}")).collect::<Vec<_>>());
    app.erp().get(LIST, &[("page", "4")]).await.expect(404);
    app.erp().get(LIST, &[("page", "99999999999999999999")]).await.expect(404);
}

#[tokio::test]
async fn a_read_only_token_lists() {
    let app = App::start().await;
    made(&app.erp(), &[("name", "A")]).await;
    let reader = app.token(&app.default_account().await).read_only().create().await;
    assert_eq!(app.holder(&reader).get(LIST, &[]).await.expect(200).json()["size"], 1);
}
