//! `POST /v2.0/customer/permissions/create_tickets`

use guiche_desk::customer;
use guiche_domain::customer::Request;
use guiche_domain::form::Form;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::openapi::{Refusals, WriteHeaders, Written};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::change;
use crate::v2::customer::parameters::PermitCreateTickets as Parameters;

/// Lets a customer open tickets, or no longer.
///
/// Its organization has its own say: see `/v2.0/customer/permissions/basic`.
#[utoipa::path(
    post, path = "/v2.0/customer/permissions/create_tickets", tag = "customers", operation_id = "permitCreateTickets",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(Written, Refusals),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    change::handle(
        call,
        &form,
        Request::create_tickets,
        customer::permit_create_tickets,
        Notice::PermissionUpdated,
    )
    .await
}
