//! API tokens: which programs may act for the account, with what rights, and for how long.

mod list;
mod new;
mod revoke;

use guiche_desk::Permission;

use crate::page::Page;
use crate::routes::{Guard, Served, form, page};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/tokens";
const NEW: &str = "/admin/tokens/new";
const GUARD: Guard = Guard::Operator(Permission::ManageTokens);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, GUARD, list::show),
        page(NEW, GUARD, new::show),
        form(NEW, GUARD, new::add),
        page("/admin/tokens/{token_id}/revoke", GUARD, revoke::ask),
        form("/admin/tokens/{token_id}/revoke", GUARD, revoke::submit),
    ]
}

/// What a token may do, in words.
fn rights(page: &Page, read_only: bool) -> String {
    page.say(if read_only { "token-rights-read-only" } else { "token-rights-read-write" })
}
