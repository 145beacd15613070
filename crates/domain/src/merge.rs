//! What is to stay of two customers that become one, part by part.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A part of a customer of which one of two stays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The caller's own key. The other one goes on leading to the customer.
    CustomerId,
    /// The name.
    Name,
    /// The address, with what is known of whether it is the customer's own.
    Email,
    /// The telephone number.
    Phone,
    /// The password of the customer panel.
    Password,
    /// The organization.
    OrganizationId,
    /// The portfolio.
    PortfolioId,
    /// The language of the customer panel.
    Language,
    /// Whether it may open tickets.
    CreateTickets,
    /// Whether it may be served at all.
    Active,
    /// Whether somebody of the desk has approved it.
    AccountApproved,
    /// Tickets a month.
    MonthlyTicketsQuota,
    /// The value of the custom field with this id.
    CustomField(String),
}

/// Why a text is no part of a customer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a part of a customer")]
pub struct NotAPart(String);

impl Part {
    /// All but custom fields, in the order in which people look at them.
    pub const OWN: [Self; 12] = [
        Self::CustomerId,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Password,
        Self::OrganizationId,
        Self::PortfolioId,
        Self::Language,
        Self::CreateTickets,
        Self::Active,
        Self::AccountApproved,
        Self::MonthlyTicketsQuota,
    ];

    /// Its key, or how keys of its kind begin.
    fn key(&self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Password => "password",
            Self::OrganizationId => "organization_id",
            Self::PortfolioId => "portfolio_id",
            Self::Language => "language",
            Self::CreateTickets => "create_tickets",
            Self::Active => "active",
            Self::AccountApproved => "account_approved",
            Self::MonthlyTicketsQuota => "monthly_tickets_quota",
            Self::CustomField(_) => "custom_field",
        }
    }
}

impl fmt::Display for Part {
    /// The API's key: `email`, `custom_field[ID]`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CustomField(id) => write!(out, "{}[{id}]", self.key()),
            part => out.write_str(part.key()),
        }
    }
}

impl FromStr for Part {
    type Err = NotAPart;

    /// The API's key.
    fn from_str(key: &str) -> Result<Self, NotAPart> {
        let id = key.strip_prefix("custom_field[").and_then(|rest| rest.strip_suffix(']'));
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            return Ok(Self::CustomField(id.into()));
        }
        Self::OWN.into_iter().find(|part| part.key() == key).ok_or_else(|| NotAPart(key.into()))
    }
}

/// Which of two values stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// That of the customer that is kept, even where it has none.
    Keep,
    /// That of the customer that is merged into it, where it has one.
    Take,
}

/// Why a text is no choice.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a choice: write keep or take")]
pub struct NotAChoice(String);

impl Choice {
    /// `keep` or `take`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Take => "take",
        }
    }
}

impl FromStr for Choice {
    type Err = NotAChoice;

    fn from_str(text: &str) -> Result<Self, NotAChoice> {
        let found = [Self::Keep, Self::Take].into_iter().find(|choice| choice.as_str() == text);
        found.ok_or_else(|| NotAChoice(text.into()))
    }
}

/// What somebody chose. Of a part of which nothing is said, the kept customer's value stays, and where it has none it gets the
/// other's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<Part, Choice>);

impl Choices {
    /// What was chosen of a part.
    pub fn of(&self, part: &Part) -> Option<Choice> {
        self.0.get(part).copied()
    }

    /// Those parts of which something was chosen.
    pub fn iter(&self) -> impl Iterator<Item = (&Part, Choice)> {
        self.0.iter().map(|(part, choice)| (part, *choice))
    }
}

impl FromIterator<(Part, Choice)> for Choices {
    /// Of several choices of a part the last one counts.
    fn from_iter<I: IntoIterator<Item = (Part, Choice)>>(choices: I) -> Self {
        Self(choices.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_as_they_are_written() {
        for part in Part::OWN.into_iter().chain([Part::CustomField("7".into())]) {
            assert_eq!(part.to_string().parse(), Ok(part));
        }
        for text in ["", "custom_field", "custom_field[]", "custom_field[7", "Email", "internal_id"] {
            assert_eq!(text.parse::<Part>(), Err(NotAPart(text.into())));
        }
    }

    #[test]
    fn choices_are_keep_and_take() {
        for choice in [Choice::Keep, Choice::Take] {
            assert_eq!(choice.as_str().parse(), Ok(choice));
        }
        assert_eq!("Keep".parse::<Choice>(), Err(NotAChoice("Keep".into())));
    }

    #[test]
    fn the_last_choice_of_a_part_counts() {
        let choices: Choices = [(Part::Name, Choice::Take), (Part::Name, Choice::Keep)].into_iter().collect();
        assert_eq!((choices.of(&Part::Name), choices.of(&Part::Email)), (Some(Choice::Keep), None));
        assert_eq!(choices.iter().collect::<Vec<_>>(), [(&Part::Name, Choice::Keep)]);
    }
}
