//! Outcomes to responses: the envelope, or problem details for who asks for them. Everything that is answered under
//! `/v2.0` is written here.

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, ETAG, LINK, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use guiche_domain::language::Language;
use guiche_i18n::{Notice, Tongue};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::failure::{Failure, Listed, Refused};
use crate::json;
use crate::preferences::{PROBLEM_JSON, Preferences};

/// The most bytes of an `Ignored-Parameters` header (contract: ours).
const MAX_IGNORED: usize = 1_024;

/// What a request is answered.
#[derive(Debug)]
pub(crate) struct Reply {
    outcome: Outcome,
    headers: HeaderMap,
}

#[derive(Debug)]
enum Outcome {
    /// To be said in the asker's language; its data, and what else stands at the root.
    Done(Notice, Option<Value>, Map<String, Value>),
    /// JSON.
    Found(String),
    /// Under `/guiche/v1`: a status and a body as it is.
    Plain(StatusCode, &'static str, Body),
    /// It did not get what it wanted.
    Failed(Failure),
}

impl Reply {
    /// A request got what it wanted, or not.
    pub(crate) fn of(outcome: Result<Self, Failure>) -> Self {
        outcome
            .unwrap_or_else(|failure| Self { outcome: Outcome::Failed(failure), headers: HeaderMap::new() })
    }

    /// Why the request did not get what it wanted, if it did not.
    pub(crate) fn as_failure(&self) -> Option<&Failure> {
        match &self.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// A write was done.
    pub(crate) fn done(notice: Notice) -> Self {
        Self { outcome: Outcome::Done(notice, None, Map::new()), headers: HeaderMap::new() }
    }

    /// The same with one more key at the root of the envelope.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        if let Outcome::Done(_, _, root) = &mut self.outcome {
            root.insert(key.into(), value.into());
        }
        self
    }

    /// The same with `data`, where reads have it.
    pub(crate) fn with_data(mut self, value: impl Into<Value>) -> Self {
        if let Outcome::Done(_, data, _) = &mut self.outcome {
            *data = Some(value.into());
        }
        self
    }

    /// A body as it is.
    pub(crate) fn found(body: &impl Serialize) -> Self {
        Self { outcome: Outcome::Found(json::to_string(body)), headers: HeaderMap::new() }
    }

    /// A read's data.
    pub(crate) fn data(data: impl Serialize) -> Self {
        Self::found(&Data { error: false, message: None, data, success: true })
    }

    /// Plain JSON under a status: what `/guiche/v1` answers.
    pub(crate) fn plain(status: StatusCode, body: &impl Serialize) -> Self {
        Self::streamed(status, "application/json", Body::from(json::plain(body)))
    }

    /// A status without a body.
    pub(crate) fn bare(status: StatusCode) -> Self {
        Self::streamed(status, "", Body::empty())
    }

    /// A body that may still be in the making.
    pub(crate) fn streamed(status: StatusCode, media: &'static str, body: Body) -> Self {
        Self { outcome: Outcome::Plain(status, media, body), headers: HeaderMap::new() }
    }

    /// The version of what is shown, as an `ETag` (contract: ours).
    pub(crate) fn version(mut self, version: i64) -> Self {
        if let Ok(value) = HeaderValue::try_from(format!("\"{version}\"")) {
            self.headers.insert(ETAG, value);
        }
        self
    }

    /// Points at the page after this one.
    pub(crate) fn next(mut self, address: &str) -> Self {
        if let Ok(value) = HeaderValue::try_from(format!("<{address}>; rel=\"next\"")) {
            self.headers.insert(LINK, value);
        }
        self
    }

    /// Points at what was made (contract: §2, ours; no `Location`, which old clients follow on any status).
    pub(crate) fn item(mut self, address: &str) -> Self {
        if let Ok(value) = HeaderValue::try_from(format!("<{address}>; rel=\"item\"")) {
            self.headers.insert(LINK, value);
        }
        self
    }

    /// Names the parameters that were ignored (contract: ours): percent-encoded, as many as fit.
    pub(crate) fn ignored(mut self, keys: &[String]) -> Self {
        let mut list = String::new();
        for key in keys {
            let key = percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC);
            let longer = if list.is_empty() { key.to_string() } else { format!("{list}, {key}") };
            if longer.len() > MAX_IGNORED {
                break;
            }
            list = longer;
        }
        if let (false, Ok(value)) = (list.is_empty(), HeaderValue::try_from(list)) {
            self.headers.insert(HeaderName::from_static("ignored-parameters"), value);
        }
        self
    }

    /// Marks the answer to a repetition (contract: ours).
    pub(crate) fn replayed(mut self, replayed: bool) -> Self {
        if replayed {
            self.headers
                .insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
        }
        self
    }

    /// The response: in the language that the client names, else the account's.
    pub(crate) fn into_response(self, preferences: &Preferences, account: Option<Language>) -> Response {
        let mut response = match self.outcome {
            Outcome::Done(notice, data, root) => {
                let message = guiche_i18n::notice(notice, Tongue::of(preferences.language, account));
                ok(json::to_string(&Success { error: false, message, data, success: true, root }))
            }
            Outcome::Found(body) => ok(body),
            Outcome::Plain(status, media, body) => with_body(status, media, body),
            Outcome::Failed(failure) => self::failure(&failure, preferences, account),
        };
        response.headers_mut().extend(self.headers);
        response
    }
}

/// The response to a request that did not get what it wanted: in the language that the client names, else the account's.
pub(crate) fn failure(failure: &Failure, preferences: &Preferences, account: Option<Language>) -> Response {
    let tongue = Tongue::of(preferences.language, account);
    let errors = failure.faults(tongue);
    let message = errors.first().map(|fault| fault.message.clone()).unwrap_or_default();
    let mut response = if preferences.problem {
        let status = failure.problem_status();
        let title = status.canonical_reason().unwrap_or_default();
        let problem = Problem {
            r#type: "about:blank",
            title,
            status: status.as_u16(),
            detail: message,
            errors,
            results: failure.results(tongue),
        };
        let body = if preferences.plain { json::plain(&problem) } else { json::to_string(&problem) };
        response(status, PROBLEM_JSON, body)
    } else {
        let fault = Fault { error: true, message, success: false, errors };
        response(failure.status(), "application/json", json::to_string(&fault))
    };
    let unauthenticated = response.status() == StatusCode::UNAUTHORIZED && failure.is_unauthenticated();
    let headers = response.headers_mut();
    if unauthenticated {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    match failure {
        Failure::MethodNotAllowed(allow) => {
            headers.insert(ALLOW, HeaderValue::from_static(allow));
        }
        Failure::Unavailable => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        Failure::TooManyRequests(seconds) => {
            headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
        }
        _ => {}
    }
    response
}

fn ok(body: String) -> Response {
    response(StatusCode::OK, "application/json", body)
}

fn response(status: StatusCode, media: &'static str, body: String) -> Response {
    with_body(status, media, Body::from(body))
}

fn with_body(status: StatusCode, media: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if !media.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("Accept, Accept-Language, Authorization"));
    response
}

/// A write was done (contract: doc). The order of the keys is part of every answer's shape (contract: seen).
#[derive(Serialize, ToSchema)]
pub(crate) struct Success {
    /// Always `false`.
    error: bool,
    /// One sentence.
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    data: Option<Value>,
    /// Always `true`.
    success: bool,
    #[serde(flatten)]
    #[schema(ignore)]
    root: Map<String, Value>,
}

/// What was asked for (contract: doc, seen).
#[derive(Serialize, ToSchema)]
pub(crate) struct Data<T> {
    /// Always `false`.
    error: bool,
    /// Always null.
    message: Option<String>,
    data: T,
    /// Always `true`.
    success: bool,
}

/// A request was refused (contract: doc; `errors` ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Fault {
    /// Always `true`.
    error: bool,
    /// The sentence of the first fault.
    message: String,
    /// Always `false`.
    success: bool,
    /// All faults.
    errors: Vec<Listed>,
}

/// A request was refused: problem details (RFC 9457), with the envelope's `errors` (contract: ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says it all, and `errors` the rest.
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// The sentence of the first fault.
    detail: String,
    /// All faults.
    errors: Vec<Listed>,
    /// Of a batch that is done as a whole: the rows that are in its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(ignore)]
    results: Option<Vec<Refused>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_parameters_are_encoded_and_end_at_a_whole_name() {
        let header = |keys: &[&str]| {
            let keys: Vec<String> = keys.iter().map(|key| (*key).into()).collect();
            let reply = Reply::done(Notice::CustomerCreated).ignored(&keys);
            reply.headers.get("ignored-parameters").map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(header(&[]), None);
        assert_eq!(header(&["a", "b[é]", ","]).as_deref(), Some("a, b%5B%C3%A9%5D, %2C"));
        assert_eq!(header(&["a", &"x".repeat(1_021), "b"]).as_deref().map(str::len), Some(1_024));
        assert_eq!(header(&["a", &"x".repeat(1_022), "b"]).as_deref(), Some("a"));
        assert_eq!(header(&[&"x".repeat(1_025)]), None);
    }
}
