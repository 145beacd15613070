//! `GET /v2.0/customer/exists`

use guiche_desk::customer;
use guiche_domain::customer::Locator;
use guiche_domain::form::Form;
use guiche_domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::existence::Existence;
use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::parameters::LocatorQuery;

/// Tells whether there is a customer.
#[utoipa::path(
    get, path = "/v2.0/customer/exists", tag = "customers", operation_id = "customerExists",
    params(LocatorQuery),
    responses(
        (status = 200, description = "Whether there is such a customer.", body = Existence<Exists>, headers(
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
    let exists = match locator? {
        Some(locator) => call.read(move |tx, caller| customer::exists(tx, caller, &locator)).await?,
        None => false,
    };
    Ok(Reply::found(&Existence::of(Exists { exists }, exists)))
}

/// Whether there is such a customer (contract: ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Exists {
    exists: bool,
}
