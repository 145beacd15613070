//! The same key with another request is refused; keys of others are no matter.

use guiche_tests::App;
use insta::assert_snapshot;

use super::{ANA, NEW, done, replayed, with_key};

#[tokio::test]
async fn another_request_with_the_key_is_refused_and_stores_nothing() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    done(erp.post(NEW, &ANA).await);
    let eva = [("customer_id", "2"), ("name", "Eva")];
    let refused = erp.post(NEW, &eva).await.expect(401);
    assert_snapshot!(refused.body, @r#"{"error":true,"message":"O valor do cabe\u00e7alho Idempotency-Key j\u00e1 foi usado em outra requisi\u00e7\u00e3o: gere um novo para cada opera\u00e7\u00e3o.","success":false,"errors":[{"field":null,"code":"idempotency_conflict","message":"O valor do cabe\u00e7alho Idempotency-Key j\u00e1 foi usado em outra requisi\u00e7\u00e3o: gere um novo para cada opera\u00e7\u00e3o."}]}"#);
    assert_eq!(refused.header("idempotency-replayed"), "");
    app.erp().get("/v2.0/customer/details", &[("customer_id", "2")]).await.expect(404);

    let problem = erp.clone().with("accept", "application/problem+json");
    assert_eq!(problem.post(NEW, &eva).await.expect(422).faults(), "-: idempotency_conflict");
    // The first one is still there to be repeated.
    replayed(erp.post(NEW, &ANA).await);
}

#[tokio::test]
async fn every_parameter_counts_known_or_not_and_a_password_too() {
    let app = App::start().await;
    let first = [ANA.as_slice(), &[("password", "correct horse"), ("x", "1")]].concat();
    let erp = with_key(&app, "k");
    done(erp.post(NEW, &first).await);
    replayed(erp.post(NEW, &first).await);
    for (at, other) in [(1, "Ana "), (2, "Ana@example.com"), (3, "correct horsf"), (4, "2")] {
        let mut form = first.clone();
        form[at].1 = other;
        let refused = erp.post(NEW, &form).await.expect(401);
        assert!(refused.faults().starts_with("-: idempotency_conflict, customer_id: duplicate"), "{other:?}");
    }
    erp.post(NEW, &first[..4]).await.expect(401);
    erp.post(NEW, &[first.as_slice(), &[("y", "")]].concat()).await.expect(401);
    // A password is compared by a keyed digest: it is in none of the files.
    let files = app.stored().await;
    assert!(!files.windows(13).any(|window| window == b"correct horse"));
}

#[tokio::test]
async fn a_conflict_is_listed_beside_all_other_faults() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    done(erp.post(NEW, &ANA).await);
    let long = "9".repeat(21);
    let form = [("customer_id", "1"), ("phone", &long), ("organization_id", "0")];
    let refused = erp.post(NEW, &form).await.expect(401);
    assert_eq!(
        refused.faults(),
        "-: idempotency_conflict, customer_id: duplicate, name: required, phone: too_long, organization_id: not_found"
    );
    replayed(erp.post(NEW, &ANA).await);
}

#[tokio::test]
async fn the_order_of_one_keys_values_counts() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, guiche_domain::custom_field::Kind::MultiSelect, "Cores");
    field.id("c").options(&["x", "y"]).create().await;
    let erp = with_key(&app, "k");
    let form =
        |one, other| [ANA.as_slice(), &[("custom_field[c]", one), ("custom_field[c]", other)]].concat();
    done(erp.post(NEW, &form("x", "y")).await);
    replayed(erp.post(NEW, &form("x", "y")).await);
    erp.post(NEW, &form("y", "x")).await.expect(401);
}

#[tokio::test]
async fn keys_are_compared_byte_for_byte() {
    let app = App::start().await;
    done(with_key(&app, "k").post(NEW, &ANA).await);
    done(with_key(&app, "K").post(NEW, &[("customer_id", "2"), ("name", "Eva")]).await);
}

#[tokio::test]
async fn a_key_belongs_to_a_token() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    let colleague = app.holder(&app.token(&account).create().await).with("idempotency-key", "k");
    let stranger = app.holder(&app.token(&other).create().await).with("idempotency-key", "k");
    done(with_key(&app, "k").post(NEW, &ANA).await);
    done(stranger.post(NEW, &ANA).await);
    done(colleague.post(NEW, &[("customer_id", "2"), ("name", "Eva")]).await);
    // No outcome is told to another token: what it repeats is a request of its own.
    let refused = app.token(&account).create().await;
    let refused = app.holder(&refused).with("idempotency-key", "k").post(NEW, &ANA).await;
    assert_eq!(refused.expect(401).faults(), "customer_id: duplicate, email: duplicate");
}
