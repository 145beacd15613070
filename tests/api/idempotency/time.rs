//! Outcomes are kept for 24 hours, restarts or not.

use guiche_desk::idempotency;
use guiche_domain::time::Timestamp;
use guiche_tests::App;

use super::{ANA, NEW, done, replayed, with_key};

#[tokio::test]
async fn an_outcome_survives_a_restart() {
    let mut app = App::start().await;
    let first = done(with_key(&app, "k").post(NEW, &ANA).await);
    app.restart().await;
    let again = replayed(with_key(&app, "k").post(NEW, &ANA).await);
    assert_eq!(again.body, first.body);
    with_key(&app, "k").post(NEW, &[("customer_id", "2")]).await.expect(401);
}

#[tokio::test]
async fn an_outcome_is_kept_for_24_hours_and_then_the_key_is_free() {
    let mut app = App::start().await;
    let began = app.now();
    done(with_key(&app, "k").post(NEW, &ANA).await);

    app.restart_at(began.plus_hours(24)).await;
    replayed(with_key(&app, "k").post(NEW, &ANA).await);

    app.restart_at(Timestamp::from_micros(began.plus_hours(24).micros() + 1)).await;
    let refused = with_key(&app, "k").post(NEW, &ANA).await.expect(401);
    assert_eq!(refused.faults(), "customer_id: duplicate, email: duplicate");
    let eva = [("customer_id", "2"), ("name", "Eva")];
    done(with_key(&app, "k").post(NEW, &eva).await);

    // The 24 hours of the second use begin with it.
    app.restart_at(began.plus_hours(48)).await;
    replayed(with_key(&app, "k").post(NEW, &eva).await);
}

#[tokio::test]
async fn a_purge_takes_only_what_is_past_its_time() {
    let mut app = App::start().await;
    let (began, account) = (app.now(), app.default_account().await.account_id);
    done(with_key(&app, "old").post(NEW, &ANA).await);
    app.restart_at(began.plus_hours(1)).await;
    let eva = [("customer_id", "2"), ("name", "Eva")];
    done(with_key(&app, "new").post(NEW, &eva).await);
    let now = Timestamp::from_micros(began.plus_hours(24).micros() + 1);
    let purged = app.db().write(move |tx| idempotency::purge(tx, account, now)).await;
    assert_eq!(purged.unwrap(), 1);
    replayed(with_key(&app, "new").post(NEW, &eva).await);
    with_key(&app, "old").post(NEW, &ANA).await.expect(401);
}
