//! Statements have names and are listed, so that a test can prepare every one of them.

/// Declares a module's statements as constants and lists them in its `ALL`.
macro_rules! statements {
    ($($(#[$attribute:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$attribute])* const $name: &str = $sql;)*
        /// Every statement of this module, by name.
        pub(crate) const ALL: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}

/// The customers of which something changed behind the position `$2`. The version leads to the index of those without one.
macro_rules! behind {
    () => {
        "(SELECT o.entity_id FROM outbox o
                WHERE o.account_id = $1 AND o.position > $2 AND o.entity = 'customer'
            UNION SELECT o.entity_id FROM outbox o
                WHERE o.account_id = $1 AND o.version > 0 AND o.position IS NULL AND o.entity = 'customer') behind"
    };
}

/// Every statement that a job may run, by the path of its constant. What only one engine runs has a name that ends in
/// `_ON_SQLITE` or `_ON_POSTGRES`.
pub fn all_statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        crate::account::ALL,
        crate::account_look::ALL,
        crate::audit::ALL,
        crate::audit::chain::ALL,
        crate::audit::erase::ALL,
        crate::audit::read::ALL,
        crate::blocked_email::ALL,
        crate::census::ALL,
        crate::count::ALL,
        crate::custom_field::ALL,
        crate::custom_field::setup::ALL,
        crate::customer::ALL,
        crate::customer_alias::ALL,
        crate::customer_among::ALL,
        crate::customer_list::ALL,
        crate::customer_merge::ALL,
        crate::customer_scope::ALL,
        crate::customer_snapshot::ALL,
        crate::department::ALL,
        crate::follower::ALL,
        crate::group::ALL,
        crate::idempotency::ALL,
        crate::import::ALL,
        crate::import::PURGE,
        crate::import::chunk::ALL,
        crate::import::key::ALL,
        crate::import::row::ALL,
        crate::lease::ALL,
        crate::operator::ALL,
        crate::operator_link::ALL,
        crate::operator_session::ALL,
        crate::organization::ALL,
        crate::outbox::ALL,
        crate::permission::ALL,
        crate::progress::ALL,
        crate::quick_access::ALL,
        crate::record::ALL,
        crate::search::ALL,
        crate::token::ALL,
        crate::usage::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod on_postgres {
    mod tests;
}

#[cfg(test)]
mod tests {
    use crate::db::DatabaseFile;
    use crate::db::sqlite::Connection;

    #[test]
    fn every_statement_can_be_prepared() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("all.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for (name, sql) in on_sqlite() {
            connection.prepare(sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    fn on_sqlite() -> impl Iterator<Item = (&'static str, &'static str)> {
        super::all_statements().filter(|(name, _)| !name.ends_with("_ON_POSTGRES"))
    }

    /// What reads all of something by its purpose, and never on behalf of a request for one thing.
    pub(super) const WHOLE: &[&str] = &[
        "account::INSERT",
        "account::ALL_ACCOUNTS",
        "account::ANY",
        "chain::ACCOUNTS_BEHIND",
        "progress::ANY",
        "search::ACCOUNTS_BEHIND",
        "token::LIST",
    ];

    #[test]
    fn every_statement_finds_its_rows_by_a_key() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("plans.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for (name, sql) in on_sqlite() {
            let plan = plan(&connection, sql);
            // Entered by a key too, whatever their plans are called: the index of runs, changes that a part of the
            // statement has found, and a list of ids that comes in as an argument.
            let plan = ["customer_grams VIRTUAL TABLE INDEX", "behind", "asked VIRTUAL TABLE INDEX"]
                .into_iter()
                .fold(plan, |plan, entered| {
                    plan.replace(&format!("SCAN {entered}"), &format!("SEARCH {entered}"))
                });
            if WHOLE.iter().any(|whole| name.ends_with(whole)) {
                continue;
            }
            assert!(!plan.contains("SCAN"), "{name} reads a whole table:\n{plan}");
            assert_eq!(plan.contains("SEARCH"), !plain_insert(sql), "{name}:\n{plan}");
        }
    }

    #[test]
    fn the_outbox_is_read_in_the_order_of_an_index_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("order.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for (name, sql) in crate::outbox::ALL.iter().filter(|(_, sql)| sql.starts_with("SELECT")) {
            let plan = plan(&connection, sql);
            let index = if sql.contains("IS NOT NULL") { "outbox_position" } else { "outbox_pending" };
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{name}:\n{plan}");
        }
    }

    /// What goes through all that an account has of something, and why that is never much or ends early.
    const ALL_OF_AN_ACCOUNT: &[(&str, &str)] = &[
        ("account::UPDATE", "an account is one row"),
        ("account::BY_ID", "an account is one row"),
        ("account::BY_NUMBER", "an account is one row"),
        ("account::HOLD", "an account is one row"),
        ("account_look::MARK", "a look is one row"),
        ("account_look::LOGO", "a look is one row"),
        ("account_look::SET_ACCENT", "a look is one row"),
        ("account_look::SET_LOGO", "a look is one row"),
        ("record::ACCOUNT", "an account is one row"),
        ("token::BY_HASH", "an account is one row"),
        ("token::LIST", "the command line lists all"),
        ("token::OF_ACCOUNT", "an account has tens of tokens"),
        ("usage::LAST_USES", "there is a row for each token"),
        ("blocked_email::LIST", "the command line lists all"),
        ("department::LIST", "there is a handful"),
        ("operator::LIST", "an account has tens of operators"),
        ("operator::HOLD_ALL", "an account has tens of operators"),
        ("operator_session::BY_HASH", "an account is one row"),
        ("operator_link::BY_HASH", "an account is one row"),
        ("group::LIST_PORTFOLIO", "there is a handful"),
        ("custom_field::HAS_ID", "there is a handful"),
        ("record::CUSTOM_FIELD", "there is a handful"),
        ("organization::COUNT", "they are counted by their index: there are thousands, not millions"),
        ("organization::WITHOUT_KEY", "a job beside looks for them every ten minutes"),
        (
            "organization::DELETE",
            "its foreign key is looked for among all customers, though it has none; that is rare",
        ),
        ("search::NEWEST", "it reads one row at the index's end"),
        ("outbox::PENDING", "the index has those without a position alone"),
    ];

    #[test]
    fn no_statement_goes_through_all_that_an_account_has_of_something() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("accounts.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        let mut unused: Vec<&str> = ALL_OF_AN_ACCOUNT.iter().map(|(name, _)| *name).collect();
        let mut found = String::new();
        for (name, sql) in on_sqlite() {
            let plan = plan(&connection, sql);
            if plan.contains("(account_id=?)") {
                let known = ALL_OF_AN_ACCOUNT.iter().any(|(known, _)| name.ends_with(known));
                unused.retain(|unused| !name.ends_with(unused));
                if !known {
                    found += &format!("{name}: {sql}\n{plan}\n");
                }
            }
        }
        assert!(found.is_empty() && unused.is_empty(), "{found}{unused:?}");
    }

    #[test]
    fn a_list_is_read_in_the_order_of_its_own_index() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("lists.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for (name, sql) in crate::customer_list::ALL {
            let plan = plan(&connection, sql);
            let index = match name.rsplit("::").next().unwrap() {
                name if name.contains("OF_ORGANIZATION_NAME") => "INDEX customer_of_organization_name",
                name if name.contains("OF_ORGANIZATION_CREATION") => "INDEX customer_of_organization ",
                name if name.contains("OF_ORGANIZATION") => "INDEX customer_of_organization_internal_id",
                name if name.contains("NO_ID") => "(account_id=? AND internal_id=? AND customer_id",
                name if name.contains("ID") => "INDEX customer_internal_id",
                name if name.contains("NAME") => "INDEX customer_name",
                _ => "PRIMARY KEY",
            };
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{name}:\n{plan}");
        }
    }

    #[test]
    fn a_scope_is_read_in_the_order_of_its_own_index() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("scopes.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for (name, sql) in crate::customer_scope::ALL {
            let plan = plan(&connection, sql);
            let index = match name.rsplit("::").next().unwrap() {
                name if name.starts_with("OF_PORTFOLIO_NAME") => "INDEX customer_of_portfolio_name",
                name if name.starts_with("OF_PORTFOLIO_CREATION") => "INDEX customer_of_portfolio ",
                name if name.starts_with("INACTIVE") => "INDEX customer_inactive_name",
                _ => "INDEX customer_value_key_customers",
            };
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{name}:\n{plan}");
        }
    }

    fn plan(connection: &Connection, sql: &str) -> String {
        let explain = format!("EXPLAIN QUERY PLAN {}", crate::db::sqlite::translated_to_sqlite(sql));
        let mut statement = connection.raw.prepare(&explain).unwrap();
        let mut rows = statement.raw_query();
        let mut plan = String::new();
        while let Some(row) = rows.next().unwrap() {
            plan.push_str(&row.get::<_, String>(3).unwrap());
            plan.push('\n');
        }
        plan
    }

    /// Whether a statement reads nothing but what it is given.
    fn plain_insert(sql: &str) -> bool {
        sql.starts_with("INSERT") && !sql.contains("SELECT")
    }

    #[test]
    fn no_statement_steers_the_transaction() {
        for (name, sql) in super::all_statements() {
            let verb = sql.split_whitespace().next().unwrap();
            assert!(["SELECT", "INSERT", "UPDATE", "DELETE"].contains(&verb), "{name}");
        }
    }
}
