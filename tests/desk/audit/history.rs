//! What became of one thing.

use guiche_desk::Actor;
use guiche_desk::audit::{Changed, History, history};
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, UPDATE, caller, first_customer, is_refused, operator};

async fn asked(app: &App, id: &str, cursor: Option<Id>, limit: usize) -> History {
    let (account, id) = (app.default_account().await, id.to_owned());
    let asking = app.as_operator(&account, move |tx, caller| {
        history(tx, caller, "customer", &id, cursor.as_ref(), limit)
    });
    asking.await
}

fn told(changed: &Changed) -> String {
    let mut told = format!("{} {}", changed.event.version.unwrap(), changed.event.change);
    for difference in changed.differences.as_ref().unwrap() {
        let from = difference.from.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
        told += &format!(" | {}: {from} -> {}", difference.field, difference.to);
    }
    told
}

#[tokio::test]
async fn a_customers_changes_are_told_by_what_became_different() {
    let app = App::start().await;
    let account = app.default_account().await;
    let region = app.field(&account, Kind::Text, "Região").id("region").create().await;
    let (key, erp) = (format!("custom_field[{region}]"), app.erp());
    let department = app.department(&account, "Suporte").await;
    erp.post(NEW, &[("customer_id", "1"), ("name", "Ana"), (&key, "Sul")]).await.expect(200);
    erp.post(UPDATE, &[("customer_id", "1"), ("name", "Bia"), ("email", "bia@exemplo.com")])
        .await
        .expect(200);
    erp.post("/v2.0/customer/department/link", &[("customer_id", "1"), ("configuration", &department)])
        .await
        .expect(200);
    app.follow().await;
    erp.post(UPDATE, &[("customer_id", "1"), (&key, "Norte"), ("password", "segredo-longo-1")])
        .await
        .expect(200);
    let id = first_customer(&app).await;
    let whole = asked(&app, &id, None, 50).await;
    assert_eq!(whole.next, None);
    let told_all: Vec<_> = whole.changes.iter().map(told).collect();
    let text = told_all.join("\n").replace(&department, "DEPARTMENT");
    assert_snapshot!(text, @r#"
    4 updated | custom_fields.region: "Sul" -> "Norte" | password: ? -> "set"
    3 linked | department_id: null -> "DEPARTMENT"
    2 updated | email: null -> "bia@exemplo.com" | name: "Ana" -> "Bia"
    1 created | account_approved: null -> true | active: null -> true | create_tickets: null -> true | custom_fields.region: null -> "Sul" | customer_id: null -> "1" | email_validated: null -> false | language: null -> "pt-BR" | name: null -> "Ana"
    "#);
    // Page by page it is the same: what was before is known across the pages.
    let (mut cursor, mut paged) = (None, Vec::new());
    loop {
        let page = asked(&app, &id, cursor, 1).await;
        paged.extend(page.changes);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(paged, whole.changes);
}

#[tokio::test]
async fn who_may_see_a_thing_may_see_what_became_of_it() {
    let app = App::start().await;
    let reader = operator(&app, Role::ReadOnly).await;
    let administrator = operator(&app, Role::Administrator).await;
    let token = caller(&app, Actor::Token { id: Id::from_bits(1), read_only: true }).await;
    for (caller, entity, refused) in [
        (&reader, "customer", false),
        (&reader, "organization", false),
        (&reader, "token", true),
        (&administrator, "token", false),
        (&token, "customer", false),
        (&token, "token", true),
    ] {
        let caller = caller.clone();
        let asking = app.db().read(move |tx| history(tx, &caller, entity, "x", None, 10));
        let found = asking.await;
        assert_eq!(is_refused(&found), refused, "{entity}");
        if let Ok(found) = found {
            assert_eq!(found, History::default());
        }
    }
}
