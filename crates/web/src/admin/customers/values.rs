//! How values are shown.

use guiche_domain::custom_field::Kind;
use guiche_domain::language::Language;

use crate::page::Page;

/// A custom field's value, as people write it.
pub(super) fn of_kind(page: &Page, kind: Kind, value: &str) -> String {
    match kind {
        Kind::Checkbox => page.say(flag(value == "1")),
        Kind::MultiSelect => value.replace('|', ", "),
        Kind::Date => date(page, value),
        _ => value.to_owned(),
    }
}

/// The phrase for a yes or a no.
pub(super) fn flag(value: bool) -> &'static str {
    if value { "form-yes" } else { "form-no" }
}

/// The phrase for a customer's state, and the class of its tag.
pub(super) fn state(active: bool) -> (&'static str, &'static str) {
    if active { ("customer-active", "on") } else { ("customer-inactive", "off") }
}

/// A language in its own words.
pub(super) fn language(page: &Page, language: Language) -> &'static str {
    page.languages().into_iter().find(|(known, _)| *known == language).map_or("", |(_, name)| name)
}

/// `2026-11-24` in the order of the page's language.
fn date(page: &Page, value: &str) -> String {
    let parts: Vec<&str> = value.split('-').collect();
    match (page.language(), parts.as_slice()) {
        (Language::Portuguese | Language::Spanish, [year, month, day]) => format!("{day}/{month}/{year}"),
        _ => value.to_owned(),
    }
}
