//! Adding an organization, and changing one.

use askama::Template;
use guiche_desk::organization::{self, Shown};
use guiche_domain::form::{Change, Form};
use guiche_domain::organization::{Changes, Draft};
use guiche_store::Error;

use super::form::Offered;
use super::{LIST, address};
use crate::failure::Failure;
use crate::form::FormView;
use crate::guard::Visit;
use crate::head::version;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/organizations/edit.html")]
struct Edit {
    page: Page,
    /// Its name; `None` for a new one.
    name: Option<String>,
    form: FormView,
}

/// `GET /admin/organizations/new`
pub(super) async fn new(visit: Visit) -> Answer {
    let offered = visit.read(Offered::read).await?;
    let page = visit.page();
    shown(&Edit { name: None, form: offered.form(&page, None), page })
}

/// `POST /admin/organizations/new`
pub(super) async fn add(visit: Visit, sent: Form) -> Answer {
    let offered = visit.read(Offered::read).await?;
    let page = visit.page();
    let form = offered.form(&page, None);
    let draft = Draft::read(&form.changes(&sent), false);
    let added = visit
        .write(move |tx, caller| {
            let mut draft = draft.clone();
            if let Some(mother) = &mut draft.mother_organization_id {
                organization::resolve(tx, caller, mother, &mut draft.faults)?;
            }
            organization::create(tx, caller, &draft)
        })
        .await;
    match added {
        Ok(added) => Ok(visit.done(&format!("{LIST}/{}", added.organization_id), "done-organization-added")),
        Err(Error::Refused(refusal)) => {
            let form = form.filled(&sent).refused(&refusal, page.language());
            refused(&Edit { name: None, form, page })
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /admin/organizations/{organization_id}/edit`
pub(super) async fn show(visit: Visit) -> Answer {
    let (found, offered) = read(&visit).await?;
    let page = visit.page();
    let form = offered.form(&page, Some(&found));
    shown(&Edit { name: Some(found.organization.name), form, page })
}

/// `POST /admin/organizations/{organization_id}/edit`
pub(super) async fn change(visit: Visit, sent: Form) -> Answer {
    let (found, offered) = read(&visit).await?;
    let page = visit.page();
    let form = offered.form(&page, Some(&found));
    let organization_id = found.organization.organization_id.clone();
    let mut typed = form.changes(&sent);
    typed.push_text("organization_id", organization_id.as_str());
    let (changes, version) = (Changes::read(&typed, false), version(&sent));
    let changed = visit
        .write(move |tx, caller| {
            let mut changes = changes.clone();
            if let Change::Set(mother) = &mut changes.mother_organization_id {
                organization::resolve(tx, caller, mother, &mut changes.faults)?;
            }
            organization::update_from(tx, caller, &changes, version)
        })
        .await;
    match changed {
        Ok(Some(_)) => Ok(visit.done(&address(&organization_id), "done-saved")),
        Ok(None) => Err(Failure::Changed),
        Err(Error::Refused(refusal)) => {
            let form = form.filled(&sent).refused(&refusal, page.language());
            refused(&Edit { name: Some(found.organization.name), form, page })
        }
        Err(error) => Err(error.into()),
    }
}

async fn read(visit: &Visit) -> Result<(Shown, Offered), Failure> {
    let id = visit.id("organization_id")?;
    let found = visit
        .read(move |tx, caller| {
            let Some(shown) = organization::show(tx, caller, &id)? else { return Ok(None) };
            Ok(Some((shown, Offered::read(tx, caller)?)))
        })
        .await?;
    found.ok_or(Failure::NotFound)
}
