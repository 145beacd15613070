//! `GET /v2.0/custom_field/organization/list`

use guiche_desk::custom_field::{self, ORGANIZATION};
use guiche_domain::form::{Form, Reader};
use guiche_domain::refusal::Faults;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::custom_field::{self as fields, CustomFields};

/// Lists the custom fields of organizations that are in use, in their configured order.
#[utoipa::path(
    get, path = "/v2.0/custom_field/organization/list", tag = "configuration", operation_id = "listOrganizationFields",
    responses(
        (status = 200, description = "The fields.", body = CustomFields, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let (faults, ignored) = Reader::new(&query).finish(call.strict());
    Ok(Reply::of(show(call, faults).await).ignored(&ignored))
}

async fn show(call: Call, faults: Faults) -> Result<Reply, Failure> {
    faults.into_result()?;
    Ok(fields::reply(call.read(|tx, caller| custom_field::list(tx, caller, ORGANIZATION)).await?))
}
