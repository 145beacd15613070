//! `GET /v2.0/customer/permissions/basic`

use guiche_desk::customer::{self, Permissions};
use guiche_domain::customer::Locator;
use guiche_domain::form::Form;
use guiche_domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::existence::Existence;
use crate::v2::customer::parameters::LocatorQuery;

/// Tells what a customer may do.
///
/// A customer may open tickets where it, its organization and all organizations above that allow it. Of a customer that
/// does not exist, `exists` is `false` and `details` an empty array.
#[utoipa::path(
    get, path = "/v2.0/customer/permissions/basic", tag = "customers", operation_id = "basicPermissions",
    params(LocatorQuery),
    responses(
        (status = 200, description = "What the customer may do.", body = Existence<Basic>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let (locator, ignored) = Locator::read_any(&query, call.strict());
    Ok(Reply::of(tell(call, locator).await).ignored(&ignored))
}

async fn tell(call: Call, locator: Result<Option<Locator>, Refusal>) -> Result<Reply, Failure> {
    let found = match locator? {
        Some(locator) => call.read(move |tx, caller| customer::permissions(tx, caller, &locator)).await?,
        None => None,
    };
    let exists = found.is_some();
    let details = found.map_or(Details::Nobodys(Vec::new()), Details::of);
    Ok(Reply::found(&Existence::of(Basic { details }, exists)))
}

/// What a customer may do (contract: doc).
#[derive(Serialize, ToSchema)]
pub(crate) struct Basic {
    details: Details,
}

/// The permissions, or an empty array where there is no such customer (contract: ours).
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Details {
    Somebodys {
        /// Whether somebody of the desk has approved it.
        account_approved: bool,
        /// Whether it may open tickets, its organization and all above that considered.
        allowed_create_tickets: bool,
    },
    Nobodys(Vec<bool>),
}

impl Details {
    fn of(permissions: Permissions) -> Self {
        let Permissions { account_approved, allowed_create_tickets } = permissions;
        Self::Somebodys { account_approved, allowed_create_tickets }
    }
}
