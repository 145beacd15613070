//! The language that a browser asks for.

use guiche_domain::language::Language;
use http::{HeaderMap, header};

/// The language that `Accept-Language` names, of those that we speak.
pub(crate) fn named(headers: &HeaderMap) -> Option<Language> {
    guiche_i18n::negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}
