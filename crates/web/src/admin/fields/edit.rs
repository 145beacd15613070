//! Adding a field, and changing one.

use askama::Template;
use guiche_desk::custom_field::DEPARTMENT;
use guiche_desk::custom_field::setup::{self, Configured, MOST_COUNTED};
use guiche_desk::{Changed, department};
use guiche_domain::custom_field::{Draft, Kind};
use guiche_domain::form::{At, Form};
use guiche_domain::refusal::Field;
use guiche_store::Error;

use super::{field_id, form, list_of, target};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind as InputKind};
use crate::guard::Visit;
use crate::head::{text, version};
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/fields/edit.html")]
struct Edit {
    page: Page,
    /// Its name; `None` for a new one.
    name: Option<String>,
    /// Options that would be gone though somebody has chosen them, and how often.
    lost: Vec<(String, String)>,
    form: FormView,
}

/// `GET /admin/fields/{target}/new?kind=`
pub(super) async fn new(visit: Visit) -> Answer {
    let kind = visit.head.query("kind").and_then(|kind| kind.parse().ok()).unwrap_or(Kind::Text);
    shown(&blank(&visit, kind).await?)
}

/// `POST /admin/fields/{target}/new`
pub(super) async fn add(visit: Visit, sent: Form) -> Answer {
    let target = target(&visit)?;
    let Some(kind) = text(&sent, "kind").and_then(|kind| kind.parse().ok()) else {
        return Err(Failure::Unreadable);
    };
    let draft = Draft::read(&sent, kind);
    let department_id = text(&sent, "department_id").unwrap_or_default();
    let department_id = guiche_domain::text::reference(department_id).unwrap_or_default();
    let department = At { field: Field::new("department_id", 0), value: department_id };
    let added = visit
        .write(move |tx, caller| {
            let department = (target == DEPARTMENT).then_some(&department);
            setup::add(tx, caller, target, department, &draft)
        })
        .await;
    match added {
        Ok(_) => Ok(visit.done(&list_of(target), "done-field-added")),
        Err(Error::Refused(refusal)) => {
            let mut view = blank(&visit, kind).await?;
            view.form = view.form.filled(&sent).refused(&refusal, view.page.language());
            refused(&view)
        }
        Err(error) => Err(error.into()),
    }
}

async fn blank(visit: &Visit, kind: Kind) -> Result<Edit, Failure> {
    let target = target(visit)?;
    let departments = visit.read(department::all).await?;
    let page = visit.page();
    let form = form::new(&page, target, kind, &departments);
    Ok(Edit { page, name: None, lost: Vec::new(), form })
}

/// `GET /admin/fields/{target}/{field_id}/edit`
pub(super) async fn show(visit: Visit) -> Answer {
    let target = target(&visit)?;
    let field = read(&visit, target).await?;
    let page = visit.page();
    let form = form::edit(&page, target, &field);
    shown(&Edit { page, name: Some(field.field.name), lost: Vec::new(), form })
}

/// `POST /admin/fields/{target}/{field_id}/edit`: where an option would be gone that somebody has chosen, it is asked first
/// whether that is meant.
pub(super) async fn change(visit: Visit, sent: Form) -> Answer {
    let (target, id) = (target(&visit)?, field_id(&visit)?);
    let before = read(&visit, target).await?;
    let (draft, version) = (Draft::read(&sent, before.field.kind), version(&sent));
    if draft.faults.is_empty() && text(&sent, "sure") != Some("1") {
        let (known, wanted) = (before.field.clone(), draft.clone());
        let lost =
            visit.read(move |tx, caller| setup::lost_options(tx, caller, target, &known, &wanted)).await?;
        if !lost.is_empty() {
            return refused(&asked(&visit, target, &before, &sent, lost));
        }
    }
    match visit.write(move |tx, caller| setup::change(tx, caller, target, &id, &draft, version)).await {
        Ok(Changed::Done) => Ok(visit.done(&list_of(target), "done-saved")),
        Ok(Changed::Unknown) => Err(Failure::NotFound),
        Ok(Changed::Meanwhile) => Err(Failure::Changed),
        Err(Error::Refused(refusal)) => {
            let page = visit.page();
            let form = form::edit(&page, target, &before).filled(&sent).refused(&refusal, page.language());
            refused(&Edit { page, name: Some(before.field.name), lost: Vec::new(), form })
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again, with the question whether the options that are gone are meant to be.
fn asked(visit: &Visit, target: &str, before: &Configured, sent: &Form, lost: Vec<(String, u64)>) -> Edit {
    let page = visit.page();
    let mut form = form::edit(&page, target, before).filled(sent);
    form.inputs.push(
        Input::new("sure", InputKind::Checkbox, page.say("fields-sure")).hint(page.say("fields-sure-hint")),
    );
    let used = |(option, users): (String, u64)| {
        let id = if users < MOST_COUNTED { "fields-users" } else { "fields-users-many" };
        (option, page.say_many(id, &users))
    };
    let lost = lost.into_iter().map(used).collect();
    Edit { name: Some(before.field.name.clone()), lost, form, page }
}

async fn read(visit: &Visit, target: &'static str) -> Result<Configured, Failure> {
    let id = field_id(visit)?;
    let found = visit.read(move |tx, caller| setup::by_id(tx, caller, target, &id)).await?;
    found.ok_or(Failure::NotFound)
}
