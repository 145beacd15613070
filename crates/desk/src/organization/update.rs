//! Changing an organization.

use guiche_domain::custom_field::{self, CustomChange, CustomValue};
use guiche_domain::form::At;
use guiche_domain::organization::Changes;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::group::Kind;
use guiche_store::organization::{self, Organization};
use guiche_store::{Error, Tx};
use serde::{Deserialize, Serialize};

use super::OwnKeys;
use super::references::{exclude_others, move_below, taken};
use super::trail::record;
use crate::customer::Known;
use crate::customer::references::{refer, refuse_portfolio};
use crate::{Caller, Permission};

/// What came of an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// The organization's id.
    pub organization_id: String,
    /// Its version, as it is now.
    pub version: i64,
    /// Whether anything is different from before. What changes nothing leaves no trace.
    pub changed: bool,
}

/// Changes an organization (contract: §3). Refused with all faults at once; nothing was written then.
pub fn update(tx: &mut Tx<'_>, caller: &Caller, changes: &Changes) -> Result<Updated, Error> {
    caller.require(Permission::WriteOrganizations)?;
    let account_id = caller.account.account_id;
    refuse_portfolio(caller, changes.portfolio_id.set().is_some(), &changes.faults)?;
    let mut faults = changes.faults.clone();
    exclude_others(tx, caller, changes.strict)?;
    let held = hold(tx, account_id, changes.organization_id.as_ref(), &mut faults)?;
    let id = held.as_ref().map(|held| held.organization_id.as_str());
    refer(tx, caller, Kind::Portfolio, changes.portfolio_id.set(), &mut Known::default(), &mut faults)?;
    move_below(tx, caller, id, changes.mother_organization_id.set(), &mut faults)?;
    let custom = match &changes.custom_fields[..] {
        [] => Vec::new(),
        sent => {
            let configured = crate::custom_field::active(tx, account_id, crate::custom_field::ORGANIZATION)?;
            custom_field::read_changes(&configured, sent, &mut faults)
        }
    };
    let (name, email) = (changes.name.set(), changes.email.set());
    let taken = taken(tx, caller, changes.strict, name, email, id.unwrap_or_default())?;
    taken.faults.into_iter().for_each(|fault| faults.push(fault));
    faults.into_result()?;
    let before = held.ok_or_else(|| Error::Data("changes without faults name no organization".into()))?;
    apply(tx, caller, &before, changes, &custom)
}

/// The same, where it still is at this version: `None` where somebody else has changed it since, and nothing was written.
pub fn update_from(
    tx: &mut Tx<'_>,
    caller: &Caller,
    changes: &Changes,
    version: i64,
) -> Result<Option<Updated>, Error> {
    caller.require(Permission::WriteOrganizations)?;
    exclude_others(tx, caller, changes.strict)?;
    let held = hold(tx, caller.account.account_id, changes.organization_id.as_ref(), &mut Faults::default())?;
    if held.is_some_and(|held| held.version != version) {
        return Ok(None);
    }
    update(tx, caller, changes).map(Some)
}

/// The organization that is to change: nobody else changes it until the transaction ends.
fn hold(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: Option<&At<String>>,
    faults: &mut Faults,
) -> Result<Option<Organization>, Error> {
    let Some(At { field, value }) = organization_id else {
        return Ok(None);
    };
    let held = organization::hold(tx, account_id, value)?;
    if held.is_none() {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    Ok(held)
}

fn apply(
    tx: &mut Tx<'_>,
    caller: &Caller,
    before: &Organization,
    changes: &Changes,
    custom: &[CustomChange],
) -> Result<Updated, Error> {
    let account_id = caller.account.account_id;
    let mut after = changed(before, changes);
    let organization_id = before.organization_id.to_string();
    let custom = really_changed(tx, account_id, &organization_id, custom)?;
    if after == *before && custom.is_empty() {
        return Ok(Updated { organization_id, version: before.version, changed: false });
    }
    after.version += 1;
    organization::update(tx, account_id, &after, OwnKeys::of(&after).borrowed())?;
    for CustomChange { custom_field_id, value } in &custom {
        organization::set_value(tx, account_id, &organization_id, custom_field_id, value.as_deref())?;
    }
    let values = custom.into_iter().map(|change| CustomValue {
        custom_field_id: change.custom_field_id,
        value: change.value.unwrap_or_default(),
    });
    record(tx, caller, "updated", &after, &values.collect::<Vec<_>>())?;
    Ok(Updated { organization_id, version: after.version, changed: true })
}

/// What an organization becomes, with the version of before.
fn changed(before: &Organization, changes: &Changes) -> Organization {
    let kept = before.clone();
    Organization {
        name: changes.name.apply(kept.name, before.name.clone(), |name| name.as_str().into()),
        email: changes.email.apply(kept.email, None, |email| Some(email.as_str().into())),
        phone: changes.phone.apply(kept.phone, None, |phone| Some(phone.as_str().into())),
        site: changes.site.apply(kept.site, None, |site| Some(site.as_str().into())),
        portfolio_id: changes.portfolio_id.apply(kept.portfolio_id, None, |id| Some(id.clone())),
        create_tickets: changes.create_tickets.apply(kept.create_tickets, true, |may| *may),
        monthly_tickets_quota: changes.monthly_tickets_quota.apply(
            kept.monthly_tickets_quota,
            None,
            |quota| quota.get(),
        ),
        mother_organization_id: changes.mother_organization_id.apply(
            kept.mother_organization_id,
            None,
            |id| Some(id.clone()),
        ),
        team_see_all_tickets: changes
            .team_see_all_tickets
            .apply(kept.team_see_all_tickets, false, |see| *see),
        manager_see_all_tickets: changes.manager_see_all_tickets.apply(
            kept.manager_see_all_tickets,
            false,
            |see| *see,
        ),
        organization_id: kept.organization_id,
        version: kept.version,
        created_at: kept.created_at,
    }
}

/// Those of the changes after which a value is another.
fn really_changed(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
    custom: &[CustomChange],
) -> Result<Vec<CustomChange>, Error> {
    if custom.is_empty() {
        return Ok(Vec::new());
    }
    let values = organization::values(tx, account_id, organization_id)?;
    let value_of =
        |id: &str| values.iter().find(|value| value.custom_field_id == id).map(|value| &value.value);
    let differs = |change: &&CustomChange| value_of(&change.custom_field_id) != change.value.as_ref();
    Ok(custom.iter().filter(differs).cloned().collect())
}
