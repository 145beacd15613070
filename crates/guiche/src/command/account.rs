//! `guiche account`.

use clap::{ArgGroup, Args, Subcommand};
use guiche_desk::{Clock, Ids};
use guiche_domain::account::{self as domain, DetailsShape, Slug};
use guiche_domain::language::Language;
use guiche_domain::plan::Plan;
use guiche_domain::time::TimeZone;
use serde::Serialize;

use super::global::{Global, write_to};
use super::values::{self, RateLimit};
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// Make an account and print its slug; the database is made too where it is missing. Unless said otherwise the
    /// account is enterprise, pt-BR and America/Sao_Paulo, and named as its slug.
    Create {
        /// The account's name on the command line: 1 to 63 of a to z, 0 to 9 and -.
        slug: Slug,
        #[command(flatten)]
        settings: Settings,
    },
    /// Change an account; what is not named stays.
    #[command(group = ArgGroup::new("change").required(true).multiple(true)
        .args(["name", "plan", "language", "time_zone", "details_shape", "rate_limit"]))]
    Set {
        /// The account.
        slug: Slug,
        #[command(flatten)]
        settings: Settings,
        /// Whether `data` of customer/details is an array of one object or the object itself.
        #[arg(long, value_parser = values::details_shape())]
        details_shape: Option<DetailsShape>,
        /// How often each of its tokens may be used, such as 10/s or 100/m; server: as often as the server lets it.
        #[arg(long, value_name = "RATE", value_parser = values::rate_limit)]
        rate_limit: Option<RateLimit>,
    },
    /// List the accounts.
    List {
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Settings {
    /// What people call it.
    #[arg(long, value_parser = values::name)]
    name: Option<String>,
    /// What it may use: the API from premium on, portfolios with enterprise.
    #[arg(long, value_parser = values::plan())]
    plan: Option<Plan>,
    /// The language of its messages where a client names none: pt-BR, es_ES or en-US.
    #[arg(long, value_parser = values::language)]
    language: Option<Language>,
    /// The IANA time zone of its dates.
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<TimeZone>,
}

impl Settings {
    fn apply(&self, account: &mut domain::Account) {
        account.name = self.name.clone().unwrap_or_else(|| account.name.clone());
        account.plan = self.plan.unwrap_or(account.plan);
        account.language = self.language.unwrap_or(account.language);
        account.time_zone = self.time_zone.clone().unwrap_or_else(|| account.time_zone.clone());
    }
}

impl Account {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create { slug, settings } => create(global, slug, &settings),
            Self::Set { slug, settings, details_shape, rate_limit } => set(global, &slug, move |account| {
                settings.apply(account);
                account.details_shape = details_shape.unwrap_or(account.details_shape);
                match rate_limit {
                    Some(RateLimit::Own(rate)) => account.rate_limit = Some(rate),
                    Some(RateLimit::OfServer) => account.rate_limit = None,
                    None => {}
                }
            }),
            Self::List { json } => list(global, json),
        }
    }
}

fn create(global: &Global, slug: Slug, settings: &Settings) -> Result<(), Failure> {
    let mut account = domain::Account::fresh(slug);
    settings.apply(&mut account);
    let slug = account.slug.clone();
    let (now, ids) = (Clock::system().now(), Ids::random());
    let job = move |tx: &mut guiche_store::Tx<'_>| guiche_desk::account::create(tx, &account, now, &ids);
    match global.with_new_db(async |db| Ok(db.write(job).await?))? {
        Some(_) => output::line(slug),
        None => Err(Failure::new(format!("there is an account {slug} already"))),
    }
}

fn set(
    global: &Global,
    slug: &Slug,
    change: impl Fn(&mut domain::Account) + Send + 'static,
) -> Result<(), Failure> {
    global.with_db(async |db| {
        let updated = write_to(&db, slug, move |tx, mut caller| {
            change(&mut caller.account);
            guiche_desk::account::update(tx, &caller)
        });
        updated.await.map(drop)
    })
}

fn list(global: &Global, json: bool) -> Result<(), Failure> {
    let accounts = global.with_db(async |db| Ok(db.read(guiche_store::account::all).await?))?;
    output::list(&accounts.iter().map(Line::from).collect::<Vec<_>>(), json)
}

#[derive(Serialize)]
struct Line {
    slug: String,
    name: String,
    plan: &'static str,
    language: &'static str,
    time_zone: String,
    details_shape: &'static str,
    rate_limit: Option<String>,
}

impl From<&domain::Account> for Line {
    fn from(account: &domain::Account) -> Self {
        Self {
            slug: account.slug.to_string(),
            name: account.name.clone(),
            plan: account.plan.as_str(),
            language: account.language.as_str(),
            time_zone: account.time_zone.name().to_owned(),
            details_shape: account.details_shape.as_str(),
            rate_limit: account.rate_limit.map(|rate| rate.to_string()),
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] =
        &["SLUG", "NAME", "PLAN", "LANGUAGE", "TIME ZONE", "DETAILS", "RATE"];

    fn cells(&self) -> Vec<String> {
        let Self { slug, name, plan, language, time_zone, details_shape, rate_limit } = self;
        let rate = rate_limit.as_deref().unwrap_or("-");
        [slug, name, *plan, *language, time_zone, *details_shape, rate].map(str::to_owned).to_vec()
    }
}
