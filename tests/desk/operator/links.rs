//! Links that let somebody in once.

use guiche_desk::operator::{self, LINK_HOURS};
use guiche_domain::operator::Role;
use guiche_domain::refusal::Reason;
use guiche_store::Error;
use guiche_tests::App;

use super::draft;

#[tokio::test]
async fn the_first_administrator_comes_in_once() {
    let app = App::start().await;
    let account = app.default_account().await;
    let now = app.now();
    app.as_operator(&account, |tx, caller| operator::invite(tx, caller, None, "setup")).await;
    let first = draft("ana@example.com", Role::ReadOnly);
    let (one, other) = (first.clone(), draft("bia@example.com", Role::Administrator));
    let set_up =
        app.as_operator(&account, move |tx, caller| operator::set_up(tx, caller, "setup", &one, "hash"));
    let ana = set_up.await.expect("the link is good");
    assert_eq!((ana.role, ana.has_password), (Role::Administrator, true), "whatever was typed");
    let again =
        app.as_operator(&account, move |tx, caller| operator::set_up(tx, caller, "setup", &other, "hash"));
    assert_eq!(again.await, None);
    let looked = app.db().read(move |tx| operator::invited(tx, "setup", now)).await.unwrap();
    assert_eq!(looked, None);
}

#[tokio::test]
async fn a_link_is_for_its_account_and_its_time() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let id = ana.operator_id.clone();
    app.as_operator(&account, move |tx, caller| operator::invite(tx, caller, Some(&id), "reset")).await;
    let taken = app.as_operator(&other, |tx, caller| operator::take(tx, caller, "reset", "hash"));
    assert_eq!(taken.await, None, "another account's");
    let id = ana.operator_id.clone();
    let invited = app.as_operator(&other, move |tx, caller| operator::invite(tx, caller, Some(&id), "x"));
    assert!(!invited.await, "another account's");
    for (hours, good) in [(LINK_HOURS - 1, true), (LINK_HOURS, false)] {
        let then = app.now().plus_hours(hours);
        let looked = app.db().read(move |tx| operator::invited(tx, "reset", then)).await.unwrap();
        assert_eq!(looked.is_some(), good, "after {hours} hours");
    }
    let id = ana.operator_id.clone();
    app.as_operator(&account, move |tx, caller| operator::invite(tx, caller, Some(&id), "newer")).await;
    let taken = app.as_operator(&account, |tx, caller| operator::take(tx, caller, "reset", "hash"));
    assert_eq!(taken.await, None, "a newer link is in its place");
}

#[tokio::test]
async fn an_address_is_one_operator_s() {
    let app = App::start().await;
    let account = app.default_account().await;
    super::operator(&app, "ana@example.com", Role::Operator).await;
    let same = draft("ANA@example.com", Role::Operator);
    let refused = app.as_operator(&account, move |tx, caller| match operator::add(tx, caller, &same) {
        Err(Error::Refused(refusal)) => Ok(refusal.first().reason.clone()),
        other => panic!("{other:?}"),
    });
    assert_eq!(refused.await, Reason::Duplicate);
    let other = app.account("other").create().await;
    let same = draft("ana@example.com", Role::Operator);
    app.as_operator(&other, move |tx, caller| operator::add(tx, caller, &same)).await;
}
