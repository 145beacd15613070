//! Operators: the people of the desk, and what each of them may do.

use std::fmt;
use std::str::FromStr;

use crate::customer::{Name, Password};
use crate::email::Email;
use crate::form::{At, Form, Reader};
use crate::id::Id;
use crate::language::Language;
use crate::refusal::{Faults, Reason};
use crate::time::Timestamp;

/// The fewest characters of an operator's password (ours).
pub const PASSWORD_MIN: usize = 10;

/// One person of the desk, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Its id.
    pub operator_id: Id,
    /// What it is called.
    pub name: String,
    /// What it signs in with, as it was given.
    pub email: String,
    /// What it may do.
    pub role: Role,
    /// Of the panel.
    pub language: Language,
    /// Whether it has set a password: before, it cannot sign in.
    pub has_password: bool,
    /// Whether signing in takes a code of its telephone, too.
    pub has_second_factor: bool,
    /// Whether it may sign in.
    pub active: bool,
    /// Its version, from 1.
    pub version: i64,
    /// When it was added.
    pub created_at: Timestamp,
}

/// What was typed about an operator. A field is `None` where it could not be read: then its fault is among
/// [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Required.
    pub name: Option<At<Name>>,
    /// Required.
    pub email: Option<At<Email>>,
    /// Required.
    pub role: Option<At<Role>>,
    /// Of the panel; `None` where nothing was said.
    pub language: Option<At<Language>>,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Draft {
    /// Reads a form: `name`, `email`, `role`, `language`.
    pub fn read(form: &Form) -> Self {
        let mut reader = Reader::new(form);
        let name = reader.required("name", Name::parse);
        let email = reader.required("email", Email::parse);
        let role = reader.required("role", |text| text.parse().map_err(|_| Reason::NotARole));
        let language = reader.filled("language", |text| text.parse().map_err(|_| Reason::NotALanguage));
        let (faults, _) = reader.finish(false);
        Self { name, email, role, language, faults }
    }
}

/// Reads an operator's password: [`PASSWORD_MIN`] characters or more.
pub fn password(text: &str) -> Result<Password, Reason> {
    if text.chars().count() < PASSWORD_MIN {
        return Err(Reason::TooShort { min: PASSWORD_MIN });
    }
    Password::parse(text)
}

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
