//! Checks of a database on a PostgreSQL server.

use guiche_store::Url;
use guiche_store::db::{PostgresReport, PostgresUrl, examine};

use super::{Finding, moving};

/// Whether it can be reached, has our tables in our version, and keeps what it says it keeps.
pub(super) fn all(url: &PostgresUrl) -> Vec<Finding> {
    match examine(url) {
        Ok(report) => {
            let mut findings = vec![schema(url, &report)];
            if let Some((found, _)) = report.schema {
                findings.extend(moving::unfinished(&Url::Postgres(url.clone()), found));
            }
            findings.extend([writable(&report), durable(&report), connections(url, &report)]);
            findings
        }
        Err(error) => {
            vec![Finding::problem(
                "database",
                format!("{url}: {error}"),
                "look at the address and the server",
            )]
        }
    }
}

fn schema(url: &PostgresUrl, report: &PostgresReport) -> Finding {
    const CHECK: &str = "database";
    let (known, server) = (report.known, &report.server);
    match report.schema {
        None => Finding::warning(
            CHECK,
            format!("{url} ({server}) has nothing of Guichê"),
            "the first `guiche serve` makes its tables",
        ),
        Some((found, oldest)) if oldest > known => {
            let finding = format!("{url} has schema {found}, this program knows only up to {known}");
            Finding::problem(CHECK, finding, "run a newer Guichê")
        }
        Some((found, _)) if found > known => {
            let finding = format!("{url} has schema {found}, this program's is {known}; they work together");
            Finding::warning(CHECK, finding, "upgrade this server too")
        }
        Some((found, _)) if found < known => {
            let finding = format!("{url} has schema {found}, this program's is {known}");
            Finding::warning(CHECK, finding, "the next start upgrades it: have a backup")
        }
        Some((found, _)) => Finding::ok(CHECK, format!("{url} ({server}) has schema {found}, the newest")),
    }
}

fn writable(report: &PostgresReport) -> Finding {
    const CHECK: &str = "writes";
    if report.read_only {
        Finding::problem(
            CHECK,
            "the server takes no writes: it is a standby",
            "name the primary, or all of them with ?target_session_attrs=read-write",
        )
    } else {
        Finding::ok(CHECK, "the server takes writes")
    }
}

fn durable(report: &PostgresReport) -> Finding {
    const CHECK: &str = "durability";
    if report.lazy_commits {
        Finding::warning(
            CHECK,
            "the server answers commits before they are on disk (synchronous_commit or fsync is off)",
            "turn them on: a crash loses what clients were told is done",
        )
    } else {
        Finding::ok(CHECK, "a commit is on disk before it is answered")
    }
}

fn connections(url: &PostgresUrl, report: &PostgresReport) -> Finding {
    const CHECK: &str = "connections";
    let (ours, most) = (url.connections() as u64, report.max_connections);
    let finding = format!("a server here keeps up to {ours} connections, the database takes {most}");
    if ours.saturating_mul(2) > most {
        Finding::warning(CHECK, finding, "lower ?connections= or raise max_connections before adding servers")
    } else {
        Finding::ok(CHECK, finding)
    }
}
