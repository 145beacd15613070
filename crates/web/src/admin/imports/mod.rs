//! Customers that come in from files, and go out into one.

mod act;
mod export;
mod list;
mod new;
mod preview;
mod progress;
mod rejected;
mod setup;
mod show;
mod way;
mod words;

use guiche_desk::Permission;
use guiche_desk::import::{self, Import};
use guiche_domain::id::Id;

pub(super) use self::words::{Tag, state};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::routes::{Guard, Served, form, page, upload};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/imports";
const NEW: &str = "/admin/imports/new";
const EXPORT: &str = "/admin/imports/export";
const EXPORT_FILE: &str = "/admin/imports/export/customers.csv";
const GUARD: Guard = Guard::Operator(Permission::ImportCustomers);
const EXPORT_GUARD: Guard = Guard::Operator(Permission::ExportCustomers);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, GUARD, list::show),
        page(NEW, GUARD, new::show),
        upload(NEW, GUARD, new::submit),
        page(EXPORT, EXPORT_GUARD, export::show),
        page(EXPORT_FILE, EXPORT_GUARD, export::file),
        page("/admin/imports/{import_id}", GUARD, show::show),
        form("/admin/imports/{import_id}", GUARD, setup::submit),
        page("/admin/imports/{import_id}/preview", GUARD, preview::show),
        form("/admin/imports/{import_id}/start", GUARD, act::start),
        page("/admin/imports/{import_id}/cancel", GUARD, act::ask_cancel),
        form("/admin/imports/{import_id}/cancel", GUARD, act::cancel),
        page("/admin/imports/{import_id}/undo", GUARD, act::ask_undo),
        form("/admin/imports/{import_id}/undo", GUARD, act::undo),
        page("/admin/imports/{import_id}/rejected.csv", GUARD, rejected::file),
    ]
}

/// Where one of them is.
pub(super) fn address(import_id: &Id) -> String {
    format!("{LIST}/{import_id}")
}

/// The import that the path names, as it is now.
async fn found(visit: &Visit) -> Result<Import, Failure> {
    let import_id = visit.id("import_id")?;
    Ok(visit.read(move |tx, caller| import::progress(tx, caller, &import_id)).await?)
}
