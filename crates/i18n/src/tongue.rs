//! Which language to speak with a client.

use guiche_domain::language::Language;

/// In which language to speak, and whether the client asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// The language.
    pub language: Language,
    /// Whether the client named it. Where none did, some sentences go out as the original has them (contract: §1).
    pub named: bool,
}

impl Tongue {
    /// What the client named; else the account's language; else Portuguese.
    pub fn of(named: Option<Language>, account: Option<Language>) -> Self {
        Self { language: named.or(account).unwrap_or_default(), named: named.is_some() }
    }
}

/// The language that an `Accept-Language` header names: of those we speak the one of the highest weight, the first of
/// several. `*` names none, and what cannot be read is passed over.
pub fn negotiate(accept_language: Option<&str>) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for (language, weight) in accept_language?.split(',').filter_map(weighted) {
        if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// One range of the header, such as `pt-BR;q=0.8`. Without a weight it has the greatest: 1.
fn weighted(range: &str) -> Option<(Language, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let language = spoken(parts.next()?)?;
    let weight =
        parts.filter_map(|part| part.split_once('=')).find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let weight = match weight {
        Some((_, weight)) => weight.trim().parse().ok()?,
        None => 1.0,
    };
    (0.0..=1.0).contains(&weight).then_some((language, weight))
}

/// Only the first part of a tag counts: a reader of `es-MX` or `pt-PT` reads what we write.
fn spoken(tag: &str) -> Option<Language> {
    let mut parts = tag.split(['-', '_']);
    let first = parts.next()?.to_ascii_lowercase();
    if !parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return None;
    }
    match first.as_str() {
        "pt" => Some(Language::Portuguese),
        "es" => Some(Language::Spanish),
        "en" => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PT: Option<Language> = Some(Language::Portuguese);
    const ES: Option<Language> = Some(Language::Spanish);
    const EN: Option<Language> = Some(Language::English);

    #[test]
    fn the_header_names_a_language_or_none() {
        assert_eq!(negotiate(None), None);
        for (header, language) in [
            ("pt-BR", PT),
            ("pt", PT),
            ("PT-pt", PT),
            ("es", ES),
            ("es-419", ES),
            ("ES_es", ES),
            ("en", EN),
            ("EN-gb", EN),
            ("en-Latn-US-u-hc-h12", EN),
            ("pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7", PT),
            ("fr-FR, en;q=0.5, es;q=0.9", ES),
            ("en;q=0.5, es;q=0.5", EN),
            ("es;q=0.001, en;q=0", ES),
            ("en ; Q = 0.4 , pt ; level=1 ; q=0.5", PT),
            (" , ,en", EN),
            ("*", None),
            ("*, es;q=0.1", ES),
            ("en;q=0", None),
            ("pt;q=0.000, *", None),
            ("", None),
            ("de, fr;q=0.5", None),
            ("est, eng, português, english", None),
            ("en;q=2, es;q=-1, pt;q=nan", None),
            ("en;q=, es;q=alto, pt;q=0.1", PT),
            ("en-, es--MX, pt-\u{e9}", None),
            ("en;q", EN),
        ] {
            assert_eq!(negotiate(Some(header)), language, "{header}");
        }
        for language in Language::ALL {
            assert_eq!(negotiate(Some(language.tag())), Some(language));
        }
    }

    #[test]
    fn what_is_named_wins_over_the_account() {
        for (named, account, language) in
            [(EN, ES, EN), (PT, ES, PT), (EN, None, EN), (None, ES, ES), (None, None, PT)]
        {
            let tongue = Tongue { language: language.unwrap(), named: named.is_some() };
            assert_eq!(Tongue::of(named, account), tongue);
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(header in "\\PC{0,60}|([a-zA-Z*]{0,3}[-_]?[A-Z]{0,2} ?;? ?q?=?[0-9.e-]{0,6},?){0,6}") {
            let _ = negotiate(Some(&header));
        }

        #[test]
        fn no_language_comes_of_nothing(weight in 0_u16..=1000, index in 0_usize..3) {
            let language = Language::ALL[index];
            let header = format!("fr, {};q={}.{:03}", language.tag(), weight / 1000, weight % 1000);
            prop_assert_eq!(negotiate(Some(&header)), (weight > 0).then_some(language));
        }
    }
}
