//! The message files, compiled in.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

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
    MESSAGES.lookup_single_language(tag(language), id, Some(gaps)).unwrap_or_else(|_| id.into())
}

/// The message `id`, which has no gaps. A page says a hundred of them, so each is made once and kept.
pub(crate) fn plain(id: &str, language: Language) -> String {
    static SAID: LazyLock<[RwLock<HashMap<String, String>>; 3]> = LazyLock::new(Default::default);
    let said = &SAID[language as usize];
    if let Some(text) = said.read().unwrap_or_else(PoisonError::into_inner).get(id) {
        return text.clone();
    }
    let Ok(text) = MESSAGES.lookup_single_language::<&str>(tag(language), id, None) else { return id.into() };
    said.write().unwrap_or_else(PoisonError::into_inner).insert(id.into(), text.clone());
    text
}

fn tag(language: Language) -> &'static LanguageIdentifier {
    match language {
        Language::Portuguese => &PORTUGUESE,
        Language::Spanish => &SPANISH,
        Language::English => &ENGLISH,
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The ids of every file of a language, by the file's name.
    fn by_file(language: Language) -> Vec<(String, Vec<String>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.tag());
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        let read = |path: std::path::PathBuf| {
            let text = fs::read_to_string(&path).unwrap();
            let ids = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
            let ids = ids.map(|line| line.split_once(" =").expect(line).0.to_owned()).collect();
            (path.file_name().unwrap().to_string_lossy().into_owned(), ids)
        };
        files.into_iter().map(read).collect()
    }

    #[test]
    fn no_language_lacks_a_phrase_and_no_phrase_is_said_twice() {
        let portuguese = by_file(Language::Portuguese);
        for language in Language::ALL {
            assert_eq!(
                by_file(language),
                portuguese,
                "{language} has the same files, with the same ids in order"
            );
        }
        let mut seen = BTreeSet::new();
        for (file, ids) in portuguese {
            for id in ids {
                assert!(seen.insert(id.clone()), "{id} of {file} is there already");
            }
        }
    }
}
