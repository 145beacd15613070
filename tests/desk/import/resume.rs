//! However it ends in the middle, the next server goes on where it was.

use guiche_desk::{Clock, import};
use guiche_domain::import::run::State;
use guiche_jobs::{Importer, Step};
use guiche_tests::App;

use super::{ask, counts, creating, customers_alike, progress, run, set_up, uploaded, work};

fn file() -> String {
    let mut file = "customer_id,name,email\n".to_owned();
    for row in 0..1_050 {
        let name = if row % 50 == 7 { "" } else { "Ana" };
        file += &format!("{},{name},a{}@exemplo.com\n", row % 1_000, row % 990);
    }
    file
}

#[tokio::test]
async fn who_goes_on_does_no_row_twice_and_leaves_none_out() {
    let (app, uninterrupted) = (App::start().await, App::start().await);
    let whole = {
        let account = uninterrupted.default_account().await;
        let id = uploaded(&uninterrupted, &account, file()).await;
        run(&uninterrupted, &account, &id).await
    };
    let account = app.default_account().await;
    let id = uploaded(&app, &account, file()).await;
    ask(&app, &account, &id, import::start).await.unwrap();
    let clock = Clock::fixed(app.now());
    for turn in 1..=5 {
        // Each of them gives its lease back, but ends in the middle of the import.
        let mut importer = Importer::new(app.db().clone(), clock.clone());
        assert_eq!(importer.step(account.account_id).await.unwrap(), Step::Done(200));
        // A turn that was prepared in vain does nothing.
        importer.release().await.unwrap();
        assert_eq!(progress(&app, &account, &id).await.counts.done, turn * 200);
    }
    work(&app).await;
    let resumed = progress(&app, &account, &id).await;
    assert_eq!((resumed.state, counts(&resumed)), (State::Done, counts(&whole)));
    assert_eq!(customers_alike(&app).await, customers_alike(&uninterrupted).await);
}

#[tokio::test]
async fn of_two_servers_one_does_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, file()).await;
    set_up(&app, &account, &id, creating).await;
    work(&app).await;
    ask(&app, &account, &id, import::start).await.unwrap();
    let clock = Clock::fixed(app.now());
    let mut one = Importer::new(app.db().clone(), clock.clone());
    let mut other = Importer::new(app.db().clone(), clock);
    assert_eq!(one.step(account.account_id).await.unwrap(), Step::Done(200));
    assert_eq!(other.step(account.account_id).await.unwrap(), Step::Elsewhere);
    other.catch_up_now().await.unwrap();
    assert_eq!(progress(&app, &account, &id).await.counts.done, 200);
    one.release().await.unwrap();
    // At the same moment, too: whoever comes second finds the rows done.
    let (first, second) = tokio::join!(one_turn(&app, &account), one_turn(&app, &account));
    let done = [first, second].into_iter().filter(|step| *step == Step::Done(200)).count();
    let now = progress(&app, &account, &id).await.counts;
    assert_eq!((now.done, now.created + now.rejected), (200 + 200 * i64::try_from(done).unwrap(), now.done));
}

async fn one_turn(app: &App, account: &guiche_tests::Account) -> Step {
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    importer.step(account.account_id).await.unwrap()
}
