//! `POST /v2.0/organization/update`

use guiche_desk::idempotency::{self, Repeatable};
use guiche_desk::organization;
use guiche_domain::form::Form;
use guiche_domain::organization::Changes;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::openapi::{Refusals, WriteHeaders};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::organization::parameters::{UpdateOrganization as Parameters, Written};

/// Changes an organization.
///
/// What is not sent, or sent empty, stays; in a JSON body `null` takes a value away.
#[utoipa::path(
    post, path = "/v2.0/organization/update", tag = "organizations", operation_id = "updateOrganization",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(
        (status = 200, description = "The organization is as asked for.", body = Written, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    let mut changes = Changes::read(&form, call.strict());
    let repeatable = call.repeatable(&form).unwrap_or_else(|reason| {
        changes.faults.push(reason);
        None
    });
    let ignored = std::mem::take(&mut changes.ignored);
    Ok(Reply::of(update(call, changes, repeatable).await).ignored(&ignored))
}

async fn update(call: Call, changes: Changes, repeatable: Option<Repeatable>) -> Result<Reply, Failure> {
    let done = call
        .write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| {
                organization::update(tx, caller, &changes)
            })
        })
        .await?;
    let id = done.outcome.organization_id;
    Ok(Reply::done(Notice::OrganizationUpdated).with("organization_id", id).replayed(done.replayed))
}
