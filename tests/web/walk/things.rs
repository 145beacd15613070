//! One of everything that a path or a form of the panel can name, all of it called alike.

use std::collections::BTreeMap;

use guiche_desk::{Clock, customer, operator, token};
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_jobs::Importer;
use guiche_tests::{Account, Answer, App, Visitor};

use super::between;

const PASSWORD: &str = "cavalo correto pilha";
/// The head of a PNG file of 200 by 80 pixels: what a picture is known by.
const LOGO: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xc8\0\0\0\x50\x08\x06\0\0\0\0\0\0\0";

/// What stands in a path for each of its parameters. For a parameter that is called just `id`, what stands before it says
/// of what.
pub(super) type Ids = BTreeMap<&'static str, String>;

/// What was made.
pub(super) struct Things {
    /// An administrator, who came in by a link.
    pub(super) admin: Visitor,
    /// All ids three times: each time with a custom field of something else, and with an import that stands elsewhere.
    pub(super) ids: [Ids; 3],
    /// A customer that is merged with none, by our id.
    pub(super) other: String,
}

impl Things {
    /// Makes them in an account that has nothing yet.
    pub(super) async fn make(app: &App, account: &Account, name: &str, email: &str) -> Self {
        let (admin, mut ids) = administrator(app, account, name, email).await;
        let (portfolio, department) =
            (app.portfolio(account, name).await, app.department(account, name).await);
        let site = format!("https://example.com/{}", name.replace(' ', "/"));
        let phone: String = name.chars().take(20).collect();
        let more = [("email", email), ("phone", &phone), ("portfolio_id", &portfolio)];

        let of_organization = app.field(account, Kind::Text, name).of_organizations().create().await;
        let value = format!("custom_field[{of_organization}]");
        let above = app.organization(account, &format!("{name} acima")).await;
        let own = [
            ("name", name),
            ("site", &site),
            ("mother_organization_id", &above),
            ("create_tickets", "1"),
            (&value, name),
        ];
        let form = [&own[..], &more[..]].concat();
        let organization = added(&admin, "/admin/organizations/new", &form).await;

        let kinds = [
            (Kind::Select, name),
            (Kind::Text, name),
            (Kind::LongText, name),
            (Kind::MultiSelect, name),
            (Kind::Email, email),
            (Kind::Url, site.as_str()),
        ];
        let of_customer = fields(app, account, name, &kinds.map(|(kind, _)| kind)).await;
        let keys: Vec<String> = of_customer.iter().map(|id| format!("custom_field[{id}]")).collect();
        let mut form = [&more[..], &[("organization_id", organization.as_str())]].concat();
        form.extend(keys.iter().zip(&kinds).map(|(key, (_, value))| (key.as_str(), *value)));
        let [kept, merge, other] = customers(app, account, &admin, name, &form).await;

        let of_department = app.field(account, Kind::MultiSelect, name).of_department(&department, None);
        let of_department = of_department.options(&[name]).create().await;
        let [ready, done, discarded] = imports(app, &admin, name).await;
        let (token, version) = (token_of(app, account, &admin, name).await, look(&admin).await);
        ids.extend([
            ("customer_id", kept),
            ("merge_id", merge),
            ("organization_id", organization),
            ("portfolios", portfolio),
            ("departments", department),
            ("token_id", token),
            ("version", version),
            ("file", "panel.css".to_owned()),
        ]);
        app.follow().await;
        let each = |target: &str, field_id: &str, import_id: String| {
            let (target, field_id) = (target.to_owned(), field_id.to_owned());
            let mut ids = ids.clone();
            ids.extend([("target", target), ("field_id", field_id), ("import_id", import_id)]);
            ids
        };
        let ids = [
            each("customer", &of_customer[0], ready),
            each("organization", &of_organization, done),
            each("department", &of_department, discarded),
        ];
        Self { admin, ids, other }
    }
}

/// An administrator, signed in with a browser that is called so too; the ids of that, and one more link, still good.
async fn administrator(app: &App, account: &Account, name: &str, email: &str) -> (Visitor, Ids) {
    let first = app.operator(account, Role::Administrator).await;
    let form = [("name", name), ("email", email), ("role", "administrator")];
    let id = added(&first, "/admin/operators/new", &form).await;
    let way = format!("/admin/link/{}", link(&first, &id).await);
    let browser = app.visitor().with("user-agent", name);
    let password = [("password", PASSWORD), ("again", PASSWORD)];
    let entered = browser.post(&way, &password).await.expect(303);
    let operator_id: Id = id.parse().unwrap();
    let sessions =
        app.as_operator(account, move |tx, caller| operator::sessions(tx, caller, &operator_id)).await;
    let ids = Ids::from([
        ("secret", link(&first, &id).await),
        ("session_id", sessions[0].session_id.to_string()),
        ("operator_id", id),
    ]);
    (browser.following(&entered), ids)
}

/// The secret of a link by which an operator sets a password.
async fn link(admin: &Visitor, operator_id: &str) -> String {
    let made = admin.post(&format!("/admin/operators/{operator_id}/link"), &[]).await.expect(200);
    between(&made.body, "/admin/link/", "<").to_owned()
}

/// A colour and a logo; the version of the look.
async fn look(admin: &Visitor) -> String {
    admin.post("/admin/settings/accent", &[("accent", "#6A1B9A")]).await.expect(303);
    let head = "--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n\r\n";
    let body = [head.as_bytes(), LOGO, b"\r\n--b--\r\n"].concat();
    let sender = admin.actor().clone().with("sec-fetch-site", "same-origin");
    sender.post_bytes("/admin/settings/logo", "multipart/form-data; boundary=b", body).await.expect(303);
    between(&admin.get("/admin").await.expect(200).body, "\"/admin/look/", "\"").to_owned()
}

/// A custom field of customers of each of these kinds; their ids.
async fn fields(app: &App, account: &Account, name: &str, kinds: &[Kind]) -> Vec<String> {
    let mut ids = Vec::new();
    for kind in kinds {
        let options = if kind.has_options() { vec![name] } else { Vec::new() };
        let field = app.field(account, *kind, name).options(&options);
        // An id that was brought along may be any text.
        let field = if *kind == Kind::Text { field.id(name) } else { field };
        ids.push(field.create().await);
    }
    ids
}

/// A customer with all that is given, with which another one was merged, and one more: the ids of the first, of the merge
/// and of the last.
async fn customers(
    app: &App,
    account: &Account,
    admin: &Visitor,
    name: &str,
    form: &[(&str, &str)],
) -> [String; 3] {
    let kept = customer_with(admin, name, "1", form).await;
    let merged = customer_with(admin, name, "2", &[]).await;
    let other = customer_with(admin, name, "3", &[]).await;
    let both = [("with", merged.as_str()), ("kept_version", "1"), ("merged_version", "1")];
    admin.post(&format!("/admin/customers/{kept}/merge"), &both).await.expect(303);
    let id: Id = kept.parse().unwrap();
    let merges = app.as_operator(account, move |tx, caller| customer::merges(tx, caller, &id)).await;
    [kept, merges[0].merge_id.to_string(), other]
}

async fn customer_with(admin: &Visitor, name: &str, number: &str, more: &[(&str, &str)]) -> String {
    let key = format!("{name} {number}");
    let own = [("name", name), ("customer_id", key.as_str()), ("create_tickets", "1")];
    added(admin, "/admin/customers/new", &[&own[..], more].concat()).await
}

/// A token; its id.
async fn token_of(app: &App, account: &Account, admin: &Visitor, name: &str) -> String {
    let form = [("name", name), ("rights", "read-write"), ("expiry", "never")];
    admin.post("/admin/tokens/new", &form).await.expect(200);
    let tokens = app.as_operator(account, token::list).await;
    let made = tokens.iter().find(|kept| kept.token.name == name).expect("just made");
    made.token.token_id.to_string()
}

/// An import that is ready, one that is done and one that was discarded; their ids.
async fn imports(app: &App, admin: &Visitor, name: &str) -> [String; 3] {
    let ready = sent(admin, name, "11").await;
    let done = sent(admin, name, "12").await;
    let discarded = sent(admin, name, "13").await;
    let preview = admin.get(&format!("{done}/preview")).await.expect(200).body;
    let version = between(&preview, "name=\"version\" value=\"", "\"");
    admin.post(&format!("{done}/start"), &[("version", version)]).await.expect(303);
    admin.post(&format!("{discarded}/cancel"), &[]).await.expect(303);
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    importer.catch_up_now().await.unwrap();
    importer.release().await.unwrap();
    [ready, done, discarded].map(|page| last(&page))
}

/// Sends a file, of whose two rows the second has to be rejected; where its import is.
async fn sent(admin: &Visitor, name: &str, key: &str) -> String {
    let cell = format!("\"{}\"", name.replace('"', "\"\""));
    let file = format!("id;nome;{cell}\n{key};{cell};{cell}\n{key}0;;{cell}\n");
    let form = [("delimiter", "semicolon"), ("header", "1"), ("encoding", "utf-8")];
    leads_to(&admin.upload("/admin/imports/new", &form, &format!("{name}.csv"), file).await)
}

/// Sends the form of something new; its id.
async fn added(admin: &Visitor, path: &str, form: &[(&str, &str)]) -> String {
    last(&leads_to(&admin.post(path, form).await))
}

/// Where an answer leads.
#[track_caller]
pub(super) fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

/// What stands at the end of a path.
fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
