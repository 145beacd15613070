//! Where PostgreSQL's programs are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const NAMES: [&str; 3] = ["initdb", "postgres", "pg_ctl"];
const DEBIAN: &str = "/usr/lib/postgresql";

/// A folder with the programs of a server.
#[derive(Clone, Debug)]
pub struct Programs(PathBuf);

impl Programs {
    /// Those of `PATH`, else the newest that Debian's packages have installed.
    pub fn find() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path).chain(debian()).find(|folder| is_complete(folder)).map(Self)
    }

    pub(crate) fn initdb(&self) -> PathBuf {
        self.0.join("initdb")
    }

    pub(crate) fn pg_ctl(&self) -> PathBuf {
        self.0.join("pg_ctl")
    }
}

/// A package of the client alone has the folder, but not these.
fn is_complete(folder: &Path) -> bool {
    NAMES.iter().all(|name| folder.join(name).is_file())
}

/// The folders of Debian's packages, the newest first. They are in nobody's `PATH`.
fn debian() -> Vec<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut versions: Vec<u32> =
        versions.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable();
    versions
        .into_iter()
        .rev()
        .map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin"))
        .collect()
}
