//! Files of customers on their way in, and those of their rows that were rejected on their way back out.

mod rejected;
mod upload;

pub use self::rejected::{ERRORS, Rejected};
pub use self::upload::{Given, digest, upload};

use std::io;

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read, or what is to be written of it cannot be.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It holds no rows but perhaps the names of columns.
    #[error("the file holds no rows")]
    Empty,
    /// The store did not take it.
    #[error("{0}")]
    Store(#[from] guiche_store::Error),
}
