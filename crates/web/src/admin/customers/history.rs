//! What became of a customer, in words.

use guiche_desk::audit::{Changed, Difference};
use guiche_desk::customer::CustomerHistory;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use serde_json::Value;

use super::values;
use crate::page::Page;

/// One change.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) what: String,
    pub(super) who: String,
    pub(super) when: Timestamp,
    pub(super) parts: Vec<Part>,
    /// Whether its values were erased.
    pub(super) erased: bool,
}

/// One value that became another.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) label: String,
    /// `None` where there was none, or it is not known.
    pub(super) from: Option<String>,
    /// `None` where there is none any more.
    pub(super) to: Option<String>,
}

/// The changes as the page shows them.
pub(super) fn lines(page: &Page, known: &CustomerHistory) -> Vec<Line> {
    known.history.changes.iter().map(|changed| line(page, known, changed)).collect()
}

fn line(page: &Page, known: &CustomerHistory, Changed { event, differences }: &Changed) -> Line {
    let name = |id: &String| known.names.get(id).cloned();
    let who = match event.actor.as_str() {
        "operator" => {
            event.actor_id.as_ref().and_then(name).unwrap_or_else(|| page.say("customer-by-operator"))
        }
        "token" => page.say("customer-by-token"),
        _ => page.say("customer-by-command-line"),
    };
    Line {
        what: page.say(change(&event.change)),
        who,
        when: event.occurred_at,
        parts: differences.iter().flatten().map(|difference| part(page, known, difference)).collect(),
        erased: differences.is_none(),
    }
}

fn change(change: &str) -> &'static str {
    match change {
        "created" => "customer-change-created",
        "updated" => "customer-change-updated",
        "linked" => "customer-change-linked",
        "unlinked" => "customer-change-unlinked",
        "deleted" => "customer-change-deleted",
        "merged" => "audit-change-merged",
        "merge_undone" => "audit-change-merge-undone",
        "restored" => "audit-change-restored",
        _ => "customer-change-other",
    }
}

fn part(page: &Page, known: &CustomerHistory, difference: &Difference) -> Part {
    let shown = |value: &Value| shown(page, known, &difference.field, value);
    Part {
        label: label(page, known, &difference.field),
        from: difference.from.as_ref().and_then(shown),
        to: shown(&difference.to),
    }
}

fn label(page: &Page, known: &CustomerHistory, field: &str) -> String {
    if let Some(id) = field.strip_prefix("custom_fields.") {
        return known.names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    }
    let phrase = match field {
        "customer_id" => "customer-internal-id",
        "name" => "customer-name",
        "email" => "customer-email",
        "email_validated" => "customer-email-validated",
        "phone" => "customer-phone",
        "create_tickets" => "customer-create-tickets",
        "organization_id" => "customer-organization",
        "language" => "customer-language",
        "portfolio_id" => "customer-portfolio",
        "active" => "customer-active",
        "account_approved" => "customer-approved",
        "password" => "customer-password",
        "department_id" => "customer-department",
        _ => return field.to_owned(),
    };
    page.say(phrase)
}

/// A value in words; `None` where there is none.
fn shown(page: &Page, known: &CustomerHistory, field: &str, value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(value) => page.say(values::flag(*value)),
        Value::String(text) => match field {
            "organization_id" | "portfolio_id" => known.names.get(text).unwrap_or(text).clone(),
            "language" => match text.parse::<Language>() {
                Ok(language) => values::language(page, language).to_owned(),
                Err(_) => text.clone(),
            },
            "password" if text == "set" => page.say("customer-password-set"),
            "password" => page.say("customer-password-cleared"),
            _ => text.clone(),
        },
        other => other.to_string(),
    })
}
