//! What the program knows of its tables is what the databases say of them.

use std::collections::BTreeMap;

use guiche_store::table::{self, Kind};

use super::Target;
use super::data::{self, may_be_null};

/// Of a table: its columns in order, with type and whether it may be null, and its primary key.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    columns: Vec<(String, String, bool)>,
    key: Vec<String>,
}

/// Not moved: they are about the database, not of it.
const OWN: [&str; 2] = ["guiche_schema", "move_progress"];

fn known() -> BTreeMap<String, Shape> {
    let shape = |table: &table::Table| {
        let (columns, name) = (table.columns(), table.name());
        let key: Vec<_> = columns[..table.key_length()].iter().map(|(name, _)| (*name).to_owned()).collect();
        let column = |&(column, kind): &(&str, Kind)| {
            let kind = match kind {
                Kind::Text => "text",
                Kind::Integer => "bigint",
                Kind::Boolean => "boolean",
            };
            (column.to_owned(), kind.to_owned(), may_be_null(name, column))
        };
        let columns = columns.iter().map(column).collect();
        (name.to_owned(), Shape { columns, key })
    };
    table::all().iter().map(shape).collect()
}

fn of_sqlite(target: &Target) -> BTreeMap<String, Shape> {
    let database = data::open(target);
    let sql = "SELECT m.name, lower(c.type), c.\"notnull\" = 0, c.name, c.pk FROM sqlite_schema m
        JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
    let mut statement = database.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
    while let Some(row) = rows.next().unwrap() {
        let shape = shapes.entry(row.get(0).unwrap()).or_default();
        let name: String = row.get(3).unwrap();
        if row.get::<_, i64>(4).unwrap() > 0 {
            shape.key.push(name.clone());
        }
        shape.columns.push((name, row.get(1).unwrap(), row.get(2).unwrap()));
    }
    shapes
}

async fn of_postgres(target: &Target) -> BTreeMap<String, Shape> {
    let client = data::connect(target).await;
    let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
    let columns = "SELECT table_name::text, data_type::text, is_nullable = 'YES', column_name::text
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";
    for row in client.query(columns, &[]).await.unwrap() {
        shapes.entry(row.get(0)).or_default().columns.push((row.get(3), row.get(1), row.get(2)));
    }
    let keys = "SELECT u.table_name::text, u.column_name::text FROM information_schema.key_column_usage u
        JOIN information_schema.table_constraints c USING (constraint_schema, constraint_name)
        WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public'
        ORDER BY u.table_name, u.ordinal_position";
    for row in client.query(keys, &[]).await.unwrap() {
        shapes.entry(row.get(0)).or_default().key.push(row.get(1));
    }
    shapes
}

#[tokio::test]
async fn every_table_and_column_is_known_and_no_other() {
    for target in Target::both() {
        data::fill(&target, 0, &mut fastrand::Rng::new()).await;
        let mut found = match target {
            Target::Sqlite(_) => of_sqlite(&target),
            Target::Postgres(_) => of_postgres(&target).await,
        };
        // A derived table may have others behind it, by names that begin like its own.
        let derived = |name: &str| table::derived().iter().any(|derived| name.starts_with(derived));
        found.retain(|table, _| !OWN.contains(&table.as_str()) && !derived(table));
        assert_eq!(found, known());
    }
}

#[test]
fn no_table_comes_before_what_it_refers_to() {
    let names: Vec<_> = table::all().iter().map(table::Table::name).collect();
    let at = |wanted| names.iter().position(|name| *name == wanted).unwrap();
    assert!(at("organization") < at("customer") && at("portfolio") < at("customer"));
    assert!(at("customer") < at("customer_alias"));
}
