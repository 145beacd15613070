//! `guiche department`.

use clap::Subcommand;
use guiche_domain::account::Slug;
use guiche_domain::id::Id;
use guiche_store::department;
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Department {
    /// Make one and print its id.
    Create {
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// What people call it.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// An id that is brought along: 32 lowercase hexadecimal characters [default: a new one].
        #[arg(long, value_name = "HEX")]
        id: Option<Id>,
    },
    /// List those of an account, oldest first.
    List {
        /// The account.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
}

impl Department {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create { account, name, id } => create(global, &account, name, id),
            Self::List { account, json } => list(global, &account, json),
        }
    }
}

fn create(global: &Global, slug: &Slug, name: String, id: Option<Id>) -> Result<(), Failure> {
    let (id, created) = global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| {
            let id = id.clone().unwrap_or_else(|| caller.ids.next(caller.now));
            let created = guiche_desk::department::create(tx, &caller, &id, &name)?;
            Ok((id, created))
        })
        .await
    })?;
    if created {
        output::line(id)
    } else {
        Err(Failure::new(format!("the account {slug} has the department {id} already")))
    }
}

fn list(global: &Global, slug: &Slug, json: bool) -> Result<(), Failure> {
    let departments = global.with_db(async |db| {
        let account_id = account_of(&db, slug).await?.account_id;
        Ok(db.read(move |tx| department::all(tx, account_id)).await?)
    })?;
    let lines = departments.into_iter().map(|(id, name)| Line { id: id.to_string(), name });
    output::list(&lines.collect::<Vec<_>>(), json)
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &["ID", "NAME"];

    fn cells(&self) -> Vec<String> {
        vec![self.id.clone(), self.name.clone()]
    }
}
