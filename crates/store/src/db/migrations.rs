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
    /// What only SQLite runs after them.
    pub(crate) sqlite: &'static str,
    /// What only PostgreSQL runs after them.
    pub(crate) postgres: &'static str,
}

impl Migration {
    /// A step that is the same on both engines.
    pub(crate) const fn plain(version: i64, oldest: i64, sql: &'static str) -> Self {
        Self { version, oldest, sql, sqlite: "", postgres: "" }
    }
}

/// Every step, in order.
pub(crate) const ALL: &[Migration] = &[
    Migration::plain(1, 1, include_str!("../../migrations/0001_customers.sql")),
    Migration::plain(2, 1, include_str!("../../migrations/0002_several_servers.sql")),
    Migration::plain(3, 1, include_str!("../../migrations/0003_organizations.sql")),
    Migration::plain(4, 1, include_str!("../../migrations/0004_departments.sql")),
    Migration::plain(5, 1, include_str!("../../migrations/0005_customer_base.sql")),
    Migration {
        version: 6,
        oldest: 1,
        sql: include_str!("../../migrations/0006_search.sql"),
        sqlite: include_str!("../../migrations/0006_search_sqlite.sql"),
        postgres: include_str!("../../migrations/0006_search_postgres.sql"),
    },
    Migration::plain(7, 1, include_str!("../../migrations/0007_operators.sql")),
    Migration::plain(8, 1, include_str!("../../migrations/0008_customer_filters.sql")),
    Migration::plain(9, 1, include_str!("../../migrations/0009_census.sql")),
    Migration::plain(10, 1, include_str!("../../migrations/0010_audit_chain.sql")),
    Migration::plain(11, 1, include_str!("../../migrations/0011_usage.sql")),
    Migration::plain(12, 1, include_str!("../../migrations/0012_quick_access_of_customer.sql")),
    Migration::plain(13, 1, include_str!("../../migrations/0013_customer_alias.sql")),
    Migration::plain(14, 1, include_str!("../../migrations/0014_customer_merge.sql")),
    Migration::plain(15, 1, include_str!("../../migrations/0015_import.sql")),
    Migration::plain(16, 1, include_str!("../../migrations/0016_organization_values.sql")),
    Migration::plain(17, 1, include_str!("../../migrations/0017_account_rate_limit.sql")),
    Migration::plain(18, 1, include_str!("../../migrations/0018_account_look.sql")),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What a statement does that a program of the version before would stumble over, if it does.
    fn harm(statement: &str) -> Option<&'static str> {
        let sql = statement.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase();
        let has = |words: &str| format!(" {sql} ").contains(&format!(" {words} "));
        // A new table, or an index that makes nothing unique which was not.
        if ["CREATE TABLE ", "CREATE VIRTUAL TABLE ", "CREATE INDEX "]
            .iter()
            .any(|made| sql.starts_with(made))
        {
            return None;
        }
        // Over rows that only the new program marks so.
        if sql.starts_with("CREATE UNIQUE INDEX ") {
            return (!has("WHERE")).then_some("what was written twice is refused");
        }
        if !sql.starts_with("ALTER TABLE ") {
            return Some("nothing but tables and indexes is made");
        }
        let added = has("ADD COLUMN") && !sql.contains(',');
        match () {
            () if has("DROP") || has("RENAME") => Some("something is gone"),
            () if has("ALTER COLUMN") || has("TYPE") || has("SET NOT NULL") => {
                Some("a column becomes another")
            }
            () if !added => Some("a table is changed by more than one new column"),
            () if has("NOT NULL") && !has("DEFAULT") => Some("a new column wants a value"),
            () if ["UNIQUE", "CHECK", "PRIMARY", "REFERENCES"].into_iter().any(has) => {
                Some("a column is limited")
            }
            () => None,
        }
    }

    #[test]
    fn a_step_that_old_programs_survive_only_adds() {
        for (before, step) in ALL.iter().zip(&ALL[1..]) {
            assert_eq!(step.version, before.version + 1);
            assert!((before.oldest..=step.version).contains(&step.oldest), "{}", step.version);
            for statement in [step.sql, step.sqlite, step.postgres].into_iter().flat_map(statements) {
                // In a table that this step makes nothing is there yet.
                let about = |table: &String| {
                    ["ON", "INTO"].iter().any(|word| statement.contains(&format!(" {word} {table} ")))
                };
                let new = touched(step).0.iter().any(about);
                let harm = if step.oldest < step.version && !new { harm(&statement) } else { None };
                assert_eq!(harm, None, "step {}: {statement}", step.version);
            }
        }
    }

    /// The tables that a step makes, and those of before that it locks: altered, indexed or referred to.
    fn touched(step: &Migration) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut made, mut locked) = (BTreeSet::new(), BTreeSet::new());
        for sql in [step.sql, step.sqlite, step.postgres].into_iter().flat_map(statements) {
            let words: Vec<&str> = sql.split_whitespace().collect();
            for pair in words.windows(2) {
                let name = pair[1].to_owned();
                match pair[0] {
                    "TABLE" if words[0] == "CREATE" => drop(made.insert(name)),
                    "TABLE" | "ON" | "REFERENCES" => drop(locked.insert(name)),
                    _ => {}
                }
            }
        }
        locked.retain(|table| !made.contains(table));
        (made, locked)
    }

    #[test]
    fn a_step_waits_for_one_table_at_most_that_is_in_use() {
        // Those that are made in this row of steps are in use by nobody yet.
        let mut unused: BTreeSet<String> = BTreeSet::new();
        for step in &ALL[1..] {
            let (made, locked) = touched(step);
            unused.extend(made);
            let used: Vec<_> = locked.iter().filter(|table| !unused.contains(*table)).collect();
            assert!(used.len() < 2, "step {} can meet others in another order: {used:?}", step.version);
        }
    }

    #[test]
    fn harm_is_seen() {
        for harmless in [
            "CREATE TABLE a (b TEXT NOT NULL)",
            "create index a_b on a (b)",
            "CREATE UNIQUE INDEX a_b ON a (b) WHERE b IS NOT NULL",
            "ALTER TABLE a ADD COLUMN b TEXT",
            "ALTER TABLE a\n  ADD COLUMN b TEXT NOT NULL DEFAULT ''",
        ] {
            assert_eq!(harm(harmless), None, "{harmless}");
        }
        for harmful in [
            "DROP TABLE a",
            "DROP INDEX a_b",
            "UPDATE a SET b = 1",
            "CREATE UNIQUE INDEX a_b ON a (b)",
            "ALTER TABLE a RENAME TO b",
            "ALTER TABLE a RENAME COLUMN b TO c",
            "ALTER TABLE a drop column b",
            "ALTER TABLE a ALTER COLUMN b TYPE BIGINT",
            "ALTER TABLE a ALTER b TYPE BIGINT",
            "ALTER TABLE a ALTER COLUMN b SET NOT NULL",
            "ALTER TABLE a ADD COLUMN b TEXT NOT NULL",
            "ALTER TABLE a ADD COLUMN b TEXT UNIQUE",
            "ALTER TABLE a ADD COLUMN b TEXT, ADD COLUMN c TEXT NOT NULL",
            "ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0)",
        ] {
            assert!(harm(harmful).is_some(), "{harmful}");
        }
    }
}
