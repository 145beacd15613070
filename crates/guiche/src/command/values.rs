//! How values on the command line are read, where their own parser does not do.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use guiche_domain::account::{DetailsShape, NotAShape};
use guiche_domain::custom_field::{Kind, NotAKind};
use guiche_domain::customer::CustomerId;
use guiche_domain::email::Email;
use guiche_domain::language::{Language, NotALanguage};
use guiche_domain::plan::{NotAPlan, Plan};
use guiche_domain::rate::{NotARate, Rate};

/// The most characters of a name.
const NAME_MAX: usize = 250;

/// A name: one line of 1 to 250 characters, without the white space around it.
pub(super) fn name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    let fits = (1..=NAME_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err("a name is one line of 1 to 250 characters") }
}

/// An e-mail address.
pub(super) fn email(text: &str) -> Result<Email, &'static str> {
    Email::parse(text).map_err(|_| "an e-mail address is like name@example.com, of 250 characters at most")
}

/// A customer's own key, byte for byte.
pub(super) fn customer_id(text: &str) -> Result<CustomerId, &'static str> {
    let id = CustomerId::parse(text).ok().filter(|_| !text.trim().is_empty());
    id.ok_or("a customer's id has 1 to 250 characters, no control characters, and not only white space")
}

/// A language, also by its short tag.
pub(super) fn language(text: &str) -> Result<Language, NotALanguage> {
    match text.to_ascii_lowercase().as_str() {
        "pt" => Ok(Language::Portuguese),
        "es" => Ok(Language::Spanish),
        "en" => Ok(Language::English),
        _ => text.parse(),
    }
}

/// A SHA-256 in hex, in either case.
pub(super) fn digest(text: &str) -> Result<String, &'static str> {
    let digest = text.trim().to_ascii_lowercase();
    let fits = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits { Ok(digest) } else { Err("a digest is 64 hexadecimal characters") }
}

/// A plan, with all of them in the help.
pub(super) fn plan() -> impl TypedValueParser<Value = Plan> {
    PossibleValuesParser::new(["free", "basic", "premium", "enterprise"])
        .try_map(|text| text.parse::<Plan>().map_err(|error: NotAPlan| error))
}

/// A shape of `customer/details`, with both in the help.
pub(super) fn details_shape() -> impl TypedValueParser<Value = DetailsShape> {
    PossibleValuesParser::new(["array", "object"])
        .try_map(|text| text.parse::<DetailsShape>().map_err(|error: NotAShape| error))
}

/// How often tokens of an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RateLimit {
    /// As often as the server lets them.
    OfServer,
    /// This often, whatever the server says.
    Own(Rate),
}

/// A rate, or `server`.
pub(super) fn rate_limit(text: &str) -> Result<RateLimit, NotARate> {
    match text {
        "server" => Ok(RateLimit::OfServer),
        rate => rate.parse().map(RateLimit::Own),
    }
}

/// A type of custom field, with all of them in the help.
pub(super) fn kind() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .try_map(|text| text.parse::<Kind>().map_err(|error: NotAKind| error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(name(" Ação "), Ok("Ação".to_owned()));
        assert!(name(&"é".repeat(250)).is_ok());
        for bad in ["", "  ", "a\nb", "a\u{1b}[1m", &"é".repeat(251)] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn languages_have_short_names_too() {
        for (text, expected) in [("pt", "pt-BR"), ("ES", "es_ES"), ("en", "en-US"), ("es-ES", "es_ES")] {
            assert_eq!(language(text).unwrap().as_str(), expected);
        }
        assert!(language("fr").is_err());
    }
}
