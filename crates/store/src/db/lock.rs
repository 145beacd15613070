//! Who has the database open: everybody shares `….lock`, a restore needs it alone.

use std::fs::{File, TryLockError};

use super::sqlite::create_private;
use super::{OpenError, Url};

/// Held as long as the database is open. The operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "its being open is the lock")] File);

/// Opens the lock file among others.
pub(super) fn lock_shared(url: &Url) -> Result<Lock, OpenError> {
    held(url, File::try_lock_shared)
}

/// Opens the lock file alone: nobody else has the database open until the lock is dropped.
pub fn lock_alone(url: &Url) -> Result<Lock, OpenError> {
    held(url, File::try_lock)
}

fn held(url: &Url, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Lock, OpenError> {
    let path = url.sibling(".lock");
    create_private(&path)?;
    let file = File::open(path)?;
    match lock(&file) {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
