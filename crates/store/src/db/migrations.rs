//! The steps that bring a database's tables up to this program's version. Each engine runs them in its own way.

/// One step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// Its number; also the schema's version once it has run.
    pub(crate) version: i64,
    /// The oldest program, by the newest version that it knows, that still works with the schema after this step: while
    /// several servers are upgraded one after another, the old ones go on. A step that only adds has the number of the
    /// version before it.
    pub(crate) oldest: i64,
    /// Its statements, of which the engines make their own dialect.
    pub(crate) sql: &'static str,
}

/// Every step, in order.
pub(crate) const ALL: &[Migration] = &[
    Migration { version: 1, oldest: 1, sql: include_str!("../../migrations/0001_customers.sql") },
    Migration { version: 2, oldest: 1, sql: include_str!("../../migrations/0002_several_servers.sql") },
];

/// The schema's version that this program knows.
pub fn newest() -> i64 {
    ALL.last().map_or(0, |migration| migration.version)
}

/// A script's statements, without its comments.
pub(crate) fn statements(script: &str) -> Vec<String> {
    let code: Vec<&str> = script.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    code.join("\n").split(';').map(str::trim).filter(|sql| !sql.is_empty()).map(str::to_owned).collect()
}
