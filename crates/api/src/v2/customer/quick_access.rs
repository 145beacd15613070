//! `POST /v2.0/customer/quick_access`

use std::sync::Arc;

use guiche_desk::idempotency::{self, Repeatable};
use guiche_desk::quick_access;
use guiche_domain::customer::Request;
use guiche_domain::form::Form;
use guiche_i18n::Notice;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::link;
use crate::openapi::{Refusals, WriteHeaders};
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::parameters::NamedCustomer as Parameters;

/// Makes a link that signs a customer in to its panel.
///
/// It can be used once, within 5 minutes. A repetition with the same `Idempotency-Key` gets the same link again. The customer
/// must be active and approved.
#[utoipa::path(
    post, path = "/v2.0/customer/quick_access", tag = "customers", operation_id = "quickAccess",
    params(WriteHeaders),
    request_body(content(
        (Parameters = "multipart/form-data"),
        (Parameters = "application/x-www-form-urlencoded"),
        (Parameters = "application/json"),
    )),
    responses(
        (status = 200, description = "The link was made.", body = LinkMade, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    let mut request = Request::alone(&form, call.strict());
    let repeatable = call.repeatable(&form).unwrap_or_else(|reason| {
        request.faults.push(reason);
        None
    });
    let ignored = std::mem::take(&mut request.ignored);
    Ok(Reply::of(create(call, request, repeatable).await).ignored(&ignored))
}

async fn create(call: Call, request: Request<()>, repeatable: Option<Repeatable>) -> Result<Reply, Failure> {
    let api = Arc::clone(&call.api);
    let token: Arc<str> = call.token().into();
    let own = Arc::clone(&token);
    let done = call
        .write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| {
                quick_access::create(tx, caller, &request, &own)
            })
        })
        .await?;
    let token = done.outcome.secret(&token)?;
    let url = link::quick_access(&api.settings, &token);
    let link = QuickAccess { token, url };
    Ok(Reply::done(Notice::QuickAccessCreated).with_data(json!(link)).replayed(done.replayed))
}

/// A link was made.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only the schema is used")]
pub(crate) struct LinkMade {
    /// Always `false`.
    error: bool,
    /// One sentence.
    message: String,
    data: QuickAccess,
    /// Always `true`.
    success: bool,
}

/// A link that signs in once (contract: §2; the path ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct QuickAccess {
    /// The link's secret.
    token: String,
    /// Where it leads.
    url: String,
}
