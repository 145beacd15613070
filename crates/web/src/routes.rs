//! Every page and form, with its guard: who may come to it. Tests walk this list.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use guiche_desk::Permission;
use guiche_domain::form::Form;

use crate::failure::Failure;
use crate::form::read;
use crate::guard::{self, Guest, Visit};
use crate::head::Head;
use crate::{Web, access, admin, assets, failure};

/// What a page answers.
pub(crate) type Answer = Result<Response, Failure>;

/// Who may come to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anybody.
    Open,
    /// Who is signed in, whatever the role: pages about oneself.
    SignedIn,
    /// Who is signed in and may do this.
    Operator(Permission),
}

/// One page, or one form that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`. `HEAD` is answered as `GET`.
    pub method: &'static str,
    /// The path, as a template.
    pub path: &'static str,
    /// Who may come to it.
    pub guard: Guard,
}

/// A route and what answers there.
pub(crate) type Served = (Route, MethodRouter<Arc<Web>>);

/// Every route that is served.
fn served() -> Vec<Served> {
    let mut served = vec![
        guest("/", admin::entrance),
        (
            Route { method: "GET", path: "/assets/{version}/{file}", guard: Guard::Open },
            on(MethodFilter::GET, assets::serve),
        ),
    ];
    served.extend(access::routes());
    served.extend(admin::routes());
    served
}

/// Every route.
pub fn list() -> Vec<Route> {
    served().into_iter().map(|(route, _)| route).collect()
}

/// These routes and, for everything else, a page that says so.
pub(crate) fn router(web: &Arc<Web>) -> Router {
    let mut by_path: BTreeMap<&'static str, MethodRouter<Arc<Web>>> = BTreeMap::new();
    for (route, methods) in served() {
        let known = by_path.remove(route.path).unwrap_or_default();
        by_path.insert(route.path, known.merge(methods));
    }
    let mut router = Router::new();
    for (path, methods) in by_path {
        router = router.route(path, methods.fallback(failure::wrong_method));
    }
    router
        .route_layer(axum::middleware::from_fn(guiche_edge::name_route))
        .fallback(failure::not_found)
        .with_state(Arc::clone(web))
}

/// A page for anybody.
pub(crate) fn guest<H, F>(path: &'static str, handle: H) -> Served
where
    H: Fn(Guest) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let methods = on(MethodFilter::GET, async move |State(web): State<Arc<Web>>, head: Head| {
        let language = head.language();
        failure::page_of(handle(Guest { web, head }).await, language)
    });
    (Route { method: "GET", path, guard: Guard::Open }, methods)
}

/// A form that anybody may send, from a page of ours.
pub(crate) fn guest_form<H, F>(path: &'static str, handle: H) -> Served
where
    H: Fn(Guest, Form) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let methods = on(MethodFilter::POST, async move |State(web): State<Arc<Web>>, head: Head, body: Body| {
        let language = head.language();
        let answer = async {
            guard::same_origin(&web, &head)?;
            let form = read(&web.settings, body).await?;
            handle(Guest { web, head }, form).await
        };
        failure::page_of(answer.await, language)
    });
    (Route { method: "POST", path, guard: Guard::Open }, methods)
}

/// A page for who is signed in and may.
pub(crate) fn page<H, F>(path: &'static str, guard: Guard, handle: H) -> Served
where
    H: Fn(Visit) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let methods = on(MethodFilter::GET, async move |State(web): State<Arc<Web>>, head: Head| {
        guard::visit(web, head, guard, async move |visit| handle(visit).await).await
    });
    (Route { method: "GET", path, guard }, methods)
}

/// A form for who is signed in and may.
pub(crate) fn form<H, F>(path: &'static str, guard: Guard, handle: H) -> Served
where
    H: Fn(Visit, Form) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let methods = on(MethodFilter::POST, async move |State(web): State<Arc<Web>>, head: Head, body: Body| {
        // Who sends it is looked at once it is there: who was shut out while it came is shut out.
        let sent = async {
            guard::same_origin(&web, &head)?;
            read(&web.settings, body).await
        };
        match sent.await {
            Ok(form) => guard::visit(web, head, guard, async move |visit| handle(visit, form).await).await,
            Err(failure) => failure::page_of(Err(failure), head.language()),
        }
    });
    (Route { method: "POST", path, guard }, methods)
}

/// A form with a file, of whatever size, for who is signed in and may: its body is read by who handles it, and confirms the
/// visit after it.
pub(crate) fn upload<H, F>(path: &'static str, guard: Guard, handle: H) -> Served
where
    H: Fn(Visit, Body) -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let methods = on(MethodFilter::POST, async move |State(web): State<Arc<Web>>, head: Head, body: Body| {
        guard::visit(web, head, guard, async move |visit| handle(visit, body).await).await
    });
    (Route { method: "POST", path, guard }, methods)
}
