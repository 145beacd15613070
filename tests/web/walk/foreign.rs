//! What is of another account is found by nobody, whatever ids somebody knows.

use std::collections::BTreeSet;

use guiche_desk::audit;
use guiche_store::{Value, table};
use guiche_tests::{Account, Answer, App, Visitor};
use guiche_web::routes::Route;

use super::things::{Ids, Things, leads_to};
use super::{NOTHING, filled, guarded};

/// What everything is called in the account whose ids are known.
const SECRET: &str = "Segredo de A";
/// Another id of nothing, for what is asked of two.
const NOBODY: &str = "fedcba9876543210fedcba9876543210";
/// Parameters that are no ids: what has the fields, and of which version the own look is.
const WORDS: [&str; 2] = ["target", "version"];
/// The versions that there are of any of it.
const VERSIONS: [&str; 3] = ["1", "2", "4"];

/// Where an id stands in a query: `ID`, and of what it is. Other parameters are own ones.
const QUERIES: [(&str, &str); 27] = [
    ("/admin/customers?organization=ID", "organization_id"),
    ("/admin/customers?below=1&organization=ID", "organization_id"),
    ("/admin/customers?portfolio=ID", "portfolios"),
    ("/admin/customers?custom_field%5BID%5D=1", "field_id"),
    ("/admin/customers?columns=1&column=f.ID", "field_id"),
    ("/admin/customers/{customer_id}?before=ID", "event"),
    ("/admin/customers/{customer_id}/merge?with=ID", "customer_id"),
    ("/admin/customers/{customer_id}/merge?confirm=1&with=ID", "customer_id"),
    ("/admin/customers/{customer_id}/merge?q=ID", "customer_id"),
    ("/admin/organizations?q=ID", "organization_id"),
    ("/admin/organizations/suggest?q=ID", "organization_id"),
    ("/admin/imports/export?organization=ID", "organization_id"),
    ("/admin/imports/export/customers.csv?organization=ID", "organization_id"),
    ("/admin/audit?who=operator:ID", "operator_id"),
    ("/admin/audit?who=token:ID", "token_id"),
    ("/admin/audit?entity=customer&id=ID", "customer_id"),
    ("/admin/audit?entity=customer_merge&id=ID", "merge_id"),
    ("/admin/audit?entity=organization&id=ID", "organization_id"),
    ("/admin/audit?entity=portfolio&id=ID", "portfolios"),
    ("/admin/audit?entity=department&id=ID", "departments"),
    ("/admin/audit?entity=custom_field&id=ID", "field_id"),
    ("/admin/audit?entity=import&id=ID", "import_id"),
    ("/admin/audit?entity=token&id=ID", "token_id"),
    ("/admin/audit?entity=operator&id=ID", "operator_id"),
    ("/admin/audit?entity=operator_session&id=ID", "session_id"),
    ("/admin/audit?entity=customer&id={customer_id}&cursor=ID", "event"),
    ("/admin/audit/export?id=ID", "customer_id"),
];

/// A form: where it is sent, what its id is of, and its fields.
type Form = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The same in forms, which are sound but for that.
const FORMS: [Form; 12] = [
    (
        "/admin/customers/new",
        "organization_id",
        &[("name", "X"), ("customer_id", "x"), ("organization_id", "ID")],
    ),
    ("/admin/customers/new", "portfolios", &[("name", "X"), ("customer_id", "x"), ("portfolio_id", "ID")]),
    ("/admin/customers/new", "field_id", &[("name", "X"), ("customer_id", "x"), ("custom_field[ID]", "1")]),
    (
        "/admin/customers/{customer_id}/edit",
        "organization_id",
        &[("version", "2"), ("organization_id", "ID")],
    ),
    ("/admin/customers/{customer_id}/edit", "portfolios", &[("version", "2"), ("portfolio_id", "ID")]),
    (
        "/admin/customers/{customer_id}/merge",
        "customer_id",
        &[("with", "ID"), ("kept_version", "2"), ("merged_version", "2")],
    ),
    ("/admin/organizations/new", "organization_id", &[("name", "X"), ("mother_organization_id", "ID")]),
    ("/admin/organizations/new", "portfolios", &[("name", "X"), ("portfolio_id", "ID")]),
    (
        "/admin/organizations/{organization_id}/edit",
        "organization_id",
        &[("version", "1"), ("mother_organization_id", "ID")],
    ),
    (
        "/admin/organizations/{organization_id}/edit",
        "portfolios",
        &[("version", "1"), ("portfolio_id", "ID")],
    ),
    (
        "/admin/fields/department/new",
        "departments",
        &[("name", "X"), ("kind", "text"), ("department_id", "ID")],
    ),
    ("/admin/imports/{import_id}", "field_id", &[("version", "2"), ("column-1", "custom_field[ID]")]),
];

/// The account whose ids are known, what it has, and what the account has that knows them.
async fn both(app: &App) -> (Account, Things, Things) {
    let (account, other) = (app.default_account().await, app.account("other").create().await);
    let theirs = Things::make(app, &account, SECRET, "segredo@example.com").await;
    let own = Things::make(app, &other, "Coisa de B", "coisa@example.com").await;
    assert!(theirs.admin.get("/admin/customers").await.expect(200).body.contains(SECRET));
    (account, theirs, own)
}

/// All that is stored of an account.
async fn stored(app: &App, account: &Account) -> Vec<(&'static str, Vec<Value>)> {
    let account_id = Value::Integer(account.account_id);
    let read = app.db().read(move |tx| {
        let mut stored = Vec::new();
        for table in table::all() {
            let column = table.columns().iter().position(|(name, _)| *name == "account_id");
            let at = column.expect("everything is of an account");
            let rows = table.rows(tx, None, 10_000)?.into_iter().filter(|row| row[at] == account_id);
            stored.extend(rows.map(|row| (table.name(), row)));
        }
        Ok(stored)
    });
    read.await.expect("the store answers")
}

/// A route's paths with their ids, each with the same path of nothing: all ids are theirs, or one among own ones is.
fn foreign(route: &Route, theirs: &Ids, own: &Ids) -> BTreeSet<(String, String)> {
    let mut nothing = theirs.clone();
    for (_, id) in nothing.iter_mut().filter(|(name, _)| !WORDS.contains(name)) {
        *id = NOTHING.to_owned();
    }
    let mut paths = BTreeSet::from([(filled(route.path, theirs), filled(route.path, &nothing))]);
    for (name, id) in theirs.iter().filter(|(name, _)| !WORDS.contains(name)) {
        let with = |id: &str| {
            let mut mixed = own.clone();
            mixed.insert(*name, id.to_owned());
            filled(route.path, &mixed)
        };
        paths.insert((with(id), with(NOTHING)));
    }
    paths.retain(|(path, of_nothing)| path != of_nothing);
    paths
}

/// Opens a page, or sends a form that says all that any form has to say.
async fn ask(visitor: &Visitor, route: &Route, path: &str, version: &str, with: &str) -> Answer {
    if route.method == "GET" {
        return visitor.get(path).await;
    }
    let form = [
        ("version", version),
        ("kept_version", version),
        ("merged_version", "1"),
        ("with", with),
        ("name", "Roubado"),
        ("customer_id", "roubado"),
        ("email", "roubado@example.com"),
        ("role", "read-only"),
        ("language", "pt-BR"),
        ("create_tickets", "1"),
        ("options", "Roubada"),
        ("way", "create"),
        ("column-1", "ignore"),
    ];
    visitor.post(path, &form).await
}

/// A template with these ids, and one in the place of `ID`.
fn written(template: &str, own: &Ids, id: &str) -> String {
    let template = template.replace("ID", id);
    own.iter().fold(template, |written, (name, id)| written.replace(&format!("{{{name}}}"), id))
}

/// Asserts that an id tells no more than one of nothing.
#[track_caller]
fn assert_of_nothing(asked: &Answer, of_nothing: &Answer, id: &str, what: &str) {
    assert_eq!(asked.status, of_nothing.status, "{what}: {}", asked.body);
    assert!(!asked.body.contains(SECRET), "{what}: {}", asked.body);
    assert!(asked.body.replace(id, NOTHING) == of_nothing.body, "{what}: {}", asked.body);
}

#[tokio::test]
async fn what_another_account_has_is_not_found() {
    let app = App::start().await;
    let (account, theirs, own) = both(&app).await;
    let before = stored(&app, &account).await;
    for route in guarded() {
        let sets = theirs.ids.iter().zip(&own.ids);
        let paths: BTreeSet<_> = sets.flat_map(|(theirs, own)| foreign(&route, theirs, own)).collect();
        let versions = if route.method == "GET" { &VERSIONS[..1] } else { &VERSIONS[..] };
        // To end a session that is over already is no fault.
        let expected = if route.path.contains("/sessions/") { 303 } else { 404 };
        for (path, nothing) in &paths {
            for version in versions {
                let asked = ask(&own.admin, &route, path, version, &theirs.other).await;
                let of_nothing = ask(&own.admin, &route, nothing, version, NOBODY).await;
                assert_eq!(asked.status, of_nothing.status, "{route:?} {path}: {}", asked.body);
                assert_eq!(asked.status, expected, "{route:?} {path}: {}", asked.body);
                assert!(!asked.body.contains(SECRET), "{route:?} {path}: {}", asked.body);
            }
        }
    }
    assert_eq!(stored(&app, &account).await, before);
}

#[tokio::test]
async fn no_page_shows_what_another_account_has() {
    let app = App::start().await;
    let (account, theirs, own) = both(&app).await;
    let before = stored(&app, &account).await;
    for route in guarded().filter(|route| route.method == "GET") {
        for ids in &own.ids {
            let answer = own.admin.get(&filled(route.path, ids)).await;
            assert!(!answer.body.contains(SECRET), "{route:?}: {}", answer.body);
        }
    }
    let (import, customer) = (&theirs.ids[0]["import_id"], &own.other);
    for path in [
        "/admin/customers?q=segredo".to_owned(),
        "/admin/customers?organization=segredo+de+a".to_owned(),
        "/admin/organizations?q=segredo".to_owned(),
        "/admin/organizations/suggest?q=segredo".to_owned(),
        "/admin/imports/export/customers.csv?organization=segredo+de+a".to_owned(),
        format!("/admin/customers/{customer}/merge?q=segredo"),
        format!("/admin/imports?before={import}"),
        format!("/admin/audit?cursor={import}"),
    ] {
        let answer = own.admin.get(&path).await;
        assert!(answer.status.as_u16() < 500 && !answer.body.contains(SECRET), "{path}: {}", answer.body);
    }
    assert_eq!(stored(&app, &account).await, before);
}

#[tokio::test]
async fn an_id_of_another_account_is_one_of_nothing_wherever_it_is_said() {
    let app = App::start().await;
    let (account, theirs, own) = both(&app).await;
    let query = audit::Query { limit: 1, ..audit::Query::default() };
    let newest = app.as_operator(&account, move |tx, caller| audit::list(tx, caller, &query)).await;
    let before = stored(&app, &account).await;
    let mut known = theirs.ids[0].clone();
    known.insert("event", newest.entries[0].event.event_id.clone());

    let ids = &own.ids[0];
    for (path, name) in QUERIES {
        let asked = own.admin.get(&written(path, ids, &known[name])).await;
        let of_nothing = own.admin.get(&written(path, ids, NOTHING)).await;
        assert_of_nothing(&asked, &of_nothing, &known[name], path);
    }
    for (path, name, form) in FORMS {
        let path = written(path, ids, "");
        let send = async |id: &str| {
            let pairs = form.iter().map(|(key, text)| (key.replace("ID", id), text.replace("ID", id)));
            let pairs: Vec<(String, String)> = pairs.collect();
            let form: Vec<(&str, &str)> =
                pairs.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
            own.admin.post(&path, &form).await
        };
        let (asked, of_nothing) = (send(&known[name]).await, send(NOTHING).await);
        assert!([404, 422].contains(&asked.status.as_u16()), "{path} {name}: {}", asked.status);
        assert_of_nothing(&asked, &of_nothing, &known[name], &path);
    }
    assert_eq!(stored(&app, &account).await, before);
}

#[tokio::test]
async fn a_file_that_names_what_another_account_has_names_nothing() {
    let app = App::start().await;
    let (account, theirs, own) = both(&app).await;
    let before = stored(&app, &account).await;
    let (organization, portfolio) = (&theirs.ids[0]["organization_id"], &theirs.ids[0]["portfolios"]);
    let file = format!(
        "id;nome;organização;carteira\nn1;Ana;{organization};\nn2;Bia;segredo de a;\nn3;Caio;;{portfolio}\n\
         n4;Davi;;segredo de a\n"
    );
    let import = leads_to(&own.admin.upload("/admin/imports/new", &[], "b.csv", file).await);
    let preview = own.admin.get(&format!("{import}/preview")).await.expect(200).body;
    assert!(preview.contains("4 serão rejeitadas") && !preview.contains(SECRET), "{preview}");
    assert_eq!(stored(&app, &account).await, before);
}
