//! `guiche customer merge` and `unmerge`.

use clap::Args;
use guiche_desk::Caller;
use guiche_desk::customer::{self, MergeRequest};
use guiche_domain::account::Slug;
use guiche_domain::customer::CustomerId;
use guiche_domain::id::Id;
use guiche_domain::merge::{Choice, Choices, Part};
use guiche_store::customer::Customer;
use guiche_store::{Error, Tx};

use super::global::{Global, write_to};
use super::values;
use crate::{Failure, output};

/// Which two customers become one, and what stays of them.
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The internal id of the customer that stays.
    #[arg(value_parser = values::customer_id)]
    kept: CustomerId,
    /// The internal id of the customer that becomes a part of it.
    #[arg(value_parser = values::customer_id)]
    merged: CustomerId,
    /// The account that they belong to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Of what the value of the second stays, such as email or custom_field[ID]; by commas or repeated.
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    take: Vec<Part>,
    /// What stays empty where the first has nothing; by commas or repeated.
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    keep: Vec<Part>,
}

/// Which merge to undo.
#[derive(Debug, Args)]
pub(super) struct Unmerge {
    /// The merge's id, as `merge` printed it.
    id: Id,
    /// The account that it belongs to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
}

impl Merge {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let Self { kept, merged, account: slug, take, keep } = self;
        let keep = keep.into_iter().map(|part| (part, Choice::Keep));
        let choices: Choices = keep.chain(take.into_iter().map(|part| (part, Choice::Take))).collect();
        let named = [kept.as_str().to_owned(), merged.as_str().to_owned()];
        let done = global.with_db(async |db| {
            write_to(&db, &slug, move |tx, caller| {
                let Some(kept) = found(tx, &caller, &kept)? else { return Ok(Err(0)) };
                let Some(merged) = found(tx, &caller, &merged)? else { return Ok(Err(1)) };
                let request = MergeRequest {
                    kept_id: kept.customer_id,
                    kept_version: kept.version,
                    merged_id: merged.customer_id,
                    merged_version: merged.version,
                    choices: choices.clone(),
                };
                customer::merge(tx, &caller, &request).map(|merged| Ok(merged.merge_id))
            })
            .await
        })?;
        match done {
            Ok(merge_id) => output::line(merge_id),
            Err(missing) => {
                let name = named.get(missing).map_or("", String::as_str);
                Err(Failure::new(format!("the account {slug} has no customer {name}")))
            }
        }
    }
}

fn found(tx: &mut Tx<'_>, caller: &Caller, id: &CustomerId) -> Result<Option<Customer>, Error> {
    Ok(customer::view(tx, caller, id.as_str())?.map(|view| view.customer))
}

impl Unmerge {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let Self { id, account: slug } = self;
        let undone = global.with_db(async |db| {
            write_to(&db, &slug, move |tx, caller| customer::undo_merge(tx, &caller, &id)).await
        })?;
        if !undone.whole {
            eprintln!(
                "guiche: the customer that was kept has changed since the merge, and keeps what it had got"
            );
        }
        Ok(())
    }
}
