//! The account's settings.

mod account;

use guiche_desk::Permission;

use crate::routes::{Guard, Served, form, page};

/// Where they are.
pub(super) const SETTINGS: &str = "/admin/settings";
const GUARD: Guard = Guard::Operator(Permission::ManageAccount);

pub(super) fn routes() -> Vec<Served> {
    vec![page(SETTINGS, GUARD, account::show), form(SETTINGS, GUARD, account::change)]
}
