//! Operators: the people of the desk, and what each of them may do.

use std::fmt;
use std::str::FromStr;

/// What an operator may do. Each role may do what the next one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Everything: operators, tokens, settings, audit, imports and exports too.
    Administrator,
    /// The desk's work: customers, organizations, portfolios, custom fields.
    Operator,
    /// See customers, organizations, portfolios and custom fields.
    ReadOnly,
}

/// Why a text is no role.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a role: write administrator, operator or read-only")]
pub struct NotARole(String);

impl Role {
    /// All of them, the mightiest first.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Operator, Self::ReadOnly];

    /// Its name in the store, on the command line and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Operator => "operator",
            Self::ReadOnly => "read-only",
        }
    }
}

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == text);
        found.ok_or_else(|| NotARole(text.into()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
