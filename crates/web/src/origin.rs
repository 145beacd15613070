//! Whether a form comes from a page of ours: what a browser says of a request's origin, which no other page can forge.

use http::{HeaderMap, header};

/// Whether a request that changes something was sent by one of our pages. `Sec-Fetch-Site` decides where the browser sends it, else
/// `Origin`, which must name the host that is asked or the one that we are called by. Where neither is there it was not
/// sent by a browser's form.
pub(crate) fn is_ours(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        return false;
    };
    let ours = public_url.and_then(|url| url.strip_prefix(origin));
    if ours.is_some_and(|path| path.is_empty() || path.starts_with('/')) {
        return true;
    }
    let host = text(header::HOST.as_str());
    let named = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    host.is_some() && named == host
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn ours(headers: &[(&'static str, &'static str)]) -> bool {
        let named = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        is_ours(&headers.iter().map(named).collect(), Some("https://desk.example"))
    }

    #[test]
    fn a_form_of_ours() {
        for headers in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("origin", "https://desk.example"), ("host", "10.0.0.1:8080")],
            &[("origin", "http://localhost:8080"), ("host", "localhost:8080")],
        ] {
            assert!(ours(headers), "{headers:?}");
        }
    }

    #[test]
    fn a_form_of_others() {
        for headers in [
            &[][..],
            &[("host", "desk.example")],
            &[("sec-fetch-site", "same-site"), ("origin", "https://desk.example")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none")],
            &[("origin", "null"), ("host", "desk.example")],
            &[("origin", "https://desk.example.evil"), ("host", "desk.example")],
            &[("origin", "https://evil.example"), ("host", "desk.example")],
            &[("origin", "https://desk.example:444"), ("host", "desk.example")],
            &[("origin", "https://desk"), ("host", "desk.example")],
            &[("origin", ""), ("host", "desk.example")],
        ] {
            assert!(!ours(headers), "{headers:?}");
        }
    }
}
