//! Links are made as positions are given, and what was there before them is linked by and by.

use guiche_desk::audit::{Export, note_export};
use guiche_desk::sequencer;
use guiche_domain::id::Id;
use guiche_tests::App;

use super::{NEW, count, tamper, verified, wrong};

#[tokio::test]
async fn what_has_a_position_is_in_a_link() {
    let app = App::start().await;
    let none = verified(&app, None).await;
    assert_eq!((none.head, none.events, none.unlinked, none.values), (None, 0, 2, 2));
    app.follow().await;
    let first = verified(&app, None).await;
    assert_eq!((first.links, first.events, first.unlinked), (1, 2, 0), "the account and its token");
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.follow().await;
    let second = verified(&app, None).await;
    assert_eq!((second.links, second.events, second.values, second.erased), (2, 3, 3, 0));
    assert_eq!((second.last_position, second.head_position), (3, 3));
    assert_eq!(second.findings.count(), 0);
    // Who kept the first head finds it, and the second has grown out of it.
    for head in [&first.head, &second.head] {
        assert_eq!(verified(&app, head.as_deref()).await.findings.count(), 0);
    }
    // Nothing new, no link.
    app.follow().await;
    assert_eq!(verified(&app, None).await, second);
}

#[tokio::test]
async fn each_account_has_a_chain_of_its_own() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    app.portfolio(&other, "Ouro").await;
    app.follow().await;
    assert_eq!(count(&app, "SELECT count(DISTINCT account_id) FROM audit_chain").await, 2);
    assert_eq!(count(&app, "SELECT count(DISTINCT digest) FROM audit_chain").await, 2);
    assert!(wrong(&app).await.is_empty());
}

/// Things to be positioned and linked, more than one turn takes.
async fn many(app: &App, events: u64) {
    let account = app.default_account().await;
    for _ in 0..events / 500 {
        let noting = app.as_operator(&account, |tx, caller| {
            (0..500).try_for_each(|number| {
                note_export(tx, caller, Export { what: "customers", organization_id: None, rows: number })
            })
        });
        noting.await;
    }
}

#[tokio::test]
async fn a_database_of_before_is_linked_turn_by_turn() {
    let app = App::start().await;
    many(&app, 2_500).await;
    app.follow().await;
    // As a program of before left it.
    tamper(&app, "DELETE FROM audit_chain").await;
    let report = verified(&app, None).await;
    assert_eq!((report.links, report.unlinked, report.findings.count()), (0, 2_502, 0));

    let account_id = app.default_account().await.account_id;
    let (holder, now) = (Id::from_bits(1), app.now());
    let turn = app.db().write(move |tx| sequencer::WORK.run(tx, account_id, &holder, now));
    turn.await.unwrap();
    let report = verified(&app, None).await;
    assert_eq!((report.links, report.head_position, report.unlinked), (1, 1_000, 1_502));

    let holder = Id::from_bits(1);
    app.db().write(move |tx| sequencer::WORK.release(tx, account_id, &holder)).await.unwrap();
    app.follow().await;
    let report = verified(&app, None).await;
    assert_eq!((report.links, report.unlinked, report.findings.count()), (3, 0, 0));
}

#[tokio::test]
async fn a_change_without_its_event_stops_nobody() {
    let app = App::start().await;
    tamper(&app, "DELETE FROM audit_event WHERE entity = 'token'").await;
    app.follow().await;
    let report = verified(&app, None).await;
    assert_eq!((report.links, report.unlinked, report.findings.count()), (1, 0, 1));
}
