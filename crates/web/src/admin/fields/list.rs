//! The fields of customers, of organizations or of tickets, in their order; the retired ones apart.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::custom_field::setup::{self, Configured};
use guiche_desk::custom_field::{CUSTOMER, DEPARTMENT};
use guiche_desk::{Permission, department};
use guiche_domain::custom_field::Kind;

use super::{TARGETS, address, kind_phrase, list_of, target};
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/fields/list.html")]
struct List {
    page: Page,
    target: &'static str,
    tabs: Vec<Tab>,
    /// Of tickets: departments, which the fields are of.
    with_departments: bool,
    rows: Vec<Row>,
    retired: Vec<Row>,
    kinds: Vec<(Kind, String)>,
    may_write: bool,
}

struct Tab {
    to: String,
    label: String,
    here: bool,
}

struct Row {
    at: String,
    name: String,
    kind: String,
    required: bool,
    department: String,
    /// The options, or the greatest length.
    limits: String,
    /// Whether there is one before it to change places with, and one behind it.
    up: bool,
    down: bool,
}

/// `GET /admin/fields`
pub(super) async fn entrance(_: Visit) -> Answer {
    Ok(Redirect::to(&list_of(CUSTOMER)).into_response())
}

/// `GET /admin/fields/{target}`
pub(super) async fn show(visit: Visit) -> Answer {
    let target = target(&visit)?;
    let (all, departments) = visit
        .read(move |tx, caller| Ok((setup::all(tx, caller, target)?, department::all(tx, caller)?)))
        .await?;
    let page = visit.page();
    let departments: BTreeMap<String, String> =
        departments.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let (retired, used): (Vec<Configured>, Vec<Configured>) =
        all.into_iter().partition(|field| field.retired);
    let row = |field: &Configured, up: bool, down: bool| Row {
        at: address(target, &field.field.id),
        name: field.field.name.clone(),
        kind: page.say(kind_phrase(field.field.kind)),
        required: field.field.required,
        department: field
            .department_id
            .as_ref()
            .and_then(|id| departments.get(id))
            .cloned()
            .unwrap_or_default(),
        limits: limits(&page, field),
        up,
        down,
    };
    let like = |field: &Configured, others: &[Configured]| {
        others.iter().any(|other| other.department_id == field.department_id)
    };
    let rows = used.iter().enumerate();
    let rows = rows.map(|(at, field)| row(field, like(field, &used[..at]), like(field, &used[at + 1..])));
    let rows = rows.collect();
    let retired = retired.iter().map(|field| row(field, false, false)).collect();
    let tabs = TARGETS.map(|(to, label)| Tab { to: list_of(to), label: page.say(label), here: to == target });
    let kinds = Kind::ALL.map(|kind| (kind, page.say(kind_phrase(kind))));
    shown(&List {
        target,
        tabs: tabs.into(),
        with_departments: target == DEPARTMENT,
        rows,
        retired,
        kinds: kinds.into(),
        may_write: visit.may(Permission::WriteConfiguration)
            && (target != DEPARTMENT || !departments.is_empty()),
        page,
    })
}

/// What limits a field's values.
fn limits(page: &Page, field: &Configured) -> String {
    match field.field.max_length {
        _ if field.field.kind.has_options() => field.field.options.join(", "),
        Some(max) => page.say_many("fields-up-to", &max),
        None => String::new(),
    }
}
