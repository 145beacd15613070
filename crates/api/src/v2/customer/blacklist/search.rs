//! `GET /v2.0/customer/blacklist/search`

use guiche_desk::blocked_email;
use guiche_domain::email::Email;
use guiche_domain::form::Form;
use guiche_domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::{Data, Reply};
use crate::request::Call;

/// Tells whether an e-mail address is blocked.
///
/// A blocked address does not keep a customer from being created with it.
#[utoipa::path(
    get, path = "/v2.0/customer/blacklist/search", tag = "customers", operation_id = "searchBlacklist",
    params(
        ("email" = String, Query, format = "email", max_length = 250, example = "maria@exemplo.com.br",
            description = "The address, in any case."),
    ),
    responses(
        (status = 200, description = "Whether it is blocked.", body = Data<Blacklisted>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let (email, ignored) = Email::read(&query, call.strict());
    Ok(Reply::of(tell(call, email).await).ignored(&ignored))
}

async fn tell(call: Call, email: Result<Email, Refusal>) -> Result<Reply, Failure> {
    let email = email?;
    let blacklisted = call.read(move |tx, caller| blocked_email::is_blocked(tx, caller, &email)).await?;
    Ok(Reply::data(Blacklisted { blacklisted }))
}

/// Whether an address is blocked (contract: ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Blacklisted {
    blacklisted: bool,
}
