//! Checks of the machine: folder, disk, clock, and the token's file.

use std::path::Path;

use guiche_desk::Clock;
use rustix::fs::{Access, access, statvfs};

use super::Finding;
use super::database::others_may_read;
use crate::config::Config;

/// Less free space than this is worth a warning.
const ENOUGH: u64 = 1024 * 1024 * 1024;
/// Microseconds from 1970 to 2025: no clock that is set shows an earlier time.
const YEAR_2025: i64 = 1_735_689_600_000_000;

/// Everything around the database.
pub(super) fn all(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(database) = config.database.file() {
        let folder = existing_folder(database.path());
        findings.extend([writable(folder), space(folder, database.path())]);
    }
    findings.extend(config.token_file.as_deref().map(token_file));
    findings.push(clock());
    findings
}

/// The nearest folder above a file that is there.
fn existing_folder(file: &Path) -> &Path {
    let above = file.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    above.into_iter().find(|folder| folder.exists()).unwrap_or(Path::new("."))
}

fn writable(folder: &Path) -> Finding {
    const CHECK: &str = "folder";
    let shown = folder.display();
    match access(folder, Access::WRITE_OK | Access::EXEC_OK) {
        Ok(()) => Finding::ok(CHECK, format!("{shown} can be written")),
        Err(error) => {
            let fix =
                "let the user who runs the server own the folder, and check that the disk is not read-only";
            Finding::problem(CHECK, format!("{shown} cannot be written: {error}"), fix)
        }
    }
}

fn space(folder: &Path, database: &Path) -> Finding {
    const CHECK: &str = "disk space";
    let free = match statvfs(folder) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => return Finding::problem(CHECK, error.to_string(), "look at the disk"),
    };
    let size = std::fs::metadata(database).map_or(0, |file| file.len());
    let finding = format!("{} MiB are free, the database has {} MiB", mebibytes(free), mebibytes(size));
    if free < size.max(ENOUGH) {
        Finding::warning(
            CHECK,
            finding,
            "free some: a backup and an upgrade each need the database's size once more",
        )
    } else {
        Finding::ok(CHECK, finding)
    }
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

fn token_file(file: &Path) -> Finding {
    const CHECK: &str = "token-file";
    let shown = file.display();
    if !file.exists() {
        Finding::ok(CHECK, format!("{shown} is not there; the first start writes it"))
    } else if others_may_read(file) {
        Finding::warning(CHECK, format!("others may read {shown}"), format!("chmod 600 {shown}"))
    } else {
        Finding::ok(CHECK, format!("only the owner may read {shown}"))
    }
}

fn clock() -> Finding {
    const CHECK: &str = "clock";
    if Clock::system().now().micros() < YEAR_2025 {
        Finding::problem(CHECK, "the machine's clock is before 2025", "set it, best by NTP")
    } else {
        Finding::ok(CHECK, "the machine's clock is set")
    }
}
