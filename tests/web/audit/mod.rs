//! The audit trail in the panel: what it says, what is found in it, what is taken out of it.

use std::io::Write as _;

use guiche_desk::audit::{Export, erase_values, note_export};
use guiche_desk::{Actor, Caller, Clock, Ids, import};
use guiche_domain::operator::Role;
use guiche_jobs::Importer;
use guiche_store::customer;
use guiche_tests::{Account, App, Visitor};
use guiche_transfer::import::{Given, upload};

const NEW: &str = "/v2.0/customer/new";
const UPDATE: &str = "/v2.0/customer/update";

/// Two customers of whom one was changed, and an administrator.
async fn three_changes(app: &App) -> (Account, Visitor) {
    let account = app.default_account().await;
    let form = [("customer_id", "1"), ("name", "<b>Ana</b>"), ("email", "ana@exemplo.com")];
    app.erp().post(NEW, &form).await.expect(200);
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "=Bia")]).await.expect(200);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Anita")]).await.expect(200);
    app.follow().await;
    let admin = app.operator(&account, Role::Administrator).await;
    (account, admin)
}

/// The id of ours of the customer with this key.
async fn id_of(app: &App, account: &Account, key: &'static str) -> String {
    let account_id = account.account_id;
    let found = app.db().read(move |tx| customer::by_internal_id(tx, account_id, key)).await;
    found.unwrap().unwrap().customer_id.to_string()
}

/// How many entries a page shows.
fn entries(page: &str) -> usize {
    page.matches("<p class=\"when\">").count()
}

#[tokio::test]
async fn changes_are_told_with_who_made_them() {
    let app = App::start().await;
    let (account, admin) = three_changes(&app).await;
    let page = admin.get("/admin/audit?entity=customer").await.expect(200).body;
    assert_eq!(entries(&page), 3, "{page}");
    assert!(page.contains("Alteração") && page.contains("Criação"), "{page}");
    assert!(page.contains("<div>test<p class=\"hint\">Token da API</p>"), "the token by its name: {page}");
    assert!(page.contains("&#60;b&#62;Ana") && !page.contains("<b>Ana"), "{page}");
    let id = id_of(&app, &account, "1").await;
    assert!(page.contains(&format!("<a href=\"/admin/customers/{id}\">Anita</a>")), "{page}");
    assert!(page.contains("<dt><code>email</code></dt><dd>ana@exemplo.com</dd>"), "{page}");
    let all = admin.get("/admin/audit").await.expect(200).body;
    assert!(all.contains("Operator administrator") && all.contains("Entrada no painel"), "{all}");
    assert!(!all.contains("audit-"), "every phrase is there: {all}");
}

#[tokio::test]
async fn one_thing_shows_what_became_different_and_what_was_erased() {
    let app = App::start().await;
    let (account, admin) = three_changes(&app).await;
    let id = id_of(&app, &account, "1").await;
    let path = format!("/admin/audit?entity=customer&id={id}");
    let page = admin.get(&path).await.expect(200).body;
    assert_eq!(entries(&page), 2);
    let different =
        "<del>&#60;b&#62;Ana&#60;/b&#62;</del> <span aria-hidden=\"true\">→</span> <ins>Anita</ins>";
    assert!(page.contains(different), "{page}");
    let erased = id.clone();
    app.as_operator(&account, move |tx, caller| erase_values(tx, caller, "customer", &erased)).await;
    app.follow().await;
    let page = admin.get(&path).await.expect(200).body;
    assert_eq!((entries(&page), page.matches("Os valores foram apagados").count()), (2, 2), "{page}");
    assert!(!page.contains("Anita") && !page.contains("ana@exemplo.com"), "{page}");
}

#[tokio::test]
async fn filters_narrow_and_pages_go_on() {
    let app = App::start().await;
    let (account, admin) = three_changes(&app).await;
    for (query, expected) in [
        ("entity=customer&change=updated", 1),
        ("entity=customer&who=token", 3),
        ("entity=customer&who=operator", 0),
        ("entity=customer&from=2026-11-24&until=2026-11-24", 3),
        ("entity=customer&until=2026-11-23", 0),
        ("entity=customer&from=2026-11-25", 0),
        ("entity=customer&who=token:0123456789abcdef0123456789abcdef", 0),
    ] {
        let page = admin.get(&format!("/admin/audit?{query}")).await.expect(200).body;
        assert_eq!(entries(&page), expected, "{query}: {page}");
        assert_eq!(page.contains("Nada corresponde"), expected == 0, "{query}");
    }
    let refused = admin.get("/admin/audit?from=ontem&until=2026-02-30").await;
    assert_eq!(refused.status, 422);
    assert_eq!((refused.body.matches("class=\"fault\"").count(), entries(&refused.body)), (2, 0));
    assert_eq!(admin.get("/admin/audit?cursor=x").await.status, 422);
    assert_eq!(admin.get("/admin/audit?entity=customer&id=a%00b").await.status, 422);

    for number in 0..60 {
        app.portfolio(&account, &format!("P{number}")).await;
    }
    let first = admin.get("/admin/audit?entity=portfolio").await.expect(200).body;
    assert_eq!(entries(&first), 50);
    let start = first.find("/admin/audit?entity=portfolio&#38;cursor=").expect("a way on");
    let next = first[start..].split('"').next().unwrap().replace("&#38;", "&");
    let second = admin.get(&next).await.expect(200).body;
    assert_eq!(entries(&second), 10);
    assert!(second.contains("Mais recentes") && !second.contains("Mais antigos"), "{second}");
}

#[tokio::test]
async fn what_is_found_is_taken_out_as_a_file_that_leaves_a_trace() {
    let app = App::start().await;
    let (_, admin) = three_changes(&app).await;
    let path = "/admin/audit/export?entity=customer";
    let head = admin.actor().call(http::Method::HEAD, path).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    let file = admin.get(path).await.expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"auditoria-default-2026-11-24.csv\"")
    );
    let lines: Vec<&str> = file.body.split("\r\n").collect();
    assert_eq!(lines.len(), 5, "{}", file.body);
    let header = "\u{feff}event_id;occurred_at;entity;entity_id;version;change;actor;actor_id;actor_name;address;request_id;values";
    assert_eq!(lines[0], header);
    let updated = lines.iter().find(|line| line.contains(";customer;") && line.contains(";2;updated;token;"));
    assert!(updated.is_some_and(|line| line.contains(";2026-11-24T13:30:00Z;")), "{}", file.body);
    let traces = admin.get("/admin/audit?entity=export").await.expect(200).body;
    assert_eq!(entries(&traces), 1, "looking at the head of it left none: {traces}");
    assert!(traces.contains("<dt><code>rows</code></dt><dd>3</dd>"), "{traces}");
    assert_eq!(admin.get("/admin/audit/export?from=x").await.status, 400);
}

#[tokio::test]
async fn a_name_that_is_a_formula_is_a_text_in_the_file() {
    let app = App::start().await;
    let account = app.default_account().await;
    let renamed = app.operator(&account, Role::Administrator).await;
    let sent = [("name", "=1+1"), ("email", "x@exemplo.com"), ("role", "administrator")];
    let added = renamed.post("/admin/operators/new", &sent).await;
    let id = added.header("location").rsplit('/').next().unwrap().to_owned();
    app.as_operator(&account, move |tx, caller| {
        let actor = Actor::Operator { id: id.parse().unwrap(), role: Role::Administrator };
        let caller = Caller { actor, ..caller.clone() };
        note_export(tx, &caller, Export { what: "=2+2", organization_id: None, rows: 1 })
    })
    .await;
    let file = renamed.get("/admin/audit/export?entity=export").await.expect(200).body;
    assert!(file.contains(";'=1+1;") && !file.contains(";=1+1"), "{file}");
}

#[tokio::test]
async fn the_chain_tells_its_head_and_how_to_verify_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    let admin = app.operator(&other, Role::Administrator).await;
    let page = admin.get("/admin/audit").await.expect(200).body;
    assert!(page.contains("Ainda não há nada na cadeia"), "{page}");
    app.follow().await;
    let page = admin.get("/admin/audit").await.expect(200).body;
    let start = page.find("guiche audit verify --account other --head ").expect("the command");
    let digest: String = page[start..].chars().skip(43).take(64).collect();
    assert!(digest.chars().all(|digit| digit.is_ascii_hexdigit()), "{digest}");
    let of_default = app.operator(&account, Role::Administrator).await.get("/admin/audit").await.body;
    assert!(!of_default.contains(&digest), "each account has its own");
}

#[tokio::test]
async fn another_account_finds_nothing_of_it() {
    let app = App::start().await;
    let (account, _) = three_changes(&app).await;
    let id = id_of(&app, &account, "1").await;
    let other = app.account("other").create().await;
    let admin = app.operator(&other, Role::Administrator).await;
    for path in ["/admin/audit?entity=customer".to_owned(), format!("/admin/audit?entity=customer&id={id}")] {
        assert_eq!(entries(&admin.get(&path).await.expect(200).body), 0);
    }
    let file = admin.get("/admin/audit/export?entity=customer").await.expect(200).body;
    assert_eq!(file.lines().count(), 1, "{file}");
}

#[tokio::test]
async fn what_an_import_did_names_its_file() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"customer_id;name\n1;Ana\n").unwrap();
    let caller = Caller::new(account.clone(), Actor::CommandLine, app.now(), Ids::random());
    let asked = || caller.clone();
    let id = upload(app.db(), asked, file.path(), "c<1>.csv", Given::default(), |_| ()).await.unwrap();
    let started = id.clone();
    app.as_operator(&account, move |tx, caller| import::start(tx, caller, &started)).await;
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    importer.catch_up_now().await.unwrap();
    importer.release().await.unwrap();
    let admin = app.operator(&account, Role::Administrator).await;
    let page = admin.get("/admin/audit?entity=customer").await.expect(200).body;
    let named = format!("Pela importação de <a href=\"/admin/imports/{id}\">c&#60;1&#62;.csv</a>");
    assert!(page.contains(&named), "{page}");
}
