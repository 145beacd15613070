//! Deleting an organization: first what hangs on it.

use askama::Template;
use guiche_desk::organization::{self, Deleted, Shown, Uses};
use guiche_domain::form::Form;

use super::LIST;
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/organizations/delete.html")]
struct Delete {
    page: Page,
    shown: Shown,
    /// How many custom fields have a value.
    values: usize,
}

/// `GET /admin/organizations/{organization_id}/delete`
pub(super) async fn ask(visit: Visit) -> Answer {
    shown(&view(&visit).await?)
}

/// `POST /admin/organizations/{organization_id}/delete`
pub(super) async fn submit(visit: Visit, _: Form) -> Answer {
    let id = visit.id("organization_id")?;
    match visit.write(move |tx, caller| organization::delete(tx, caller, id.as_str())).await? {
        Deleted::Done => Ok(visit.done(LIST, "done-organization-deleted")),
        Deleted::Unknown => Err(Failure::NotFound),
        Deleted::Used { customers, below } => {
            let mut view = view(&visit).await?;
            view.shown.uses = Uses { customers, below };
            refused(&view)
        }
    }
}

async fn view(visit: &Visit) -> Result<Delete, Failure> {
    let id = visit.id("organization_id")?;
    let found = visit.read(move |tx, caller| organization::show(tx, caller, &id)).await?;
    let shown = found.ok_or(Failure::NotFound)?;
    Ok(Delete { page: visit.page(), values: shown.custom_fields.len(), shown })
}
