//! Where pages are.

use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// The home page.
pub(crate) const HOME: &str = "/admin";
/// Where one signs in.
pub(crate) const SIGN_IN: &str = "/admin/sign-in";
/// Where the second factor is asked for.
pub(crate) const CODE: &str = "/admin/sign-in/code";
/// Oneself.
pub(crate) const PROFILE: &str = "/admin/profile";

/// What a value in a query may hold as it is.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');
const IN_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'/').add(b'?').add(b'#').add(b'%').add(b'"').add(b'<').add(b'>');

/// Where one signs in to come to a page.
pub(crate) fn sign_in(wanted: &Uri) -> String {
    let wanted = wanted.path_and_query().map_or(HOME, http::uri::PathAndQuery::as_str);
    if wanted == HOME { SIGN_IN.into() } else { format!("{SIGN_IN}?to={}", in_query(wanted)) }
}

/// A page of ours that somebody wanted to come to, or the home page: nothing else may be redirected to.
pub(crate) fn ours(wanted: Option<&str>) -> &str {
    let ours = |wanted: &&str| {
        (*wanted == HOME || wanted.starts_with("/admin/") || wanted.starts_with("/admin?"))
            && !wanted.contains(['\\', '\r', '\n'])
    };
    wanted.filter(ours).unwrap_or(HOME)
}

/// The stylesheet of an account's colour, of this version.
pub(crate) fn look(version: i64) -> String {
    format!("/admin/look/{version}")
}

/// An account's logo, of this version.
pub(crate) fn logo(version: i64) -> String {
    format!("/admin/logo/{version}")
}

/// A value as it stands in a query.
pub(crate) fn in_query(value: &str) -> String {
    utf8_percent_encode(value, IN_QUERY).to_string()
}

/// A value as it stands in a path.
pub(crate) fn in_path(value: &str) -> String {
    utf8_percent_encode(value, IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for wanted in ["/admin", "/admin/customers?q=a&b=%2F"] {
            assert_eq!(ours(Some(wanted)), wanted);
        }
        for wanted in [
            "https://evil.example",
            "//evil.example",
            "/admin\\evil",
            "/administrator",
            "/v2.0",
            "",
            "/admin/\r\nx",
        ] {
            assert_eq!(ours(Some(wanted)), HOME, "{wanted}");
        }
        assert_eq!(
            sign_in(&"/admin/customers?q=a b".replace(' ', "+").parse().unwrap()),
            "/admin/sign-in?to=/admin/customers%3Fq%3Da%2Bb"
        );
    }
}
