//! `guiche move`: everything arrives, whatever its engine, and however often it is interrupted; and nothing else is touched.

mod arrives;
mod catalog;
mod data;
mod interrupted;
mod meanwhile;
mod refused;

use std::process::{Output, Stdio};

use guiche_store::Url;
use guiche_tests::postgres::Database;
use guiche_transfer::relocate::{Move, MoveError};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::task::spawn_blocking;

/// How many tables there are whose move has begun, in a database that is not finished.
const PROGRESS: &str = "SELECT count(*) FROM move_progress";

/// A database that is not there yet, or is empty.
enum Target {
    Sqlite(TempDir),
    Postgres(Database),
}

impl Target {
    fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    fn postgres() -> Self {
        Self::Postgres(Database::create())
    }

    fn both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres()]
    }

    fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("guiche.db").display()),
            Self::Postgres(database) => database.url(),
        }
    }

    fn parsed(&self) -> Url {
        self.url().parse().unwrap()
    }

    /// Past the program.
    async fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite(_) => data::open(self).execute_batch(sql).unwrap(),
            Self::Postgres(_) => data::connect(self).await.batch_execute(sql).await.unwrap(),
        }
    }

    /// The number that a query finds.
    async fn number(&self, sql: &str) -> i64 {
        match self {
            Self::Sqlite(_) => data::open(self).query_row(sql, [], |row| row.get(0)).unwrap(),
            Self::Postgres(_) => data::connect(self).await.query_one(sql, &[]).await.unwrap().get(0),
        }
    }
}

/// The program, to be started, without what is set for another on this machine.
fn guiche(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guiche-under-test"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GUICHE_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn run(arguments: &[&str]) -> Output {
    guiche(arguments).output().await.unwrap()
}

/// Opens both for a move, without the program.
async fn open(from: &Target, to: &Target) -> Result<Move, MoveError> {
    let (from, to) = (from.parsed(), to.parsed());
    spawn_blocking(move || Move::open(&from, &to)).await.unwrap()
}

/// Moves, and shows what was printed.
async fn relocate(from: &Target, to: &Target) -> String {
    let Output { status, stdout, stderr } = run(&["move", "--from", &from.url(), "--to", &to.url()]).await;
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Runs what must fail, and shows the sentence that says why.
async fn refusal(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = run(arguments).await;
    assert_eq!(status.code(), Some(1), "{}", String::from_utf8_lossy(&stderr));
    assert!(stdout.is_empty());
    let said = String::from_utf8(stderr).unwrap();
    let sentence = said.lines().find_map(|line| line.strip_prefix("guiche: "));
    sentence.unwrap_or_else(|| panic!("{said}")).to_owned()
}
