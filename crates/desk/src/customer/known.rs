//! What an account has configured and what there is to refer to: read once for all that one job does.

use std::collections::HashMap;

use guiche_domain::custom_field::CustomField;
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, organization};

use crate::Caller;
use crate::custom_field::{CUSTOMER, active};

/// What a job has read of the account's configuration. It belongs to one job and one account.
#[derive(Debug, Default)]
pub struct Known {
    fields: Option<Vec<CustomField>>,
    groups: HashMap<(&'static str, String), bool>,
}

impl Known {
    /// The custom fields that are in use, as configured.
    pub(super) fn fields(&mut self, tx: &mut Tx<'_>, caller: &Caller) -> Result<&[CustomField], Error> {
        if self.fields.is_none() {
            self.fields = Some(active(tx, caller.account.account_id, CUSTOMER)?);
        }
        Ok(self.fields.as_deref().unwrap_or_default())
    }

    /// Whether there is such an organization or portfolio in the account. It stays until the transaction ends.
    pub(crate) fn has(
        &mut self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        kind: Kind,
        id: &str,
    ) -> Result<bool, Error> {
        let key = (kind.as_str(), id.to_owned());
        if let Some(there) = self.groups.get(&key) {
            return Ok(*there);
        }
        let account_id = caller.account.account_id;
        let there = match kind {
            Kind::Organization => organization::hold_to_refer(tx, account_id, id)?,
            // Portfolios are not deleted.
            Kind::Portfolio => group::name(tx, kind, account_id, id)?.is_some(),
        };
        self.groups.insert(key, there);
        Ok(there)
    }
}
