//! Customers that come in from a file: what each column becomes, and how rows meet the customers that are there.

mod guess;
mod mapping;
mod names;
mod row;
pub mod run;
mod target;
mod warning;
mod words;

use std::fmt;
use std::str::FromStr;

pub use self::guess::guess;
pub use self::mapping::Mapping;
pub use self::names::is_a_name;
pub use self::row::{MAX_FIELD, MAX_ROW, RowFault};
pub use self::target::{NotATarget, Target};
pub use self::warning::{NotAWarning, Warning, WarningKind};

/// What becomes of rows whose customer is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// They are refused: each row makes a customer.
    Create,
    /// They change it; the others make one.
    #[default]
    Upsert,
}

/// By what a row finds its customer, in [`Mode::Upsert`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Key {
    /// By the customer's own key, the API's `customer_id`.
    #[default]
    InternalId,
    /// By its e-mail address.
    Email,
}

/// Why a text is no way to import.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a way to import: write create or upsert")]
pub struct NotAMode(String);

/// Why a text is no key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key: write internal-id or email")]
pub struct NotAKey(String);

impl Mode {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Create, Self::Upsert];

    /// Its name in the store, on the command line and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Upsert => "upsert",
        }
    }
}

impl Key {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::InternalId, Self::Email];

    /// Its name in the store, on the command line and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InternalId => "internal-id",
            Self::Email => "email",
        }
    }

    /// The column that it is read from.
    pub fn target(self) -> Target {
        match self {
            Self::InternalId => Target::CustomerId,
            Self::Email => Target::Email,
        }
    }
}

impl FromStr for Mode {
    type Err = NotAMode;

    fn from_str(text: &str) -> Result<Self, NotAMode> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text).ok_or_else(|| NotAMode(text.into()))
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        Self::ALL.into_iter().find(|key| key.as_str() == text).ok_or_else(|| NotAKey(text.into()))
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_and_keys_have_stable_names() {
        for mode in Mode::ALL {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        for key in Key::ALL {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        assert!("Create".parse::<Mode>().is_err() && "internal_id".parse::<Key>().is_err());
    }
}
