//! `GET /v2.0/customers/exists`

use guiche_domain::form::Form;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::existence::Existence;
use crate::v2::customer::exists::{self, Exists};
use crate::v2::customer::parameters::LocatorQuery;

/// Tells whether there is a customer: the same as `/v2.0/customer/exists`.
#[utoipa::path(
    get, path = "/v2.0/customers/exists", tag = "customers", operation_id = "customersExists",
    params(LocatorQuery),
    responses(
        (status = 200, description = "Whether there is such a customer.", body = Existence<Exists>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    exists::handle(call, query).await
}
