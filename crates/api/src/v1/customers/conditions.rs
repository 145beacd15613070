//! `If-Match` and `If-None-Match` (RFC 9110, 13.1): a version is the number in the `ETag`.

use axum::http::HeaderMap;
use axum::http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH};
use guiche_desk::customer::{Precondition, Versions};

/// The condition that a write's headers make.
pub(super) fn precondition(headers: &HeaderMap) -> Precondition {
    Precondition { is: versions(headers, &IF_MATCH, false), is_not: versions(headers, &IF_NONE_MATCH, true) }
}

/// The versions that a header names; weak tags count only where `weak`. What is no tag of ours names no version.
fn versions(headers: &HeaderMap, name: &HeaderName, weak: bool) -> Option<Versions> {
    let mut lines = headers.get_all(name).iter().peekable();
    lines.peek()?;
    let tags = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).map(str::trim);
    let mut these = Vec::new();
    for tag in tags {
        if tag == "*" {
            return Some(Versions::Any);
        }
        let strong = if weak { tag.strip_prefix("W/").unwrap_or(tag) } else { tag };
        let inner = strong.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        these.extend(inner.and_then(|version| version.parse::<i64>().ok()));
    }
    Some(Versions::These(these))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &HeaderName, lines: &[&str]) -> Precondition {
        let lines = lines.iter().map(|line| (name.clone(), line.parse().unwrap()));
        precondition(&lines.collect())
    }

    #[test]
    fn tags_are_versions_in_quotes() {
        let these = |versions: &[i64]| Some(Versions::These(versions.to_vec()));
        for (lines, is) in [
            (&[][..], None),
            (&["\"3\""], these(&[3])),
            (&["\"3\" , \"4\"", "\"5\""], these(&[3, 4, 5])),
            (&["*"], Some(Versions::Any)),
            (&["W/\"3\""], these(&[])),
            (&["3", "\"x\"", ""], these(&[])),
        ] {
            assert_eq!(read(&IF_MATCH, lines), Precondition { is, is_not: None }, "{lines:?}");
        }
        assert_eq!(read(&IF_NONE_MATCH, &["W/\"3\""]).is_not, these(&[3]));
        assert_eq!(read(&IF_NONE_MATCH, &["*"]).is_not, Some(Versions::Any));
    }
}
