//! `GET /v2.0/organization/list`

use guiche_desk::organization::{self, Listed};
use guiche_domain::form::{Form, Reader};
use guiche_domain::page::PageNumber;
use guiche_domain::refusal::Faults;
use guiche_domain::scalar;
use guiche_domain::time::TimeZone;
use serde::Serialize;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::paging::{self, ListPage, Page};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::details::CustomFieldValue;
use crate::v2::customer::list::ListFlag;

/// Lists organizations, 50 a page, by name without regard to case and accents.
#[utoipa::path(
    get, path = "/v2.0/organization/list", tag = "organizations", operation_id = "listOrganizations",
    params(
        ("page" = Option<ListPage>, Query, example = 1, description = "The page, from 1."),
        ("show_custom_fields" = Option<ListFlag>, Query, example = "1",
            description = "`1`: with the values of custom fields."),
    ),
    responses(
        (status = 200, description = "The page.", body = Page<Organization>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let mut reader = Reader::new(&query);
    let page = reader.filled("page", PageNumber::parse).map_or(PageNumber::FIRST, |at| at.value);
    let custom = reader.filled("show_custom_fields", scalar::flag).is_some_and(|at| at.value);
    let (faults, ignored) = reader.finish(call.strict());
    Ok(Reply::of(show(call, faults, page, custom).await).ignored(&ignored))
}

async fn show(call: Call, faults: Faults, page: PageNumber, custom: bool) -> Result<Reply, Failure> {
    faults.into_result()?;
    let zone = call.caller.account.time_zone.clone();
    let (listed, size) = call.read(move |tx, caller| organization::list(tx, caller, page, custom)).await?;
    paging::reply(listed.into_iter().map(|one| Organization::of(one, &zone)).collect(), size, page)
}

/// An organization. The first two keys are the vendor's (contract: seen); the others ours, named as they are sent.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Organization {
    id: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    site: Option<String>,
    portfolio_id: Option<String>,
    /// Whether its customers may open tickets.
    create_tickets: bool,
    /// Tickets a month; 0 is none set.
    monthly_tickets_quota: i64,
    /// The organization that it belongs to.
    mother_organization_id: Option<String>,
    team_see_all_tickets: bool,
    manager_see_all_tickets: bool,
    /// `YYYY-MM-DD` in the account's time zone.
    creation_date: String,
    /// The custom fields that have a value; empty unless they are asked for.
    custom_fields: Vec<CustomFieldValue>,
}

impl Organization {
    fn of(listed: Listed, zone: &TimeZone) -> Self {
        let Listed { organization, custom_fields } = listed;
        Self {
            id: organization.organization_id.to_string(),
            name: organization.name,
            email: organization.email,
            phone: organization.phone,
            site: organization.site,
            portfolio_id: organization.portfolio_id,
            create_tickets: organization.create_tickets,
            monthly_tickets_quota: organization.monthly_tickets_quota.unwrap_or_default(),
            mother_organization_id: organization.mother_organization_id,
            team_see_all_tickets: organization.team_see_all_tickets,
            manager_see_all_tickets: organization.manager_see_all_tickets,
            creation_date: zone.date(organization.created_at),
            custom_fields: custom_fields.into_iter().map(CustomFieldValue::from).collect(),
        }
    }
}
