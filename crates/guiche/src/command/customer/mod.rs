//! `guiche customer`.

mod export;
mod import;
mod told;

use clap::{ArgGroup, Args, Subcommand};
use guiche_domain::account::Slug;
use guiche_domain::customer::{CustomerId, Locator, Request};
use guiche_domain::email::Email;
use guiche_domain::form::At;
use guiche_domain::refusal::{Faults, Field};
use guiche_store::Error;

use super::global::{Global, write_to};
use super::{merge, values};
use crate::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum Customer {
    /// Take a customer out of service: it is shown as inactive, and gets no link to the panel.
    Deactivate(Named),
    /// Bring a customer back into service.
    Activate(Named),
    /// Write all customers into a CSV file, which spreadsheets open and an import reads.
    Export(export::Export),
    /// Make and change customers as the rows of a CSV file say, after showing what that would do.
    Import(Box<import::Import>),
    /// Make one customer of two and print the id of the merge, by which it can be undone for 30 days.
    Merge(merge::Merge),
    /// Make two customers again of those that a merge made one.
    Unmerge(merge::Unmerge),
}

/// A customer, by one of two names.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("customer").required(true).args(["id", "email"]))]
pub(super) struct Named {
    /// The account that it belongs to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Its internal id, the `customer_id` of the API.
    #[arg(long, value_name = "INTERNAL_ID", value_parser = values::customer_id)]
    id: Option<CustomerId>,
    /// Its e-mail address, in any case.
    #[arg(long, value_name = "ADDRESS", value_parser = values::email)]
    email: Option<Email>,
}

impl Customer {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Deactivate(named) => activate(global, named, false),
            Self::Activate(named) => activate(global, named, true),
            Self::Export(export) => export.run(global),
            Self::Import(import) => import.run(global),
            Self::Merge(merge) => merge.run(global),
            Self::Unmerge(unmerge) => unmerge.run(global),
        }
    }
}

fn activate(global: &Global, named: Named, active: bool) -> Result<(), Failure> {
    let Named { account: slug, id, email } = named;
    let by_id = id.map(|id| (id.as_str().to_owned(), Locator::Internal(id)));
    let by_email = email.map(|email| (email.as_str().to_owned(), Locator::Email(email)));
    let (name, locator) = by_id.or(by_email).ok_or_else(|| Failure::new("no customer was named"))?;
    let field = Field::new("customer_id", 0);
    let request = Request {
        locator: Some(At { field: field.clone(), value: locator }),
        value: Some(At { field, value: active }),
        faults: Faults::default(),
        ignored: Vec::new(),
    };
    let done = global.with_db(async |db| {
        let job = write_to(&db, &slug, move |tx, caller| {
            match guiche_desk::customer::activate(tx, &caller, &request) {
                Ok(updated) => Ok(Some(updated.changed)),
                // All that it can say here.
                Err(Error::Refused(_)) => Ok(None),
                Err(error) => Err(error),
            }
        });
        job.await
    })?;
    match done {
        Some(true) => Ok(()),
        Some(false) => {
            let state = if active { "active" } else { "inactive" };
            Err(Failure::new(format!("the customer {name} is {state} already")))
        }
        None => Err(Failure::new(format!("the account {slug} has no customer {name}"))),
    }
}
