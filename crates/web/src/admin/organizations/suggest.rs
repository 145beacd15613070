//! Which organizations could be meant, while somebody types.

use askama::Template;
use guiche_desk::organization;
use guiche_domain::fold::fold;
use guiche_domain::text;

use crate::guard::Visit;
use crate::page::shown;
use crate::routes::Answer;

/// How many are suggested.
const MOST: usize = 20;
/// The most characters that are looked for.
const MAX_WORDS: usize = 255;

#[derive(Template)]
#[template(path = "admin/organizations/suggest.html")]
struct Suggestions {
    suggestions: Vec<Suggestion>,
}

struct Suggestion {
    value: String,
    label: String,
}

/// `GET /admin/organizations/suggest?q=`: options for a list beside a field. What is chosen is the name, or the id where
/// several have the name.
pub(super) async fn show(visit: Visit) -> Answer {
    let Some(q) = visit.head.query("q").and_then(|q| text::kept(q, MAX_WORDS).ok()) else {
        return shown(&Suggestions { suggestions: Vec::new() });
    };
    let found = visit.read(move |tx, caller| organization::suggest(tx, caller, &q, MOST)).await?;
    let names: Vec<String> = found.iter().map(|(_, name)| fold(name)).collect();
    let suggestions = found.into_iter().zip(&names).map(|((id, name), folded)| {
        let alone = names.iter().filter(|other| *other == folded).count() == 1;
        Suggestion { value: if alone { name.clone() } else { id.to_string() }, label: name }
    });
    shown(&Suggestions { suggestions: suggestions.collect() })
}
