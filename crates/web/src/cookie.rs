//! Our cookies: the session's secret, what is said after a form was done, and the language of who is not signed in.

use guiche_domain::language::Language;
use http::{HeaderMap, HeaderValue, header};

use crate::Settings;

/// The session's cookie, bound to this host and to encrypted connections.
const SESSION: &str = "__Host-guiche";
/// The same where whoever runs the server says that connections are not encrypted.
const SESSION_UNENCRYPTED: &str = "guiche";
const NOTICE: &str = "guiche-notice";
const LANGUAGE: &str = "guiche-language";
const COLUMNS: &str = "guiche-columns";

/// The session's secret, if the browser sent one.
pub(crate) fn session<'h>(headers: &'h HeaderMap, settings: &Settings) -> Option<&'h str> {
    named(headers, session_name(settings))
}

/// What was done by the form before: the id of a phrase.
pub(crate) fn notice(headers: &HeaderMap) -> Option<&str> {
    named(headers, NOTICE).filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

/// The language that was chosen before.
pub(crate) fn language(headers: &HeaderMap) -> Option<Language> {
    named(headers, LANGUAGE)?.parse().ok()
}

/// Gives the browser a session's secret, until it is closed or signed out.
pub(crate) fn set_session(settings: &Settings, secret: &str) -> Option<HeaderValue> {
    set(session_name(settings), secret, "HttpOnly", settings)
}

/// Takes the session's secret away.
pub(crate) fn forget_session(settings: &Settings) -> Option<HeaderValue> {
    set(session_name(settings), "", "HttpOnly; Max-Age=0", settings)
}

/// Has the next page say what was done.
pub(crate) fn set_notice(settings: &Settings, id: &str) -> Option<HeaderValue> {
    set(NOTICE, id, "HttpOnly; Max-Age=60", settings)
}

/// It was said.
pub(crate) fn forget_notice(settings: &Settings) -> Option<HeaderValue> {
    set(NOTICE, "", "HttpOnly; Max-Age=0", settings)
}

/// Remembers the language that was chosen, for a year.
pub(crate) fn set_language(settings: &Settings, language: Language) -> Option<HeaderValue> {
    set(LANGUAGE, language.as_str(), "HttpOnly; Max-Age=31536000", settings)
}

/// What the list of customers is to show, as it was chosen before.
pub(crate) fn columns(headers: &HeaderMap) -> Option<&str> {
    named(headers, COLUMNS)
}

/// Remembers what the list of customers is to show, for a year.
pub(crate) fn set_columns(settings: &Settings, kept: &str) -> Option<HeaderValue> {
    set(COLUMNS, kept, "HttpOnly; Max-Age=31536000", settings)
}

fn session_name(settings: &Settings) -> &'static str {
    if settings.is_unencrypted() { SESSION_UNENCRYPTED } else { SESSION }
}

fn set(name: &str, value: &str, attributes: &str, settings: &Settings) -> Option<HeaderValue> {
    let secure = if settings.is_unencrypted() { "" } else { "; Secure" };
    HeaderValue::try_from(format!("{name}={value}; Path=/; SameSite=Lax; {attributes}{secure}")).ok()
}

fn named<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; x__Host-guiche=2; __Host-guiche=s"));
        headers.append(header::COOKIE, HeaderValue::from_static("guiche-notice=../x; guiche-language=en-US"));
        assert_eq!(session(&headers, &Settings::default()), Some("s"));
        assert_eq!(notice(&headers), None);
        assert_eq!(language(&headers), Some(Language::English));
    }

    #[test]
    fn a_session_goes_over_encrypted_connections_unless_we_are_called_otherwise() {
        let with = |url: Option<&str>| {
            let settings = Settings { public_url: url.map(str::to_owned), ..Settings::default() };
            set_session(&settings, "s").unwrap().to_str().unwrap().to_owned()
        };
        let secure = "__Host-guiche=s; Path=/; SameSite=Lax; HttpOnly; Secure";
        assert_eq!(with(None), secure);
        assert_eq!(with(Some("https://desk.example")), secure);
        assert_eq!(with(Some("http://10.0.0.1")), "guiche=s; Path=/; SameSite=Lax; HttpOnly");
    }
}
