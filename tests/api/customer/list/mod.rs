//! `GET /v2.0/customer/list`: which customers, in which order, on which page.

mod pages;
mod scopes;

use guiche_domain::custom_field::Kind;
use guiche_tests::{Actor, App};
use insta::assert_snapshot;

use super::new::NEW;

pub(crate) const LIST: &str = "/v2.0/customer/list";

/// Creates customers by their internal ids and names.
async fn create(actor: &Actor, customers: &[(&str, &str)]) {
    for (id, name) in customers {
        actor.post(NEW, &[("customer_id", id), ("name", name)]).await.expect(200);
    }
}

/// The internal ids of a page, with a space between them.
async fn ids(actor: &Actor, query: &[(&str, &str)]) -> String {
    let json = actor.get(LIST, query).await.expect(200).json();
    let ids =
        json["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap_or("-").to_owned());
    ids.collect::<Vec<_>>().join(" ")
}

/// The internal ids of all customers as they were created. (The clock stands, so of those of one moment chance decides.)
async fn by_creation(app: &App) -> Vec<String> {
    let account_id = app.default_account().await.account_id;
    let sql = "SELECT internal_id FROM customer WHERE account_id = $1 ORDER BY customer_id";
    app.db().read(move |tx| tx.all(sql, &[account_id.into()], |row| row.text(0))).await.unwrap()
}

#[tokio::test]
async fn an_item_has_every_key_in_its_order() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria São João").await;
    app.field(&account, Kind::Number, "Cota").id("num").create().await;
    let sent = [
        ("customer_id", "1/2"),
        ("name", "João"),
        ("email", "joao@exemplo.com"),
        ("phone", "+55 11 98765-4321"),
        ("create_tickets", "0"),
        ("organization_id", &organization),
        ("custom_field[num]", "1,5"),
    ];
    app.erp().post(NEW, &sent).await.expect(200);
    create(&app.erp(), &[("2", "Zé")]).await;
    let answer = app.erp().get(LIST, &[]).await.expect(200);
    assert_snapshot!(answer.body.replace(&organization, "ORG"), @r#"{"error":false,"message":null,"data":[{"id":"1\/2","name":"Jo\u00e3o","email":"joao@exemplo.com","phone":"+55 11 98765-4321","monthly_tickets_quota":0,"allowed_create_tickets":false,"email_validated":false,"active":true,"account_approved":true,"organization":{"id":"ORG","name":"Padaria S\u00e3o Jo\u00e3o"},"creation_date":"2026-11-24","custom_fields":[]},{"id":"2","name":"Z\u00e9","email":"","phone":null,"monthly_tickets_quota":0,"allowed_create_tickets":true,"email_validated":false,"active":true,"account_approved":true,"organization":{"id":null,"name":null},"creation_date":"2026-11-24","custom_fields":[]}],"success":true,"size":2,"pages":1,"next_page":null,"previous_page":null}"#);
    let answer = app.erp().get(LIST, &[("show_custom_fields", "1")]).await.expect(200).json();
    assert_snapshot!(answer["data"][0]["custom_fields"], @r#"[{"id":"num","name":"Cota","value":"1.5"}]"#);
    assert_snapshot!(answer["data"][1]["custom_fields"], @"[]");
}

#[tokio::test]
async fn a_list_of_nothing_is_a_first_page() {
    let app = App::start().await;
    let answer = app.erp().get(LIST, &[]).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":[],"success":true,"size":0,"pages":0,"next_page":null,"previous_page":null}"#);
    let answer = app.erp().get(LIST, &[("page", "2")]).await.expect(404);
    assert_eq!(answer.faults(), "-: not_found");
    assert_eq!(answer.json()["data"], serde_json::Value::Null);
}

#[tokio::test]
async fn lists_have_an_order() {
    let app = App::start().await;
    let erp = app.erp();
    create(&erp, &[("b", "Ávila"), ("a", "avila b"), ("c", "ZÉ"), ("d", "zé z"), ("e", "André")]).await;
    for (order, column, expected) in [
        ("", "", "e b a c d"),
        ("asc", "NAME", "e b a c d"),
        ("DESC", "name", "d c a b e"),
        ("", "id", "a b c d e"),
        ("desc", " id ", "e d c b a"),
    ] {
        assert_eq!(ids(&erp, &[("order", order), ("column", column)]).await, expected, "{column} {order}");
    }
}

#[tokio::test]
async fn the_order_of_creation_is_that_of_our_ids() {
    let app = App::start().await;
    create(&app.erp(), &[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]).await;
    let (up, mut down) = (by_creation(&app).await, by_creation(&app).await);
    down.reverse();
    assert_eq!(ids(&app.erp(), &[("column", "creation_date")]).await, up.join(" "));
    assert_eq!(ids(&app.erp(), &[("column", "creation_date"), ("order", "desc")]).await, down.join(" "));
}

#[tokio::test]
async fn all_faults_are_told_at_once_in_the_order_of_the_table() {
    let app = App::start().await;
    let query = [
        ("show_custom_fields", "x"),
        ("search_by_organization_mother", "2"),
        ("organization_id", &*"a".repeat(513)),
        ("column", "email"),
        ("order", "up"),
        ("page", "0"),
    ];
    let answer = app.erp().get(LIST, &query).await.expect(401);
    assert_eq!(
        answer.faults(),
        "page: invalid, order: not_allowed, column: not_allowed, organization_id: too_long, \
         search_by_organization_mother: invalid, show_custom_fields: invalid"
    );
    for (key, text, fault) in [
        ("page", "abc", "page: invalid"),
        ("page", "-1", "page: invalid"),
        ("page", "1\u{1}", "page: invalid"),
        ("column", "a\u{0}", "column: invalid"),
        ("organization_id", "a\u{7f}", "organization_id: invalid"),
    ] {
        assert_eq!(app.erp().get(LIST, &[(key, text)]).await.expect(401).faults(), fault, "{text}");
    }
    let twice = app.erp().get(LIST, &[("page", "1"), ("page", "2")]).await.expect(401);
    assert_eq!(twice.faults(), "page: repeated");
}

#[tokio::test]
async fn what_is_blank_counts_as_not_sent() {
    let app = App::start().await;
    create(&app.erp(), &[("1", "Ana")]).await;
    let keys =
        ["page", "order", "column", "organization_id", "search_by_organization_mother", "show_custom_fields"];
    for key in keys {
        assert_eq!(ids(&app.erp(), &[(key, " ")]).await, "1", "{key}");
    }
}

#[tokio::test]
async fn an_organization_that_is_unknown_is_not_found() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let theirs = app.organization(&other, "Deles").await;
    for id in ["unknown", &theirs] {
        let answer = app.erp().get(LIST, &[("organization_id", id)]).await.expect(404);
        assert_eq!(answer.faults(), "organization_id: not_found");
        let problem = app.erp().with("accept", "application/problem+json");
        problem.get(LIST, &[("organization_id", id)]).await.expect(422);
    }
    let mut messages = std::collections::BTreeSet::new();
    for language in ["pt-BR", "es", "en"] {
        let answer =
            app.erp().with("accept-language", language).get(LIST, &[("page", "9")]).await.expect(404);
        messages.insert(answer.json()["message"].to_string());
    }
    assert_eq!(messages.len(), 3, "{messages:?}");
}

#[tokio::test]
async fn another_account_sees_its_own_and_a_read_only_token_may_read() {
    let app = App::start().await;
    create(&app.erp(), &[("1", "Ana")]).await;
    let other = app.account("other").create().await;
    let reader = app.holder(&app.token(&other).read_only().create().await);
    assert_eq!(ids(&reader, &[]).await, "");
    create(&app.holder(&app.token(&other).create().await), &[("2", "Bia")]).await;
    assert_eq!(ids(&reader, &[]).await, "2");
    assert_eq!(ids(&app.erp(), &[]).await, "1");
}
