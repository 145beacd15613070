//! Who has the database open: everybody shares `….lock`, a restore needs it alone.

use std::fs::{File, TryLockError};

use super::{DatabaseFile, create_private};
use crate::db::OpenError;

/// Held as long as the database is open. The operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "its being open is the lock")] File);

/// Opens the lock file among others.
pub(crate) fn lock_shared(file: &DatabaseFile) -> Result<Lock, OpenError> {
    held(file, File::try_lock_shared)
}

/// Opens the lock file alone: nobody else has the database open until the lock is dropped.
pub fn lock_alone(file: &DatabaseFile) -> Result<Lock, OpenError> {
    held(file, File::try_lock)
}

fn held(file: &DatabaseFile, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Lock, OpenError> {
    let path = file.sibling(".lock");
    create_private(&path)?;
    let opened = File::open(path)?;
    match lock(&opened) {
        Ok(()) => Ok(Lock(opened)),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
