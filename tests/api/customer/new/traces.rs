//! What a create leaves behind: a refused one nothing, a successful one its rows, one audit event and one outbox row.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, form};
use crate::customer::{count, shown};

/// How many rows each table has that a create writes to.
async fn rows(app: &App) -> [i64; 6] {
    [
        count(app, "SELECT count(*) FROM customer").await,
        count(app, "SELECT count(*) FROM customer_value").await,
        count(app, "SELECT count(*) FROM audit_event WHERE entity = 'customer'").await,
        count(app, "SELECT count(*) FROM audit_value WHERE entity = 'customer'").await,
        count(app, "SELECT count(*) FROM outbox WHERE entity = 'customer'").await,
        count(app, "SELECT count(*) FROM idempotency").await,
    ]
}

/// The rows that `sql` finds, its columns joined by ` | `; all of them texts or null.
async fn found(app: &App, sql: &'static str, columns: usize) -> String {
    let rows = app.db().read(move |tx| {
        tx.all(sql, &[], |row| {
            let columns: Result<Vec<_>, _> = (0..columns).map(|column| row.optional_text(column)).collect();
            Ok(columns?.into_iter().map(|text| text.unwrap_or("NULL".into())).collect::<Vec<_>>().join(" | "))
        })
    });
    rows.await.unwrap().join("\n")
}

#[tokio::test]
async fn a_refused_create_leaves_no_trace() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Number, "N").id("n").create().await;
    let number = format!("custom_field[{field}]");
    let taken = form(&[("customer_id", "taken"), ("email", "taken@exemplo.com"), (&number, "1")]);
    app.erp().post(NEW, &taken).await.expect(200);
    assert_eq!(rows(&app).await, [1, 1, 1, 1, 1, 0]);

    let good = form(&[("email", "ana@exemplo.com"), ("password", "correto cavalo"), (&number, "2")]);
    for (key, text, status) in [
        ("language", "fr", 401),
        ("customer_id", "taken", 401),
        ("email", "TAKEN@exemplo.com", 401),
        ("phone", "123456789012345678901", 401),
        ("organization_id", "x", 404),
        ("portfolio_id", "x", 404),
        ("custom_field[x]", "1", 404),
        (&number, "um", 401),
        ("custom_field[", "", 401),
    ] {
        let mut bad: Vec<_> = good.iter().copied().filter(|(other, _)| *other != key).collect();
        bad.push((key, text));
        let erp = app.erp().with("idempotency-key", "the-same");
        erp.post(NEW, &bad).await.expect(status);
        assert_eq!(rows(&app).await, [1, 1, 1, 1, 1, 0], "{key}");
    }
    let strict = app.erp().with("prefer", "handling=strict").with("idempotency-key", "the-same");
    strict.post(NEW, &[&good[..], &[("x", "1")]].concat()).await.expect(401);
    assert_eq!(rows(&app).await, [1, 1, 1, 1, 1, 0]);

    // The ids and the key are free.
    let erp = app.erp().with("idempotency-key", "the-same");
    let answer = erp.post(NEW, &good).await.expect(200);
    assert_eq!(answer.header("idempotency-replayed"), "");
    assert_eq!(rows(&app).await, [2, 2, 2, 2, 2, 1]);
    assert_eq!(shown(&app.erp(), "1").await["custom_fields"][0]["value"], "2");
}

#[tokio::test]
async fn a_customer_that_was_refused_is_found_nowhere() {
    let app = App::start().await;
    let bad = form(&[("email", "ana@exemplo.com"), ("organization_id", "x")]);
    app.erp().post(NEW, &bad).await.expect(404);
    for query in
        [&[("customer_id", "1")][..], &[("customer_id", "ana@exemplo.com"), ("customer_type_id", "E")]]
    {
        app.erp().get(crate::customer::DETAILS, query).await.expect(404);
    }
}

#[tokio::test]
async fn a_create_writes_one_audit_event_and_one_outbox_row_with_the_same_id() {
    let app = App::start().await;
    let account = app.default_account().await;
    let secret = app.token(&account).create().await;
    let erp = app.holder(&secret).with("x-request-id", "pedido-7");
    erp.post(NEW, &form(&[("email", "ana@exemplo.com")])).await.expect(200);

    let token =
        app.db().read(move |tx| guiche_store::token::by_hash(tx, &guiche_desk::secret::hash(&secret)));
    let (token, _) = token.await.unwrap().unwrap();
    let customer = found(&app, "SELECT customer_id FROM customer", 1).await;
    let known = |text: String| text.replace(token.token_id.as_str(), "TOKEN").replace(&customer, "CUSTOMER");
    let events =
        "SELECT entity, entity_id, change, actor, actor_id, address, request_id, CAST(occurred_at AS TEXT)
        FROM audit_event WHERE entity = 'customer'";
    assert_snapshot!(known(found(&app, events, 8).await), @"customer | CUSTOMER | created | token | TOKEN | 127.0.0.1 | pedido-7 | 1795527000000000");
    let changes = "SELECT entity, entity_id, CAST(version AS TEXT), change, CAST(position AS TEXT),
        CAST(occurred_at AS TEXT) FROM outbox WHERE entity = 'customer'";
    assert_snapshot!(known(found(&app, changes, 6).await), @"customer | CUSTOMER | 1 | created | NULL | 1795527000000000");
    let joined = "SELECT count(*) FROM customer c
        JOIN audit_event e ON e.account_id = c.account_id AND e.entity_id = c.customer_id
        JOIN audit_value v ON v.account_id = e.account_id AND v.event_id = e.event_id AND v.entity_id = c.customer_id
        JOIN outbox o ON o.account_id = e.account_id AND o.event_id = e.event_id
        WHERE c.version = 1";
    assert_eq!(count(&app, joined).await, 1);
}

#[tokio::test]
async fn the_trail_keeps_the_values_apart_under_a_salted_digest_and_no_secret() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Text, "Obs").id("obs").create().await;
    let key = format!("custom_field[{field}]");
    let sent = form(&[
        ("email", "Ana@exemplo.com"),
        ("phone", "11 1234"),
        ("password", "correto cavalo"),
        (&key, "ok"),
    ]);
    app.erp().post(NEW, &sent).await.expect(200);
    let content = found(&app, "SELECT content FROM audit_value WHERE entity = 'customer'", 1).await;
    assert_snapshot!(content, @r#"{"customer_id":"1","name":"Ana","email":"Ana@exemplo.com","email_validated":false,"phone":"11 1234","create_tickets":true,"organization_id":null,"language":"pt-BR","portfolio_id":null,"active":true,"account_approved":true,"password":"set","custom_fields":[["obs","ok"]]}"#);
    let hash = found(&app, "SELECT password_hash FROM customer", 1).await;
    assert!(hash.starts_with("$argon2id$"));
    let sql =
        "SELECT count(*) FROM audit_value v JOIN customer c ON v.content LIKE '%' || c.password_hash || '%'";
    assert_eq!(count(&app, sql).await, 0);

    let salted = found(&app, "SELECT salt || content FROM audit_value WHERE entity = 'customer'", 1).await;
    let digest = found(&app, "SELECT values_digest FROM audit_event WHERE entity = 'customer'", 1).await;
    assert_eq!(guiche_desk::secret::hash(&salted), digest);
}

#[tokio::test]
async fn a_customer_survives_a_restart() {
    let mut app = App::start().await;
    app.erp().post(NEW, &form(&[])).await.expect(200);
    let before = shown(&app.erp(), "1").await;
    app.restart().await;
    assert_eq!(shown(&app.erp(), "1").await, before);
}
