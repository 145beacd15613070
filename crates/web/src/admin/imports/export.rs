//! Customers taken out into a file.

use askama::Template;
use guiche_desk::customer::Scope;
use guiche_desk::organization;
use guiche_transfer::csv::{Delimiter, Format};
use guiche_transfer::export::Export;
use http::Method;

use super::new::delimiter;
use super::{EXPORT_FILE, LIST};
use crate::download;
use crate::form::{Input, Kind};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

/// Where organizations are suggested.
const SUGGEST: &str = "/admin/organizations/suggest";
/// What stands between fields, the usual first.
const DELIMITERS: [Delimiter; 3] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab];

#[derive(Template)]
#[template(path = "admin/imports/export.html")]
struct ExportPage {
    page: Page,
    action: &'static str,
    back: &'static str,
    inputs: Vec<Input>,
}

/// `GET /admin/imports/export`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit, false))
}

/// `GET /admin/imports/export/customers.csv`
pub(super) async fn file(visit: Visit) -> Answer {
    visit.asked_here()?;
    let organization_id = match visit.head.query("organization").map(str::to_owned) {
        None => None,
        Some(text) => {
            let found = visit.read(move |tx, caller| organization::named(tx, caller, &text)).await?;
            match found {
                Some((id, _)) => Some(id),
                None => return refused(&view(&visit, true)),
            }
        }
    };
    let delimiter = visit.head.query("delimiter").and_then(|text| text.parse().ok()).unwrap_or_default();
    let format = Format { delimiter, bom: visit.head.query("bom") == Some("1") };
    let name = format!("{}.csv", visit.page().say("export-file"));
    if visit.head.method == Method::HEAD {
        return download::head(&name);
    }
    let (db, caller) = (visit.web.db.clone(), visit.caller.clone());
    download::csv(&name, Export::begin(db, caller, Scope { organization_id }, format).await?)
}

fn view(visit: &Visit, unknown: bool) -> ExportPage {
    let page = visit.page();
    let asked = |name: &str| visit.head.query(name).unwrap_or_default().to_owned();
    let delimiters = DELIMITERS.map(|one| (one.as_str().to_owned(), delimiter(&page, one)));
    let mut organization = Input::new("organization", Kind::Text, page.say("export-organization"))
        .hint(page.say("export-organization-hint"))
        .suggest(SUGGEST)
        .value(asked("organization"));
    organization.fault = unknown.then(|| page.say("export-organization-unknown"));
    let inputs = vec![
        organization,
        Input::new("delimiter", Kind::Select, page.say("import-delimiter"))
            .choices(delimiters)
            .value(asked("delimiter")),
        Input::new("bom", Kind::Checkbox, page.say("export-bom"))
            .ticked(!unknown || asked("bom") == "1")
            .hint(page.say("export-bom-hint")),
    ];
    ExportPage { page, action: EXPORT_FILE, back: LIST, inputs }
}
