//! Custom fields: what an account has configured. How a value is read is in [`value`], how it is found in
//! [`key`], how a field is typed into a form in [`draft`].

pub mod draft;
pub mod key;
pub mod value;

use std::fmt;
use std::str::FromStr;

pub use self::draft::Draft;
pub use self::value::{CustomChange, CustomValue, read_all, read_changes};

/// A field as configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomField {
    /// Its id, as between the brackets of `custom_field[ID]`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether a customer must have a value.
    pub required: bool,
    /// The most characters of a value; `None` is no limit.
    pub max_length: Option<usize>,
    /// What may be chosen, for `select` and `multi_select`.
    pub options: Vec<String>,
}

/// What a field's values are (contract: §2, ours).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Any text, of several lines.
    LongText,
    /// `-?digits[.digits]`.
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// One of the options.
    Select,
    /// Some of the options, joined by `|` in the order in which they are configured.
    MultiSelect,
    /// `1` or `0`.
    Checkbox,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An `http` or `https` address.
    Url,
    /// A person's tax number.
    Cpf,
    /// A company's tax number.
    Cnpj,
}

/// Why a text is no kind of field.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a type of custom field")]
pub struct NotAKind(String);

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Date,
        Self::Select,
        Self::MultiSelect,
        Self::Checkbox,
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::Cpf,
        Self::Cnpj,
    ];

    /// Its name in the store, on the wire and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Select => "select",
            Self::MultiSelect => "multi_select",
            Self::Checkbox => "checkbox",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Cpf => "cpf",
            Self::Cnpj => "cnpj",
        }
    }

    /// Whether its values are chosen from options.
    pub fn has_options(self) -> bool {
        matches!(self, Self::Select | Self::MultiSelect)
    }
}

impl FromStr for Kind {
    type Err = NotAKind;

    fn from_str(name: &str) -> Result<Self, NotAKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or_else(|| NotAKind(name.into()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Why a field cannot be configured like that.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigurationFault {
    /// Its name is blank or not one line.
    #[error("a field's name is one line of text")]
    Name,
    /// `select` and `multi_select` need options, and the others have none.
    #[error("{0} fields {1}")]
    Options(Kind, &'static str),
    /// An option is blank, repeated, or holds what options are joined by.
    #[error("{0:?} cannot be an option: options are one line of text without |, each once")]
    Option(String),
    /// A value of no characters is none.
    #[error("the greatest length is 1 or more")]
    MaxLength,
}

impl CustomField {
    /// The field itself where it can be configured like that. White space around its name and options is dropped.
    pub fn configured(mut self) -> Result<Self, ConfigurationFault> {
        let one_line = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
        self.name = self.name.trim().into();
        if !one_line(&self.name) {
            return Err(ConfigurationFault::Name);
        }
        match (self.kind.has_options(), self.options.is_empty()) {
            (true, true) => return Err(ConfigurationFault::Options(self.kind, "need options")),
            (false, false) => return Err(ConfigurationFault::Options(self.kind, "have no options")),
            _ => {}
        }
        for at in 0..self.options.len() {
            let option = self.options[at].trim().to_owned();
            if !one_line(&option) || option.contains('|') || self.options[..at].contains(&option) {
                return Err(ConfigurationFault::Option(option));
            }
            self.options[at] = option;
        }
        if self.max_length == Some(0) { Err(ConfigurationFault::MaxLength) } else { Ok(self) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn field(kind: Kind, max_length: Option<usize>) -> CustomField {
        let options = if kind.has_options() {
            vec!["Sul".into(), "Norte e Nordeste".into(), "[x]".into(), "2.50".into()]
        } else {
            vec![]
        };
        CustomField { id: "f".into(), name: "F".into(), kind, required: false, max_length, options }
    }

    #[test]
    fn a_field_is_configured_soundly_or_not_at_all() {
        let with = |kind, options: &[&str]| CustomField {
            options: options.iter().map(|option| (*option).into()).collect(),
            ..field(kind, None)
        };
        assert_eq!(with(Kind::Select, &[" a ", "b"]).configured().unwrap().options, ["a", "b"]);
        for bad in [
            with(Kind::Select, &[]),
            with(Kind::Text, &["a"]),
            with(Kind::Select, &["a", " a"]),
            with(Kind::Select, &["a|b"]),
            with(Kind::Select, &[" "]),
            CustomField { name: " ".into(), ..field(Kind::Text, None) },
            field(Kind::Text, Some(0)),
        ] {
            assert!(bad.clone().configured().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn kinds_are_named_as_in_the_contract() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("money".parse::<Kind>().is_err());
    }
}
