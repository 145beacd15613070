//! What has only a name: departments and portfolios are made and renamed alike.

use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx};

use crate::trail::{self, Event};
use crate::{Caller, Changed, Permission};

/// The name and version of one, if it is there.
type Known = Option<(String, i64)>;

/// One kind of such things.
pub(crate) struct Titled {
    /// What the trail calls it.
    pub(crate) entity: &'static str,
    /// Adds one. `false` where the id is taken.
    pub(crate) insert: fn(&mut Tx<'_>, i64, &Id, &str, Timestamp) -> Result<bool, Error>,
    /// The name and version of one, which nobody else changes until the transaction ends.
    pub(crate) hold: fn(&mut Tx<'_>, i64, &str) -> Result<Known, Error>,
    /// Gives one that is held another name.
    pub(crate) rename: fn(&mut Tx<'_>, i64, &str, &str, i64) -> Result<(), Error>,
}

impl Titled {
    /// Makes one under the id `id`. `false` where the id is taken.
    pub(crate) fn create(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        id: &Id,
        name: &str,
    ) -> Result<bool, Error> {
        caller.require(Permission::WriteConfiguration)?;
        if !(self.insert)(tx, caller.account.account_id, id, name, caller.now)? {
            return Ok(false);
        }
        self.record(tx, caller, id, 1, "created", name)?;
        Ok(true)
    }

    /// Makes one of what was typed.
    pub(crate) fn add(&self, tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<(), Error> {
        caller.require(Permission::WriteConfiguration)?;
        let name = draft.title()?;
        if self.create(tx, caller, &caller.new_id(), name.as_str())? {
            Ok(())
        } else {
            Err(Error::Data(format!("the id of a new {} is taken", self.entity)))
        }
    }

    /// Gives one another name, where it still is at this version.
    pub(crate) fn rename(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        id: &Id,
        draft: &Draft,
        version: i64,
    ) -> Result<Changed, Error> {
        caller.require(Permission::WriteConfiguration)?;
        let account_id = caller.account.account_id;
        let Some((before, held)) = (self.hold)(tx, account_id, id.as_str())? else {
            return Ok(Changed::Unknown);
        };
        let name = draft.title()?;
        if held != version {
            return Ok(Changed::Meanwhile);
        }
        if name.as_str() != before {
            (self.rename)(tx, account_id, id.as_str(), name.as_str(), version + 1)?;
            self.record(tx, caller, id, version + 1, "updated", name.as_str())?;
        }
        Ok(Changed::Done)
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        id: &Id,
        version: i64,
        change: &str,
        name: &str,
    ) -> Result<(), Error> {
        let event = Event { entity: self.entity, entity_id: id.as_str(), version, change };
        trail::record(tx, caller, event, &serde_json::json!({ "name": name }))
    }
}
