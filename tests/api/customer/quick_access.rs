//! `POST /v2.0/customer/quick_access`

use futures_util::future::join_all;
use guiche::server::Limits;
use guiche_api::Settings;
use guiche_desk::quick_access::{self, SECONDS};
use guiche_desk::secret::hash;
use guiche_domain::time::Timestamp;
use guiche_tests::{Answer, App};
use insta::assert_snapshot;
use serde_json::json;

use super::new::NEW;
use super::{count, trail};

const QUICK_ACCESS: &str = "/v2.0/customer/quick_access";
const LINKS: &str = "SELECT count(*) FROM quick_access";

async fn with_ana() -> App {
    let app = App::start().await;
    create_ana(&app).await;
    app
}

async fn create_ana(app: &App) {
    let ana = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@exemplo.com")];
    app.erp().post(NEW, &ana).await.expect(200);
}

fn token_of(answer: &Answer) -> String {
    answer.json()["data"]["token"].as_str().unwrap().to_owned()
}

/// Whether the link signs somebody in at a moment.
async fn redeems(app: &App, token: &str, now: Timestamp) -> bool {
    let hash = hash(token);
    app.db().write(move |tx| quick_access::redeem(tx, &hash, now)).await.unwrap().is_some()
}

#[tokio::test]
async fn a_link_is_made_in_any_of_three_encodings() {
    let app = with_ana().await;
    let erp = app.erp();
    let answers = [
        erp.post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200),
        erp.post_multipart(QUICK_ACCESS, &[("customer_id", "ANA@exemplo.com"), ("customer_type_id", "E")])
            .await
            .expect(200),
        erp.post_json(QUICK_ACCESS, &json!({ "customer_id": 1 })).await.expect(200),
    ];
    for answer in &answers {
        let token = token_of(answer);
        assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
        let body = answer.body.replace(&token, "TOKEN");
        insta::allow_duplicates! {
            assert_snapshot!(body, @r#"{"error":false,"message":"O link de acesso r\u00e1pido foi criado.","data":{"token":"TOKEN","url":"\/panel\/quick-access?token=TOKEN"},"success":true}"#);
        }
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert_ne!(token_of(&answers[0]), token_of(&answers[2]));
    assert_eq!(count(&app, LINKS).await, 3);
}

#[tokio::test]
async fn the_link_begins_with_the_public_url() {
    let settings = Settings { public_url: Some("https://desk.example.com/".into()), ..Settings::default() };
    let app = App::start_with(settings, Limits::default()).await;
    create_ana(&app).await;
    let answer = app.erp().post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200);
    let url = answer.json()["data"]["url"].as_str().unwrap().to_owned();
    assert_eq!(url, format!("https://desk.example.com/panel/quick-access?token={}", token_of(&answer)));
}

#[tokio::test]
async fn it_signs_in_once_and_within_its_time() {
    let app = with_ana().await;
    let make = async || token_of(&app.erp().post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200));
    let now = app.now();
    let (last, over) =
        (Timestamp::from_micros(now.plus_seconds(SECONDS).micros() - 1), now.plus_seconds(SECONDS));
    let token = make().await;
    assert!(redeems(&app, &token, last).await);
    assert!(!redeems(&app, &token, last).await);
    assert!(!redeems(&app, &make().await, over).await);
    assert!(!redeems(&app, "another", now).await);

    // Who may not come in any more does not, though the link was made before.
    let token = make().await;
    app.deactivate(&app.default_account().await, "1").await;
    assert!(!redeems(&app, &token, now).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_use_it_at_the_same_moment_one_comes_in() {
    let app = with_ana().await;
    let token = token_of(&app.erp().post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200));
    let tries = join_all((0..20).map(|_| redeems(&app, &token, app.now()))).await;
    assert_eq!(tries.into_iter().filter(|came_in| *came_in).count(), 1);
}

#[tokio::test]
async fn who_is_not_active_or_not_approved_gets_none_and_an_address_is_not_needed() {
    let app = with_ana().await;
    let erp = app.erp();
    erp.post(NEW, &[("customer_id", "2"), ("name", "Bia")]).await.expect(200);
    erp.post(QUICK_ACCESS, &[("customer_id", "2")]).await.expect(200);
    erp.post("/v2.0/customer/permissions/access", &[("customer_id", "2"), ("access", "0")]).await.expect(200);
    app.deactivate(&app.default_account().await, "1").await;
    for id in ["1", "2"] {
        let answer = erp.post(QUICK_ACCESS, &[("customer_id", id)]).await.expect(401);
        assert_eq!(answer.faults(), "customer_id: not_allowed");
    }
    let said = async |language| {
        let actor = erp.clone().with("accept-language", language);
        actor.post(QUICK_ACCESS, &[("customer_id", "1")]).await.json()["message"].as_str().unwrap().to_owned()
    };
    assert_snapshot!(said("pt-BR").await, @"O parâmetro customer_id indica um cliente que está inativo ou ainda não foi aprovado.");
    assert_snapshot!(said("es").await, @"El parámetro customer_id indica un cliente que está inactivo o que aún no ha sido aprobado.");
    assert_snapshot!(said("en").await, @"The parameter customer_id names a customer that is inactive or has not been approved.");
    erp.with("accept", "application/problem+json")
        .post(QUICK_ACCESS, &[("customer_id", "1")])
        .await
        .expect(422);
    assert_eq!(count(&app, LINKS).await, 1);
}

#[tokio::test]
async fn who_is_not_there_gets_none() {
    let app = with_ana().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    for (actor, id, status, faults) in [
        (app.erp(), "2", 404, "customer_id: not_found"),
        (other, "1", 404, "customer_id: not_found"),
        (app.erp(), "", 401, "customer_id: required"),
        (app.erp().with("prefer", "handling=strict"), "1", 401, "x: unknown"),
    ] {
        let answer = actor.post(QUICK_ACCESS, &[("customer_id", id), ("x", "")]).await.expect(status);
        assert_eq!(answer.faults(), faults);
    }
    assert_eq!((count(&app, LINKS).await, trail(&app).await.len()), (0, 1));
}

#[tokio::test]
async fn a_repetition_gets_the_same_link_and_nothing_that_is_stored_tells_it() {
    let mut app = with_ana().await;
    let form = [("customer_id", "1"), ("x", "1")];
    let first = app.erp().with("idempotency-key", "k").post(QUICK_ACCESS, &form).await.expect(200);
    app.restart().await;
    let again = app.erp().with("idempotency-key", "k").post(QUICK_ACCESS, &form).await.expect(200);
    assert_eq!((again.header("idempotency-replayed"), &again.body), ("true", &first.body));
    assert_eq!(again.header("ignored-parameters"), "x");
    assert_eq!(count(&app, LINKS).await, 1);
    let token = token_of(&first);
    let stored = app.stored().await;
    assert!(!stored.windows(token.len()).any(|window| window == token.as_bytes()));
    assert!(stored.windows(token.len()).any(|window| window == hash(&token).as_bytes()));

    let other = app.erp().with("idempotency-key", "k").post(QUICK_ACCESS, &[("customer_id", "2")]).await;
    assert_eq!(other.expect(401).faults(), "-: idempotency_conflict, customer_id: not_found");
    // Another token has keys, and links, of its own.
    let colleague = app.token(&app.default_account().await).create().await;
    let theirs =
        app.holder(&colleague).with("idempotency-key", "k").post(QUICK_ACCESS, &form).await.expect(200);
    assert_eq!(theirs.header("idempotency-replayed"), "");
    assert_ne!(token_of(&theirs), token);
}

#[tokio::test]
async fn the_trail_names_the_customer_and_not_the_secret() {
    let app = with_ana().await;
    app.erp().post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200);
    let ours = "SELECT customer_id FROM customer";
    let ours = app.db().read(move |tx| tx.first(ours, &[], |row| row.text(0))).await.unwrap().unwrap();
    let line = trail(&app).await[1].replace(&ours, "CUSTOMER");
    assert_snapshot!(line, @r#"quick_access 1 created {"customer_id":"CUSTOMER","expires_at":1795527300000000}"#);
    assert_eq!(count(&app, "SELECT version FROM customer").await, 1);
}

#[tokio::test]
async fn links_are_forgotten_once_their_time_is_over() {
    let app = with_ana().await;
    let account = app.default_account().await.account_id;
    app.erp().post(QUICK_ACCESS, &[("customer_id", "1")]).await.expect(200);
    let (now, over) = (app.now(), app.now().plus_seconds(SECONDS));
    let purge =
        async |moment| app.db().write(move |tx| quick_access::purge(tx, account, moment)).await.unwrap();
    assert_eq!((purge(now).await, purge(over).await, purge(over).await), (0, 1, 0));
    assert_eq!(count(&app, LINKS).await, 0);
}
