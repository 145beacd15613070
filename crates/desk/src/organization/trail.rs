//! What the audit trail keeps of an organization.

use guiche_domain::custom_field::CustomValue;
use guiche_store::organization::Organization;
use guiche_store::{Error, Tx};
use serde::Serialize;

use crate::Caller;
use crate::trail::{self, Event};

/// Writes the two rows of a change: what the organization became, or was when it was deleted. `values` are those of its
/// custom fields, as far as they changed.
pub(super) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &'static str,
    organization: &Organization,
    values: &[CustomValue],
) -> Result<(), Error> {
    let event = Event {
        entity: super::create::ENTITY,
        entity_id: organization.organization_id.as_str(),
        version: organization.version,
        change,
    };
    let recorded = Recorded {
        name: &organization.name,
        email: organization.email.as_deref(),
        phone: organization.phone.as_deref(),
        site: organization.site.as_deref(),
        portfolio_id: organization.portfolio_id.as_deref(),
        create_tickets: organization.create_tickets,
        monthly_tickets_quota: organization.monthly_tickets_quota,
        mother_organization_id: organization.mother_organization_id.as_deref(),
        team_see_all_tickets: organization.team_see_all_tickets,
        manager_see_all_tickets: organization.manager_see_all_tickets,
        custom_fields: values.iter().map(|value| (&*value.custom_field_id, &*value.value)).collect(),
    };
    trail::record(tx, caller, event, &recorded)
}

#[derive(Serialize)]
struct Recorded<'r> {
    name: &'r str,
    email: Option<&'r str>,
    phone: Option<&'r str>,
    site: Option<&'r str>,
    portfolio_id: Option<&'r str>,
    create_tickets: bool,
    monthly_tickets_quota: Option<i64>,
    mother_organization_id: Option<&'r str>,
    team_see_all_tickets: bool,
    manager_see_all_tickets: bool,
    custom_fields: Vec<(&'r str, &'r str)>,
}
