//! Words of three languages that stand for a value of the API.

use crate::fold::fold;
use crate::language::Language;

/// A text without case, accents, white space and punctuation.
pub(super) fn bare(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

/// `1` or `0` for a word that says so, such as `sim`, `No` or `x`.
pub(super) fn flag(text: &str) -> Option<&'static str> {
    match bare(text).as_str() {
        "sim" | "s" | "si" | "yes" | "y" | "true" | "verdadeiro" | "verdadero" | "x" => Some("1"),
        "nao" | "n" | "no" | "false" | "falso" => Some("0"),
        _ => None,
    }
}

/// The API's spelling of a language that is called by its name or its short tag.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let language = match bare(text).as_str() {
        "ptbr" | "pt" | "portugues" | "portuguesbrasil" | "portuguesdobrasil" | "portuguese" => {
            Language::Portuguese
        }
        "eses" | "es" | "espanhol" | "espanol" | "castellano" | "spanish" => Language::Spanish,
        "enus" | "en" | "ingles" | "english" => Language::English,
        _ => return None,
    };
    Some(language.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_in_three_languages() {
        for text in ["Sim", "S", "sí", "YES", "true", "Verdadeiro", "X", " x "] {
            assert_eq!(flag(text), Some("1"), "{text}");
        }
        for text in ["não", "NO", "n", "False", "FALSO"] {
            assert_eq!(flag(text), Some("0"), "{text}");
        }
        for text in ["", "1", "talvez", "-"] {
            assert_eq!(flag(text), None, "{text}");
        }
    }

    #[test]
    fn languages_by_name_and_tag() {
        for (text, spelling) in [
            ("Português", "pt-BR"),
            ("portuguese (Brasil)", ""),
            ("Português (Brasil)", "pt-BR"),
            ("pt_br", "pt-BR"),
            ("ESPAÑOL", "es_ES"),
            ("es", "es_ES"),
            ("English", "en-US"),
            ("en-GB", ""),
        ] {
            assert_eq!(language(text).unwrap_or_default(), spelling, "{text}");
        }
    }
}
