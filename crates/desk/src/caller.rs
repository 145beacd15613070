//! Who asks, on whose behalf, and what it may do.

use std::net::IpAddr;

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Reason, Refusal};
use guiche_domain::time::Timestamp;

use crate::Ids;

/// Who asks for an operation, with the moment and the ids that it may use.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account that is asked about: nothing outside of it can be reached.
    pub account: Account,
    /// Who acts.
    pub actor: Actor,
    /// From where.
    pub address: Option<IpAddr>,
    /// The request, as in the log.
    pub request_id: Option<String>,
    /// When.
    pub now: Timestamp,
    /// Where new ids come from.
    pub ids: Ids,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A program with an API token.
    Token {
        /// The token's id.
        id: Id,
        /// Whether it may only read.
        read_only: bool,
    },
    /// Whoever runs the server, at its command line.
    CommandLine,
}

/// What an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See customers.
    ReadCustomers,
    /// Create and change customers.
    WriteCustomers,
    /// See organizations.
    ReadOrganizations,
    /// Create, change and delete organizations.
    WriteOrganizations,
    /// See portfolios and custom fields.
    ReadConfiguration,
}

impl Permission {
    /// Whether a read-only token lacks it.
    pub fn writes(self) -> bool {
        match self {
            Self::ReadCustomers | Self::ReadOrganizations | Self::ReadConfiguration => false,
            Self::WriteCustomers | Self::WriteOrganizations => true,
        }
    }
}

impl Caller {
    /// Whether the caller may (contract: §1, status codes: first the token, then the plan).
    pub fn require(&self, permission: Permission) -> Result<(), Refusal> {
        let Actor::Token { read_only, .. } = self.actor else {
            return Ok(());
        };
        if read_only && permission.writes() {
            Err(Reason::TokenReadOnly.into())
        } else if !self.account.plan.has_api() {
            Err(Reason::Plan.into())
        } else {
            Ok(())
        }
    }

    /// A new id.
    pub(crate) fn new_id(&self) -> Id {
        self.ids.next(self.now)
    }
}
