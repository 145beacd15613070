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
    erp.post_json(UPDATE, &json!({ "customer_id": "1", "password": null })).await.expect(200);
    assert_snapshot!(trail(&app).await[1..].join("\n"), @r#"
    customer 2 updated {"customer_id":"1","name":"Eva","email":"Ana@exemplo.com","email_validated":false,"phone":"11 1234","create_tickets":false,"organization_id":null,"language":"en-US","portfolio_id":null,"active":true,"account_approved":true,"password":"set","custom_fields":[]}
    customer 3 updated {"customer_id":"1","name":"Eva","email":"Ana@exemplo.com","email_validated":false,"phone":null,"create_tickets":false,"organization_id":null,"language":"en-US","portfolio_id":null,"active":true,"account_approved":true,"custom_fields":[]}
    customer 4 updated {"customer_id":"1","name":"Eva","email":"Ana@exemplo.com","email_validated":false,"phone":null,"create_tickets":false,"organization_id":null,"language":"en-US","portfolio_id":null,"active":true,"account_approved":true,"password":"cleared","custom_fields":[]}
    "#);
    assert_eq!(count(&app, "SELECT version FROM customer").await, 4);
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
async fn to_take_away_a_password_that_is_not_there_changes_nothing() {
    let app = with_ana().await;
    let none = json!({ "customer_id": "1", "password": null });
    app.erp().post_json(UPDATE, &none).await.expect(200);
    assert_eq!((trail(&app).await.len(), count(&app, "SELECT version FROM customer").await), (1, 1));
    app.erp().post(UPDATE, &[("customer_id", "1"), ("password", "correto cavalo")]).await.expect(200);
    for _ in 0..2 {
        app.erp().post_json(UPDATE, &none).await.expect(200);
        assert_eq!((trail(&app).await.len(), count(&app, "SELECT version FROM customer").await), (3, 3));
    }
    let kept = "SELECT count(*) FROM customer WHERE password_hash IS NOT NULL";
    assert_eq!(count(&app, kept).await, 0);
}

#[tokio::test]
async fn that_a_program_of_before_did_not_know_the_other_form_of_a_number_is_no_change() {
    let app = with_ana().await;
    let number = [("customer_id", "1"), ("phone", "+55 11 98765-4321")];
    app.erp().post(UPDATE, &number).await.expect(200);
    let known = "SELECT count(*) FROM customer WHERE phone_e164 = '+5511987654321'";
    assert_eq!(count(&app, known).await, 1);
    let forget = app.db().write(|tx| tx.execute("UPDATE customer SET phone_e164 = NULL", &[]));
    forget.await.unwrap();
    app.erp().post(UPDATE, &number).await.expect(200);
    assert_eq!((trail(&app).await.len(), count(&app, "SELECT version FROM customer").await), (2, 2));
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Eva")]).await.expect(200);
    assert_eq!((trail(&app).await.len(), count(&app, known).await), (3, 1));
}

#[tokio::test]
async fn that_an_address_is_another_shows_in_whether_it_is_its_own() {
    let app = with_ana().await;
    let validate = app.db().write(|tx| tx.execute("UPDATE customer SET email_validated = TRUE", &[]));
    validate.await.unwrap();
    for (key, text, validated) in [("name", "Eva", true), ("email", "eva@exemplo.com", false)] {
        app.erp().post(UPDATE, &[("customer_id", "1"), (key, text)]).await.expect(200);
        let last = trail(&app).await.pop().unwrap();
        assert!(last.contains(&format!(r#""email_validated":{validated},"#)), "{last}");
    }
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
