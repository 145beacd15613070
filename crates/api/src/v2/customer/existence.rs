//! Data about a customer that may not be there.

use serde::Serialize;
use utoipa::ToSchema;

/// An answer with a root `exists` after the envelope's keys (contract: §2, doc; the place, ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Existence<T> {
    /// Always `false`.
    error: bool,
    /// Always null.
    message: Option<String>,
    data: T,
    /// Always `true`.
    success: bool,
    /// Whether there is such a customer.
    exists: bool,
}

impl<T> Existence<T> {
    /// `data` about a customer.
    pub(crate) fn of(data: T, exists: bool) -> Self {
        Self { error: false, message: None, data, success: true, exists }
    }
}
