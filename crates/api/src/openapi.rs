//! The API's description (OpenAPI 3.1), made from the endpoints' own doc comments.

mod bodies;
mod named_batch;
mod write;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};

pub(crate) use self::write::{WriteHeaders, Written};

use self::bodies::{Bodies, NoNulls};
use self::named_batch::NamedBatch;
use crate::preferences::PROBLEM_JSON;
use crate::reply::{Fault, Problem};
use crate::{health, paging, v1, v2};

static DOCUMENT: LazyLock<String> =
    LazyLock::new(|| Document::openapi().to_pretty_json().unwrap_or_default());

/// The document, as indented JSON.
pub fn document() -> String {
    DOCUMENT.clone()
}

/// `GET /openapi.json`
pub(crate) async fn serve() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT.as_str())
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Guichê",
        description = "Help desk API, compatible with the TomTicket API v2.0. Guichê is independent of TomTicket and its owner.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        v2::customer::new::handle,
        v2::customer::details::handle,
        v2::customer::list::handle,
        v2::customer::update::handle,
        v2::customer::exists::handle,
        v2::customers::exists::handle,
        v2::customer::blacklist::search::handle,
        v2::customer::permissions::basic::handle,
        v2::customer::permissions::create_tickets::handle,
        v2::customer::permissions::access::handle,
        v2::customer::department::link::handle,
        v2::customer::department::unlink::handle,
        v2::customer::quick_access::handle,
        v1::customers::list::handle,
        v1::customers::show::handle,
        v1::customers::put::handle,
        v1::customers::change::handle,
        v1::customers::batch::handle,
        v1::changes::handle,
        v2::organization::list::handle,
        v2::organization::new::handle,
        v2::organization::update::handle,
        v2::portfolio::list::handle,
        v2::custom_field::customer::handle,
        v2::custom_field::organization::handle,
        v2::custom_field::department::handle,
        health::healthz,
        health::readyz,
    ),
    security(("token" = [])),
    components(schemas(
        Fault, Problem, v2::customer::details::LocatorType, v2::customer::list::Direction,
        v2::customer::list::Columns, v2::customer::list::ListFlag, paging::ListPage,
    )),
    modifiers(&Security, &Bodies, &NoNulls, &NamedBatch),
    tags(
        (name = "customers", description = "Who opens tickets."),
        (name = "sync", description = "For those who keep two systems in step."),
        (name = "organizations", description = "The companies that customers belong to."),
        (name = "configuration", description = "What an account has set up."),
        (name = "health", description = "What monitoring asks."),
    ),
)]
struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token made with `guiche token create`."))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// What every guarded route may answer instead of what was wanted (contract: §1, status codes).
pub(crate) struct Refusals;

const ENVELOPE: &str = "application/json";

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let both = &[ENVELOPE, PROBLEM_JSON][..];
        let statuses = [
            ("400", "Problem details only: something cannot be read.", &both[1..]),
            ("401", "The token, or in the envelope the submitted values, may not be used.", both),
            (
                "403",
                "The account's plan does not include it; as problem details also: the token may not do this.",
                both,
            ),
            ("404", "In the envelope only: an id refers to nothing in this account.", both),
            ("405", "The path knows other methods.", both),
            ("408", "The request took too long to arrive.", both),
            ("409", "Problem details only: a value is taken.", &both[1..]),
            ("413", "The body is too large.", both),
            ("415", "The body is of none of the three types.", both),
            ("422", "Problem details only: values may not be used, or refer to nothing.", &both[1..]),
            (
                "429",
                "The token is used more often than the server allows; `Retry-After` says when to come again.",
                both,
            ),
            ("500", "A bug.", both),
            ("503", "Come again a little later.", both),
        ];
        statuses
            .into_iter()
            .map(|(status, words, media)| (status.into(), RefOr::T(refusal(words, media))))
            .collect()
    }
}

fn refusal(description: &str, media: &[&str]) -> Response {
    media
        .iter()
        .fold(ResponseBuilder::new().description(description), |response, media| {
            let schema = if *media == ENVELOPE { "Fault" } else { "Problem" };
            response
                .content(*media, ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build())
        })
        .build()
}

/// What every route of `/guiche/v1` may answer instead of what was wanted: problem details, always.
pub(crate) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let statuses = [
            ("400", "Something cannot be read."),
            ("401", "The token may not be used."),
            ("403", "The token may not do this, or the account's plan does not include it."),
            ("405", "The path knows other methods."),
            ("408", "The request took too long to arrive."),
            ("409", "A value is taken."),
            ("413", "The body is too large."),
            ("415", "The body is not of a type that is read here."),
            ("422", "Values may not be used, or refer to nothing."),
            ("429", "The token is used more often than the operator allows."),
            ("500", "A bug."),
            ("503", "Come again a little later."),
        ];
        let refused =
            |(status, words): (&str, &str)| (status.into(), RefOr::T(refusal(words, &[PROBLEM_JSON])));
        statuses.into_iter().map(refused).collect()
    }
}
