//! API tokens: what they may do, until when, and from where.

mod draft;

use std::net::IpAddr;

use ipnet::IpNet;

use crate::id::Id;
use crate::refusal::Reason;
use crate::time::Timestamp;

pub use draft::{Draft, Expiry, NAME_MAX};

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

/// Whether a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may be used.
    Active,
    /// Its time is over.
    Expired,
    /// Its owner has revoked it.
    Revoked,
}

impl Token {
    /// Whether it stands at this moment.
    pub fn state(&self, now: Timestamp) -> State {
        if self.revoked_at.is_some() {
            State::Revoked
        } else if self.expires_at.is_some_and(|end| end <= now) {
            State::Expired
        } else {
            State::Active
        }
    }

    /// Whether it may be used now and from `address` (contract: §1, status codes).
    pub fn check(&self, now: Timestamp, address: IpAddr) -> Result<(), Reason> {
        match self.state(now) {
            State::Revoked => return Err(Reason::TokenInvalid),
            State::Expired => return Err(Reason::TokenExpired),
            State::Active => {}
        }
        if !self.networks.is_empty() && !self.networks.iter().any(|network| network.contains(&address)) {
            Err(Reason::TokenAddress)
        } else {
            Ok(())
        }
    }
}
