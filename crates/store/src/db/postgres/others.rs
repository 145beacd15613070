//! Who else has the database open: Guichê's sessions, by what the name that they give themselves begins with.

use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use super::{Connection, PostgresUrl};
use crate::{Error, Tx};

/// By the names, which everybody may see; what else a session does is shown to few.
const OTHERS: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND application_name <> $1
    AND substr(application_name, 1, 6) = 'guiche'";

/// A process that was killed is connected until the server notices.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// The name of this process's sessions where it wants a database alone, so that it knows those of others.
static OWN: LazyLock<String> = LazyLock::new(|| format!("guiche-move-{:016x}", fastrand::u64(..)));

/// The address for whoever wants the database alone: few connections, known by their name.
pub(super) fn alone(url: &PostgresUrl) -> PostgresUrl {
    url.of_one_task(&OWN)
}

/// Whether others have the database open and do not go.
pub(super) fn remain(connection: &mut Connection) -> Result<bool, Error> {
    let end = Instant::now() + PATIENCE;
    while any(&mut Tx::postgres(connection))? {
        if Instant::now() >= end {
            return Ok(true);
        }
        thread::sleep(PAUSE);
    }
    Ok(false)
}

/// Whether anybody but this process has the database open. Who is connected before asking is seen by all who are
/// connected later, so of two that want it alone at least one gives way.
pub(crate) fn any(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let count = tx.first(OTHERS, &[OWN.as_str().into()], |row| row.integer(0))?;
    Ok(count.unwrap_or_default() > 0)
}
