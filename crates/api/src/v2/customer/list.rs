//! `GET /v2.0/customer/list`

use guiche_desk::customer;
use guiche_domain::customer_list::ListQuery;
use guiche_domain::form::Form;
use guiche_domain::refusal::Refusal;
use guiche_domain::time::TimeZone;
use guiche_store::customer::CustomValue;
use guiche_store::customer_list::Listed;
use serde::Serialize;

use super::details::{CustomFieldValue, Named};
use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::paging::{self, ListPage, Page};
use crate::reply::Reply;
use crate::request::Call;

/// The route, as the audit trail names it.
const PATH: &str = "/v2.0/customer/list";

/// Lists customers, fifty a page.
#[utoipa::path(
    get, path = "/v2.0/customer/list", tag = "customers", operation_id = "customerList",
    params(
        ("page" = Option<ListPage>, Query, example = 1, description = "The page, from 1."),
        ("order" = Option<Direction>, Query, description = "The direction, in any case."),
        ("column" = Option<Columns>, Query, description = "What the list is ordered by; ties by the order of creation."),
        ("organization_id" = Option<String>, Query, max_length = 512, description = "Only the customers of this organization."),
        ("search_by_organization_mother" = Option<ListFlag>, Query,
            description = "`1`: also the customers of all organizations below the one that is named."),
        ("show_custom_fields" = Option<ListFlag>, Query, description = "`1`: each customer with its custom fields."),
    ),
    responses(
        (status = 200, description = "One page of customers.", body = Page<ListedCustomer>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let (query, ignored) = ListQuery::read(&query, call.strict());
    Ok(Reply::of(show(call, query).await).ignored(&ignored))
}

async fn show(call: Call, query: Result<ListQuery, Refusal>) -> Result<Reply, Failure> {
    let query = query?;
    let (api, caller, page) = (call.api.clone(), call.caller.clone(), query.page);
    let before = api.walks.before(&caller, &query);
    let (asked, place) = (query.clone(), before.clone());
    let listed = call.read(move |tx, caller| customer::list(tx, caller, &asked, place.as_ref())).await?;
    let listing = listed.ok_or(Failure::PageNotFound)?;
    if let Some(end) = listing.end.or(before) {
        api.walks.remember(&caller, &query, end);
    }
    api.usage.note_read(&caller, PATH, listing.customers.len());
    let zone = &caller.account.time_zone;
    let shown =
        listing.customers.into_iter().map(|(listed, values)| ListedCustomer::of(listed, values, zone));
    Ok(paging::onwards(shown.collect(), listing.size, page, listing.more))
}

/// A customer of a list (contract: seen, key by key).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct ListedCustomer {
    /// The caller's own key; null where the customer was made elsewhere.
    id: Option<String>,
    name: String,
    /// `""` when there is none.
    email: String,
    phone: Option<String>,
    /// Tickets a month; 0 where no number is set.
    monthly_tickets_quota: i64,
    allowed_create_tickets: bool,
    email_validated: bool,
    active: bool,
    account_approved: bool,
    organization: Named,
    /// `YYYY-MM-DD` in the account's time zone.
    creation_date: String,
    /// The custom fields that have a value, where they were asked for.
    custom_fields: Vec<CustomFieldValue>,
}

impl ListedCustomer {
    fn of(listed: Listed, values: Vec<CustomValue>, zone: &TimeZone) -> Self {
        let Listed { customer, organization, .. } = listed;
        Self {
            id: customer.internal_id,
            name: customer.name,
            email: customer.email.unwrap_or_default(),
            phone: customer.phone,
            monthly_tickets_quota: customer.monthly_ticket_quota.unwrap_or(0),
            allowed_create_tickets: customer.create_tickets,
            email_validated: customer.email_validated,
            active: customer.active,
            account_approved: customer.account_approved,
            organization: Named { id: customer.organization_id, name: organization },
            creation_date: zone.date(customer.created_at),
            custom_fields: values.into_iter().map(CustomFieldValue::from).collect(),
        }
    }
}

/// One of a closed list of words, as the description shows it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $default:literal, $($word:literal),+) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl utoipa::ToSchema for $name {}

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                use utoipa::openapi::schema::{ObjectBuilder, Type};
                let words = ObjectBuilder::new().schema_type(Type::String).enum_values(Some([$($word),+]));
                words.default(Some($default.into())).into()
            }
        }
    };
}

words!(
    /// A direction.
    Direction, "ASC", "ASC", "DESC"
);
words!(
    /// What the list can be ordered by (contract: ours).
    Columns, "name", "name", "creation_date", "id"
);
words!(
    /// A flag of a query.
    ListFlag, "0", "1", "0", "true", "false", ""
);
