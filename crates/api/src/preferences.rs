//! What a client says about how it wants to be answered: `Accept`, `Accept-Language`, `Prefer`.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderName};
use guiche_i18n::Language;

/// The media type of problem details (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A client's wishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Faults as problem details instead of the envelope.
    pub problem: bool,
    /// Unknown parameters are faults (RFC 7240, `handling=strict`).
    pub strict: bool,
    /// The language of messages, where one is named.
    pub language: Option<Language>,
    /// JSON as it is, without the vendor's `\uXXXX` and `\/`.
    pub plain: bool,
}

impl Preferences {
    /// Reads the three headers; what cannot be read is ignored.
    pub fn of(headers: &HeaderMap) -> Self {
        Self {
            problem: wants_problem(&joined(headers, &ACCEPT)),
            strict: is_strict(&joined(headers, &HeaderName::from_static("prefer"))),
            language: guiche_i18n::negotiate(Some(&joined(headers, &ACCEPT_LANGUAGE))),
            plain: false,
        }
    }

    /// The same at a path: under `/guiche/v1` faults are always problem details, and JSON is plain (contract: ours).
    pub fn at(self, path: &str) -> Self {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let ours = segments.next() == Some("guiche") && segments.next() == Some("v1");
        if ours { Self { problem: true, plain: true, ..self } } else { self }
    }
}

/// All lines of a header as one list.
fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let lines: Vec<&str> = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect();
    lines.join(",")
}

/// Whether `application/problem+json` is named and `application/json` not ranked above it.
fn wants_problem(accept: &str) -> bool {
    let ranges: Vec<(String, f32)> = accept.split(',').map(weighted).collect();
    let rank = |wanted: &[&str]| {
        let found = wanted.iter().find_map(|want| ranges.iter().find(|(range, _)| range == want));
        found.map_or(0.0, |(_, quality)| *quality)
    };
    let problem = rank(&[PROBLEM_JSON]);
    problem > 0.0 && problem >= rank(&["application/json", "application/*", "*/*"])
}

/// One element of `Accept`: its media range in lower case, and its quality from 0 to 1.
fn weighted(element: &str) -> (String, f32) {
    let mut parts = element.split(';').map(str::trim);
    let range = parts.next().unwrap_or_default().to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    (range, quality.map_or(1.0, |text| text.parse().unwrap_or(0.0)))
}

fn is_strict(prefer: &str) -> bool {
    prefer.split([',', ';']).filter_map(|preference| preference.split_once('=')).any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("handling")
            && value.trim().trim_matches('"').eq_ignore_ascii_case("strict")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problem_details_only_for_those_who_name_them_and_rank_them_no_lower() {
        for accept in [
            "application/problem+json",
            "application/json, application/problem+json",
            "text/html, APPLICATION/Problem+JSON;q=0.9, application/json;q=0.8",
            "application/problem+json;charset=utf-8, */*;q=0.1",
        ] {
            assert!(wants_problem(accept), "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "application/json",
            "application/problem+json;q=0",
            "application/problem+json;q=0.5, application/json",
            "application/problem+json;q=0.5, */*",
            "application/problem+json;q=x",
        ] {
            assert!(!wants_problem(accept), "{accept}");
        }
    }

    #[test]
    fn our_own_paths_are_answered_in_problem_details() {
        for (path, ours) in [
            ("/guiche/v1", true),
            ("//guiche//v1/customers", true),
            ("/guiche/v10", false),
            ("/v2.0/customer/new", false),
            ("/v1/guiche", false),
        ] {
            let preferences = Preferences::default().at(path);
            assert_eq!((preferences.problem, preferences.plain), (ours, ours), "{path}");
        }
    }

    #[test]
    fn strictness_is_asked_for_in_so_many_words() {
        for prefer in [
            "handling=strict",
            "respond-async, handling=strict",
            "Handling = \"Strict\"",
            "wait=1; handling=strict",
        ] {
            assert!(is_strict(prefer), "{prefer}");
        }
        for prefer in ["", "handling=lenient", "strict", "xhandling=strict"] {
            assert!(!is_strict(prefer), "{prefer}");
        }
    }
}
