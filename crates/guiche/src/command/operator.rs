//! `guiche operator`.

use std::net::{Ipv4Addr, SocketAddr};

use clap::{Args, Subcommand};
use guiche_desk::{Caller, operator};
use guiche_domain::account::Slug;
use guiche_domain::email::Email;
use guiche_domain::form::Form;
use guiche_domain::language::Language;
use guiche_domain::operator::{self as domain, Draft, Role};
use guiche_store::{Error, Tx};
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::config::Config;
use crate::output::{self, Listed};
use crate::service::reachable;

#[derive(Debug, Subcommand)]
pub(super) enum Operator {
    /// Add an operator and print the link by which it sets a password, within 72 hours.
    Create(Create),
    /// Print a link by which an operator sets another password; using it ends its sessions and removes its second factor.
    Reset {
        /// The account.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// The operator's e-mail address, in any case.
        #[arg(value_parser = values::email)]
        address: Email,
    },
    /// List the operators of an account, in the order in which they were added.
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
pub(super) struct Create {
    /// The account that it works for.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// What it is called.
    #[arg(long, value_parser = values::name)]
    name: String,
    /// What it signs in with.
    #[arg(long, value_parser = values::email)]
    email: Email,
    /// What it may do: administrator, operator or read-only.
    #[arg(long, default_value = "administrator")]
    role: Role,
    /// The language of its panel: pt-BR, es_ES or en-US [default: the account's].
    #[arg(long)]
    language: Option<Language>,
}

impl Operator {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(global),
            Self::Reset { account, address } => reset(global, &account, &address),
            Self::List { account, json } => list(global, &account, json),
        }
    }
}

impl Create {
    fn run(self, global: &Global) -> Result<(), Failure> {
        let mut form = Form::default();
        form.push_text("name", &self.name);
        form.push_text("email", self.email.as_str());
        form.push_text("role", self.role.as_str());
        if let Some(language) = self.language {
            form.push_text("language", language.as_str());
        }
        let draft = Draft::read(&form);
        hand_over(global, &self.account, move |tx, caller, secret| {
            let added = operator::add(tx, caller, &draft)?;
            operator::invite(tx, caller, Some(&added.operator_id), secret)
        })
    }
}

fn reset(global: &Global, slug: &Slug, address: &Email) -> Result<(), Failure> {
    let key = address.key();
    hand_over(global, slug, move |tx, caller, secret| {
        let all = operator::all(tx, caller)?;
        match all.iter().find(|known| known.email.to_lowercase() == key) {
            Some(known) => operator::invite(tx, caller, Some(&known.operator_id), secret),
            None => Ok(false),
        }
    })
}

/// Makes a link in one job with what it is for, and prints it.
fn hand_over(
    global: &Global,
    slug: &Slug,
    run: impl Fn(&mut Tx<'_>, &Caller, &str) -> Result<bool, Error> + Send + 'static,
) -> Result<(), Failure> {
    let config = Config::from(global.given()?);
    let secret = guiche_desk::secret::new()?;
    let kept = secret.clone();
    let made =
        global.with_db(async |db| write_to(&db, slug, move |tx, caller| run(tx, &caller, &kept)).await)?;
    if !made {
        return Err(Failure::new(format!(
            "there is no such operator who may sign in; `guiche operator list --account {slug}` shows them"
        )));
    }
    output::secret(format!("{}/admin/link/{secret}", base(&config)))
}

/// What the server is called, as far as its configuration tells.
fn base(config: &Config) -> String {
    let port = if config.listen.port() == 0 { 8080 } else { config.listen.port() };
    let address = reachable(SocketAddr::new(config.listen.ip(), port));
    let local = if address.ip().is_loopback() { (Ipv4Addr::LOCALHOST, port).into() } else { address };
    config.public_url.as_ref().map_or_else(|| format!("http://{local}"), |url| url.as_str().to_owned())
}

fn list(global: &Global, slug: &Slug, json: bool) -> Result<(), Failure> {
    let operators = global.with_db(async |db| {
        let account_id = account_of(&db, slug).await?.account_id;
        Ok(db.read(move |tx| guiche_store::operator::all(tx, account_id)).await?)
    })?;
    output::list(&operators.iter().map(Line::new).collect::<Vec<_>>(), json)
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    language: &'static str,
    active: bool,
    has_password: bool,
    has_second_factor: bool,
}

impl Line {
    fn new(operator: &domain::Operator) -> Self {
        Self {
            id: operator.operator_id.to_string(),
            name: operator.name.clone(),
            email: operator.email.clone(),
            role: operator.role.as_str(),
            language: operator.language.as_str(),
            active: operator.active,
            has_password: operator.has_password,
            has_second_factor: operator.has_second_factor,
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &["ID", "NAME", "E-MAIL", "ROLE", "STATE", "SECOND FACTOR"];

    fn cells(&self) -> Vec<String> {
        let state = match (self.active, self.has_password) {
            (false, _) => "blocked",
            (true, false) => "no password",
            (true, true) => "active",
        };
        let second_factor = if self.has_second_factor { "yes" } else { "no" };
        let cells = [&self.id, &self.name, &self.email, self.role, state, second_factor];
        cells.map(str::to_owned).to_vec()
    }
}
