//! What whoever runs the server does about customers, and what the API shows of it.

use guiche_desk::{Actor, Caller, Ids, blocked_email};
use guiche_domain::email::Email;
use guiche_tests::App;
use insta::assert_snapshot;

use super::new::NEW;
use super::{count, shown, trail};

#[tokio::test]
async fn a_customer_out_of_service_is_shown_as_inactive_and_the_change_has_its_trail() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.deactivate(&app.default_account().await, "1").await;
    assert_eq!(shown(&app.erp(), "1").await["active"], false);
    assert_snapshot!(trail(&app).await[1], @r#"customer 2 updated {"customer_id":"1","name":"Ana","email":null,"email_validated":false,"phone":null,"create_tickets":true,"organization_id":null,"language":"pt-BR","portfolio_id":null,"active":false,"account_approved":true,"custom_fields":[]}"#);
    let actors = "SELECT count(*) FROM audit_event WHERE entity = 'customer' AND actor = 'command_line'";
    assert_eq!(count(&app, actors).await, 1);
}

#[tokio::test]
async fn an_address_that_is_blocked_again_is_another_thing_in_the_trail() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.block(&account, "spam@exemplo.com").await;
    let (caller, email) = (operator(&app).await, Email::parse("SPAM@exemplo.com").unwrap());
    let unblocked = app.db().write(move |tx| blocked_email::unblock(tx, &caller, &email));
    assert!(unblocked.await.unwrap());
    app.block(&account, "Spam@exemplo.com").await;
    assert_snapshot!(trail(&app).await.join("\n"), @r#"
    blocked_email 1 created {"email":"Spam@exemplo.com"}
    blocked_email 1 created {"email":"spam@exemplo.com"}
    blocked_email 2 deleted {"email":"SPAM@exemplo.com"}
    "#);
    let things =
        "SELECT count(*) FROM (SELECT DISTINCT entity_id FROM outbox WHERE entity = 'blocked_email') o";
    assert_eq!(count(&app, things).await, 2);
    // An address is a person's: it is nowhere but in the values, which can be erased.
    let named = "SELECT count(*) FROM audit_event WHERE entity = 'blocked_email' AND entity_id LIKE '%@%'";
    assert_eq!(count(&app, named).await, 0);
}

async fn operator(app: &App) -> Caller {
    Caller::new(app.default_account().await, Actor::CommandLine, app.now(), Ids::random())
}
