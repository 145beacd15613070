//! `GET /v2.0/customer/blacklist/search`

use guiche_tests::App;
use insta::assert_snapshot;

use super::new::NEW;
use super::trail;

const SEARCH: &str = "/v2.0/customer/blacklist/search";

#[tokio::test]
async fn an_address_is_found_in_any_case_and_only_in_its_account() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    app.block(&account, "Spam@Exemplo.com").await;
    app.block(&other, "other@exemplo.com").await;
    let erp = app.erp();
    let found = erp.get(SEARCH, &[("email", "spam@exemplo.com")]).await.expect(200);
    assert_snapshot!(found.body, @r#"{"error":false,"message":null,"data":{"blacklisted":true},"success":true}"#);
    let missing = erp.get(SEARCH, &[("email", "other@exemplo.com")]).await.expect(200);
    assert_snapshot!(missing.body, @r#"{"error":false,"message":null,"data":{"blacklisted":false},"success":true}"#);
    let padded = erp.get(SEARCH, &[("email", " SPAM@EXEMPLO.COM ")]).await.expect(200);
    assert_eq!(padded.json()["data"]["blacklisted"], true);
}

#[tokio::test]
async fn a_question_without_an_address_is_refused() {
    let app = App::start().await;
    let long = format!("{}@exemplo.com", "a".repeat(250));
    for (query, faults) in [
        (&[][..], "email: required"),
        (&[("email", " ")], "email: required"),
        (&[("email", "spam")], "email: invalid"),
        (&[("email", "a\0@b.com")], "email: invalid"),
        (&[("email", &*long)], "email: too_long"),
        (&[("email", "a@b.com"), ("email", "b@b.com")], "email: repeated"),
    ] {
        assert_eq!(app.erp().get(SEARCH, query).await.expect(401).faults(), faults);
    }
    let query = [("email", "a@b.com"), ("customer_id", "1")];
    assert_eq!(app.erp().get(SEARCH, &query).await.expect(200).header("ignored-parameters"), "customer%5Fid");
    let strict = app.erp().with("prefer", "handling=strict");
    assert_eq!(strict.get(SEARCH, &query).await.expect(401).faults(), "customer_id: unknown");
}

#[tokio::test]
async fn a_blocked_address_keeps_nobody_from_being_made() {
    let app = App::start().await;
    app.block(&app.default_account().await, "spam@exemplo.com").await;
    let form = [("customer_id", "1"), ("name", "Ana"), ("email", "spam@exemplo.com")];
    app.erp().post(NEW, &form).await.expect(200);
    let trail = trail(&app).await;
    assert_eq!(trail[0], r#"blocked_email 1 created {"email":"spam@exemplo.com"}"#);
    assert_eq!(trail.len(), 2);
}
