//! Text that would do harm elsewhere is stored wherever text is stored, and shown as the text that it is.

use std::collections::BTreeSet;

use guiche_domain::language::Language;
use guiche_tests::{Answer, App, Visitor};
use guiche_web::routes::{Guard, Route, list};

use super::things::Things;
use super::{between, filled, guarded};

/// What everything is called: harm to a spreadsheet, in an attribute, in a script and in an element.
const NASTY: &str = "=1\"><img src=x onerror=alert(1)>'-alert(1)-'<script>alert(1)</script>";
/// The same as an address.
const ADDRESS: &str = "\"\\\"><img src=x onerror=alert(1)>\"@example.com";
/// The middle of both as pages show it.
const SHOWN: &str = "&#60;img src=x onerror=alert(1)&#62;";
/// What no page has: an element or an attribute that somebody typed, or a link that runs.
const HARM: [&str; 7] = [
    "<script>alert",
    "<img src=x",
    "<img/",
    "'-alert(1)-'",
    "href=\"javascript:",
    "src=\"javascript:",
    "action=\"javascript:",
];
/// What spreadsheets take for formulae.
const FORMULAE: [&str; 8] =
    ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"];
/// What a formula begins with, or the way into one.
const FIRST: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Pages that show nothing of what is stored.
const SILENT: [&str; 7] = [
    "/admin/imports/export",
    "/admin/imports/new",
    "/admin/operators/new",
    "/admin/organizations/suggest",
    "/admin/profile/second-factor",
    "/admin/sign-in",
    "/admin/tokens/new",
];
/// All that pages can be asked for, but for what names one thing.
const KEYS: [&str; 21] = [
    "q",
    "organization",
    "portfolio",
    "active",
    "sort",
    "cursor",
    "columns",
    "column",
    "custom_field[x]",
    "entity",
    "change",
    "who",
    "from",
    "until",
    "id",
    "kind",
    "way",
    "account",
    "to",
    "before",
    "after",
];
/// All that forms ask for, but for versions.
const FIELDS: [&str; 22] = [
    "name",
    "customer_id",
    "email",
    "phone",
    "site",
    "organization_id",
    "portfolio_id",
    "mother_organization_id",
    "custom_field[x]",
    "role",
    "language",
    "options",
    "required",
    "rights",
    "expiry",
    "addresses",
    "time_zone",
    "details_shape",
    "accent",
    "password",
    "current",
    "way",
];

/// An account in which all is called so, and some customers are called otherwise.
async fn nasty(app: &App) -> Things {
    let things = Things::make(app, &app.default_account().await, NASTY, ADDRESS).await;
    let page = things.admin.get("/admin/settings").await.expect(200).body;
    let form = [
        ("version", between(&page, "name=\"version\" value=\"", "\"")),
        ("name", NASTY),
        ("language", "pt-BR"),
        ("time_zone", "America/Sao_Paulo"),
        ("details_shape", "array"),
    ];
    things.admin.post("/admin/settings", &form).await.expect(303);
    for (number, text) in FORMULAE.into_iter().chain(["javascript:alert(1)"]).enumerate() {
        let key = format!("{text}{number}");
        let form = [("name", text), ("customer_id", key.as_str()), ("phone", text)];
        // The first one is too long for a telephone number.
        let form = if number == 0 { &form[..2] } else { &form[..] };
        things.admin.post("/admin/customers/new", form).await.expect(303);
    }
    // So that who signs in is asked for the account.
    app.account("other").create().await;
    app.follow().await;
    things
}

/// The pages with all that they name, each with who comes to it.
fn pages<'v>(things: &'v Things, visitor: &'v Visitor) -> impl Iterator<Item = (Route, String, &'v Visitor)> {
    let routes = list().into_iter().filter(|route| route.method == "GET");
    routes.flat_map(move |route| {
        let who = if route.guard == Guard::Open { visitor } else { &things.admin };
        let paths: BTreeSet<String> = things.ids.iter().map(|ids| filled(route.path, ids)).collect();
        paths.into_iter().map(move |path| (route.clone(), path, who))
    })
}

fn is_page(answer: &Answer) -> bool {
    answer.header("content-type").starts_with("text/html")
}

/// Whether a page shows the text where its own content is.
fn shows(answer: &Answer) -> bool {
    let content = answer.body.split_once("<main").map_or(answer.body.as_str(), |(_, content)| content);
    is_page(answer) && content.contains(SHOWN)
}

/// Asserts that an answer runs in no browser and in no spreadsheet.
#[track_caller]
fn assert_harmless(answer: &Answer, of: &str) {
    assert!(answer.status.as_u16() < 500, "{of}: {}", answer.status);
    if is_page(answer) {
        for harm in HARM {
            assert!(!answer.body.contains(harm), "{harm} in {of}: {}", answer.body);
        }
    } else if answer.header("content-type").starts_with("text/csv") {
        for cell in cells(&answer.body) {
            assert!(!cell.starts_with(FIRST), "{cell:?} in {of}: {}", answer.body);
        }
    }
}

/// A file's cells, as a spreadsheet takes them apart.
fn cells(file: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = file.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ';' | '\r' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            char => cell.push(char),
        }
    }
    cells
}

#[tokio::test]
async fn what_would_do_harm_is_shown_as_text() {
    let app = App::start().await;
    let things = nasty(&app).await;
    for language in Language::ALL {
        let form = [("language", language.as_str())];
        things.admin.post("/admin/profile/language", &form).await.expect(303);
        let visitor = app.visitor().with("accept-language", language.tag());
        let (mut opened, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for (route, path, who) in pages(&things, &visitor) {
            let answer = who.get(&path).await;
            assert_harmless(&answer, &path);
            if is_page(&answer) && answer.status == 200 {
                opened.insert(route.path);
            }
            if shows(&answer) {
                seen.insert(route.path);
            }
        }
        let silent: Vec<&str> = opened.difference(&seen).copied().collect();
        assert_eq!(silent, SILENT, "{language}");
    }
}

#[tokio::test]
async fn what_is_asked_for_is_shown_as_text() {
    let app = App::start().await;
    let things = nasty(&app).await;
    let visitor = app.visitor();
    let mut seen = BTreeSet::new();
    for text in [NASTY, "javascript:alert(1)"] {
        let query = KEYS.map(|key| (key, text));
        for (route, path, who) in pages(&things, &visitor) {
            let answer = who.actor().get(&path, &query).await;
            assert_harmless(&answer, &path);
            if shows(&answer) {
                seen.insert(route.path);
            }
        }
    }
    for path in ["/admin/imports/export", "/admin/organizations/suggest", "/admin/sign-in"] {
        assert!(seen.contains(path), "{path} says again what it was asked for: {seen:?}");
    }
}

#[tokio::test]
async fn what_is_refused_is_shown_again_as_text() {
    let app = App::start().await;
    let things = nasty(&app).await;
    let form: Vec<(&str, &str)> =
        FIELDS.iter().map(|field| (*field, NASTY)).chain([("version", "1")]).collect();
    let mut seen = BTreeSet::new();
    for route in guarded().filter(|route| route.method == "POST") {
        if route.path == "/admin/sign-out" || route.path.contains("/sessions/") {
            continue;
        }
        for ids in &things.ids {
            let path = filled(route.path, ids);
            let answer = things.admin.post(&path, &form).await;
            assert_harmless(&answer, &path);
            if shows(&answer) {
                seen.insert(route.path);
            }
        }
    }
    assert!(seen.len() >= 10, "{seen:?}");
}

#[tokio::test]
async fn no_cell_of_a_file_is_a_formula() {
    let app = App::start().await;
    let things = nasty(&app).await;
    let rejected = filled("/admin/imports/{import_id}/rejected.csv", &things.ids[1]);
    for (path, texts) in [
        ("/admin/imports/export/customers.csv", &FORMULAE[..]),
        ("/admin/audit/export", &[NASTY]),
        (&rejected, &[NASTY]),
    ] {
        let file = things.admin.get(path).await.expect(200);
        assert_harmless(&file, path);
        let cells = cells(&file.body);
        for text in texts {
            assert!(cells.contains(&format!("'{text}")), "{text:?} in {path}: {}", file.body);
        }
    }
}
