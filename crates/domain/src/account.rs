//! An account: one company. Accounts share a server and never see each other.

mod settings;

use std::fmt;
use std::str::FromStr;

use crate::language::Language;
use crate::plan::Plan;
use crate::rate::Rate;
use crate::time::TimeZone;

pub use settings::{NAME_MAX, Settings};

/// One company's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its number, the first column of every key; never on the wire.
    pub account_id: i64,
    /// What the command line calls it.
    pub slug: Slug,
    /// What people call it.
    pub name: String,
    /// What it may use.
    pub plan: Plan,
    /// Its language where a client names none (ours: pt-BR unless set).
    pub language: Language,
    /// Where its dates are read (ours: America/Sao_Paulo unless set).
    pub time_zone: TimeZone,
    /// How `customer/details` wraps its object.
    pub details_shape: DetailsShape,
    /// How often each of its tokens may be used; `None` as often as the server lets it.
    pub rate_limit: Option<Rate>,
}

impl Account {
    /// An account as it is unless said otherwise: everything allowed, Brazilian, not yet stored.
    pub fn fresh(slug: Slug) -> Self {
        Self {
            account_id: 0,
            name: slug.to_string(),
            slug,
            plan: Plan::Enterprise,
            language: Language::default(),
            time_zone: TimeZone::default(),
            details_shape: DetailsShape::default(),
            rate_limit: None,
        }
    }
}

/// An account's name on the command line: 1 to 63 of `a` to `z`, `0` to `9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a slug: use 1 to 63 of a to z, 0 to 9 and -")]
pub struct NotASlug(String);

impl Slug {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=63).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.into()))
        } else {
            Err(NotASlug(text.into()))
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Whether `data` of `customer/details` is an array of one object (contract: weak, what clients expect) or the object
/// itself (what the reference says).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DetailsShape {
    /// `[{…}]`
    #[default]
    Array,
    /// `{…}`
    Object,
}

/// Why a text is no shape.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a shape: write array or object")]
pub struct NotAShape(String);

impl DetailsShape {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Array, Self::Object];

    /// Its name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl FromStr for DetailsShape {
    type Err = NotAShape;

    fn from_str(text: &str) -> Result<Self, NotAShape> {
        match text {
            "array" => Ok(Self::Array),
            "object" => Ok(Self::Object),
            _ => Err(NotAShape(text.into())),
        }
    }
}

impl fmt::Display for DetailsShape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
