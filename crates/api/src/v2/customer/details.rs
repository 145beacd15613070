//! `GET /v2.0/customer/details`

use guiche_desk::customer::{self, Details};
use guiche_domain::account::DetailsShape;
use guiche_domain::customer::Locator;
use guiche_domain::form::{At, Form};
use guiche_domain::refusal::Refusal;
use guiche_domain::time::TimeZone;
use guiche_store::customer::CustomValue;
use serde::Serialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::{Data, Reply};
use crate::request::Call;

/// Shows one customer.
#[utoipa::path(
    get, path = "/v2.0/customer/details", tag = "customers", operation_id = "customerDetails",
    params(
        ("customer_id" = String, Query, min_length = 1, max_length = 512, example = "4711",
            pattern = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*[^\s\u0000-\u001F\u007F\u0085][^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$",
            description = "The caller's own key of the customer, or its e-mail address with `customer_type_id=E`."),
        ("customer_type_id" = Option<LocatorType>, Query, description = "`I` by internal id (the default), `E` by e-mail."),
    ),
    responses(
        (status = 200, description = "The customer, as an array of one object.", body = Data<Vec<CustomerDetails>>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let (locator, ignored) = Locator::read(&query, call.strict());
    Ok(Reply::of(show(call, locator).await).ignored(&ignored))
}

async fn show(call: Call, locator: Result<At<Locator>, Refusal>) -> Result<Reply, Failure> {
    let locator = locator?;
    let (shape, zone) = (call.caller.account.details_shape, call.caller.account.time_zone.clone());
    let details = call.read(move |tx, caller| customer::details(tx, caller, &locator)).await?;
    let shown = CustomerDetails::of(details, &zone);
    Ok(match shape {
        DetailsShape::Array => Reply::data([shown]),
        DetailsShape::Object => Reply::data(shown),
    })
}

/// How `customer_id` names a customer (contract: doc).
pub(crate) struct LocatorType;

impl utoipa::ToSchema for LocatorType {}

impl utoipa::PartialSchema for LocatorType {
    fn schema() -> RefOr<Schema> {
        let kinds = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["I", "E", ""]));
        kinds
            .description(Some("By internal id, by e-mail address, or empty: as if it were not there."))
            .into()
    }
}

/// A customer. The first six keys are the vendor's (contract: doc); the others ours, by analogy with the list.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct CustomerDetails {
    name: String,
    /// `""` when there is none.
    email: String,
    phone: Option<String>,
    /// The caller's own key; null where the customer was made elsewhere.
    internal_id: Option<String>,
    /// Tickets a month; null is unlimited.
    monthly_ticket_quota: Option<i64>,
    active: bool,
    allowed_create_tickets: bool,
    email_validated: bool,
    account_approved: bool,
    /// Language of the customer panel: `pt-BR`, `es_ES` or `en-US`.
    language: &'static str,
    organization: Named,
    portfolio: Named,
    /// `YYYY-MM-DD` in the account's time zone.
    creation_date: String,
    /// The custom fields that have a value.
    custom_fields: Vec<CustomFieldValue>,
}

/// Another thing and its name; nulls when there is none (contract: seen).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Named {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

/// A custom field's value, always a string.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct CustomFieldValue {
    id: String,
    name: String,
    value: String,
}

impl From<CustomValue> for CustomFieldValue {
    fn from(value: CustomValue) -> Self {
        Self { id: value.custom_field_id, name: value.name, value: value.value }
    }
}

impl CustomerDetails {
    fn of(details: Details, zone: &TimeZone) -> Self {
        let Details { customer, organization, portfolio, custom_fields } = details;
        Self {
            name: customer.name,
            email: customer.email.unwrap_or_default(),
            phone: customer.phone,
            internal_id: customer.internal_id,
            monthly_ticket_quota: customer.monthly_ticket_quota,
            active: customer.active,
            allowed_create_tickets: customer.create_tickets,
            email_validated: customer.email_validated,
            account_approved: customer.account_approved,
            language: customer.language.as_str(),
            organization: Named { id: customer.organization_id, name: organization },
            portfolio: Named { id: customer.portfolio_id, name: portfolio },
            creation_date: zone.date(customer.created_at),
            custom_fields: custom_fields.into_iter().map(CustomFieldValue::from).collect(),
        }
    }
}
