//! Every route, with its guard: who may call it. Tests walk this list.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use guiche_desk::{Caller, Permission};
use guiche_domain::form::Form;

use crate::auth::{Claim, Unauthenticated};
use crate::failure::Failure;
use crate::reply::{self, Reply};
use crate::request::{Call, Head};
use crate::{Api, body, docs, form, health, observe, openapi, v2};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anybody.
    Open,
    /// Who holds a token that may do this.
    Token(Permission),
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The methods that it answers, as in `Allow`. `HEAD` is answered as `GET` (contract: ours).
    pub methods: &'static str,
    /// The path, as a template.
    pub path: &'static str,
    /// Who may call it.
    pub guard: Guard,
}

/// A route and what answers there.
pub(crate) type Served = (Route, MethodRouter<Arc<Api>>);

/// Every route that is served.
pub(crate) fn served() -> Vec<Served> {
    use v2::customer;
    vec![
        write("/v2.0/customer/new", Permission::WriteCustomers, customer::new::handle),
        read("/v2.0/customer/details", Permission::ReadCustomers, customer::details::handle),
        read("/v2.0/customer/list", Permission::ReadCustomers, customer::list::handle),
        open("/healthz", get(health::healthz)),
        open("/readyz", get(health::readyz)),
        open("/openapi.json", get(openapi::serve)),
        open("/docs", get(docs::index)),
        open("/docs/{file}", get(docs::file)),
    ]
}

/// Every route.
pub fn list() -> Vec<Route> {
    served().into_iter().map(|(route, _)| route).collect()
}

/// These routes and, for everything else, an answer in the envelope.
pub(crate) fn router(api: &Arc<Api>, served: Vec<Served>) -> Router {
    let mut router = Router::new();
    for (route, methods) in served {
        let wrong_method = async move |head: Head| {
            reply::failure(&Failure::MethodNotAllowed(route.methods), &head.preferences, None)
        };
        router = router.route(route.path, methods.fallback(wrong_method));
    }
    router
        .route_layer(axum::middleware::from_fn(observe::name_route))
        .fallback(async |head: Head| reply::failure(&Failure::PathNotFound, &head.preferences, None))
        .with_state(Arc::clone(api))
}

pub(crate) fn open(path: &'static str, methods: MethodRouter<Arc<Api>>) -> Served {
    (Route { methods: "GET, HEAD", path, guard: Guard::Open }, methods)
}

/// A read: its parameters are in the query string; what a body holds is ignored.
fn read<H, F>(path: &'static str, permission: Permission, handle: H) -> Served
where
    H: Fn(Call, Form) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<Reply, Failure>> + Send,
{
    let methods = get(async move |State(api): State<Arc<Api>>, head: Head| {
        guarded(api, head, permission, async move |call| {
            let query = form::read_query(&call.head.query)?;
            handle(call, query).await
        })
        .await
    });
    (Route { methods: "GET, HEAD", path, guard: Guard::Token(permission) }, methods)
}

/// A write: its parameters are in the body.
pub(crate) fn write<H, F>(path: &'static str, permission: Permission, handle: H) -> Served
where
    H: Fn(Call, Form) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<Reply, Failure>> + Send,
{
    let methods = post(async move |State(api): State<Arc<Api>>, head: Head, body: Body| {
        guarded(api, head, permission, async move |call| {
            let sent = body::form(&call.api.settings, &call.head.headers, body).await?;
            handle(call, sent).await
        })
        .await
    });
    (Route { methods: "POST", path, guard: Guard::Token(permission) }, methods)
}

/// Lets in who holds a token that may, and answers in the language that the client names, else the account's. The token
/// comes first: nothing of a body is read before (contract: §1, status codes).
async fn guarded<H, F>(api: Arc<Api>, head: Head, guard: Permission, handle: H) -> Response
where
    H: FnOnce(Call) -> F,
    F: Future<Output = Result<Reply, Failure>>,
{
    let preferences = head.preferences;
    let (claim, recent, caller) = match admit(&api, &head, guard).await {
        Ok(admitted) => admitted,
        Err((failure, language)) => return reply::failure(&failure, &preferences, language),
    };
    let mut language = caller.account.language;
    let reply = Reply::of(handle(Call { api: Arc::clone(&api), head, caller, claim: claim.clone() }).await);
    if recent && reply.is_failure() {
        // It may have been said on the strength of how things were a moment ago.
        match claim.look_up(&api).await {
            Ok((_, account)) => language = account.language,
            Err((failure, language)) => return reply::failure(&failure, &preferences, language),
        }
    }
    reply.into_response(&preferences, Some(language))
}

/// The request's claim, whether it is believed because of a moment ago, and who acts.
async fn admit(api: &Api, head: &Head, guard: Permission) -> Result<(Claim, bool, Caller), Unauthenticated> {
    let claim = Claim::of(api, head).map_err(|failure| (failure, None))?;
    if guard.writes()
        && let Some((actor, account)) = api.recent.find(&claim)
    {
        let caller = claim.caller(api, actor, account);
        return Ok((claim, true, caller));
    }
    let (actor, account) = claim.look_up(api).await?;
    let caller = claim.caller(api, actor, account);
    caller.require(guard).map_err(|refusal| (refusal.into(), Some(caller.account.language)))?;
    if guard.writes() {
        api.recent.remember(&claim, &caller);
    }
    Ok((claim, false, caller))
}
