//! Why there is no page, as a page.

use askama::Template;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use guiche_domain::language::Language;
use guiche_domain::refusal::{Reason, Refusal};
use guiche_store::Error;
use http::StatusCode;

use crate::head::Head;
use crate::language;
use crate::page::{Page, rendered};

/// Why a request got no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// There is no such page or thing.
    #[error("not found")]
    NotFound,
    /// The path does not know the method.
    #[error("wrong method")]
    WrongMethod,
    /// A form of somebody whose session is over.
    #[error("signed out")]
    SignedOut,
    /// The role does not allow it.
    #[error("forbidden")]
    Forbidden,
    /// The form was not sent by a page of ours.
    #[error("not from a page of ours")]
    Foreign,
    /// Tried too often.
    #[error("too often")]
    TooOften,
    /// A link that may not be used.
    #[error("a link that is over")]
    LinkOver,
    /// The form is larger than we take.
    #[error("too large")]
    TooLarge,
    /// The form did not come in time.
    #[error("too slow")]
    TooSlow,
    /// The form is none.
    #[error("unreadable")]
    Unreadable,
    /// The thing was changed by somebody else meanwhile.
    #[error("changed meanwhile")]
    Changed,
    /// We cannot serve for now.
    #[error("unavailable")]
    Unavailable,
    /// The mistake is ours.
    #[error("{0}")]
    Internal(String),
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Foreign => StatusCode::FORBIDDEN,
            Self::LinkOver => StatusCode::GONE,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Changed => StatusCode::CONFLICT,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The phrases that say what happened, and what to do.
    fn phrases(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("failure-not-found", "failure-not-found-hint"),
            Self::WrongMethod => ("failure-wrong-method", "failure-wrong-method-hint"),
            Self::SignedOut => ("failure-signed-out", "failure-signed-out-hint"),
            Self::Forbidden => ("failure-forbidden", "failure-forbidden-hint"),
            Self::Foreign => ("failure-foreign", "failure-foreign-hint"),
            Self::TooOften => ("failure-too-often", "failure-too-often-hint"),
            Self::LinkOver => ("failure-link-over", "failure-link-over-hint"),
            Self::TooLarge => ("failure-too-large", "failure-too-large-hint"),
            Self::TooSlow => ("failure-too-slow", "failure-too-slow-hint"),
            Self::Unreadable => ("failure-unreadable", "failure-unreadable-hint"),
            Self::Changed => ("failure-changed", "failure-changed-hint"),
            Self::Unavailable => ("failure-unavailable", "failure-unavailable-hint"),
            Self::Internal(_) => ("failure-internal", "failure-internal-hint"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => refusal.into(),
            error if error.is_transient() => Self::Unavailable,
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<Refusal> for Failure {
    /// Where a page does not show faults beside its fields: there are none to be shown.
    fn from(refusal: Refusal) -> Self {
        match refusal.first().reason {
            Reason::Role | Reason::Plan => Self::Forbidden,
            Reason::NotFound => Self::NotFound,
            _ => Self::Unreadable,
        }
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    page: Page,
    title: String,
    hint: String,
    sign_in: bool,
}

/// The answer, or the page that says why there is none.
pub(crate) fn page_of(answer: Result<Response, Failure>, language: Language) -> Response {
    answer.unwrap_or_else(|failure| {
        if let Failure::Internal(error) = &failure {
            tracing::error!(%error, "a page failed");
        }
        let page = Page::bare(language);
        let (title, hint) = failure.phrases();
        let shown = FailurePage {
            title: page.say(title),
            hint: page.say(hint),
            sign_in: matches!(failure, Failure::SignedOut | Failure::LinkOver),
            page,
        };
        let mut response = rendered(failure.status(), &shown)
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
        if failure.status() == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(http::header::RETRY_AFTER, http::HeaderValue::from_static("1"));
        }
        response
    })
}

/// Answers at a path that nothing stands at.
pub(crate) async fn not_found(head: Head) -> Response {
    page_of(Err(Failure::NotFound), head.language())
}

/// Answers a method that a path does not know.
pub(crate) async fn wrong_method(head: Head) -> Response {
    page_of(Err(Failure::WrongMethod), head.language())
}

/// Watches a request from its head to its answer.
pub(crate) async fn watch(request: Request, next: Next) -> Response {
    let language = language::named(request.headers()).unwrap_or_default();
    let panicked = move || page_of(Err(Failure::Internal("a handler panicked".into())), language);
    guiche_edge::watch(request, next, panicked).await
}
