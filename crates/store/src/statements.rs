//! Statements have names and are listed, so that a test can prepare every one of them.

/// Declares a module's statements as constants and lists them in its `ALL`.
macro_rules! statements {
    ($($(#[$attribute:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$attribute])* const $name: &str = $sql;)*
        /// Every statement of this module, by name.
        pub(crate) const ALL: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}

/// Every statement that a job may run, by the path of its constant.
pub fn all_statements() -> impl Iterator<Item = (&'static str, &'static str)> {
    use crate::{account, audit, custom_field, customer, group, idempotency, outbox, token};
    [
        account::ALL,
        audit::ALL,
        custom_field::ALL,
        customer::ALL,
        group::ALL,
        idempotency::ALL,
        outbox::ALL,
        token::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use crate::db::Url;
    use crate::db::sqlite::Connection;

    #[test]
    fn every_statement_can_be_prepared() {
        let folder = tempfile::tempdir().unwrap();
        let url = Url::sqlite(folder.path().join("all.db"));
        let connection = Connection::create_migrated(&url).unwrap();
        for (name, sql) in super::all_statements() {
            connection.prepare(sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    #[test]
    fn every_statement_names_the_account_or_says_why_not() {
        for (name, sql) in super::all_statements() {
            let exempt = ["account::", "token::BY_HASH", "token::LIST"];
            assert!(
                sql.contains("account_id") || exempt.iter().any(|part| name.contains(part)),
                "{name} reaches over accounts"
            );
        }
    }
}
