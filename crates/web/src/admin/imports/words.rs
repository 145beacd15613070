//! What is said of imports: states, columns, values, faults, and who began them.

use std::collections::BTreeMap;

use guiche_desk::import::Import;
use guiche_desk::{Permission, operator};
use guiche_domain::custom_field::CustomField;
use guiche_domain::import::run::State;
use guiche_domain::import::{Target, Warning, WarningKind};
use guiche_domain::refusal::{Fault, Field};
use guiche_i18n::{Gap, Tongue, phrase, sentence};

use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::Page;

/// A state: its word, and what it looks like.
#[derive(Clone, Debug)]
pub(in crate::admin) struct Tag {
    pub(in crate::admin) word: String,
    pub(in crate::admin) class: &'static str,
}

/// Where an import stands.
pub(in crate::admin) fn state(page: &Page, import: &Import) -> Tag {
    let (id, class) = match import.state {
        State::Uploading => ("import-state-uploading", "waiting"),
        State::Ready => ("import-state-ready", "waiting"),
        State::Running => ("import-state-running", "waiting"),
        State::Done => ("import-state-done", "on"),
        State::Cancelled if import.started_at.is_none() => ("import-state-discarded", ""),
        State::Cancelled => ("import-state-cancelled", "off"),
        State::Undoing => ("import-state-undoing", "waiting"),
        State::Undone => ("import-state-undone", ""),
    };
    Tag { word: page.say(id), class }
}

/// What a column becomes. A custom field that is not among those in use goes by its key.
pub(super) fn target(page: &Page, target: &Target, fields: &[CustomField]) -> String {
    let id = match target {
        Target::Ignore => "import-target-ignore",
        Target::CustomerId => "import-target-customer-id",
        Target::Name => "import-target-name",
        Target::Email => "import-target-email",
        Target::Phone => "import-target-phone",
        Target::Password => "import-target-password",
        Target::Organization => "import-target-organization",
        Target::Portfolio => "import-target-portfolio",
        Target::Language => "import-target-language",
        Target::CreateTickets => "import-target-create-tickets",
        Target::CustomField(id) => {
            let field = fields.iter().find(|field| field.id == *id);
            return field.map_or_else(|| target.to_string(), |field| field.name.clone());
        }
    };
    page.say(id)
}

/// What a parameter of the API is called.
pub(super) fn key(page: &Page, key: &str) -> String {
    key.parse().map_or_else(|_| key.to_owned(), |found| target(page, &found, &[]))
}

/// A customer's value under a parameter of the API.
pub(super) fn value(page: &Page, key: &str, text: &str) -> String {
    match (key, text) {
        ("create_tickets", "1") => page.say("form-yes"),
        ("create_tickets", "0") => page.say("form-no"),
        ("language", text) => {
            let known = page.languages().into_iter().find(|(language, _)| language.as_str() == text);
            known.map_or_else(|| text.to_owned(), |(_, name)| name.to_owned())
        }
        (_, text) => text.to_owned(),
    }
}

/// The sentence of a fault, about the field as the pages call it.
pub(super) fn fault(page: &Page, fault: &Fault) -> String {
    let field = fault.field.as_ref().map(|field| {
        let called = || field.key.parse().ok().map(|known| target(page, &known, &[]));
        Field { label: field.label.clone().or_else(called), ..field.clone() }
    });
    let tongue = Tongue { language: page.language(), named: true };
    sentence(&Fault { field, reason: fault.reason.clone() }, tongue)
}

/// What a spreadsheet has probably done to a column, and where.
pub(super) fn warning(page: &Page, import: &Import, warning: &Warning) -> String {
    let id = match warning.kind {
        WarningKind::LeadingZeros => "import-warning-leading-zeros",
        WarningKind::ScientificNotation => "import-warning-scientific-notation",
        WarningKind::Date => "import-warning-date",
        WarningKind::FormulaError => "import-warning-formula-error",
        WarningKind::TrailingFraction => "import-warning-trailing-fraction",
        WarningKind::Mojibake => "import-warning-mojibake",
        WarningKind::LostCharacters => "import-warning-lost-characters",
    };
    let (name, row) = (column(page, import, warning.column), page.number(&warning.row));
    let gaps = [("name", Gap::Text(&name)), ("row", Gap::Text(&row)), ("count", Gap::Number(warning.count))];
    phrase(id, page.language(), &gaps)
}

/// What a column is called: its name, or its place.
pub(super) fn column(page: &Page, import: &Import, at: usize) -> String {
    let named = import.header.get(at).filter(|name| !name.trim().is_empty());
    named.cloned().unwrap_or_else(|| page.say_many("import-column-number", &(at + 1)))
}

/// So many of so many rows.
pub(super) fn so_many_of(page: &Page, id: &str, done: i64, total: i64) -> String {
    let done = page.number(&done);
    let gaps = [("done", Gap::Text(&done)), ("count", Gap::Number(total.unsigned_abs()))];
    phrase(id, page.language(), &gaps)
}

/// The names of those who may have begun imports, by their ids; none for who may not see operators.
pub(super) async fn names(visit: &Visit) -> Result<BTreeMap<String, String>, Failure> {
    if !visit.may(Permission::ManageOperators) {
        return Ok(BTreeMap::new());
    }
    let operators = visit.read(operator::all).await?;
    Ok(operators.into_iter().map(|one| (one.operator_id.to_string(), one.name)).collect())
}

/// Who began an import, or went on with it last.
pub(super) fn who(page: &Page, import: &Import, names: &BTreeMap<String, String>) -> String {
    match import.starter.actor.as_str() {
        "operator" => {
            let name = import.starter.actor_id.as_ref().and_then(|id| names.get(id));
            name.cloned().unwrap_or_else(|| page.say("import-by-operator"))
        }
        _ => page.say("import-by-command-line"),
    }
}
