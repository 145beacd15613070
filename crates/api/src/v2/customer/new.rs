//! `POST /v2.0/customer/new`

use std::sync::Arc;

use guiche_desk::customer::{self, NewCustomer};
use guiche_desk::idempotency::{self, Repeatable};
use guiche_domain::customer::Draft;
use guiche_domain::form::Form;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::link;
use crate::openapi::{Refusals, WriteHeaders};
use crate::reply::{Reply, Success};
use crate::request::Call;
use crate::v2::customer::parameters::NewCustomer as Parameters;

/// Creates a customer.
///
/// An answer of 200 means that the customer is on disk; a refusal stores nothing and lists every fault at once in
/// `errors`. With an `Idempotency-Key` the request may be repeated for 24 hours.
#[utoipa::path(
    post, path = "/v2.0/customer/new", tag = "customers", operation_id = "createCustomer",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(
        (status = 200, description = "The customer was created.", body = Success, headers(
            ("Link" = String, description = "The customer's details, `rel=\"item\"`."),
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
        ), links(
            ("details" = (
                operation_id = "customerDetails",
                parameters(("customer_id" = "$request.body#/customer_id")),
                description = "The customer that was created.",
            )),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    let mut draft = Draft::read(&form, call.strict());
    let repeatable = call.repeatable(&form).unwrap_or_else(|reason| {
        draft.faults.push(reason);
        None
    });
    let ignored = std::mem::take(&mut draft.ignored);
    Ok(Reply::of(create(call, draft, repeatable).await).ignored(&ignored))
}

async fn create(call: Call, draft: Draft, repeatable: Option<Repeatable>) -> Result<Reply, Failure> {
    let api = Arc::clone(&call.api);
    let new = NewCustomer::prepare(draft, &api.hasher).await?;
    let done = call
        .write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| customer::create(tx, caller, &new))
        })
        .await?;
    let address = link::customer(&api.settings, &done.outcome.customer_id);
    Ok(Reply::done(Notice::CustomerCreated).item(&address).replayed(done.replayed))
}
