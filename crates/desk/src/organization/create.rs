//! Making an organization.

use guiche_domain::custom_field;
use guiche_domain::id::Id;
use guiche_domain::organization::Draft;
use guiche_store::group::Kind;
use guiche_store::organization::{self, Organization};
use guiche_store::{Error, Tx, audit};
use serde::{Deserialize, Serialize};

use super::OwnKeys;
use super::references::{exclude_others, refer_to_mother, taken};
use super::trail::record;
use crate::customer::Known;
use crate::customer::references::{refer, refuse_portfolio};
use crate::{Caller, Permission};

/// Its name in the trail.
pub(super) const ENTITY: &str = "organization";

/// What came of a creation, as far as an answer needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The organization's id.
    pub organization_id: String,
    /// Whether it was there already, and the draft asked for that one then. Nothing was changed.
    pub found: bool,
}

/// Creates an organization (contract: §3). Refused with all faults at once: the draft's own, and what only the store knows.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<Created, Error> {
    let created = create_as(tx, caller, &caller.new_id(), draft)?;
    created.ok_or_else(|| Error::Data("a new organization's id is taken".into()))
}

/// The same under the id `id`. `None` where that is taken, or was before: what follows the trail knows it.
pub fn create_as(tx: &mut Tx<'_>, caller: &Caller, id: &Id, draft: &Draft) -> Result<Option<Created>, Error> {
    caller.require(Permission::WriteOrganizations)?;
    let account_id = caller.account.account_id;
    refuse_portfolio(caller, draft.portfolio_id.is_some(), &draft.faults)?;
    let mut faults = draft.faults.clone();
    exclude_others(tx, caller, draft.strict)?;
    refer(tx, caller, Kind::Portfolio, draft.portfolio_id.as_ref(), &mut Known::default(), &mut faults)?;
    refer_to_mother(tx, caller, draft.mother_organization_id.as_ref(), &mut faults)?;
    let configured = crate::custom_field::active(tx, account_id, crate::custom_field::ORGANIZATION)?;
    let values = custom_field::read_all(&configured, &draft.custom_fields, &mut faults);
    let taken = taken(tx, caller, draft.strict, draft.name.as_ref(), draft.email.as_ref(), "")?;
    if let (Some(organization_id), true, true) = (taken.by, draft.return_id_if_exists, faults.is_empty()) {
        return Ok(Some(Created { organization_id, found: true }));
    }
    taken.faults.into_iter().for_each(|fault| faults.push(fault));
    faults.into_result()?;
    let Some(name) = &draft.name else {
        return Err(Error::Data("a draft without faults has no name".into()));
    };
    let organization = Organization {
        organization_id: id.clone(),
        name: name.value.as_str().into(),
        email: draft.email.as_ref().map(|email| email.value.as_str().into()),
        phone: draft.phone.as_ref().map(|phone| phone.value.as_str().into()),
        site: draft.site.as_ref().map(|site| site.value.as_str().into()),
        portfolio_id: draft.portfolio_id.as_ref().map(|id| id.value.clone()),
        create_tickets: draft.create_tickets,
        monthly_tickets_quota: draft.monthly_tickets_quota,
        mother_organization_id: draft.mother_organization_id.as_ref().map(|id| id.value.clone()),
        team_see_all_tickets: draft.team_see_all_tickets,
        manager_see_all_tickets: draft.manager_see_all_tickets,
        version: 1,
        created_at: caller.now,
    };
    if audit::knows(tx, account_id, ENTITY, id.as_str())?
        || !organization::insert(tx, account_id, &organization, OwnKeys::of(&organization).borrowed())?
    {
        return Ok(None);
    }
    for value in &values {
        let text = Some(value.value.as_str());
        organization::set_value(tx, account_id, id.as_str(), &value.custom_field_id, text)?;
    }
    record(tx, caller, "created", &organization, &values)?;
    Ok(Some(Created { organization_id: id.to_string(), found: false }))
}
