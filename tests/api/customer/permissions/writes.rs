//! `POST /v2.0/customer/permissions/create_tickets` and `access`

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{ACCESS, CREATE_TICKETS, with_ana};
use crate::customer::{count, shown, trail};

/// Each path, its parameter, and the key of `customer/details` where it shows.
const BOTH: [(&str, &str, &str); 2] =
    [(CREATE_TICKETS, "create_tickets", "allowed_create_tickets"), (ACCESS, "access", "account_approved")];

#[tokio::test]
async fn a_permission_is_taken_and_given_in_any_of_three_encodings() {
    let app = with_ana().await;
    let erp = app.erp();
    for (path, key, shows) in BOTH {
        let answer = erp.post(path, &[("customer_id", "1"), (key, "0")]).await.expect(200);
        insta::allow_duplicates! {
            assert_snapshot!(answer.body, @r#"{"error":false,"message":"A permiss\u00e3o do cliente foi atualizada.","success":true}"#);
        }
        assert_eq!(shown(&erp, "1").await[shows], false);
        let by_address = [("customer_id", "ana@exemplo.com"), ("customer_type_id", "E"), (key, " True ")];
        erp.post_multipart(path, &by_address).await.expect(200);
        assert_eq!(shown(&erp, "1").await[shows], true);
        erp.post_json(path, &json!({ "customer_id": 1, key: false })).await.expect(200);
        assert_eq!(shown(&erp, "1").await[shows], false);
    }
}

#[tokio::test]
async fn nothing_else_changes_and_each_change_has_its_trail_once() {
    let app = with_ana().await;
    let erp = app.erp();
    let mut expected = shown(&erp, "1").await;
    for (path, key, shows) in BOTH {
        for _ in 0..2 {
            erp.post(path, &[("customer_id", "1"), (key, "0")]).await.expect(200);
        }
        expected[shows] = Value::Bool(false);
        assert_eq!(shown(&erp, "1").await, expected);
    }
    assert_snapshot!(trail(&app).await[1..].join("\n"), @r#"
    customer 2 updated {"customer_id":"1","name":"Ana","email":"ana@exemplo.com","email_validated":false,"phone":null,"create_tickets":false,"organization_id":null,"language":"pt-BR","portfolio_id":null,"active":true,"account_approved":true,"custom_fields":[]}
    customer 3 updated {"customer_id":"1","name":"Ana","email":"ana@exemplo.com","email_validated":false,"phone":null,"create_tickets":false,"organization_id":null,"language":"pt-BR","portfolio_id":null,"active":true,"account_approved":false,"custom_fields":[]}
    "#);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_nothing_is_stored() {
    let app = with_ana().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    for (path, key, _) in BOTH {
        for (actor, id, value, status, faults) in [
            (app.erp(), "2", "0", 404, "customer_id: not_found".to_owned()),
            (other.clone(), "1", "0", 404, "customer_id: not_found".to_owned()),
            (app.erp(), "1", "", 401, format!("{key}: required")),
            (app.erp(), "1", "2", 401, format!("{key}: invalid")),
            (app.erp(), "1", "1\0", 401, format!("{key}: invalid")),
            (app.erp(), "", "x", 401, format!("customer_id: required, {key}: invalid")),
            (app.erp(), "2", " ", 401, format!("{key}: required, customer_id: not_found")),
        ] {
            let answer = actor.post(path, &[("customer_id", id), (key, value)]).await.expect(status);
            assert_eq!(answer.faults(), faults);
        }
        let form = [("customer_id", "1"), (key, "0"), ("x", "1")];
        let strict = app.erp().with("prefer", "handling=strict");
        assert_eq!(strict.post(path, &form).await.expect(401).faults(), "x: unknown");
        let problem = app.erp().with("accept", "application/problem+json");
        problem.post(path, &[("customer_id", "2"), (key, "0")]).await.expect(422);
    }
    assert_eq!((trail(&app).await.len(), count(&app, "SELECT version FROM customer").await), (1, 1));
}

#[tokio::test]
async fn a_repetition_changes_nothing() {
    let app = with_ana().await;
    for (path, key, shows) in BOTH {
        let erp = app.erp().with("idempotency-key", key);
        erp.post(path, &[("customer_id", "1"), (key, "0"), ("x", "1")]).await.expect(200);
        app.erp().post(path, &[("customer_id", "1"), (key, "1")]).await.expect(200);
        let again = erp.post(path, &[("customer_id", "1"), (key, "0"), ("x", "1")]).await.expect(200);
        assert_eq!((again.header("idempotency-replayed"), again.header("ignored-parameters")), ("true", "x"));
        assert_eq!(shown(&app.erp(), "1").await[shows], true);
        let other = erp.post(path, &[("customer_id", "1"), (key, "1")]).await.expect(401);
        assert_eq!(other.faults(), "-: idempotency_conflict");
    }
}

#[tokio::test]
async fn sentences_follow_the_language() {
    let app = with_ana().await;
    let form = [("customer_id", "1"), ("access", "1")];
    let said = async |language| {
        let answer = app.erp().with("accept-language", language).post(ACCESS, &form).await.expect(200);
        answer.json()["message"].as_str().unwrap().to_owned()
    };
    assert_eq!(said("en").await, "The customer's permission has been updated.");
    assert_eq!(said("es").await, "El permiso del cliente se ha actualizado.");
}
