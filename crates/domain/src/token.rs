//! API tokens: what they may do, until when, and from where.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::id::Id;
use crate::refusal::Reason;
use crate::time::Timestamp;

/// What new tokens begin with, so that a leaked one is recognized.
pub const PREFIX: &str = "guiche_";

/// A token's limits. Its secret is not here: only a hash of it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its id.
    pub token_id: Id,
    /// What it is for, in its owner's words.
    pub name: String,
    /// Whether it may only read.
    pub read_only: bool,
    /// From when on it is refused.
    pub expires_at: Option<Timestamp>,
    /// From when on it was refused by its owner.
    pub revoked_at: Option<Timestamp>,
    /// From where it may be used; empty means from anywhere.
    pub networks: Vec<IpNet>,
}

impl Token {
    /// Whether it may be used now and from `address` (contract: §1, status codes).
    pub fn check(&self, now: Timestamp, address: IpAddr) -> Result<(), Reason> {
        if self.revoked_at.is_some() {
            Err(Reason::TokenInvalid)
        } else if self.expires_at.is_some_and(|end| end <= now) {
            Err(Reason::TokenExpired)
        } else if !self.networks.is_empty() && !self.networks.iter().any(|network| network.contains(&address))
        {
            Err(Reason::TokenAddress)
        } else {
            Ok(())
        }
    }
}
