//! `GET /guiche/v1/customers/{customer_id}`

use axum::body::Body;
use axum::http::StatusCode;
use guiche_desk::customer;

use super::representation::Customer;
use super::{conditions, missing, named};
use crate::failure::Failure;
use crate::openapi::Problems;
use crate::reply::{Problem, Reply};
use crate::request::Call;
use crate::v1::customers::parameters::KeyInPath;

/// Shows one customer, with its version as the `ETag`.
#[utoipa::path(
    get, path = "/guiche/v1/customers/{customer_id}", tag = "sync", operation_id = "readCustomer",
    params(
        KeyInPath,
        ("If-None-Match" = Option<String>, Header, description = "A version that is known: answered 304 where it is still the one."),
    ),
    responses(
        (status = 200, description = "The customer.", body = Customer, headers(
            ("ETag" = String, description = "The version, in quotes."),
        )),
        (status = 304, description = "It is the version that is known."),
        (status = 404, description = "There is no such customer.", body = Problem, content_type = "application/problem+json"),
        Problems,
    ),
)]
pub(crate) async fn handle(call: Call, _: Body) -> Result<Reply, Failure> {
    let id = named(&call.head)?;
    let condition = conditions::precondition(&call.head.headers);
    let view = call.read(move |tx, caller| customer::view(tx, caller, id.as_str())).await?;
    let view = view.ok_or_else(missing)?;
    let version = view.customer.version;
    if condition.is_not.is_some_and(|known| known.name(Some(version))) {
        return Ok(Reply::bare(StatusCode::NOT_MODIFIED).version(version));
    }
    Ok(Reply::plain(StatusCode::OK, &Customer::from(view)).version(version))
}
