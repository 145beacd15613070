//! What the census keeps of customers while they change, go, and are upgraded.

use fastrand::Rng;
use guiche_desk::{Clock, home};
use guiche_domain::account::Account;
use guiche_jobs::Worker;
use guiche_store::census::{Came, days};
use guiche_tests::App;

use super::base::{change, groups, page, people, put, query, store};

async fn count(app: &App, account: &Account, pairs: &[(&str, &str)]) -> usize {
    page(app, account, query(pairs)).await.rows.len()
}

#[tokio::test]
async fn a_customer_is_found_by_what_it_has_now_and_by_nothing_once_it_is_gone() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    let mut someone = people(&app, &groups, 1, &mut Rng::with_seed(5)).remove(0);
    someone.customer.portfolio_id = Some(groups.portfolios[0].clone());
    someone.customer.active = false;
    someone.values = vec![("region".into(), "Sul".into()), ("products".into(), "Fibra|Voz".into())];
    store(&app, &account, &[someone.clone()]).await;
    let (fibra, voz, tv) = (
        [("custom_field[products]", "Fibra"), ("sort", "newest")],
        [("custom_field[products]", "Voz"), ("custom_field[region]", "Sul")],
        [("custom_field[products]", "TV"), ("sort", "newest")],
    );
    assert_eq!((count(&app, &account, &fibra).await, count(&app, &account, &tv).await), (1, 0));
    assert_eq!(count(&app, &account, &voz).await, 1);

    someone.values = vec![("products".into(), "Voz|TV".into())];
    change(&app, &account, &someone, "updated").await;
    // What is listed has the value now, whatever the index still says.
    assert_eq!((count(&app, &account, &fibra).await, count(&app, &account, &voz).await), (0, 1));
    app.follow().await;
    assert_eq!((count(&app, &account, &fibra).await, count(&app, &account, &tv).await), (0, 1));

    change(&app, &account, &someone, "deleted").await;
    for _ in 0..2 {
        assert_eq!(count(&app, &account, &tv).await + count(&app, &account, &[("active", "0")]).await, 0);
        let figures = app.as_operator(&account, home::figures).await;
        assert_eq!((figures.customers, figures.inactive, figures.without_portfolio), (0, 0, 0));
        app.follow().await;
    }
    let came = app.as_operator(&account, |tx, caller| days(tx, caller.account.account_id, "2026-11-01"));
    assert_eq!(came.await, [("2026-11-24".into(), Came { created: 1, deleted: 1 })]);
    let figures = app.as_operator(&account, home::figures).await;
    assert!(figures.portfolios.is_empty());
    assert_eq!(figures.days.last().map(|day| day.customers), Some(1));
}

#[tokio::test]
async fn what_servers_of_before_have_followed_is_taken_in_all_the_same() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    put(&app, &account, &people(&app, &groups, 40, &mut Rng::with_seed(6))).await;
    // As they follow: the order of changes and the search, and no census.
    for worker in [Worker::sequencer, Worker::indexer] {
        let mut worker = worker(app.db().clone(), Clock::fixed(app.now()));
        worker.catch_up_now().await.unwrap();
        worker.release().await.unwrap();
    }
    let before = app.as_operator(&account, home::figures).await;
    assert!(before.portfolios.is_empty() && before.inactive > 0 && before.without_portfolio < 40);
    let newest = [("custom_field[vip]", "1"), ("sort", "newest")];
    assert_eq!(count(&app, &account, &newest).await, 0);
    app.follow().await;
    let after = app.as_operator(&account, home::figures).await;
    let counts = |figures: &home::Figures| (figures.customers, figures.inactive, figures.without_portfolio);
    assert_eq!(counts(&after), counts(&before));
    let portfolios: u64 = after.portfolios.iter().map(|size| size.customers).sum();
    assert_eq!(portfolios, 40 - after.without_portfolio);
    assert!(count(&app, &account, &newest).await > 0);
}
