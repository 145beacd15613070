//! The audit trail: who did what to which thing, looked through and taken out as a file.

mod entry;
mod export;
mod list;
mod query;
mod words;

use guiche_desk::Permission;

use crate::routes::{Guard, Served, page};

/// Where it is.
pub(super) const LIST: &str = "/admin/audit";
const EXPORT: &str = "/admin/audit/export";
const GUARD: Guard = Guard::Operator(Permission::ReadAudit);

pub(super) fn routes() -> Vec<Served> {
    vec![page(LIST, GUARD, list::show), page(EXPORT, GUARD, export::download)]
}
