//! `guiche import`.

pub(super) mod drive;
pub(super) mod report;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use guiche_desk::import::{self as desk, Import as Known};
use guiche_desk::{Caller, Ids};
use guiche_domain::account::Slug;
use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_store::{Db, Error, Tx};

use self::drive::drive;
use super::global::{Global, account_of, caller};
use crate::{Failure, output};

/// How many imports one list shows.
const LISTED: usize = 200;

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// List the imports of an account, the newest first.
    List(List),
    /// Show how far an import has come.
    Show(Named),
    /// Go on with an import that was interrupted, until it is done; a running server does so by itself.
    Resume(Resume),
    /// Stop an import; what was done stays.
    Cancel(Named),
    /// Take back what an import did within the last 30 days; customers that were changed since are kept.
    Undo(Named),
    /// Write the rows that were rejected into a CSV file, to be corrected and imported again.
    Rejected(Rejected),
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// The account.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Print a JSON array of objects.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Named {
    /// The import's id.
    id: Id,
    /// The account that it belongs to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Print a JSON array of objects.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Resume {
    #[command(flatten)]
    named: Named,
    /// Where the rows that are rejected are written, to be corrected and imported again.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Rejected {
    #[command(flatten)]
    named: Named,
    /// Where the file is put, in the place of one that is there. - is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

impl Import {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        global.with_db(async |db| match self {
            Self::List(List { account, json }) => {
                let asked = asking(&db, &account).await?;
                let imports = db.read(move |tx| desk::list(tx, &asked, None, LISTED)).await?;
                output::list(&imports.iter().map(report::Line::from).collect::<Vec<_>>(), json)
            }
            Self::Show(named) => named.show(&db).await,
            Self::Resume(Resume { named, rejected }) => named.resume(&db, rejected).await,
            Self::Cancel(named) => {
                named.ask(&db, desk::cancel).await?;
                named.show(&db).await
            }
            Self::Undo(named) => named.undo(&db).await,
            Self::Rejected(Rejected { named, output }) => {
                let asked = asking(&db, &named.account).await?;
                report::rejected(&db, &asked, &named.id, &output).await.map(drop)
            }
        })
    }
}

/// Whoever is at the command line.
async fn asking(db: &Db, account: &Slug) -> Result<Caller, Failure> {
    Ok(caller(account_of(db, account).await?, &Ids::random()))
}

impl Named {
    async fn ask<T: Send + 'static>(
        &self,
        db: &Db,
        run: impl Fn(&mut Tx<'_>, &Caller, &Id) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Failure> {
        ask(db, &asking(db, &self.account).await?, &self.id, run).await
    }

    async fn show(&self, db: &Db) -> Result<(), Failure> {
        let known = self.ask(db, desk::progress).await?;
        output::list(&[report::Line::from(&known)], self.json)
    }

    async fn resume(&self, db: &Db, rejected: Option<PathBuf>) -> Result<(), Failure> {
        let known = self.ask(db, desk::progress).await?;
        if !matches!(known.state, State::Running | State::Undoing) {
            let state = known.state;
            return Err(Failure::new(format!(
                "the import {} is {state}: there is nothing to go on with",
                self.id
            )));
        }
        let asked = asking(db, &self.account).await?;
        let known = drive(db, &asked, &self.id).await?;
        report::end(db, &asked, &known, rejected.as_deref(), self.json).await
    }

    async fn undo(&self, db: &Db) -> Result<(), Failure> {
        self.ask(db, desk::undo).await?;
        let asked = asking(db, &self.account).await?;
        let known = drive(db, &asked, &self.id).await?;
        report::end(db, &asked, &known, None, self.json).await
    }
}

/// Asks for something about an import; what is refused is told in words.
pub(super) async fn ask<T: Send + 'static>(
    db: &Db,
    caller: &Caller,
    id: &Id,
    run: impl Fn(&mut Tx<'_>, &Caller, &Id) -> Result<T, Error> + Send + 'static,
) -> Result<T, Failure> {
    let (asked, import_id) = (caller.clone(), id.clone());
    match db.write(move |tx| run(tx, &asked, &import_id)).await {
        Ok(done) => Ok(done),
        Err(Error::Refused(refusal)) => Err(Failure::new(report::sentences(refusal.faults()))),
        Err(error) => Err(error.into()),
    }
}

/// An import as it is now.
pub(super) async fn now(db: &Db, caller: &Caller, id: &Id) -> Result<Known, Failure> {
    ask(db, caller, id, desk::progress).await
}
