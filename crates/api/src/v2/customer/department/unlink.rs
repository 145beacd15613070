//! `POST /v2.0/customer/department/unlink`

use guiche_desk::customer;
use guiche_domain::customer::Request;
use guiche_domain::form::Form;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::openapi::{Refusals, WriteHeaders, Written};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::change;
use crate::v2::customer::parameters::DepartmentLink as Parameters;

/// Has a department serve a customer no longer.
///
/// Where it does not, nothing changes.
#[utoipa::path(
    post, path = "/v2.0/customer/department/unlink", tag = "customers", operation_id = "unlinkDepartment",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(Written, Refusals),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    change::handle(call, &form, Request::department, customer::unlink, Notice::CustomerUnlinked).await
}
