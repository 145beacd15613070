//! Every statement once more, prepared and planned by PostgreSQL.

use guiche_cluster::databases::{Schema, connect};
use tokio_postgres::types::Type;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::statements::tests::WHOLE;
use crate::{Db, Url, all_statements};

async fn database() -> (Schema, Client) {
    let schema = Schema::create();
    let url: Url = schema.url().parse().unwrap();
    std::thread::spawn(move || Db::create(&url, 1).unwrap().close()).join().unwrap();
    let client = connect(&schema.url()).await;
    (schema, client)
}

fn on_postgres() -> impl Iterator<Item = (&'static str, &'static str)> {
    all_statements().filter(|(name, _)| !name.ends_with("_ON_SQLITE"))
}

#[tokio::test]
async fn every_statement_takes_and_gives_only_types_that_we_know() {
    let (_schema, client) = database().await;
    for (name, sql) in on_postgres() {
        let statement = client.prepare(sql).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for parameter in statement.params() {
            assert!([Type::TEXT, Type::INT8, Type::BOOL].contains(parameter), "{name} takes {parameter}");
        }
        for column in statement.columns() {
            let known = [Type::TEXT, Type::INT8, Type::INT4, Type::BOOL].contains(column.type_());
            assert!(known, "{name} gives {} in {}", column.type_(), column.name());
        }
    }
}

#[tokio::test]
async fn every_statement_finds_its_rows_by_a_key() {
    let (_schema, client) = database().await;
    let set = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
    client.batch_execute(set).await.unwrap();
    for (name, sql) in on_postgres() {
        if WHOLE.iter().any(|whole| name.ends_with(whole)) {
            continue;
        }
        let plan = plan(&client, sql).await;
        assert!(!plan.contains("Seq Scan"), "{name} reads a whole table:\n{plan}");
        // Each index is entered by a key, not read from one end to the other.
        let scans = ["Index Scan ", "Index Only Scan "].map(|scan| plan.matches(scan).count());
        assert_eq!(plan.matches("Index Cond").count(), scans.iter().sum::<usize>(), "{name}:\n{plan}");
    }
}

/// How it is to be run, whatever its parameters are.
async fn plan(client: &Client, sql: &str) -> String {
    let parameters = client.prepare(sql).await.unwrap().params().len();
    client.batch_execute(&format!("PREPARE planned AS {sql}")).await.unwrap();
    let nulls = vec!["NULL"; parameters].join(", ");
    let arguments = if parameters == 0 { String::new() } else { format!("({nulls})") };
    let lines = client.simple_query(&format!("EXPLAIN EXECUTE planned {arguments}")).await.unwrap();
    client.batch_execute("DEALLOCATE planned").await.unwrap();
    let mut plan = String::new();
    for line in lines {
        if let SimpleQueryMessage::Row(row) = line {
            plan.push_str(row.get(0).unwrap());
            plan.push('\n');
        }
    }
    plan
}
