//! Values are erased, and the trail stands.

use guiche_desk::audit::{self, ERASED_AT_ONCE, erase_values};
use guiche_desk::organization;
use guiche_domain::form::Form;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_domain::organization::Draft;
use guiche_tests::App;

use super::{NEW, UPDATE, count, first_customer, is_refused, operator, text, verified};

#[tokio::test]
async fn what_a_customer_was_is_gone_and_who_did_what_stands() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Bia")]).await.expect(200);
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "Caio")]).await.expect(200);
    app.follow().await;
    let before = verified(&app, None).await;
    let (id, account) = (first_customer(&app).await, app.default_account().await);
    let erasing = {
        let id = id.clone();
        app.as_operator(&account, move |tx, caller| erase_values(tx, caller, "customer", &id))
    };
    assert_eq!(erasing.await, 2);
    app.follow().await;
    let report = verified(&app, before.head.as_deref()).await;
    assert_eq!((report.findings.count(), report.erased, report.events), (0, 2, before.events + 1));
    let left = "SELECT count(*) FROM audit_value WHERE entity = 'customer'";
    assert_eq!(count(&app, left).await, 1, "the other customer's");
    let told = "SELECT content FROM audit_value WHERE entity = 'erasure'";
    assert_eq!(text(&app, told).await, format!(r#"{{"entity":"customer","entity_id":"{id}","values":2}}"#));
    // The customer itself is as it was, its version too.
    let shown = app.erp().get("/guiche/v1/customers/1", &[]).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["version"]), (&"Bia".into(), &2.into()));

    let again = app.as_operator(&account, move |tx, caller| erase_values(tx, caller, "customer", &id));
    assert_eq!(again.await, 0);
    assert_eq!(count(&app, "SELECT count(*) FROM outbox WHERE entity = 'erasure'").await, 1);
}

#[tokio::test]
async fn a_thousand_are_erased_at_once() {
    let app = App::start().await;
    let account = app.default_account().await;
    let sql = "INSERT INTO audit_value (account_id, entity, entity_id, event_id, salt, content)
        VALUES ($1, 'customer', 'c', $2, '', '{}')";
    let made = app.as_operator(&account, move |tx, caller| {
        for number in 0..1_200 {
            let id = Id::from_bits(number).to_string();
            tx.execute(sql, &[caller.account.account_id.into(), (&id).into()])?;
        }
        Ok(())
    });
    made.await;
    let erase = || app.as_operator(&account, |tx, caller| erase_values(tx, caller, "customer", "c"));
    assert_eq!((erase().await, erase().await, erase().await), (ERASED_AT_ONCE, 200, 0));
}

#[tokio::test]
async fn an_administrator_may_and_nobody_less() {
    let app = App::start().await;
    for (role, refused) in [(Role::Administrator, false), (Role::Operator, true), (Role::ReadOnly, true)] {
        let caller = operator(&app, role).await;
        let erasing = app.db().write(move |tx| erase_values(tx, &caller, "customer", "x"));
        assert_eq!(is_refused(&erasing.await), refused, "{role}");
    }
}

#[tokio::test]
async fn an_id_whose_values_were_erased_is_not_given_again() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut form = Form::default();
    form.push_text("name", "Padaria");
    let (draft, id) = (Draft::read(&form, true), Id::from_bits(5));
    let create = || {
        let (draft, id) = (draft.clone(), id.clone());
        app.as_operator(&account, move |tx, caller| organization::create_as(tx, caller, &id, &draft))
    };
    assert!(create().await.is_some());
    let gone = id.clone();
    app.as_operator(&account, move |tx, caller| organization::delete(tx, caller, gone.as_str())).await;
    let gone = id.to_string();
    let erase = app.as_operator(&account, move |tx, caller| erase_values(tx, caller, "organization", &gone));
    assert_eq!(erase.await, 2);
    assert_eq!(create().await, None, "before its changes have positions");
    app.follow().await;
    assert_eq!(create().await, None, "and after");
}

#[tokio::test]
async fn a_history_says_where_values_were_erased() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let (id, account) = (first_customer(&app).await, app.default_account().await);
    let gone = id.clone();
    app.as_operator(&account, move |tx, caller| erase_values(tx, caller, "customer", &gone)).await;
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Bia")]).await.expect(200);
    let history =
        app.as_operator(&account, move |tx, caller| audit::history(tx, caller, "customer", &id, None, 10));
    let changes = history.await.changes;
    assert_eq!(changes[1].differences, None);
    let name = changes[0].differences.as_ref().unwrap().iter().find(|difference| difference.field == "name");
    let name = name.unwrap();
    assert_eq!((&name.from, &name.to), (&None, &"Bia".into()));
}
