//! Sessions: how they begin, go on and end.

use guiche_desk::operator::{self, SESSION_HOURS};
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::App;

use super::{as_operator, browser, shown};

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_seen() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let begun = app.as_operator(&account, move |tx, caller| {
        let known = shown(tx, &ana)?;
        operator::begin(tx, &as_operator(caller, &ana), &known, &browser("secret"))
    });
    let session = begun.await.expect("the password is the one of before");
    let standing = async |hours: i64| {
        let then = app.now().plus_hours(hours);
        app.db().read(move |tx| operator::authenticate(tx, "secret", then)).await.unwrap()
    };
    assert!(standing(SESSION_HOURS - 1).await.is_some_and(|found| found.is_to_be_seen));
    assert_eq!(standing(SESSION_HOURS).await, None);
    // Seen each half day, it ends after two weeks.
    let mut hours = 0;
    while standing(hours + SESSION_HOURS - 1).await.is_some() {
        hours += SESSION_HOURS - 1;
        let (session, then) = (session.clone(), app.now().plus_hours(hours));
        app.as_operator(&account, move |tx, _| operator::see(tx, "secret", &session, None, then)).await;
    }
    assert!(standing(14 * 24 - 1).await.is_some(), "seen last after {hours} hours");
    assert_eq!(standing(14 * 24).await, None);
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_opens_nothing() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let begun = app.as_operator(&account, move |tx, caller| {
        let known = shown(tx, &ana)?;
        guiche_store::operator::set_password(tx, caller.account.account_id, &ana.operator_id, "another")?;
        operator::begin(tx, &as_operator(caller, &ana), &known, &browser("secret"))
    });
    assert_eq!(begun.await, None);
}

#[tokio::test]
async fn sessions_are_ended_by_their_owner_and_by_administrators() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = super::operator(&app, "ana@example.com", Role::Operator).await;
    let bia = super::operator(&app, "bia@example.com", Role::Operator).await;
    let done = app.as_operator(&account, move |tx, caller| {
        let known = shown(tx, &ana)?;
        let (as_ana, as_bia) = (as_operator(caller, &ana), as_operator(caller, &bia));
        let one = operator::begin(tx, &as_ana, &known, &browser("one"))?.expect("a session");
        let two = operator::begin(tx, &as_ana, &known, &browser("two"))?.expect("a session");
        let strange = operator::end_session(tx, &as_bia, &ana.operator_id, &one.session_id);
        assert!(matches!(strange, Err(Error::Refused(_))), "{strange:?}");
        let own = operator::end_session(tx, &as_bia, &bia.operator_id, &one.session_id)?;
        assert!(!own, "not one of hers");
        assert!(operator::end_session(tx, &as_ana, &ana.operator_id, &one.session_id)?);
        assert_eq!(operator::end_other_sessions(tx, caller, &ana.operator_id, None)?, 1);
        Ok([one, two].map(|session| session.session_id))
    });
    done.await;
    let now = app.now();
    for secret in ["one", "two"] {
        assert_eq!(app.db().read(move |tx| operator::authenticate(tx, secret, now)).await.unwrap(), None);
    }
}
