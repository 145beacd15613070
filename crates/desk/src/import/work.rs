//! The work of imports in the background: one server at a time does it for an account, under a lease, some rows in each job.
//!
//! A turn is three steps: [`next`] reads what is to be done, [`Task::prepare`] does what takes long, and [`Ready::run`] does the
//! rows and notes that they are done in one transaction. So it may end at any moment, and the next turn goes on from there.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::import::run::Work;
use guiche_domain::time::Timestamp;
use guiche_store::import::{self, chunk, chunk::Chunk};
use guiche_store::lease::{self, Lease};
use guiche_store::{Db, Error, Tx, account};

use super::prepare::{Keys, Prepared, keys, prepare};
use super::view::Import;
use super::{content, revert, run, scan};
use crate::password::Hasher;
use crate::work::{Turn, until};
use crate::{Actor, Caller, Ids};

/// The name of its lease.
pub const NAME: &str = "import";
/// What comes first, where several imports of an account wait: who sets one up is at the screen.
const ORDER: [Work; 3] = [Work::Scan, Work::Undo, Work::Run];

/// The accounts in which there is something to do that no other server does. It waits for nobody.
pub fn due(tx: &mut Tx<'_>, holder: &Id, now: Timestamp) -> Result<Vec<i64>, Error> {
    let mut due = Vec::new();
    for account_id in import::accounts_with_work(tx)? {
        if !lease::is_held_by_another(tx, of(account_id, holder), now, until(now))? {
            due.push(account_id);
        }
    }
    Ok(due)
}

/// Lets another server take over at once.
pub fn release(tx: &mut Tx<'_>, account_id: i64, holder: &Id) -> Result<(), Error> {
    lease::release(tx, of(account_id, holder))
}

fn of(account_id: i64, holder: &Id) -> Lease<'_> {
    Lease { account_id, name: NAME, holder }
}

/// What is to be done next, as it was read.
#[derive(Debug)]
pub struct Task {
    account: Account,
    import: Import,
    scan: i64,
    work: Work,
    after: i64,
    rows: Option<Chunk>,
}

/// What is to be done next for an account, if there is anything.
pub fn next(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Task>, Error> {
    let Some(account) = account::by_id(tx, account_id)? else {
        return Ok(None);
    };
    for work in ORDER {
        let Some(id) = import::next_with_work(tx, account_id, work)? else { continue };
        let Some(import) = import::find(tx, account_id, id.as_str())? else { continue };
        let after = match work {
            Work::Scan => import.counts.scanned,
            Work::Run => import.counts.done,
            Work::Undo => 0,
        };
        let rows = match work {
            Work::Undo => None,
            Work::Scan | Work::Run => chunk::at(tx, account_id, id.as_str(), after + 1)?,
        };
        let scan = import.settings.scan;
        let import = Import::try_from(import)?;
        return Ok(Some(Task { account, import, scan, work, after, rows }));
    }
    Ok(None)
}

/// A task for which what takes long is done.
#[derive(Debug)]
pub struct Ready {
    account: Account,
    import_id: Id,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Scan { after: i64, scan: i64, rows: Vec<(i64, Option<Keys>)> },
    Run { after: i64, rows: Vec<Prepared> },
    Undo,
}

impl Task {
    /// The import that it is about.
    pub fn import_id(&self) -> &Id {
        &self.import.import_id
    }

    /// Reads the rows, finds what they refer to, and hashes their passwords, one at a time.
    pub async fn prepare(self, db: &Db, hasher: &Hasher) -> Result<Ready, Error> {
        let Self { account, import, scan, work, after, rows } = self;
        let rows = rows.map_or(Ok(Vec::new()), |chunk| content::read(&chunk, after))?;
        let content = match work {
            Work::Undo => Content::Undo,
            Work::Scan => {
                let rows = rows.iter().map(|(number, row)| (*number, keys(&import.settings, row)));
                Content::Scan { after, scan, rows: rows.collect() }
            }
            Work::Run => {
                let rows = prepare(db, account.account_id, &import.settings, rows, Some(hasher)).await?;
                Content::Run { after, rows }
            }
        };
        Ok(Ready { account, import_id: import.import_id, content })
    }
}

impl Ready {
    /// Does it, if `holder` has the lease or can have it. What was done already is not done again.
    pub fn run(&self, tx: &mut Tx<'_>, holder: &Id, now: Timestamp, ids: &Ids) -> Result<Turn, Error> {
        // First of all: from here to the commit nobody else does it, and all that was done is seen.
        let account_id = self.account.account_id;
        if !lease::take_or_renew(tx, of(account_id, holder), now, until(now))? {
            return Ok(Turn::Elsewhere);
        }
        let caller = Caller {
            account: self.account.clone(),
            actor: Actor::CommandLine,
            address: None,
            request_id: Some(self.import_id.to_string()),
            now,
            ids: ids.clone(),
        };
        let changes = match &self.content {
            Content::Scan { after, scan, rows } => {
                scan::scan(tx, &caller, &self.import_id, (*after, *scan), rows)?
            }
            Content::Run { after, rows } => run::run(tx, &caller, &self.import_id, *after, rows)?,
            Content::Undo => revert::revert(tx, &caller, &self.import_id)?,
        };
        Ok(Turn::Changes { changes, more: true })
    }
}
