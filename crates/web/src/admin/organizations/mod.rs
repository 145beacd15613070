//! Organizations, the companies that customers belong to.

mod delete;
mod edit;
mod form;
mod list;
mod show;
mod suggest;

use guiche_desk::Permission;
use guiche_domain::id::Id;

use crate::routes::{self, Guard, Served, page};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/organizations";
/// Where a field is told which ones could be meant: see `suggest.js`.
pub(crate) const SUGGEST: &str = "/admin/organizations/suggest";
const NEW: &str = "/admin/organizations/new";
const READ: Guard = Guard::Operator(Permission::ReadOrganizations);
const WRITE: Guard = Guard::Operator(Permission::WriteOrganizations);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, READ, list::show),
        page(SUGGEST, READ, suggest::show),
        page(NEW, WRITE, edit::new),
        routes::form(NEW, WRITE, edit::add),
        page("/admin/organizations/{organization_id}", READ, show::show),
        page("/admin/organizations/{organization_id}/edit", WRITE, edit::show),
        routes::form("/admin/organizations/{organization_id}/edit", WRITE, edit::change),
        page("/admin/organizations/{organization_id}/delete", WRITE, delete::ask),
        routes::form("/admin/organizations/{organization_id}/delete", WRITE, delete::submit),
    ]
}

/// Where one of them is.
fn address(organization_id: &Id) -> String {
    format!("{LIST}/{organization_id}")
}
