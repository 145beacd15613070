//! `GET /v2.0/customer/permissions/basic`

use guiche_tests::App;
use insta::assert_snapshot;

use super::{ACCESS, BASIC, CREATE_TICKETS, with_ana};
use crate::organization::chain;

/// Whether the customer `1` may open tickets, all told.
async fn may(app: &App) -> bool {
    let answer = app.erp().get(BASIC, &[("customer_id", "1")]).await.expect(200);
    answer.json()["data"]["details"]["allowed_create_tickets"].as_bool().unwrap()
}

/// Makes one organization another's mother, and says whether its customers may open tickets.
async fn organization(app: &App, id: &str, create_tickets: bool, mother: Option<&str>) {
    let (id, mother) = (id.to_owned(), mother.map(str::to_owned));
    let sql =
        "UPDATE organization SET create_tickets = $2, mother_organization_id = $3 WHERE organization_id = $1";
    let done = app.db().write(move |tx| {
        tx.execute(sql, &[id.as_str().into(), create_tickets.into(), mother.as_deref().into()])
    });
    assert_eq!(done.await.unwrap(), 1);
}

#[tokio::test]
async fn what_a_customer_may_do_is_told_with_exists_at_the_root() {
    let app = with_ana().await;
    let erp = app.erp();
    let told = erp.get(BASIC, &[("customer_id", "1")]).await.expect(200);
    assert_snapshot!(told.body, @r#"{"error":false,"message":null,"data":{"details":{"account_approved":true,"allowed_create_tickets":true}},"success":true,"exists":true}"#);
    erp.post(CREATE_TICKETS, &[("customer_id", "1"), ("create_tickets", "0")]).await.expect(200);
    erp.post(ACCESS, &[("customer_id", "1"), ("access", "0")]).await.expect(200);
    let told =
        erp.get(BASIC, &[("customer_id", "ana@exemplo.com"), ("customer_type_id", "E")]).await.expect(200);
    assert_snapshot!(told.body, @r#"{"error":false,"message":null,"data":{"details":{"account_approved":false,"allowed_create_tickets":false}},"success":true,"exists":true}"#);
}

#[tokio::test]
async fn of_nobody_nothing_is_told() {
    let app = with_ana().await;
    let nobody = app.erp().get(BASIC, &[("customer_id", "2")]).await.expect(200);
    assert_snapshot!(nobody.body, @r#"{"error":false,"message":null,"data":{"details":[]},"success":true,"exists":false}"#);
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    let long = "a".repeat(300);
    for (actor, id, kind) in [(app.erp(), "1", "E"), (app.erp(), &*long, "I"), (other, "1", "I")] {
        let answer = actor.get(BASIC, &[("customer_id", id), ("customer_type_id", kind)]).await.expect(200);
        assert_eq!(answer.body, nobody.body);
    }
    assert_eq!(app.erp().get(BASIC, &[]).await.expect(401).faults(), "customer_id: required");
    let strict = app.erp().with("prefer", "handling=strict");
    let answer = strict.get(BASIC, &[("customer_id", "2"), ("x", "")]).await.expect(401);
    assert_eq!(answer.faults(), "x: unknown");
}

#[tokio::test]
async fn an_organization_and_all_above_it_have_their_say() {
    let app = with_ana().await;
    let account = app.default_account().await;
    let mut ids = Vec::new();
    for name in ["daughter", "mother", "grandmother"] {
        ids.push(app.organization(&account, name).await);
    }
    let [daughter, mother, grandmother] = ids.try_into().unwrap();
    let form = [("customer_id", "1"), ("organization_id", &*daughter)];
    app.erp().post("/v2.0/customer/update", &form).await.expect(200);
    organization(&app, &daughter, true, Some(&mother)).await;
    organization(&app, &mother, true, Some(&grandmother)).await;
    assert!(may(&app).await);
    organization(&app, &grandmother, false, None).await;
    assert!(!may(&app).await);
    organization(&app, &grandmother, true, None).await;
    organization(&app, &daughter, false, Some(&mother)).await;
    assert!(!may(&app).await);
    organization(&app, &daughter, true, Some(&mother)).await;
    assert!(may(&app).await);
    // What should not be: mothers in a circle, and one that is not there.
    organization(&app, &grandmother, true, Some(&daughter)).await;
    assert!(may(&app).await);
    organization(&app, &mother, false, Some(&grandmother)).await;
    assert!(!may(&app).await);
    organization(&app, &mother, true, Some("nobody")).await;
    assert!(may(&app).await);
    app.erp().post(CREATE_TICKETS, &[("customer_id", "1"), ("create_tickets", "0")]).await.expect(200);
    assert!(!may(&app).await);
}

#[tokio::test]
async fn of_a_way_up_that_is_too_long_the_answer_is_no() {
    let app = with_ana().await;
    let chain = chain(&app, 1_001).await;
    let (lowest, highest) = (&chain[0], &chain[1_000]);
    let form = [("customer_id", "1"), ("organization_id", &*chain[1])];
    app.erp().post("/v2.0/customer/update", &form).await.expect(200);
    assert!(may(&app).await);
    organization(&app, highest, false, None).await;
    assert!(!may(&app).await);
    organization(&app, highest, true, None).await;
    assert!(may(&app).await);
    let form = [("customer_id", "1"), ("organization_id", &**lowest)];
    app.erp().post("/v2.0/customer/update", &form).await.expect(200);
    assert!(!may(&app).await);
    // As many in a circle are all that there are.
    organization(&app, &chain[999], true, Some(lowest)).await;
    assert!(may(&app).await);
}
