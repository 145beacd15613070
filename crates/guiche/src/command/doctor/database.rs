//! Checks of the embedded database's file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use guiche_store::Url;
use guiche_store::db::{DatabaseFile, OpenError, backup};

use super::{Finding, moving};

/// Whether it is there, ours, of our version, whole, and private.
pub(super) fn all(file: &DatabaseFile) -> Vec<Finding> {
    if !file.path().exists() {
        let finding = format!("there is no {}", file.path().display());
        return vec![Finding::warning("database", finding, "the first `guiche serve` makes it")];
    }
    let (url, versions) = (Url::Sqlite(file.clone()), backup::schema(file));
    let unfinished = versions.as_ref().ok().and_then(|(found, _)| moving::unfinished(&url, *found));
    let mut findings = vec![schema(&url, versions)];
    findings.extend(unfinished);
    findings.push(integrity(file));
    findings.push(permissions(file));
    findings
}

/// `versions` are the database's and the newest that this program knows.
fn schema(url: &Url, versions: Result<(i64, i64), OpenError>) -> Finding {
    const CHECK: &str = "database";
    match versions {
        Ok((found, known)) if found > known => {
            let finding = format!("{url} has schema {found}, this program knows only up to {known}");
            Finding::problem(CHECK, finding, "run a newer Guichê")
        }
        Ok((found, known)) if found < known => {
            let finding = format!("{url} has schema {found}, this program's is {known}");
            Finding::warning(CHECK, finding, "the next start upgrades it, after a snapshot")
        }
        Ok((found, _)) => Finding::ok(CHECK, format!("{url} has schema {found}, the newest")),
        Err(error @ OpenError::Foreign(_)) => {
            Finding::problem(CHECK, error.to_string(), "name another file with --database")
        }
        Err(error) => {
            Finding::problem(CHECK, error.to_string(), "look at the file's permissions, or restore a backup")
        }
    }
}

fn integrity(file: &DatabaseFile) -> Finding {
    const CHECK: &str = "integrity";
    match backup::verify(file) {
        Ok(()) => Finding::ok(CHECK, "every page and index holds together"),
        Err(error) => Finding::problem(CHECK, error.to_string(), "stop the server and restore a backup"),
    }
}

fn permissions(file: &DatabaseFile) -> Finding {
    const CHECK: &str = "permissions";
    let files = [file.path().to_owned(), file.sibling("-wal"), file.sibling("-shm")];
    let open: Vec<String> =
        files.iter().filter(|file| others_may_read(file)).map(|file| file.display().to_string()).collect();
    if open.is_empty() {
        Finding::ok(CHECK, "only the owner may read the database")
    } else {
        let files = open.join(" ");
        Finding::warning(CHECK, format!("others may read {files}"), format!("chmod 600 {files}"))
    }
}

/// Whether the group or the world has any right to a file.
pub(super) fn others_may_read(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}
