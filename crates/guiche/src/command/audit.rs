//! `guiche audit`.

use clap::{Args, Subcommand};
use guiche_desk::Ids;
use guiche_desk::audit::verify::{Finding, Report, Verification};
use guiche_desk::audit::{ERASED_AT_ONCE, erase_values, person};
use guiche_domain::account::{Account, Slug};
use guiche_domain::customer::CustomerId;
use guiche_store::{Db, Tx, account};
use serde::Serialize;

use super::global::{Global, account_of, caller, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Make the chain over the audit trail anew from what is there, and hold every value against its digest.
    ///
    /// Keep HEAD somewhere else, with its account and the date, and give it to --head the next time: a chain from which the
    /// last links were cut off, or which was made anew as a whole, shows that in no other way.
    Verify(Verify),
    /// Erase the values that the audit trail keeps of a customer, and of those that were merged into it: what they were. Who
    /// changed them and when stays, and so does the customer itself.
    Erase {
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Its internal id, the `customer_id` of the API; or our id, of a customer that is gone.
        #[arg(long, value_name = "CUSTOMER_ID", value_parser = values::customer_id)]
        customer: CustomerId,
    },
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Only of this account [default: all].
    #[arg(long, value_name = "SLUG")]
    account: Option<Slug>,
    /// A digest that was kept: a link of the account has to have it.
    #[arg(long, value_name = "DIGEST", requires = "account", value_parser = values::digest)]
    head: Option<String>,
    /// Print a JSON array of objects.
    #[arg(long)]
    json: bool,
}

impl Audit {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Verify(verify) => verify.run(global),
            Self::Erase { account, customer } => erase(global, &account, customer.as_str()),
        }
    }
}

impl Verify {
    fn run(self, global: &Global) -> Result<(), Failure> {
        let Self { account, head, json } = self;
        let lines = global.with_db(async |db| {
            let accounts = match &account {
                Some(slug) => vec![account_of(&db, slug).await?],
                None => db.read(account::all).await?,
            };
            let mut lines = Vec::new();
            for account in accounts {
                let report = verified(&db, account.account_id, head.clone()).await?;
                lines.push(Line::new(&account, report));
            }
            Ok(lines)
        })?;
        output::list(&lines, json)?;
        let mut faults = 0;
        for Line { account, report } in &lines {
            for finding in report.findings.first() {
                eprintln!("guiche: account {account}: {}", sentence(finding));
            }
            faults += report.findings.count();
        }
        match faults {
            0 => Ok(()),
            1 => Err(Failure::new("the audit trail is not what it was: 1 fault")),
            faults => Err(Failure::new(format!("the audit trail is not what it was: {faults} faults"))),
        }
    }
}

async fn verified(db: &Db, account_id: i64, head: Option<String>) -> Result<Report, Failure> {
    let mut verification = Verification::new(account_id, head);
    loop {
        if let Some(report) = verification.report() {
            return Ok(report.clone());
        }
        verification = db.read(move |tx| verification.step(tx)).await?;
    }
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::PositionsMissing { from, until } => {
            format!("{}: nothing is there", positions(*from, *until))
        }
        Finding::LinkBroken { from, until } => {
            format!("{}: what is there is not what the chain was made of", positions(*from, *until))
        }
        Finding::EventMissing { position, event_id } => {
            format!("position {position}: the audit event {event_id} is missing")
        }
        Finding::ValuesChanged { position, event_id } => {
            let place = position.map_or_else(|| "no position yet".to_owned(), |at| positions(at, at));
            format!(
                "{place}: the values of the audit event {event_id} are not those that it was written with"
            )
        }
        Finding::Unplaced { event_id } => format!("the audit event {event_id} has no place in the outbox"),
        Finding::HeadUnknown { digest } => format!("no link that stands has the digest {digest}"),
    }
}

fn positions(from: i64, until: i64) -> String {
    if from == until { format!("position {from}") } else { format!("positions {from} to {until}") }
}

/// Erases batch by batch, each in a job of its own.
fn erase(global: &Global, slug: &Slug, name: &str) -> Result<(), Failure> {
    let mut erased = 0;
    global.with_db(async |db| {
        let (asked, wanted) = (caller(account_of(&db, slug).await?, &Ids::random()), name.to_owned());
        let things = db.read(move |tx| person(tx, &asked, &wanted)).await?;
        if things.is_empty() {
            return Err(Failure::new(format!("the account {slug} has and had no customer {name}")));
        }
        for (entity, id) in things {
            loop {
                let id = id.clone();
                let erase = move |tx: &mut Tx<'_>, caller| erase_values(tx, &caller, entity, id.as_str());
                let some = write_to(&db, slug, erase).await?;
                erased += some;
                if some < ERASED_AT_ONCE {
                    break;
                }
            }
        }
        Ok(())
    })?;
    eprintln!("guiche: values erased of the customer {name}: {erased}");
    Ok(())
}

#[derive(Serialize)]
struct Line {
    account: String,
    #[serde(flatten)]
    report: Report,
}

impl Line {
    fn new(account: &Account, report: Report) -> Self {
        Self { account: account.slug.to_string(), report }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] =
        &["ACCOUNT", "LINKS", "EVENTS", "UNLINKED", "VALUES", "ERASED", "FAULTS", "UP TO", "HEAD"];

    fn cells(&self) -> Vec<String> {
        let Report { links, events, unlinked, values, erased, head_position, head, findings, .. } =
            &self.report;
        let counts = [links, events, unlinked, values, erased, &findings.count()].map(u64::to_string);
        let head = head.clone().unwrap_or_else(|| "-".to_owned());
        [vec![self.account.clone()], counts.to_vec(), vec![head_position.to_string(), head]].concat()
    }
}
