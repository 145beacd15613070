//! Everything that can go wrong with a request, and the one place that gives it a status.

use axum::http::StatusCode;
use guiche_domain::refusal::{Class, Fault, Reason, Refusal};
use guiche_i18n::{Notice, Tongue};
use guiche_store::Error;

use crate::form::BodyFault;

/// Why a request did not get what it wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A rule said no.
    Refused(Refusal),
    /// There is no such path.
    PathNotFound,
    /// What the path names is not there: which part of it, and that it refers to nothing.
    Missing(Fault),
    /// Rows are in the way of a batch that is done as a whole: their numbers from 1, keys and failures.
    Rows(Vec<(u64, Option<String>, Failure)>),
    /// The list ends before the page that was asked for.
    PageNotFound,
    /// A condition of the request, `If-Match` or `If-None-Match`, does not hold.
    PreconditionFailed,
    /// The token is used more often than the operator allows: come again after so many seconds.
    TooManyRequests(u64),
    /// The path knows other methods: these.
    MethodNotAllowed(&'static str),
    /// The body is larger than the server takes.
    ContentTooLarge,
    /// The body is of none of the three types, or compressed.
    UnsupportedMediaType,
    /// The body took too long to arrive.
    RequestTimeout,
    /// Too much to do, or the store cannot be written: come again.
    Unavailable,
    /// A bug.
    Internal,
}

impl Failure {
    /// The status on `/v2.0`: of the vendor's four for what the vendor knows (contract: §1, status codes).
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => match refusal.first().reason.class() {
                Class::Token | Class::Values => StatusCode::UNAUTHORIZED,
                Class::Plan => StatusCode::FORBIDDEN,
                Class::References => StatusCode::NOT_FOUND,
            },
            other => other.transport().0,
        }
    }

    /// The status that HTTP itself would want, for clients that ask for problem details (contract: ours).
    pub fn problem_status(&self) -> StatusCode {
        let refusal = match self {
            Self::Refused(refusal) => refusal,
            Self::Rows(_) => return StatusCode::UNPROCESSABLE_ENTITY,
            _ => return self.status(),
        };
        let malformed = |fault: &Fault| matches!(fault.reason.code(), "malformed" | "repeated");
        match refusal.first().reason {
            Reason::TokenReadOnly | Reason::TokenAddress | Reason::Plan | Reason::Role => {
                StatusCode::FORBIDDEN
            }
            _ if refusal.first().reason.class() == Class::Token => StatusCode::UNAUTHORIZED,
            _ if refusal.faults().any(malformed) => StatusCode::BAD_REQUEST,
            _ if refusal.faults().all(|fault| fault.reason == Reason::Duplicate) => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Whether the answer has to name the authentication scheme.
    pub fn is_unauthenticated(&self) -> bool {
        let Self::Refused(refusal) = self else {
            return false;
        };
        let reason = &refusal.first().reason;
        reason.class() == Class::Token && *reason != Reason::TokenReadOnly
    }

    /// The stable word for programs: of the first fault, where there are several.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.first().reason.code(),
            Self::Missing(fault) => fault.reason.code(),
            Self::Rows(rows) => {
                rows.first().map_or("internal_server_error", |(_, _, failure)| failure.code())
            }
            other => other.transport().1,
        }
    }

    /// What to list in `errors`: field, code and sentence.
    pub fn faults(&self, tongue: Tongue) -> Vec<Listed> {
        match self {
            Self::Refused(refusal) => refusal.faults().map(|fault| Listed::of(fault, tongue)).collect(),
            Self::Missing(fault) => vec![Listed::of(fault, tongue)],
            Self::Rows(rows) => rows.first().map_or(Vec::new(), |(_, _, failure)| failure.faults(tongue)),
            other => {
                let (_, code, notice) = other.transport();
                vec![Listed { field: None, code, message: guiche_i18n::notice(notice, tongue).to_string() }]
            }
        }
    }

    /// What to list in `results` of a batch that is done as a whole.
    pub(crate) fn results(&self, tongue: Tongue) -> Option<Vec<Refused>> {
        let Self::Rows(rows) = self else { return None };
        let shown = rows.iter().map(|(row, id, failure)| Refused::of(*row, id.clone(), failure, tongue));
        Some(shown.collect())
    }

    /// Status, code and sentence of what is no refusal.
    fn transport(&self) -> (StatusCode, &'static str, Notice) {
        match self {
            Self::PathNotFound | Self::Missing(_) => {
                (StatusCode::NOT_FOUND, "not_found", Notice::PathNotFound)
            }
            Self::PageNotFound => (StatusCode::NOT_FOUND, "not_found", Notice::PageNotFound),
            Self::PreconditionFailed => {
                (StatusCode::PRECONDITION_FAILED, "precondition_failed", Notice::PreconditionFailed)
            }
            Self::TooManyRequests(_) => {
                (StatusCode::TOO_MANY_REQUESTS, "too_many_requests", Notice::TooManyRequests)
            }
            Self::MethodNotAllowed(_) => {
                (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", Notice::MethodNotAllowed)
            }
            Self::ContentTooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "content_too_large", Notice::ContentTooLarge)
            }
            Self::UnsupportedMediaType => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", Notice::UnsupportedMediaType)
            }
            Self::RequestTimeout => (StatusCode::REQUEST_TIMEOUT, "request_timeout", Notice::RequestTimeout),
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "service_unavailable", Notice::Unavailable)
            }
            Self::Internal | Self::Refused(_) | Self::Rows(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal_server_error", Notice::InternalError)
            }
        }
    }
}

/// One fault as it is listed in `errors` (contract: ours).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Listed {
    /// The key as it was sent, null where the fault is not about one.
    pub field: Option<String>,
    /// The stable word for programs.
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
}

impl Listed {
    fn of(fault: &Fault, tongue: Tongue) -> Self {
        Self {
            field: fault.field.as_ref().map(|field| field.key.to_string()),
            code: fault.reason.code(),
            message: guiche_i18n::sentence(fault, tongue),
        }
    }
}

/// The most faults that are listed of one row: ten thousand rows are answered from memory.
const MAX_LISTED: usize = 100;

/// One row of a batch that was refused (contract: ours).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Refused {
    /// Its number among the rows, from 1.
    row: u64,
    /// The status that a request of its own would have had.
    status: u16,
    /// Its key, where that could be read.
    customer_id: Option<String>,
    /// Its faults: all of them, or the first hundred.
    errors: Vec<Listed>,
}

impl Refused {
    pub(crate) fn of(row: u64, customer_id: Option<String>, failure: &Failure, tongue: Tongue) -> Self {
        let mut errors = failure.faults(tongue);
        errors.truncate(MAX_LISTED);
        Self { row, status: failure.problem_status().as_u16(), customer_id, errors }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<BodyFault> for Failure {
    fn from(fault: BodyFault) -> Self {
        match fault {
            BodyFault::Refused(reason) => Self::Refused(reason.into()),
            BodyFault::UnsupportedType => Self::UnsupportedMediaType,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => Self::Refused(refusal),
            error if error.is_transient() => {
                tracing::warn!(%error, "the store could not take a job");
                Self::Unavailable
            }
            error => {
                tracing::error!(%error, "a job failed");
                Self::Internal
            }
        }
    }
}
