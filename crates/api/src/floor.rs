//! What a create costs without its store, for benchmarks to compare with: the same way in, the same answer. No server
//! of ours serves this.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use guiche_desk::Permission;
use guiche_desk::customer::NewCustomer;
use guiche_domain::customer::Draft;
use guiche_domain::form::Form;
use guiche_i18n::Notice;

use crate::failure::Failure;
use crate::reply::{self, Reply};
use crate::request::{Call, Head};
use crate::{Api, body, entrance, link, routes};

/// `POST /v2.0/customer/new` up to the store: the token is looked up, the form read, and nothing kept.
pub fn router(api: &Arc<Api>) -> Router {
    let route = routes::write("/v2.0/customer/new", Permission::WriteCustomers, handle);
    let form = routes::open("/form", axum::routing::post(unguarded));
    entrance(routes::router(api, vec![route, form]))
}

/// The same without a token.
async fn unguarded(State(api): State<Arc<Api>>, head: Head, body: Body) -> Response {
    let read = body::form(&api.settings, &head.headers, body).await;
    match read.map(|form| Draft::read(&form, head.preferences.strict)) {
        Ok(_) => Reply::done(Notice::CustomerCreated).into_response(&head.preferences, None),
        Err(failure) => reply::failure(&failure, &head.preferences, None),
    }
}

async fn handle(call: Call, form: Form) -> Result<Reply, Failure> {
    let draft = Draft::read(&form, call.strict());
    let customer_id = draft.customer_id.as_ref().map(|id| id.value.as_str().to_owned()).unwrap_or_default();
    let api = Arc::clone(&call.api);
    NewCustomer::prepare(draft, &api.hasher).await?;
    api.db.read(move |tx| call.claim.confirm(tx, &call.caller)).await?;
    Ok(Reply::done(Notice::CustomerCreated).item(&link::customer(&api.settings, &customer_id)))
}
