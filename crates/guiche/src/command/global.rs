//! What every command understands, and how it comes to its database.

use std::path::PathBuf;

use guiche_desk::{Actor, Caller, Clock, Ids};
use guiche_domain::account::{Account, Slug};
use guiche_store::db::DEFAULT_QUEUE;
use guiche_store::{Db, Error, Tx, Url, account};

use crate::Failure;
use crate::config::{FileError, Given, default_database};

/// Flags that stand before or after any command.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Global {
    /// The database, as sqlite:PATH or postgres://USER@HOST/NAME [default: sqlite:guiche-data/guiche.db].
    #[arg(
        long,
        global = true,
        help_heading = "For every command",
        env = "GUICHE_DATABASE",
        value_name = "URL"
    )]
    database: Option<Url>,
    /// A TOML file whose keys are the flags of serve; none is read unless it is named here [default: none].
    #[arg(
        long,
        global = true,
        help_heading = "For every command",
        env = "GUICHE_CONFIG",
        value_name = "FILE"
    )]
    config: Option<PathBuf>,
}

impl Global {
    /// What the file says, with the database as typed.
    pub(super) fn given(&self) -> Result<Given, FileError> {
        let file = self.config.as_deref().map(Given::from_file).transpose()?;
        Ok(self.typed().over(file.unwrap_or_default()))
    }

    /// What was typed, without the file.
    pub(super) fn typed(&self) -> Given {
        Given { database: self.database.clone(), ..Given::default() }
    }

    /// Where the database is.
    pub(super) fn database(&self) -> Result<Url, FileError> {
        Ok(self.given()?.database.unwrap_or_else(default_database))
    }

    /// Does `work` with the database, which has to be there.
    pub(super) fn with_db<F, T>(&self, work: impl FnOnce(Db) -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        finish(&Db::open(&self.database()?, DEFAULT_QUEUE)?, work)
    }

    /// Does `work` with the database, which is made where it is missing.
    pub(super) fn with_new_db<F, T>(&self, work: impl FnOnce(Db) -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        finish(&Db::create(&self.database()?, DEFAULT_QUEUE)?, work)
    }
}

fn finish<F, T>(db: &Db, work: impl FnOnce(Db) -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(work(db.clone()));
    db.close();
    done
}

/// Whoever is at the command line, on behalf of `account`.
pub(super) fn caller(account: Account, ids: &Ids) -> Caller {
    let now = Clock::system().now();
    Caller::new(account, Actor::CommandLine, now, ids.clone())
}

/// Runs a job that writes to the account with this slug.
pub(super) async fn write_to<T: Send + 'static>(
    db: &Db,
    slug: &Slug,
    run: impl Fn(&mut Tx<'_>, Caller) -> Result<T, Error> + Send + 'static,
) -> Result<T, Failure> {
    let (wanted, ids) = (slug.clone(), Ids::random());
    let job = move |tx: &mut Tx<'_>| match account::by_slug(tx, wanted.as_str())? {
        Some(account) => run(tx, caller(account, &ids)).map(Some),
        None => Ok(None),
    };
    db.write(job).await?.ok_or_else(|| no_account(slug))
}

/// The account with this slug.
pub(super) async fn account_of(db: &Db, slug: &Slug) -> Result<Account, Failure> {
    let wanted = slug.clone();
    let found = db.read(move |tx| account::by_slug(tx, wanted.as_str())).await?;
    found.ok_or_else(|| no_account(slug))
}

fn no_account(slug: &Slug) -> Failure {
    Failure::new(format!("there is no account {slug}; `guiche account list` shows those that are there"))
}
