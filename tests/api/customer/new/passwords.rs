//! `password` of `POST /v2.0/customer/new`: 8 to 250 characters, and nobody sees it again.

use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, form};
use crate::customer::{count, shown};

const PASSWORD: &str = "correto cavalo à bateria";

#[tokio::test]
async fn a_password_has_8_to_250_characters() {
    let app = App::start().await;
    for (characters, status, faults) in
        [(7, 401, "password: invalid"), (8, 200, ""), (250, 200, ""), (251, 401, "password: too_long")]
    {
        let (id, password) = (characters.to_string(), "ç".repeat(characters));
        let sent = form(&[("customer_id", &id), ("password", &password)]);
        let answer = app.erp().post(NEW, &sent).await.expect(status);
        assert_eq!(answer.faults(), faults, "{characters}");
    }
    let answer = app.erp().post(NEW, &form(&[("password", "secreta")])).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro password tem menos de 8 caracteres.","success":false,"errors":[{"field":"password","code":"invalid","message":"O par\u00e2metro password tem menos de 8 caracteres."}]}"#);
}

#[tokio::test]
async fn a_password_is_in_no_answer_and_nowhere_in_the_database() {
    let app = App::start().await;
    let sent = form(&[("email", "ana@exemplo.com"), ("password", PASSWORD)]);
    let erp = app.erp().with("idempotency-key", "k1");
    let created = erp.post(NEW, &sent).await.expect(200);
    let replayed = erp.post(NEW, &sent).await.expect(200);
    let refused = app.erp().post(NEW, &sent).await.expect(401);
    assert_eq!(replayed.header("idempotency-replayed"), "true");
    assert_eq!(refused.faults(), "customer_id: duplicate, email: duplicate");
    let customer = shown(&app.erp(), "1").await.to_string();
    for body in [&created.body, &replayed.body, &refused.body, &customer] {
        assert!(!body.contains("cavalo") && !body.contains("argon2"), "{body}");
    }

    let database = app.stored().await;
    let stored = |text: &str| database.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(stored("ana@exemplo.com") && stored("$argon2id$"));
    assert!(!stored(PASSWORD) && !stored("cavalo"));
}

#[tokio::test]
async fn a_password_is_hashed_for_each_customer_anew_and_kept_out_of_the_trail() {
    let app = App::start().await;
    for id in ["1", "2"] {
        let sent = form(&[("customer_id", id), ("password", PASSWORD)]);
        app.erp().post(NEW, &sent).await.expect(200);
    }
    app.erp().post(NEW, &form(&[("customer_id", "3")])).await.expect(200);
    let hashes = app.db().read(|tx| {
        let sql = "SELECT password_hash FROM customer ORDER BY internal_id";
        tx.all(sql, &[], |row| row.optional_text(0))
    });
    let hashes = hashes.await.unwrap();
    let argon2 = |hash: &Option<String>| hash.as_ref().is_some_and(|hash| hash.starts_with("$argon2id$"));
    assert!(argon2(&hashes[0]) && argon2(&hashes[1]) && hashes[2].is_none());
    assert_ne!(hashes[0], hashes[1]);
    let sql = "SELECT count(*) FROM audit_value WHERE content LIKE '%argon2%' OR content LIKE '%cavalo%'";
    assert_eq!(count(&app, sql).await, 0);
}
