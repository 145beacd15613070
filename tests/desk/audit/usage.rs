//! How the API is used.

use guiche_desk::usage::{calls, last_used};
use guiche_desk::{Actor, Caller};
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_domain::time::Timestamp;
use guiche_tests::App;

use super::{NEW, caller, count, is_refused, operator, text};

/// The hour in which the tests take place.
fn hour(app: &App) -> Timestamp {
    app.now().plus_seconds(-30 * 60)
}

async fn sums(app: &App) -> Vec<(Timestamp, String, u64)> {
    let (from, until) = (app.now().plus_hours(-24), app.now().plus_hours(1));
    let account = app.default_account().await;
    let found = app.as_operator(&account, move |tx, caller| calls(tx, caller, from, until)).await;
    found.into_iter().map(|hour| (hour.hour, hour.outcome, hour.calls)).collect()
}

#[tokio::test]
async fn calls_are_summed_by_hour_and_outcome_across_tokens() {
    let app = App::start().await;
    let account = app.default_account().await;
    let expired = app.token(&account).expires_at(app.now()).create().await;
    let reader = app.token(&account).read_only().create().await;
    let ana = [("customer_id", "1"), ("name", "Ana")];
    app.erp().post(NEW, &ana).await.expect(200);
    app.erp().post(NEW, &ana).await.expect(401);
    app.erp().post(NEW, &[("name", "")]).await.expect(401);
    app.holder(&reader).post(NEW, &ana).await.expect(401);
    app.holder(&reader).get("/v2.0/customer/list", &[]).await.expect(200);
    app.holder(&expired).get("/v2.0/customer/list", &[]).await.expect(401);
    // Of no account, or of nobody.
    app.holder("unknown").get("/v2.0/customer/list", &[]).await.expect(401);
    app.anon().get("/v2.0/customer/list", &[]).await.expect(401);
    app.anon().get("/healthz", &[]).await;
    assert!(sums(&app).await.is_empty());
    app.write_usage().await;
    let expected =
        [("duplicate", 1), ("ok", 2), ("required", 1), ("token_expired", 1), ("token_read_only", 1)];
    let expected = expected.map(|(outcome, calls)| (hour(&app), outcome.to_owned(), calls));
    assert_eq!(sums(&app).await, expected);
    // More of them are added.
    app.erp().get("/v2.0/customer/list", &[]).await.expect(200);
    app.write_usage().await;
    assert_eq!(sums(&app).await[1].2, 3);
}

#[tokio::test]
async fn a_token_was_used_last_when_it_was_let_in() {
    let mut app = App::start().await;
    let account = app.default_account().await;
    let erp = text(&app, "SELECT token_id FROM token").await;
    let unused = app.token(&account).create().await;
    app.revoke(&account, &unused).await;
    app.holder(&unused).get("/v2.0/customer/list", &[]).await.expect(401);
    let asked = async |app: &App| app.as_operator(&account, last_used).await;
    assert!(asked(&app).await.is_empty());
    app.erp().get("/v2.0/customer/exists", &[("customer_id", "1")]).await;
    app.write_usage().await;
    let first = app.now();
    assert_eq!(asked(&app).await, [(erp.clone(), first)].into());
    let later = first.plus_seconds(90);
    app.restart_at(later).await;
    app.erp().get("/v2.0/customer/exists", &[("customer_id", "1")]).await;
    app.write_usage().await;
    assert_eq!(asked(&app).await, [(erp.clone(), later)].into());
    // Another server, whose numbers come late.
    let (account_id, token) = (account.account_id, erp.clone());
    let late = app.db().write(move |tx| guiche_store::usage::set_last_use(tx, account_id, &token, first));
    late.await.unwrap();
    assert_eq!(asked(&app).await, [(erp, later)].into());
}

#[tokio::test]
async fn a_long_time_is_shown_by_its_last_days() {
    let app = App::start().await;
    let (account, now) = (app.default_account().await, app.now());
    let account_id = account.account_id;
    for (days, calls) in [(40, 1), (30, 2), (0, 4)] {
        let hour = hour(&app).plus_hours(-24 * days);
        let adding = app
            .db()
            .write(move |tx| guiche_store::usage::add_calls(tx, account_id, hour, "token", "ok", calls));
        adding.await.unwrap();
    }
    let asked = async |from: Timestamp, until: Timestamp| {
        let found =
            app.as_operator(&account, move |tx, caller: &Caller| calls(tx, caller, from, until)).await;
        found.iter().map(|hour| hour.calls).collect::<Vec<_>>()
    };
    assert_eq!(asked(now.plus_hours(-24 * 365), now).await, [2, 4]);
    assert_eq!(asked(now.plus_hours(-1), now).await, [4]);
    assert!(asked(now, now).await.is_empty());
    assert_eq!(count(&app, "SELECT count(*) FROM api_use").await, 3);
}

#[tokio::test]
async fn operators_see_the_numbers_and_administrators_the_tokens() {
    let app = App::start().await;
    let token = caller(&app, Actor::Token { id: Id::from_bits(1), read_only: false }).await;
    let asked = async |caller: Caller| app.db().read(move |tx| last_used(tx, &caller)).await;
    assert!(!is_refused(&asked(operator(&app, Role::Administrator).await).await));
    assert!(is_refused(&asked(operator(&app, Role::Operator).await).await));
    assert!(is_refused(&asked(token).await));
    let (now, reader) = (app.now(), operator(&app, Role::ReadOnly).await);
    assert_eq!(app.db().read(move |tx| calls(tx, &reader, now, now)).await.unwrap(), []);
}
