//! Checks whether the database is one that servers open, or the beginning of one that is elsewhere.

use guiche_store::{Url, progress};

use super::Finding;

/// What there is to say of a move into the database, whose schema has this version: mostly nothing.
pub(super) fn unfinished(url: &Url, schema: i64) -> Option<Finding> {
    const CHECK: &str = "move";
    if schema < progress::SINCE {
        return None;
    }
    match progress::is_left_in(url) {
        Ok(false) => None,
        Ok(true) => Some(Finding::problem(
            CHECK,
            format!("a move into {url} is not finished, and no server opens what it has begun"),
            "run the same `guiche move` again, or give this database up for another",
        )),
        Err(error) => {
            Some(Finding::problem(CHECK, error.to_string(), "look at the database as for the other findings"))
        }
    }
}
