//! What a column of a file becomes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::text;

/// What a column becomes: a parameter of `POST /v2.0/customer/new`, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Nothing: the column is left out.
    Ignore,
    /// The customer's own key.
    CustomerId,
    /// The name.
    Name,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// A password for the customer panel.
    Password,
    /// The organization: its id, or its name.
    Organization,
    /// The portfolio: its id, or its name.
    Portfolio,
    /// The language of the customer panel.
    Language,
    /// Whether the customer may open tickets.
    CreateTickets,
    /// The custom field with this id.
    CustomField(String),
}

/// Why a text is no target.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is nothing that a column can become: write ignore, customer_id, name, email, phone, password, \
     organization_id, portfolio_id, language, create_tickets or custom_field[ID]"
)]
pub struct NotATarget(String);

impl Target {
    /// All but the custom fields, [`Target::Ignore`] first, the others as the API has them.
    pub const PLAIN: [Self; 10] = [
        Self::Ignore,
        Self::CustomerId,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::CreateTickets,
        Self::Organization,
        Self::Language,
        Self::Portfolio,
        Self::Password,
    ];

    /// Its name in the store, on the command line and in forms: the API's parameter, or `ignore`.
    pub fn key(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Ignore => "ignore",
            Self::CustomerId => "customer_id",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Password => "password",
            Self::Organization => "organization_id",
            Self::Portfolio => "portfolio_id",
            Self::Language => "language",
            Self::CreateTickets => "create_tickets",
            Self::CustomField(id) => return Cow::Owned(format!("custom_field[{id}]")),
        })
    }
}

impl FromStr for Target {
    type Err = NotATarget;

    /// Exactly what [`Target::key`] gives. The id of a custom field is one line of up to 512 characters without brackets or
    /// white space around it; whether there is such a field, only the store knows.
    fn from_str(key: &str) -> Result<Self, NotATarget> {
        if let Some(plain) = Self::PLAIN.into_iter().find(|target| target.key() == key) {
            return Ok(plain);
        }
        let id = key.strip_prefix("custom_field[").and_then(|rest| rest.strip_suffix(']'));
        let sound = |id: &&str| {
            let one_line = !id.is_empty() && *id == id.trim() && !id.chars().any(char::is_control);
            one_line && !id.contains(['[', ']']) && text::at_most(id, text::MAX_ID).is_ok()
        };
        id.filter(sound).map(|id| Self::CustomField(id.into())).ok_or_else(|| NotATarget(key.into()))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_stable_names() {
        for target in Target::PLAIN.into_iter().chain([Target::CustomField("a7".into())]) {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        for text in ["", "Name", "custom_field", "custom_field[]", "custom_field[ a]", "custom_field[a][b]"] {
            assert_eq!(text.parse::<Target>(), Err(NotATarget(text.into())), "{text}");
        }
    }
}
