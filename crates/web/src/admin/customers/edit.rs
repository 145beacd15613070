//! Adding a customer, and changing one.

use askama::Template;
use guiche_desk::customer::{self, Details, NewCustomer, Patched, Precondition, UpdateCustomer, Versions};
use guiche_domain::customer::{Changes, Draft};
use guiche_domain::form::Form;
use guiche_store::Error;
use http::StatusCode;

use super::form::{self, Known, VERSION};
use super::{LIST, address};
use crate::failure::Failure;
use crate::form::{FormView, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused, rendered, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/customers/edit.html")]
struct Edit {
    page: Page,
    form: FormView,
    /// Whose form it is; `None` of a new customer.
    name: Option<String>,
}

/// `GET /admin/customers/new`
pub(super) async fn new(visit: Visit) -> Answer {
    let known = visit.read(Known::read).await?;
    let page = visit.page();
    shown(&Edit { form: form::new(&page, &known), name: None, page })
}

/// `POST /admin/customers/new`
pub(super) async fn add(visit: Visit, sent: Form) -> Answer {
    let typed = sent.clone();
    let (known, organization) = visit
        .read(move |tx, caller| Ok((Known::read(tx, caller)?, form::organization_of(tx, caller, &typed)?)))
        .await?;
    let draft = Draft::read(&form::as_sent_new(&sent, organization.as_deref()), false);
    let new = NewCustomer::prepare(draft, &visit.web.hasher).await?;
    let added = visit.write(move |tx, caller| {
        let created = customer::create(tx, caller, &new)?;
        customer::view(tx, caller, &created.customer_id)
    });
    match added.await {
        Ok(Some(added)) => Ok(visit.done(&address(&added.customer.customer_id), "done-customer-added")),
        Ok(None) => Ok(visit.done(LIST, "done-customer-added")),
        Err(Error::Refused(refusal)) => {
            let page = visit.page();
            let form = form::new(&page, &known).filled(&sent).refused(&refusal, page.language());
            refused(&Edit { form, name: None, page })
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /admin/customers/{customer_id}/edit`
pub(super) async fn edit(visit: Visit) -> Answer {
    let (known, details, _) = look(&visit, &Form::default()).await?;
    let page = visit.page();
    shown(&Edit { form: form::of(&page, &known, &details), name: Some(details.customer.name), page })
}

/// `POST /admin/customers/{customer_id}/edit`
pub(super) async fn change(visit: Visit, sent: Form) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let (known, details, organization) = look(&visit, &sent).await?;
    let version = text(&sent, VERSION).and_then(|text| text.parse().ok()).ok_or(Failure::Unreadable)?;
    let page = visit.page();
    let form = form::of(&page, &known, &details);
    let changes = Changes::read_body(&form::as_sent(&form.changes(&sent), organization.as_deref()), false);
    let update = UpdateCustomer::prepare(None, changes, &visit.web.hasher).await?;
    let only = Precondition { is: Some(Versions::These(vec![version])), is_not: None };
    let to = address(&customer_id);
    let done =
        visit.write(move |tx, caller| customer::patch_by_id(tx, caller, &customer_id, &update, &only)).await;
    let form = form.filled(&sent);
    let name = Some(details.customer.name);
    match done {
        Ok(Patched::Done(_)) => Ok(visit.done(&to, "done-customer-changed")),
        Ok(Patched::Missing) => Err(Failure::NotFound),
        Ok(Patched::PreconditionFailed) => {
            let form = overtaken(&page, form, details.customer.version);
            rendered(StatusCode::CONFLICT, &Edit { form, name, page })
        }
        Err(Error::Refused(refusal)) => {
            let form = form.refused(&refusal, page.language());
            refused(&Edit { form, name, page })
        }
        Err(error) => Err(error.into()),
    }
}

/// The form once more, of a customer that was changed since it was made: sent again it holds for what is there now.
fn overtaken(page: &Page, mut form: FormView, version: i64) -> FormView {
    form.faults.push(page.say("customer-changed-meanwhile"));
    for input in form.inputs.iter_mut().filter(|input| input.kind == Kind::Hidden) {
        input.values = vec![version.to_string()];
    }
    form
}

async fn look(visit: &Visit, sent: &Form) -> Result<(Known, Details, Option<String>), Failure> {
    let (customer_id, sent) = (visit.id("customer_id")?, sent.clone());
    let found = visit
        .read(move |tx, caller| {
            let Some(details) = customer::details_by_id(tx, caller, &customer_id)? else {
                return Ok(None);
            };
            let organization = form::organization_of(tx, caller, &sent)?;
            Ok(Some((Known::read(tx, caller)?, details, organization)))
        })
        .await?;
    found.ok_or(Failure::NotFound)
}
