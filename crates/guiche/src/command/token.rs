//! `guiche token`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clap::{Args, Subcommand};
use guiche_desk::{Clock, Ids};
use guiche_domain::account::{Account, Slug};
use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_domain::token as domain;
use guiche_store::{Error, Tx};
use serde::Serialize;

use super::expiry::Expiry;
use super::global::{Global, account_of, caller, write_to};
use super::secret;
use super::values;
use crate::Failure;
use crate::bootstrap::withdraw;
use crate::config::Network;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Make a token and print it, this once: only a hash of it is kept.
    Create(Create),
    /// List tokens, without their secrets.
    List {
        /// Only those of this account [default: all].
        #[arg(long, value_name = "SLUG")]
        account: Option<Slug>,
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
    /// Revoke a token: it is refused from the next request on.
    Revoke {
        /// The token's id, as `guiche token list` shows it.
        id: Id,
    },
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The account that it acts for.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// What it is for.
    #[arg(long, value_parser = values::name)]
    name: String,
    /// Let it read only [default: read and write].
    #[arg(long)]
    read_only: bool,
    /// Let it expire after a time (12h, 90d, 4w) or with the end of a day (2027-01-31) [default: never].
    #[arg(long, value_name = "WHEN")]
    expires: Option<Expiry>,
    /// Accept it from this address or network only; several by repeating or by commas [default: from anywhere].
    #[arg(long, value_name = "CIDR", value_delimiter = ',')]
    allow_ip: Vec<Network>,
    /// Take over the existing token that is the first line of standard input, up to 512 characters.
    #[arg(long)]
    from_stdin: bool,
}

impl Token {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(global),
            Self::List { account, json } => list(global, account.as_ref(), json),
            Self::Revoke { id } => revoke(global, &id),
        }
    }
}

impl Create {
    fn run(self, global: &Global) -> Result<(), Failure> {
        let secret = if self.from_stdin { secret::from_stdin()? } else { guiche_desk::secret::new_token()? };
        let kept = secret.clone();
        global.with_db(async |db| {
            let account = account_of(&db, &self.account).await?;
            if !account.plan.has_api() {
                eprintln!("guiche: the plan {} has no API: the token will be refused", account.plan);
            }
            let now = Clock::system().now();
            let expires_at = self.expires.map(|expiry| expiry.moment(now, &account.time_zone)).transpose()?;
            let token = domain::Token {
                token_id: Ids::random().next(now),
                name: self.name,
                read_only: self.read_only,
                expires_at,
                revoked_at: None,
                networks: self.allow_ip.iter().map(|network| network.0).collect(),
            };
            let created = write_to(&db, &account.slug, move |tx, caller| {
                guiche_desk::token::create(tx, &caller, &kept, &token)
            });
            if !created.await? {
                return Err(Failure::new("this token is known already"));
            }
            match output::secret(&secret) {
                Err(failure) if !self.from_stdin => {
                    withdraw(&db, &secret).await?;
                    Err(Failure::new(format!("{failure}; the token was revoked")))
                }
                shown => shown,
            }
        })
    }
}

fn list(global: &Global, account: Option<&Slug>, json: bool) -> Result<(), Failure> {
    let tokens = global.with_db(async |db| {
        if let Some(slug) = account {
            account_of(&db, slug).await?;
        }
        Ok(db.read(with_last_uses).await?)
    })?;
    let wanted = |owner: &Account| account.is_none_or(|slug| *slug == owner.slug);
    let lines = tokens.iter().filter(|(_, owner, _)| wanted(owner));
    let lines = lines.map(|(token, owner, last_used)| Line::new(token, owner, *last_used));
    output::list(&lines.collect::<Vec<_>>(), json)
}

/// A token, its account, and when it was used last.
type Used = (domain::Token, Account, Option<Timestamp>);

fn with_last_uses(tx: &mut Tx<'_>) -> Result<Vec<Used>, Error> {
    let mut last_uses = HashMap::new();
    let mut tokens = Vec::new();
    for (token, owner) in guiche_store::token::all(tx)? {
        let uses = match last_uses.entry(owner.account_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let caller = caller(owner.clone(), &Ids::random());
                unknown.insert(guiche_desk::usage::last_used(tx, &caller)?)
            }
        };
        let last_used = uses.get(token.token_id.as_str()).copied();
        tokens.push((token, owner, last_used));
    }
    Ok(tokens)
}

fn revoke(global: &Global, id: &Id) -> Result<(), Failure> {
    let (wanted, ids) = (id.clone(), Ids::random());
    let job = move |tx: &mut Tx<'_>| {
        let found = guiche_store::token::all(tx)?.into_iter().find(|(token, _)| token.token_id == wanted);
        let Some((_, account)) = found else {
            return Ok(None);
        };
        guiche_desk::token::revoke(tx, &caller(account, &ids), &wanted).map(Some)
    };
    match global.with_db(async |db| Ok(db.write(job).await?))? {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::new(format!("the token {id} has been revoked already"))),
        None => Err(Failure::new(format!(
            "there is no token {id}; `guiche token list` shows those that are there"
        ))),
    }
}

#[derive(Serialize)]
struct Line {
    id: String,
    account: String,
    name: String,
    rights: &'static str,
    expires_at: Option<String>,
    revoked_at: Option<String>,
    last_used_at: Option<String>,
    addresses: Vec<String>,
}

impl Line {
    fn new(token: &domain::Token, account: &Account, last_used: Option<Timestamp>) -> Self {
        Self {
            id: token.token_id.to_string(),
            account: account.slug.to_string(),
            name: token.name.clone(),
            rights: if token.read_only { "read-only" } else { "read-write" },
            expires_at: token.expires_at.map(in_utc),
            revoked_at: token.revoked_at.map(in_utc),
            last_used_at: last_used.map(in_utc),
            addresses: token.networks.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] =
        &["ID", "ACCOUNT", "NAME", "RIGHTS", "EXPIRES", "REVOKED", "LAST USED", "ADDRESSES"];

    fn cells(&self) -> Vec<String> {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let addresses = if self.addresses.is_empty() { "any".to_owned() } else { self.addresses.join(" ") };
        let [expires, revoked, used] = [&self.expires_at, &self.revoked_at, &self.last_used_at].map(or_dash);
        let [id, account, name] = [&self.id, &self.account, &self.name].map(String::clone);
        vec![id, account, name, self.rights.to_owned(), expires, revoked, used, addresses]
    }
}

/// A moment to the second, in RFC 3339.
fn in_utc(moment: Timestamp) -> String {
    let moment = jiff::Timestamp::from_microsecond(moment.micros()).unwrap_or(jiff::Timestamp::MAX);
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
