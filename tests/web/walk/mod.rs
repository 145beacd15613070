//! What holds for every page and every form, walked over the list of them.

mod faults;
mod foreign;
mod guards;
mod harmless;
mod things;

use guiche_web::routes::{Guard, Route, list};

use self::things::Ids;

/// An id of nothing.
const NOTHING: &str = "0123456789abcdef0123456789abcdef";

/// Every route but those that are for anybody.
fn guarded() -> impl Iterator<Item = Route> {
    list().into_iter().filter(|route| route.guard != Guard::Open)
}

/// A path of the template, with ids of nothing.
fn path(route: &Route) -> String {
    let segments = route.path.split('/').map(|segment| match segment.strip_prefix('{') {
        Some(_) => NOTHING,
        None => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A path of a template with these ids. A page that names what is not among them needs one of it: see [`things`].
fn filled(template: &str, ids: &Ids) -> String {
    let of = |name: &str| ids.get(name).unwrap_or_else(|| panic!("{template}: no {name} is made")).as_str();
    let mut segments: Vec<&str> = Vec::new();
    for segment in template.split('/') {
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let filled = match (name, segments.last()) {
            (None, _) => segment,
            (Some("id"), Some(before)) => of(before),
            (Some(name), _) => of(name),
        };
        segments.push(filled);
    }
    segments.join("/")
}

/// What stands in a text between two others.
#[track_caller]
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let (_, after) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin}: {text}"));
    after.split(end).next().unwrap_or_default()
}
