//! A customer as `/guiche/v1` shows it: the keys of `customer/new`, and what can only be read.

use std::collections::BTreeMap;

use guiche_desk::customer::View;
use serde::Serialize;
use utoipa::ToSchema;

/// A customer. What is read can be put back: keys that can only be read are ignored then.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SyncedCustomer)]
pub(crate) struct Customer {
    /// The caller's own key; null where the customer was made elsewhere.
    customer_id: Option<String>,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    /// The number in E.164 form, where it is certain which one is meant. Read only.
    phone_e164: Option<String>,
    create_tickets: bool,
    organization_id: Option<String>,
    portfolio_id: Option<String>,
    /// Of the customer panel: `pt-BR`, `es_ES` or `en-US`.
    language: &'static str,
    /// Read only.
    active: bool,
    /// Read only.
    account_approved: bool,
    /// Read only.
    email_validated: bool,
    /// Tickets a month; null is unlimited. Read only.
    monthly_tickets_quota: Option<i64>,
    /// The values of the custom fields that are in use, by the field's id.
    custom_field: BTreeMap<String, String>,
    /// Counts its changes, from 1; the same number is the `ETag`. Read only.
    version: i64,
    /// RFC 3339, in UTC. Read only.
    created_at: String,
}

impl From<View> for Customer {
    fn from(view: View) -> Self {
        let View { customer, custom_fields } = view;
        Self {
            customer_id: customer.internal_id,
            name: customer.name,
            email: customer.email,
            phone: customer.phone,
            phone_e164: customer.phone_e164,
            create_tickets: customer.create_tickets,
            organization_id: customer.organization_id,
            portfolio_id: customer.portfolio_id,
            language: customer.language.as_str(),
            active: customer.active,
            account_approved: customer.account_approved,
            email_validated: customer.email_validated,
            monthly_tickets_quota: customer.monthly_ticket_quota,
            custom_field: custom_fields
                .into_iter()
                .map(|field| (field.custom_field_id, field.value))
                .collect(),
            version: customer.version,
            created_at: customer.created_at.rfc3339(),
        }
    }
}
