//! Whether there is a customer.

use guiche_domain::customer::Locator;
use guiche_store::{Error, Tx};

use super::locate::find;
use crate::{Caller, Permission};

/// Whether the account has the customer that is named (contract: §2).
pub fn exists(tx: &mut Tx<'_>, caller: &Caller, locator: &Locator) -> Result<bool, Error> {
    caller.require(Permission::ReadCustomers)?;
    Ok(find(tx, caller.account.account_id, locator)?.is_some())
}
