//! What the list is asked for, as it stands in the page's address.

use guiche_domain::form::{Entry, Form, Value};
use guiche_domain::panel_query::PanelQuery;
use guiche_domain::refusal::Refusal;
use guiche_domain::turn::Turn;

use super::LIST;
use crate::head::{Head, text};

/// An organization, by its id or its name.
pub(super) const ORGANIZATION: &str = "organization";
/// Customers that belong to no organization.
pub(super) const ALONE: &str = "alone";
const CURSOR: &str = "cursor";
/// What is no filter: the page, the order, and what is shown of each customer.
const AROUND: [&str; 4] = [CURSOR, "sort", "column", "columns"];

/// What an address says, but for what is blank.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    sent: Form,
}

impl Asked {
    /// What the page was asked for.
    pub(super) fn of(head: &Head) -> Self {
        let mut sent = Form::default();
        for (key, text) in texts(head.queries()) {
            if !text.trim().is_empty() {
                sent.push_text(key, text);
            }
        }
        Self { sent }
    }

    /// What is said under a key; empty where there is nothing.
    pub(super) fn text(&self, key: &str) -> &str {
        text(&self.sent, key).unwrap_or_default()
    }

    /// All that is said under a key.
    pub(super) fn all(&self, key: &str) -> Vec<String> {
        texts(&self.sent).filter(|(known, _)| *known == key).map(|(_, text)| text.to_owned()).collect()
    }

    /// Whether only some customers are wanted, by words or by filters.
    pub(super) fn is_narrowed(&self) -> bool {
        texts(&self.sent).any(|(key, _)| !AROUND.contains(&key))
    }

    /// Whether only some customers are wanted by filters.
    pub(super) fn is_filtered(&self) -> bool {
        texts(&self.sent).any(|(key, _)| key != "q" && !AROUND.contains(&key))
    }

    /// The same list at another page.
    pub(super) fn turned(&self, turn: &Turn) -> String {
        let mut address = form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(texts(&self.sent).filter(|(key, _)| *key != CURSOR));
        address.append_pair(CURSOR, &turn.to_string());
        format!("{LIST}?{}", address.finish())
    }

    /// The query, of the organization with this id where the one that was named was found.
    pub(super) fn query(&self, organization: Option<&str>) -> Result<PanelQuery, Refusal> {
        let mut form = Form::default();
        for (key, text) in texts(&self.sent) {
            match key {
                // The columns are the page's own.
                "columns" | "limit" | "count" | ALONE => {}
                ORGANIZATION => form.push_text(key, organization.unwrap_or(text)),
                _ => form.push_text(key, text),
            }
        }
        if !self.text(ALONE).is_empty() && self.text(ORGANIZATION).is_empty() {
            form.push_text(ORGANIZATION, "none");
        }
        form.push_text("count", "1");
        PanelQuery::read(&form, false).0
    }
}

fn texts(form: &Form) -> impl Iterator<Item = (&str, &str)> {
    form.entries().iter().filter_map(|Entry { key, value }| match value {
        Value::Text(text) => Some((key.as_str(), text.as_str())),
        Value::Null => None,
    })
}
