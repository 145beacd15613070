//! `POST /v2.0/customer/permissions/access`

use guiche_desk::customer;
use guiche_domain::customer::Request;
use guiche_domain::form::Form;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::openapi::{Refusals, WriteHeaders, Written};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::change;
use crate::v2::customer::parameters::PermitAccess as Parameters;

/// Approves a customer, or takes the approval back.
#[utoipa::path(
    post, path = "/v2.0/customer/permissions/access", tag = "customers", operation_id = "permitAccess",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(Written, Refusals),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    change::handle(call, &form, Request::access, customer::permit_access, Notice::PermissionUpdated).await
}
