//! The trail as a list.

use guiche_desk::Actor;
use guiche_desk::audit::{Export, Page, Query, export, list, note_export};
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_tests::App;

use super::{NEW, UPDATE, caller, first_customer, is_refused, operator};

async fn asked(app: &App, query: Query) -> Page {
    let account = app.default_account().await;
    app.as_operator(&account, move |tx, caller| list(tx, caller, &query)).await
}

fn told(page: &Page) -> Vec<String> {
    let told = page.entries.iter().map(|entry| &entry.event);
    told.map(|event| format!("{} {} {}", event.entity, event.version.unwrap(), event.change)).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[tokio::test]
async fn every_filter_narrows_it_down() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Bia")]).await.expect(200);
    app.portfolio(&account, "Ouro").await;
    let id = first_customer(&app).await;
    let all = Query { limit: 50, ..Query::default() };
    let everything = asked(&app, all.clone()).await;
    assert_eq!((everything.entries.len(), everything.next), (5, None));
    let customer = Query { entity: some("customer"), ..all.clone() };
    let mut found = told(&asked(&app, customer.clone()).await);
    found.sort();
    assert_eq!(found, ["customer 1 created", "customer 2 updated"]);
    let of_one = Query { entity_id: some(&id), ..customer.clone() };
    // With a position and without, by version.
    for _ in 0..2 {
        let page = asked(&app, of_one.clone()).await;
        assert_eq!(told(&page), ["customer 2 updated", "customer 1 created"]);
        assert!(page.entries[0].values.as_deref().unwrap().contains(r#""name":"Bia""#));
        app.follow().await;
    }
    for (query, count) in [
        (Query { entity_id: some(&id), ..all.clone() }, 2),
        (Query { change: some("created"), ..all.clone() }, 4),
        (Query { change: some("created"), ..of_one.clone() }, 1),
        (Query { actor: some("token"), ..all.clone() }, 2),
        (Query { actor: some("command_line"), ..all.clone() }, 3),
        (Query { actor_id: some("nobody"), ..all.clone() }, 0),
        (Query { from: Some(app.now()), ..all.clone() }, 5),
        (Query { from: Some(app.now().plus_seconds(1)), ..all.clone() }, 0),
        (Query { until: Some(app.now()), ..all.clone() }, 0),
        (Query { until: Some(app.now().plus_seconds(1)), ..all.clone() }, 5),
        (Query { from: Some(app.now()), until: Some(app.now().plus_seconds(1)), ..customer }, 2),
    ] {
        assert_eq!(asked(&app, query.clone()).await.entries.len(), count, "{query:?}");
    }
}

#[tokio::test]
async fn pages_lead_through_everything_once() {
    let app = App::start().await;
    for number in ["1", "2", "3"] {
        app.erp().post(NEW, &[("customer_id", number), ("name", "Ana")]).await.expect(200);
    }
    for name in ["Bia", "Caio"] {
        app.erp().post(UPDATE, &[("customer_id", "1"), ("name", name)]).await.expect(200);
    }
    app.follow().await;
    let id = first_customer(&app).await;
    let of_one = Query { entity: some("customer"), entity_id: some(&id), ..Query::default() };
    for (filter, count) in [(Query::default(), 7), (of_one, 3)] {
        for limit in 1..=3 {
            let mut query = Query { limit, ..filter.clone() };
            let mut seen = Vec::new();
            loop {
                let page = asked(&app, query.clone()).await;
                assert!(page.entries.len() <= limit);
                seen.extend(page.entries.into_iter().map(|entry| entry.event.event_id));
                let Some(next) = page.next else { break };
                query.cursor = Some(next);
            }
            let mut unique = seen.clone();
            unique.sort();
            unique.dedup();
            assert_eq!((seen.len(), unique.len()), (count, count));
        }
    }
}

#[tokio::test]
async fn one_looks_at_two_thousand_and_goes_on_from_there() {
    let app = App::start().await;
    let account = app.default_account().await;
    for _ in 0..5 {
        let noting = app.as_operator(&account, |tx, caller| {
            // A moment later than all that is looked for.
            let later = guiche_desk::Caller { now: caller.now.plus_seconds(60), ..caller.clone() };
            (0..500).try_for_each(|rows| {
                note_export(tx, &later, Export { what: "customers", organization_id: None, rows })
            })
        });
        noting.await;
    }
    let query = Query { entity: some("account"), limit: 10, ..Query::default() };
    let first = asked(&app, query.clone()).await;
    assert!(first.entries.is_empty() && first.next.is_some());
    let second = asked(&app, Query { cursor: first.next, ..query.clone() }).await;
    assert_eq!((told(&second), second.next), (vec!["account 1 created".to_owned()], None));
    // A moment leads past them at once.
    let until = Some(app.now().plus_seconds(30));
    assert_eq!(told(&asked(&app, Query { until, ..query }).await), ["account 1 created"]);

    let mut query = Query::default();
    let mut exported = 0;
    loop {
        let asking = query.clone();
        let page = app.as_operator(&account, move |tx, caller| export(tx, caller, &asking)).await;
        exported += page.entries.len();
        let Some(next) = page.next else { break };
        query.cursor = Some(next);
    }
    assert_eq!(exported, 2_502);
}

#[tokio::test]
async fn it_is_for_administrators_and_the_command_line() {
    let app = App::start().await;
    let token = caller(&app, Actor::Token { id: Id::from_bits(1), read_only: false }).await;
    for (caller, refused) in [
        (operator(&app, Role::Administrator).await, false),
        (operator(&app, Role::Operator).await, true),
        (token, true),
    ] {
        let who = caller.actor.clone();
        let asking = app.db().read(move |tx| list(tx, &caller, &Query::default()));
        assert_eq!(is_refused(&asking.await), refused, "{who:?}");
    }
}
