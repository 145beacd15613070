//! `POST /v2.0/customer/update`

use std::sync::Arc;

use guiche_desk::customer::{self, UpdateCustomer};
use guiche_desk::idempotency::{self, Repeatable};
use guiche_domain::customer::{Changes, Locator};
use guiche_domain::form::{At, Form};
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::link;
use crate::openapi::{Refusals, WriteHeaders};
use crate::reply::{Reply, Success};
use crate::request::Call;
use crate::v2::customer::parameters::UpdateCustomer as Parameters;

/// Changes a customer.
///
/// What is missing or empty stays as it is; in a JSON body `null` takes a value away. A refusal changes nothing and lists
/// every fault at once in `errors`.
#[utoipa::path(
    post, path = "/v2.0/customer/update", tag = "customers", operation_id = "updateCustomer",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(
        (status = 200, description = "The customer is as it was asked for.", body = Success, headers(
            ("Link" = String, description = "The customer's details, `rel=\"item\"`, where it has an internal id."),
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    let (locator, mut changes) = Changes::read(&form, call.strict());
    let repeatable = call.repeatable(&form).unwrap_or_else(|reason| {
        changes.faults.push(reason);
        None
    });
    let ignored = std::mem::take(&mut changes.ignored);
    Ok(Reply::of(update(call, locator, changes, repeatable).await).ignored(&ignored))
}

async fn update(
    call: Call,
    locator: Option<At<Locator>>,
    changes: Changes,
    repeatable: Option<Repeatable>,
) -> Result<Reply, Failure> {
    let api = Arc::clone(&call.api);
    let update = UpdateCustomer::prepare(locator, changes, &api.hasher).await?;
    let done = call
        .write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| customer::update(tx, caller, &update))
        })
        .await?;
    let reply = Reply::done(Notice::CustomerUpdated).replayed(done.replayed);
    Ok(match done.outcome.customer_id {
        Some(customer_id) => reply.item(&link::customer(&api.settings, &customer_id)),
        None => reply,
    })
}
