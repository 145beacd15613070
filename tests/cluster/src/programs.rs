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
        env::split_paths(&path).chain(debian()).find(|folder| is_complete(folder)).map(real).map(Self)
    }

    /// The one of this name, which every package of a server has: `initdb`, `pg_ctl`, `pgbench`…
    pub fn program(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// A package of the client alone has the folder, but not these.
fn is_complete(folder: &Path) -> bool {
    NAMES.iter().all(|name| folder.join(name).is_file())
}

/// Where the programs lie themselves, if the folder has but links to some of them.
fn real(folder: PathBuf) -> PathBuf {
    let server = fs::canonicalize(folder.join("postgres")).ok();
    let real = server.and_then(|server| server.parent().map(Path::to_owned));
    real.filter(|real| is_complete(real)).unwrap_or(folder)
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
