//! What an account has paid for.

use std::fmt;
use std::str::FromStr;

/// A plan, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plan {
    /// No API.
    Free,
    /// No API.
    Basic,
    /// The API without portfolios.
    Premium,
    /// Everything.
    Enterprise,
}

/// Why a text is no plan.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a plan: write free, basic, premium or enterprise")]
pub struct NotAPlan(String);

impl Plan {
    /// Whether the API may be used (contract: §1, status codes).
    pub fn has_api(self) -> bool {
        self >= Self::Premium
    }

    /// Whether customers may have a portfolio (contract: doc).
    pub fn has_portfolios(self) -> bool {
        self >= Self::Enterprise
    }

    /// Its name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Basic => "basic",
            Self::Premium => "premium",
            Self::Enterprise => "enterprise",
        }
    }
}

impl FromStr for Plan {
    type Err = NotAPlan;

    fn from_str(text: &str) -> Result<Self, NotAPlan> {
        match text {
            "free" => Ok(Self::Free),
            "basic" => Ok(Self::Basic),
            "premium" => Ok(Self::Premium),
            "enterprise" => Ok(Self::Enterprise),
            _ => Err(NotAPlan(text.into())),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
