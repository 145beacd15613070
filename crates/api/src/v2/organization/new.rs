//! `POST /v2.0/organization/new`

use guiche_desk::idempotency::{self, Repeatable};
use guiche_desk::organization;
use guiche_domain::form::Form;
use guiche_domain::organization::Draft;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::openapi::{Refusals, WriteHeaders};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::organization::parameters::{NewOrganization as Parameters, Written};

/// Creates an organization.
///
/// The answer holds its id at the root. With `strict_name` or `strict_mail` a name or an address that another organization
/// has is refused, or with `return_id_if_exists` that organization's id is the answer.
#[utoipa::path(
    post, path = "/v2.0/organization/new", tag = "organizations", operation_id = "createOrganization",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(
        (status = 200, description = "The organization was created, or is there already.", body = Written, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
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
    let done = call
        .write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| organization::create(tx, caller, &draft))
        })
        .await?;
    let notice = if done.outcome.found { Notice::OrganizationFound } else { Notice::OrganizationCreated };
    Ok(Reply::done(notice).with("organization_id", done.outcome.organization_id).replayed(done.replayed))
}
