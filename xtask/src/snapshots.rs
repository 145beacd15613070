//! Snapshots that no test compares with any more: they look like a promise that is kept, and nobody keeps it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::run::{Done, Failure, root};

/// The list of snapshots that a run of the tests compared with. insta writes it, one path a line.
#[derive(Debug)]
pub struct References(PathBuf);

impl References {
    /// Begins an empty list.
    ///
    /// # Errors
    ///
    /// Where the folder for it cannot be written.
    pub fn begin() -> Done<Self> {
        let list = root().join("target/xtask/snapshots.txt");
        let folder = list.parent().unwrap_or(&list);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&list, ""))
            .map_err(|error| unusable(&list, &error))?;
        Ok(Self(list))
    }

    /// What tells insta where to write it.
    pub fn environment(&self) -> [(&'static str, &Path); 1] {
        [("INSTA_SNAPSHOT_REFERENCES_FILE", &self.0)]
    }

    /// Compares the list with the files that there are.
    ///
    /// # Errors
    ///
    /// Names the files that are not on it.
    pub fn check(&self) -> Done {
        let list = fs::read_to_string(&self.0).map_err(|error| unusable(&self.0, &error))?;
        let compared: BTreeSet<PathBuf> =
            list.lines().filter_map(|line| fs::canonicalize(line).ok()).collect();
        let mut there = BTreeSet::new();
        for folder in ["crates", "tests"] {
            collect(&root().join(folder), &mut there).map_err(|error| unusable(Path::new(folder), &error))?;
        }
        let left: Vec<_> = there.difference(&compared).map(|path| path.display().to_string()).collect();
        if left.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!("no test compares with these snapshots; delete them:\n{}", left.join("\n"))))
    }
}

fn collect(folder: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "snap") {
            found.insert(fs::canonicalize(path)?);
        }
    }
    Ok(())
}

fn unusable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
