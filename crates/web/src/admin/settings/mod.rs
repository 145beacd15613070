//! The account's settings.

mod account;
mod look;

use guiche_desk::Permission;

use crate::routes::{Guard, Served, form, page, upload};

/// Where they are.
pub(super) const SETTINGS: &str = "/admin/settings";
const ACCENT: &str = "/admin/settings/accent";
const LOGO: &str = "/admin/settings/logo";
const GUARD: Guard = Guard::Operator(Permission::ManageAccount);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(SETTINGS, GUARD, account::show),
        form(SETTINGS, GUARD, account::change),
        form(ACCENT, GUARD, look::set_accent),
        upload(LOGO, GUARD, look::set_logo),
        form("/admin/settings/logo/remove", GUARD, look::remove_logo),
        page("/admin/look/{version}", Guard::SignedIn, look::stylesheet),
        page("/admin/logo/{version}", Guard::SignedIn, look::logo),
    ]
}
