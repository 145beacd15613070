//! Every route, with its guard: who may call it. Tests walk this list.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{self, MethodFilter, MethodRouter, get, post};
use guiche_desk::{Actor, Caller, Permission};
use guiche_domain::form::Form;

use crate::auth::{Claim, Unauthenticated};
use crate::failure::Failure;
use crate::preferences::Preferences;
use crate::rate_limit::Allowance;
use crate::reply::{self, Reply};
use crate::request::{Call, Head};
use crate::{Api, body, docs, form, health, openapi, usage, v1, v2};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anybody.
    Open,
    /// Who holds a token that may do this.
    Token(Permission),
    /// Who holds a token that may do this: the first to read, the second to write.
    Tokens(Permission, Permission),
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
    use v2::customer::{self, blacklist, department, permissions};
    use v2::{custom_field, customers, organization, portfolio};
    vec![
        write("/v2.0/customer/new", Permission::WriteCustomers, customer::new::handle),
        read("/v2.0/customer/details", Permission::ReadCustomers, customer::details::handle),
        read("/v2.0/customer/list", Permission::ReadCustomers, customer::list::handle),
        write("/v2.0/customer/update", Permission::WriteCustomers, customer::update::handle),
        read("/v2.0/customer/exists", Permission::ReadCustomers, customer::exists::handle),
        read("/v2.0/customers/exists", Permission::ReadCustomers, customers::exists::handle),
        read("/v2.0/customer/blacklist/search", Permission::ReadCustomers, blacklist::search::handle),
        read("/v2.0/customer/permissions/basic", Permission::ReadCustomers, permissions::basic::handle),
        write(
            "/v2.0/customer/permissions/create_tickets",
            Permission::WriteCustomers,
            permissions::create_tickets::handle,
        ),
        write("/v2.0/customer/permissions/access", Permission::WriteCustomers, permissions::access::handle),
        write("/v2.0/customer/department/link", Permission::WriteCustomers, department::link::handle),
        write("/v2.0/customer/department/unlink", Permission::WriteCustomers, department::unlink::handle),
        write("/v2.0/customer/quick_access", Permission::WriteCustomers, customer::quick_access::handle),
        read("/v2.0/organization/list", Permission::ReadOrganizations, organization::list::handle),
        write("/v2.0/organization/new", Permission::WriteOrganizations, organization::new::handle),
        write("/v2.0/organization/update", Permission::WriteOrganizations, organization::update::handle),
        read("/v2.0/portfolio/list", Permission::ReadConfiguration, portfolio::list::handle),
        read(
            "/v2.0/custom_field/customer/list",
            Permission::ReadConfiguration,
            custom_field::customer::handle,
        ),
        read(
            "/v2.0/custom_field/organization/list",
            Permission::ReadConfiguration,
            custom_field::organization::handle,
        ),
        read(
            "/v2.0/custom_field/department/list",
            Permission::ReadConfiguration,
            custom_field::department::handle,
        ),
        resource(
            "/guiche/v1/customers",
            "GET, HEAD",
            Guard::Token(Permission::ReadCustomers),
            on(MethodFilter::GET, Permission::ReadCustomers, v1::customers::list::handle),
        ),
        resource(
            "/guiche/v1/customers/{customer_id}",
            "GET, HEAD, PATCH, PUT",
            Guard::Tokens(Permission::ReadCustomers, Permission::WriteCustomers),
            one_customer(),
        ),
        // A customer may have this key, too.
        resource(
            "/guiche/v1/customers/batch",
            "GET, HEAD, PATCH, POST, PUT",
            Guard::Tokens(Permission::ReadCustomers, Permission::WriteCustomers),
            one_customer().merge(on(
                MethodFilter::POST,
                Permission::WriteCustomers,
                v1::customers::batch::handle,
            )),
        ),
        resource(
            "/guiche/v1/changes",
            "GET, HEAD",
            Guard::Token(Permission::ReadCustomers),
            on(MethodFilter::GET, Permission::ReadCustomers, v1::changes::handle),
        ),
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
        .route_layer(axum::middleware::from_fn(guiche_edge::name_route))
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

/// What stands at one path of `/guiche/v1`.
fn resource(
    path: &'static str,
    methods: &'static str,
    guard: Guard,
    handlers: MethodRouter<Arc<Api>>,
) -> Served {
    (Route { methods, path, guard }, handlers)
}

/// One method of a resource: its handler reads query and body itself.
fn on<H, F>(method: MethodFilter, permission: Permission, handle: H) -> MethodRouter<Arc<Api>>
where
    H: Fn(Call, Body) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<Reply, Failure>> + Send,
{
    routing::on(method, async move |State(api): State<Arc<Api>>, head: Head, body: Body| {
        guarded(api, head, permission, async move |call| handle(call, body).await).await
    })
}

fn one_customer() -> MethodRouter<Arc<Api>> {
    use v1::customers::{change, put, show};
    on(MethodFilter::GET, Permission::ReadCustomers, show::handle)
        .merge(on(MethodFilter::PUT, Permission::WriteCustomers, put::handle))
        .merge(on(MethodFilter::PATCH, Permission::WriteCustomers, change::handle))
}

/// Lets in who holds a token that may, and answers in the language that the client names, else the account's. The token
/// comes first, and how often it was used: nothing of a body is read before (contract: §1, status codes, rate limit).
async fn guarded<H, F>(api: Arc<Api>, head: Head, guard: Permission, handle: H) -> Response
where
    H: FnOnce(Call) -> F,
    F: Future<Output = Result<Reply, Failure>>,
{
    let preferences = head.preferences;
    let Admitted { claim, recent, caller } = match admit(&api, &head, guard).await {
        Ok(admitted) => admitted,
        Err(refused) => return turned_away(&api, &refused, &preferences),
    };
    let allowance = allowance(&api, &caller);
    let (mut language, account_id, actor) =
        (caller.account.language, caller.account.account_id, caller.actor.clone());
    let outcome = match permitted(&caller, guard, allowance) {
        Ok(()) => {
            if guard.writes() && !recent {
                api.recent.remember(&claim, &caller);
            }
            handle(Call { api: Arc::clone(&api), head, caller, claim: claim.clone() }).await
        }
        Err(failure) => Err(failure),
    };
    let reply = Reply::of(outcome);
    if recent && reply.as_failure().is_some() {
        // It may have been said on the strength of how things were a moment ago.
        match claim.look_up(&api).await {
            Ok((_, account)) => language = account.language,
            Err(refused) => return turned_away(&api, &refused, &preferences),
        }
    }
    if let Actor::Token { id, .. } = &actor {
        let outcome = reply.as_failure().map_or(usage::OK, Failure::code);
        api.usage.note_call((account_id, id), claim.now, outcome, true);
    }
    let mut response = reply.into_response(&preferences, Some(language));
    if let Some(allowance) = allowance {
        allowance.write(response.headers_mut());
    }
    response
}

/// Answers who may not act. A token that is one of ours has called all the same.
fn turned_away(api: &Api, refused: &Unauthenticated, preferences: &Preferences) -> Response {
    if let Some((id, account)) = &refused.token {
        api.usage.note_call((account.account_id, id), api.clock.now(), refused.failure.code(), false);
    }
    reply::failure(&refused.failure, preferences, refused.language())
}

/// Who asks, whatever it may do.
struct Admitted {
    claim: Claim,
    /// Whether it is believed because of a moment ago.
    recent: bool,
    caller: Caller,
}

async fn admit(api: &Api, head: &Head, guard: Permission) -> Result<Admitted, Unauthenticated> {
    let claim = Claim::of(api, head)?;
    let known = if guard.writes() { api.recent.find(&claim) } else { None };
    let recent = known.is_some();
    let (actor, account) = match known {
        Some(known) => known,
        None => claim.look_up(api).await?,
    };
    let caller = claim.caller(api, actor, account);
    Ok(Admitted { claim, recent, caller })
}

/// Counts the request, where the account or whoever runs the server has set a limit.
fn allowance(api: &Api, caller: &Caller) -> Option<Allowance> {
    let Actor::Token { id, .. } = &caller.actor else { return None };
    api.limiters.take(caller.account.rate_limit, id)
}

/// Whether this request may be done: it is not one too many, and the caller may.
fn permitted(caller: &Caller, guard: Permission, allowance: Option<Allowance>) -> Result<(), Failure> {
    if let Some(seconds) = allowance.and_then(|allowance| allowance.retry_after) {
        return Err(Failure::TooManyRequests(seconds));
    }
    Ok(caller.require(guard)?)
}
