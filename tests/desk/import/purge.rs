//! Files are forgotten after a time.

use guiche_desk::import;
use guiche_store::import::row::Which;
use guiche_tests::{Account, App};

use super::{ask, count, progress, run, uploaded, work};

/// Forgets all that is past its time so many days from now.
async fn purged_after(app: &App, account: &Account, days: i64) -> [usize; 4] {
    let (account_id, now) = (account.account_id, app.now().plus_hours(24 * days + 1));
    while app.db().write(move |tx| import::purge(tx, account_id, now)).await.unwrap() > 0 {}
    let mut counts = [0; 4];
    for (at, table) in ["import", "import_chunk", "import_row", "import_key"].into_iter().enumerate() {
        counts[at] = count(app, table).await;
    }
    counts
}

#[tokio::test]
async fn what_was_done_is_told_after_its_rows_are_forgotten() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut file = "customer_id,name\n".to_owned();
    for row in 0..1_300 {
        file += &format!("{row},{}\n", if row == 7 { "" } else { "Ana" });
    }
    let id = uploaded(&app, &account, file).await;
    work(&app).await;
    run(&app, &account, &id).await;
    assert_eq!(purged_after(&app, &account, 89).await, [1, 7, 1_300, 1_300]);
    assert_eq!(purged_after(&app, &account, 90).await, [1, 0, 0, 0]);
    assert_eq!(progress(&app, &account, &id).await.counts.created, 1_299);
    let rejected =
        ask(&app, &account, &id, |tx, caller, id| import::rows(tx, caller, id, Which::Rejected, 0, 10));
    assert_eq!(rejected.await.unwrap(), (Vec::new(), None));
    assert_eq!(count(&app, "customer").await, 1_299);
}

#[tokio::test]
async fn what_never_arrived_or_was_never_started_is_forgotten_as_a_whole() {
    let app = App::start().await;
    let account = app.default_account().await;
    uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    app.as_operator(&account, |tx, caller| import::begin(tx, caller, "cut.csv")).await;
    assert_eq!(purged_after(&app, &account, 0).await, [2, 1, 0, 0]);
    assert_eq!(purged_after(&app, &account, 1).await, [1, 1, 0, 0]);
    assert_eq!(purged_after(&app, &account, 90).await, [0, 0, 0, 0]);
}
