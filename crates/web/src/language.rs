//! The language that a browser asks for.

use guiche_domain::language::Language;
use http::{HeaderMap, header};

/// The language that `Accept-Language` names, of those that we speak.
pub(crate) fn named(headers: &HeaderMap) -> Option<Language> {
    guiche_i18n::negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use guiche_domain::language::Language;
    use guiche_i18n::{Gap, phrase};

    /// Everything below a folder, as one text.
    fn all_below(folder: PathBuf) -> String {
        let mut text = String::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            text +=
                &if path.is_dir() { all_below(path) } else { fs::read_to_string(path).unwrap_or_default() };
        }
        text
    }

    #[test]
    fn pages_say_what_there_is_and_all_of_it() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        // The files that pages hand out say something, too.
        let pages =
            ["src", "templates", "../transfer/src"].map(|folder| all_below(here.join(folder))).concat();
        let gaps: [(&str, &[(&'static str, Gap<'_>)]); 3] = [
            (".say(\"", &[]),
            (".say_of(\"", &[("name", Gap::Text("x"))]),
            (".say_many(\"", &[("count", Gap::Number(2))]),
        ];
        for (call, gaps) in gaps {
            let said: BTreeSet<&str> =
                pages.split(call).skip(1).filter_map(|after| after.split('"').next()).collect();
            for id in said.into_iter().filter(|id| !id.is_empty()) {
                for language in Language::ALL {
                    assert_ne!(phrase(id, language, gaps), id, "{call} in {language}");
                }
            }
        }
        let locales = here.join("../i18n/locales/pt-BR");
        for file in fs::read_dir(locales).unwrap().map(|file| file.unwrap().path()) {
            if file.ends_with("api.ftl") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            for line in
                text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
            {
                let id = line.split(" =").next().unwrap();
                assert!(pages.contains(&format!("\"{id}\"")), "{id} of {} is said nowhere", file.display());
            }
        }
    }
}
