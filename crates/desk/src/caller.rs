//! Who asks, on whose behalf, and what it may do.

use std::net::IpAddr;

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
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
    /// A person of the desk, in the panel.
    Operator {
        /// The operator's id.
        id: Id,
        /// What it may do.
        role: Role,
    },
    /// Whoever runs the server, at its command line.
    CommandLine,
}

impl Actor {
    /// What kind of actor it is and which one, as the trail keeps it.
    pub(crate) fn kind_and_id(&self) -> (&'static str, Option<&Id>) {
        match self {
            Self::Token { id, .. } => ("token", Some(id)),
            Self::Operator { id, .. } => ("operator", Some(id)),
            Self::CommandLine => ("command_line", None),
        }
    }
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
    /// Create and change portfolios and custom fields.
    WriteConfiguration,
    /// Import customers from files.
    ImportCustomers,
    /// Take customers out in bulk.
    ExportCustomers,
    /// See the audit trail.
    ReadAudit,
    /// Make and revoke API tokens.
    ManageTokens,
    /// Add operators, change what they may do, end their sessions.
    ManageOperators,
    /// Change the account's settings.
    ManageAccount,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 12] = [
        Self::ReadCustomers,
        Self::WriteCustomers,
        Self::ReadOrganizations,
        Self::WriteOrganizations,
        Self::ReadConfiguration,
        Self::WriteConfiguration,
        Self::ImportCustomers,
        Self::ExportCustomers,
        Self::ReadAudit,
        Self::ManageTokens,
        Self::ManageOperators,
        Self::ManageAccount,
    ];

    /// The least that an operator has to be.
    pub fn role(self) -> Role {
        match self {
            Self::ReadCustomers | Self::ReadOrganizations | Self::ReadConfiguration => Role::ReadOnly,
            Self::WriteCustomers | Self::WriteOrganizations | Self::WriteConfiguration => Role::Operator,
            Self::ImportCustomers
            | Self::ExportCustomers
            | Self::ReadAudit
            | Self::ManageTokens
            | Self::ManageOperators
            | Self::ManageAccount => Role::Administrator,
        }
    }

    /// Whether a read-only token lacks it.
    pub fn writes(self) -> bool {
        self.role() != Role::ReadOnly
    }

    /// Whether a token can have it at all: tokens are for the customer base, not for the desk itself.
    pub fn is_for_tokens(self) -> bool {
        self.role() > Role::Administrator && self != Self::WriteConfiguration
    }
}

impl Caller {
    /// Who acts without a request, from no address.
    pub fn new(account: Account, actor: Actor, now: Timestamp, ids: Ids) -> Self {
        Self { account, actor, address: None, request_id: None, now, ids }
    }

    /// Whether the caller may (contract: §1, status codes: first the token, then the plan; operators: ours).
    pub fn require(&self, permission: Permission) -> Result<(), Refusal> {
        match self.actor {
            Actor::CommandLine => Ok(()),
            Actor::Operator { role, .. } if role <= permission.role() => Ok(()),
            Actor::Operator { .. } => Err(Reason::Role.into()),
            Actor::Token { read_only, .. } if read_only && permission.writes() => {
                Err(Reason::TokenReadOnly.into())
            }
            Actor::Token { .. } if !self.account.plan.has_api() => Err(Reason::Plan.into()),
            Actor::Token { .. } if !permission.is_for_tokens() => Err(Reason::Role.into()),
            Actor::Token { .. } => Ok(()),
        }
    }

    /// A new id.
    pub(crate) fn new_id(&self) -> Id {
        self.ids.next(self.now)
    }
}
