//! `PATCH /guiche/v1/customers/{customer_id}`

use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use guiche_desk::customer::{self, Patched, UpdateCustomer};
use guiche_domain::customer::{Changes, CustomerId};
use guiche_domain::form::{Form, Value};
use guiche_store::Error;

use super::representation::Customer;
use super::{conditions, missing, named, writable};
use crate::failure::Failure;
use crate::openapi::Problems;
use crate::reply::{Problem, Reply};
use crate::request::Call;
use crate::v1::customers::parameters::{CustomerPatch as Parameters, KeyInPath};
use crate::{Api, body};

/// Changes a customer by a merge patch (RFC 7396): what is not sent stays, null takes away.
///
/// Safe to repeat with `If-Match`: an `Idempotency-Key` is not looked at.
#[utoipa::path(
    patch, path = "/guiche/v1/customers/{customer_id}", tag = "sync", operation_id = "patchCustomer",
    params(
        KeyInPath,
        ("If-Match" = Option<String>, Header, description = "Only where this is the version: else 412."),
    ),
    request_body(content((Parameters = "application/json"), (Parameters = "application/merge-patch+json"))),
    responses(
        (status = 200, description = "The customer as it is now.", body = Customer, headers(
            ("ETag" = String, description = "The version, in quotes."),
        )),
        (status = 404, description = "There is no such customer.", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The precondition does not hold.", body = Problem, content_type = "application/problem+json"),
        Problems,
    ),
)]
pub(crate) async fn handle(call: Call, body: Body) -> Result<Reply, Failure> {
    let id = named(&call.head)?;
    let sent = body::json(&call.api.settings, &call.head.headers, body, true).await?;
    let mut changes = Changes::read_body(&writable(&sent), call.strict());
    changes.all_custom_fields = clears_custom_fields(&sent);
    let ignored = std::mem::take(&mut changes.ignored);
    Ok(Reply::of(change(call, id, changes).await).ignored(&ignored))
}

/// Whether all values of custom fields are taken away.
fn clears_custom_fields(sent: &Form) -> bool {
    sent.entries().iter().any(|entry| entry.key == "custom_field" && entry.value == Value::Null)
}

async fn change(call: Call, id: CustomerId, changes: Changes) -> Result<Reply, Failure> {
    let api: Arc<Api> = Arc::clone(&call.api);
    let condition = conditions::precondition(&call.head.headers);
    let update = UpdateCustomer::prepare(None, changes, &api.hasher).await?;
    let written = call.write(move |tx, caller| {
        let updated = match customer::patch(tx, caller, &id, &update, &condition)? {
            Patched::Done(updated) => updated,
            Patched::Missing => return Ok(Err(missing())),
            Patched::PreconditionFailed => return Ok(Err(Failure::PreconditionFailed)),
        };
        // What the path names may lead to a customer without a key of its own.
        let view = customer::view(tx, caller, updated.customer_id.as_deref().unwrap_or(id.as_str()))?;
        view.map(Ok).ok_or_else(|| Error::Data("a customer that was changed is not there".into()))
    });
    let view = written.await??;
    let version = view.customer.version;
    Ok(Reply::plain(StatusCode::OK, &Customer::from(view)).version(version))
}
