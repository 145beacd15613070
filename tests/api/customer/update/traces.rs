//! What an update leaves behind, and that what changes nothing leaves nothing.

use insta::assert_snapshot;
use serde_json::json;

use super::{UPDATE, with_ana};
use crate::customer::{count, trail};

#[tokio::test]
async fn a_change_is_the_next_version_with_its_trail() {
    let app = with_ana().await;
    let erp = app.erp();
    erp.post(UPDATE, &[("customer_id", "1"), ("name", "Eva"), ("password", "correto cavalo")])
        .await
        .expect(200);
    erp.post_json(UPDATE, &json!({ "customer_id": "1", "phone": null })).await.expect(200);
    assert_snapshot!(trail(&app).await[1..].join("\n"), @r#"
    customer 2 updated {"customer_id":"1","name":"Eva","email":"Ana@exemplo.com","phone":"11 1234","create_tickets":false,"organization_id":null,"language":"en-US","portfolio_id":null,"active":true,"account_approved":true,"has_password":true,"custom_fields":[]}
    customer 3 updated {"customer_id":"1","name":"Eva","email":"Ana@exemplo.com","phone":null,"create_tickets":false,"organization_id":null,"language":"en-US","portfolio_id":null,"active":true,"account_approved":true,"has_password":false,"custom_fields":[]}
    "#);
    assert_eq!(count(&app, "SELECT version FROM customer").await, 3);
    assert_eq!(
        count(&app, "SELECT count(*) FROM customer WHERE name_key = 'eva' AND phone_e164 IS NULL").await,
        1
    );
}

#[tokio::test]
async fn what_changes_nothing_leaves_no_trace() {
    let app = with_ana().await;
    let same = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "Ana@exemplo.com "),
        ("phone", "11 1234"),
        ("create_tickets", "false"),
        ("language", "en_us"),
    ];
    app.erp().post(UPDATE, &same).await.expect(200);
    app.erp().post(UPDATE, &[("customer_id", "1")]).await.expect(200);
    assert_eq!(trail(&app).await.len(), 1);
    assert_eq!(count(&app, "SELECT version FROM customer").await, 1);
}

#[tokio::test]
async fn a_refusal_leaves_no_trace() {
    let app = with_ana().await;
    let erp = app.erp().with("idempotency-key", "k");
    for (key, text) in
        [("email", "ana"), ("organization_id", "x"), ("internal_id", "2"), ("custom_field[x]", "1")]
    {
        let sent = [("customer_id", "1"), ("name", "Eva"), (key, text)];
        assert_ne!(erp.post(UPDATE, &sent).await.status, 200);
    }
    assert_eq!(trail(&app).await.len(), 1);
    assert_eq!(count(&app, "SELECT count(*) FROM customer WHERE name = 'Ana' AND version = 1").await, 1);
    assert_eq!(count(&app, "SELECT count(*) FROM idempotency").await, 0);
}
