//! `guiche email`.

use clap::{Args, Subcommand};
use guiche_desk::blocked_email::{block, unblock};
use guiche_domain::account::Slug;
use guiche_domain::email as domain;
use guiche_domain::time::Timestamp;
use guiche_store::blocked_email;
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Email {
    /// Block an address: `customer/blacklist/search` names it from then on. Customers can still be made with it.
    Block(Address),
    /// Block an address no longer.
    Unblock(Address),
    /// List the blocked addresses of an account, in order.
    List {
        /// The account.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Address {
    /// The account.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// The address, in any case.
    #[arg(value_parser = values::email)]
    address: domain::Email,
}

impl Email {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Block(Address { account, address }) => {
                let email = address.clone();
                let done = global.with_db(async |db| {
                    write_to(&db, &account, move |tx, caller| block(tx, &caller, &email)).await
                })?;
                told(done, &account, &address, "is blocked already")
            }
            Self::Unblock(Address { account, address }) => {
                let email = address.clone();
                let done = global.with_db(async |db| {
                    write_to(&db, &account, move |tx, caller| unblock(tx, &caller, &email)).await
                })?;
                told(done, &account, &address, "is not blocked")
            }
            Self::List { account, json } => list(global, &account, json),
        }
    }
}

/// A fault where nothing was done.
fn told(done: bool, slug: &Slug, address: &domain::Email, why: &str) -> Result<(), Failure> {
    if done { Ok(()) } else { Err(Failure::new(format!("{} {why} in the account {slug}", address.as_str()))) }
}

fn list(global: &Global, slug: &Slug, json: bool) -> Result<(), Failure> {
    let (account, blocked) = global.with_db(async |db| {
        let account = account_of(&db, slug).await?;
        let account_id = account.account_id;
        let blocked = db.read(move |tx| blocked_email::all(tx, account_id)).await?;
        Ok((account, blocked))
    })?;
    let line = |(email, since): (String, Timestamp)| Line { email, since: account.time_zone.date(since) };
    output::list(&blocked.into_iter().map(line).collect::<Vec<_>>(), json)
}

#[derive(Serialize)]
struct Line {
    email: String,
    /// `YYYY-MM-DD` in the account's time zone.
    since: String,
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &["EMAIL", "SINCE"];

    fn cells(&self) -> Vec<String> {
        vec![self.email.clone(), self.since.clone()]
    }
}
