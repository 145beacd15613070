//! The message files, compiled in.

use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid};
use guiche_domain::language::Language;

fluent_templates::static_loader! {
    static MESSAGES = {
        locales: "locales",
        fallback_language: "pt-BR",
        // Clients compare and log these texts: no invisible marks around what is put into the gaps.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static PORTUGUESE: LanguageIdentifier = langid!("pt-BR");
static SPANISH: LanguageIdentifier = langid!("es");
static ENGLISH: LanguageIdentifier = langid!("en");

/// What goes into a message's gaps, by name.
pub(crate) type Gaps<'a> = HashMap<&'static str, FluentValue<'a>>;

/// The message `id` with its gaps filled. The tests see to it that there is one; if not, the id has to do.
pub(crate) fn text(id: &str, language: Language, gaps: &Gaps<'_>) -> String {
    let language = match language {
        Language::Portuguese => &PORTUGUESE,
        Language::Spanish => &SPANISH,
        Language::English => &ENGLISH,
    };
    MESSAGES.lookup_single_language(language, id, Some(gaps)).unwrap_or_else(|_| id.into())
}

/// The ids in a language's file, in order.
#[cfg(test)]
pub(crate) fn ids(language: Language) -> Vec<&'static str> {
    let file = match language {
        Language::Portuguese => include_str!("../locales/pt-BR/api.ftl"),
        Language::Spanish => include_str!("../locales/es/api.ftl"),
        Language::English => include_str!("../locales/en/api.ftl"),
    };
    let starts = |line: &&str| line.starts_with(|first: char| first.is_ascii_alphabetic());
    file.lines().filter(starts).filter_map(|line| line.split_once(" =")).map(|(id, _)| id).collect()
}
