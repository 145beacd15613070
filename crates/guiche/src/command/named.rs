//! `guiche department` and `guiche portfolio`: things of an account that have a name and no more.

use clap::Subcommand;
use guiche_desk::Caller;
use guiche_domain::account::Slug;
use guiche_domain::id::Id;
use guiche_store::{Error, Tx, department, group};
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

/// Ids and names.
type Things = Vec<(Id, String)>;

/// A kind of such things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// What one is called.
    word: &'static str,
    create: fn(&mut Tx<'_>, &Caller, &Id, &str) -> Result<bool, Error>,
    all: fn(&mut Tx<'_>, i64) -> Result<Things, Error>,
}

pub(super) const DEPARTMENT: Kind =
    Kind { word: "department", create: guiche_desk::department::create, all: department::all };
pub(super) const PORTFOLIO: Kind =
    Kind { word: "portfolio", create: guiche_desk::group::create_portfolio, all: group::portfolios };

#[derive(Debug, Subcommand)]
pub(super) enum Named {
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

impl Named {
    pub(super) fn run(self, global: &Global, kind: Kind) -> Result<(), Failure> {
        match self {
            Self::Create { account, name, id } => create(global, kind, &account, name, id),
            Self::List { account, json } => list(global, kind, &account, json),
        }
    }
}

fn create(global: &Global, kind: Kind, slug: &Slug, name: String, id: Option<Id>) -> Result<(), Failure> {
    let (id, created) = global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| {
            let id = id.clone().unwrap_or_else(|| caller.ids.next(caller.now));
            let created = (kind.create)(tx, &caller, &id, &name)?;
            Ok((id, created))
        })
        .await
    })?;
    if created {
        output::line(id)
    } else {
        Err(Failure::new(format!("the account {slug} has the {} {id} already", kind.word)))
    }
}

fn list(global: &Global, kind: Kind, slug: &Slug, json: bool) -> Result<(), Failure> {
    let things = global.with_db(async |db| {
        let account_id = account_of(&db, slug).await?.account_id;
        Ok(db.read(move |tx| (kind.all)(tx, account_id)).await?)
    })?;
    let lines = things.into_iter().map(|(id, name)| Line { id: id.to_string(), name });
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
