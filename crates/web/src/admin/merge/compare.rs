//! Comparing both customers, part by part; then confirming what goes.

use askama::Template;
use guiche_desk::customer::{self, UNDO_DAYS};
use guiche_domain::form::Value;
use guiche_domain::id::Id;
use guiche_domain::merge::Choices;
use guiche_domain::refusal::Reason;
use guiche_store::Error;
use guiche_store::customer::Customer;

use super::line::{Row, row};
use super::{WITH, address, choices, choose, customer as place};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::head::Head;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/merge/compare.html")]
struct Compare {
    page: Page,
    here: String,
    back: String,
    /// The same two, the other way round.
    swapped: String,
    with: &'static str,
    kept: Customer,
    merged: Customer,
    /// Where the other one is.
    other: String,
    rows: Vec<Row>,
    departments: usize,
}

#[derive(Template)]
#[template(path = "admin/merge/confirm.html")]
struct Confirm {
    page: Page,
    here: String,
    /// Back to the comparison, as it was left.
    back: String,
    with: &'static str,
    kept: Customer,
    merged: Customer,
    rows: Vec<Row>,
    /// What was chosen, to be sent along.
    chosen: Vec<(String, &'static str)>,
    /// For how many days it can be undone.
    undo_days: i64,
}

impl Confirm {
    /// Whether any value goes.
    fn loses(&self) -> bool {
        self.rows.iter().any(|row| row.gone().is_some())
    }
}

/// Both customers, as they are and as they would be.
pub(super) async fn show(visit: Visit, merged_id: Id) -> Answer {
    let kept_id = visit.id("customer_id")?;
    let chosen = chosen(&visit.head);
    let (ids, choices) = ((kept_id.clone(), merged_id.clone()), chosen.clone());
    let preview = visit.read(move |tx, caller| customer::preview(tx, caller, &ids.0, &ids.1, &choices)).await;
    let preview = match preview {
        Ok(preview) => preview,
        Err(Error::Refused(refusal)) if refusal.first().reason == Reason::SameCustomer => {
            return choose::show(visit, Some(refusal)).await;
        }
        Err(error) => return Err(error.into()),
    };
    let page = visit.page();
    let both = [&preview.kept, &preview.merged];
    let rows: Vec<Row> = preview.lines.iter().map(|line| row(&page, line, both)).collect();
    let here = address(&kept_id);
    let (kept, merged) = (preview.kept.customer, preview.merged.customer);
    if visit.head.query("confirm").is_some() {
        let chosen: Vec<_> =
            chosen.iter().map(|(part, choice)| (part.to_string(), choice.as_str())).collect();
        let back = back_to(&here, &merged_id, &chosen);
        return shown(&Confirm {
            page,
            here,
            back,
            with: WITH,
            kept,
            merged,
            rows,
            chosen,
            undo_days: UNDO_DAYS,
        });
    }
    shown(&Compare {
        page,
        back: here.clone(),
        swapped: format!("{}?{WITH}={kept_id}", address(&merged_id)),
        here,
        with: WITH,
        other: place(&merged_id),
        kept,
        merged,
        rows,
        departments: preview.departments.len(),
    })
}

fn back_to(here: &str, merged_id: &Id, chosen: &[(String, &'static str)]) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    address.append_pair(WITH, merged_id.as_str());
    address.extend_pairs(chosen);
    format!("{here}?{}", address.finish())
}

fn chosen(head: &Head) -> Choices {
    choices(head.queries().entries().iter().filter_map(|entry| match &entry.value {
        Value::Text(text) => Some((entry.key.as_str(), text.as_str())),
        Value::Null => None,
    }))
}

/// Two customers that are not what somebody saw are for [`Failure::Changed`], whoever of them is gone for
/// [`Failure::NotFound`].
pub(super) fn failure(error: Error) -> Failure {
    match error {
        Error::Refused(refusal) if refusal.first().reason == Reason::ChangedMeanwhile => Failure::Changed,
        error => error.into(),
    }
}
