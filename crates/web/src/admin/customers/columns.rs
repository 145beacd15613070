//! What the list shows of each customer: chosen by who looks, and remembered by its browser.

use guiche_desk::customer::PanelRow;
use guiche_domain::custom_field::CustomField;
use guiche_domain::panel_query::MAX_COLUMNS;
use percent_encoding::percent_decode_str;

use super::query::Asked;
use super::values;
use crate::guard::Visit;
use crate::page::Page;
use crate::{cookie, links};

/// What every customer can have, by its key in an address: the phrase that names it.
const OWN: [(&str, &str); 7] = [
    ("id", "customer-internal-id"),
    ("email", "customer-email"),
    ("phone", "customer-phone"),
    ("organization", "customer-organization"),
    ("portfolio", "customer-portfolio"),
    ("state", "customer-state"),
    ("created", "customer-since"),
];
/// What is shown to who has not chosen.
const USUAL: [&str; 5] = ["id", "email", "phone", "organization", "state"];
/// What stands before a custom field's id.
const CUSTOM: &str = "f.";
/// What stands between keys in a cookie, where it is not part of any.
const BETWEEN: char = '~';
/// The most bytes of a cookie.
const MAX_COOKIE: usize = 3_000;

/// The keys of what is to be shown, whether or not there is such a thing.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    keys: Vec<String>,
    /// Whether the address says it: then the browser is to remember it.
    pub(super) by_address: bool,
}

impl Chosen {
    /// What the address says, or what was chosen before, or what is usual.
    pub(super) fn of(visit: &Visit, asked: &Asked) -> Self {
        if !asked.text("columns").is_empty() {
            return Self { keys: asked.all("column"), by_address: true };
        }
        let keys = match cookie::columns(&visit.head.headers) {
            Some(kept) => kept
                .split(BETWEEN)
                .map(|key| percent_decode_str(key).decode_utf8_lossy().into_owned())
                .collect(),
            None => USUAL.map(str::to_owned).to_vec(),
        };
        Self { keys, by_address: false }
    }

    /// As a cookie keeps it; never empty, so that nothing is a choice too.
    pub(super) fn kept(&self) -> Option<String> {
        let keys = self.keys.iter().map(|key| links::in_query(key));
        let kept = std::iter::once("-".to_owned()).chain(keys).collect::<Vec<_>>();
        let kept = kept.join(&BETWEEN.to_string());
        (kept.len() <= MAX_COOKIE).then_some(kept)
    }

    /// The ids of the custom fields among it that are there, in their order.
    pub(super) fn custom(&self, fields: &[CustomField]) -> Vec<String> {
        let ids = fields.iter().map(|field| &field.id).filter(|id| self.has(&format!("{CUSTOM}{id}")));
        ids.take(MAX_COLUMNS).cloned().collect()
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }
}

/// One of what can be shown.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) chosen: bool,
    field: Option<CustomField>,
}

/// A place in the table.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The class of the tag that the text stands in, if it does.
    pub(super) tag: Option<&'static str>,
    /// Whether it stays on one line.
    pub(super) whole: bool,
}

/// All that can be shown, in its order.
pub(super) fn all(page: &Page, fields: &[CustomField], portfolios: bool, chosen: &Chosen) -> Vec<Column> {
    let custom_ids = chosen.custom(fields);
    let own = OWN.iter().filter(|(key, _)| portfolios || *key != "portfolio").map(|(key, label)| Column {
        key: (*key).to_owned(),
        label: page.say(label),
        chosen: chosen.has(key),
        field: None,
    });
    let custom = fields.iter().map(|field| Column {
        key: format!("{CUSTOM}{}", field.id),
        label: field.name.clone(),
        chosen: custom_ids.contains(&field.id),
        field: Some(field.clone()),
    });
    own.chain(custom).collect()
}

/// What one customer has in the columns that are chosen.
pub(super) fn cells(page: &Page, columns: &[Column], row: PanelRow) -> Vec<Cell> {
    let PanelRow { customer, organization, portfolio, values } = row;
    let mut values = values.into_iter();
    let mut cells = Vec::new();
    for column in columns.iter().filter(|column| column.chosen) {
        let text = match (&column.field, column.key.as_str()) {
            (Some(field), _) => {
                values.next().flatten().map(|value| values::of_kind(page, field.kind, &value))
            }
            (None, "id") => customer.internal_id.clone(),
            (None, "email") => customer.email.clone(),
            (None, "phone") => customer.phone.clone(),
            (None, "organization") => organization.clone(),
            (None, "portfolio") => portfolio.clone(),
            (None, "created") => Some(page.written_day(&customer.created_at)),
            _ => {
                let (phrase, tag) = values::state(customer.active);
                cells.push(Cell { text: page.say(phrase), tag: Some(tag), whole: true });
                continue;
            }
        };
        let whole = matches!(column.key.as_str(), "phone" | "created");
        cells.push(Cell { text: text.unwrap_or_default(), tag: None, whole });
    }
    cells
}
