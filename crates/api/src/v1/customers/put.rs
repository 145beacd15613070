//! `PUT /guiche/v1/customers/{customer_id}`

use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use guiche_desk::customer::{self, Known, PutCustomer};
use guiche_domain::customer::Draft;
use guiche_domain::form::Form;

use super::representation::Customer;
use super::{conditions, missing, writable};
use crate::failure::Failure;
use crate::openapi::Problems;
use crate::reply::{Problem, Reply};
use crate::request::Call;
use crate::v1::customers::parameters::{KeyInPath, WholeCustomer as Parameters};
use crate::{Api, body};

/// Puts a customer in its place: made where it is missing, else made what is sent.
///
/// What is not sent is taken away, but for the password. A replacement that changes nothing leaves no trace and keeps the
/// version. Safe to repeat: an `Idempotency-Key` is not looked at.
#[utoipa::path(
    put, path = "/guiche/v1/customers/{customer_id}", tag = "sync", operation_id = "putCustomer",
    params(
        KeyInPath,
        ("If-Match" = Option<String>, Header, description = "Only where this is the version: else 412."),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only where there is no such customer: else 412."),
    ),
    request_body(content((Parameters = "application/json"))),
    responses(
        (status = 200, description = "The customer was there and is what was sent.", body = Customer, headers(
            ("ETag" = String, description = "The version, in quotes."),
        )),
        (status = 201, description = "The customer was made.", body = Customer, headers(
            ("ETag" = String, description = "The version, in quotes."),
        )),
        (status = 412, description = "The precondition does not hold.", body = Problem, content_type = "application/problem+json"),
        Problems,
    ),
)]
pub(crate) async fn handle(call: Call, body: Body) -> Result<Reply, Failure> {
    let id = call.head.named().filter(|id| !id.trim().is_empty()).ok_or_else(missing)?;
    let sent = body::json(&call.api.settings, &call.head.headers, body, false).await?;
    let mut draft = Draft::read(&at(&id, &sent), call.strict());
    let ignored = std::mem::take(&mut draft.ignored);
    Ok(Reply::of(place(call, draft).await).ignored(&ignored))
}

/// What was sent, with the key of the path: a body that names another one contradicts it.
fn at(id: &str, sent: &Form) -> Form {
    let mut form = Form::default();
    form.push_text("customer_id", id);
    for entry in writable(sent).entries() {
        form.push(entry.key.clone(), entry.value.clone());
    }
    form
}

async fn place(call: Call, draft: Draft) -> Result<Reply, Failure> {
    let api: Arc<Api> = Arc::clone(&call.api);
    let condition = conditions::precondition(&call.head.headers);
    let id = draft.customer_id.as_ref().map(|id| id.value.as_str().to_owned()).unwrap_or_default();
    let new = PutCustomer::prepare(draft, &api.hasher).await?;
    let written = call.write(move |tx, caller| {
        let put = customer::put(tx, caller, &new, &condition, &mut Known::default())?;
        let Some(put) = put else { return Ok(None) };
        Ok(customer::view(tx, caller, &id)?.map(|view| (put, view)))
    });
    let (put, view) = written.await?.ok_or(Failure::PreconditionFailed)?;
    let status = if put.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok(Reply::plain(status, &Customer::from(view)).version(put.version))
}
