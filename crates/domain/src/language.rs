//! The three languages that Guichê speaks.

use std::fmt;
use std::str::FromStr;

/// A language, of the customer panel or of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Brazilian Portuguese.
    #[default]
    Portuguese,
    /// Spanish.
    Spanish,
    /// English.
    English,
}

/// Why a text is no language.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language: write pt-BR, es_ES or en-US")]
pub struct NotALanguage(String);

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Portuguese, Self::Spanish, Self::English];

    /// The spelling of the wire and of the store: `pt-BR`, `es_ES`, `en-US` (contract: doc).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Portuguese => "pt-BR",
            Self::Spanish => "es_ES",
            Self::English => "en-US",
        }
    }

    /// Its tag in HTTP headers and message files: `pt-BR`, `es`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Portuguese => "pt-BR",
            Self::Spanish => "es",
            Self::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    /// The three spellings, with either separator and in any case (contract: ours).
    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        match text.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "pt-br" => Ok(Self::Portuguese),
            "es-es" => Ok(Self::Spanish),
            "en-us" => Ok(Self::English),
            _ => Err(NotALanguage(text.into())),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_spellings_and_their_kin() {
        for (text, language) in [
            ("pt-BR", Language::Portuguese),
            ("pt_br", Language::Portuguese),
            ("es_ES", Language::Spanish),
            ("ES-es", Language::Spanish),
            (" en_US\t", Language::English),
        ] {
            assert_eq!(text.parse(), Ok(language), "{text}");
        }
        for text in ["", "pt", "es", "en", "en-GB", "pt--BR", "português"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
    }
}
