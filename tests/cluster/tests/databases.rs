//! Databases and schemas that tests have to themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

use guiche_cluster::databases::{Database, Schema, connect};

#[tokio::test]
async fn a_database_is_there_as_long_as_it_is_held() {
    let (kept, database) = (Database::create(), Database::create());
    let (url, name) = (database.url(), database.name().to_owned());
    let client = connect(&url).await;
    client.batch_execute("CREATE TABLE a (b TEXT)").await.unwrap();
    let query = "SELECT current_setting('server_encoding')";
    assert_eq!(client.query_one(query, &[]).await.unwrap().get::<_, String>(0), "UTF8");
    drop(database);
    client.batch_execute("SELECT 1").await.expect_err("whoever is connected is thrown out");
    let client = connect(&kept.url()).await;
    let query = "SELECT count(*) FROM pg_database WHERE datname = $1";
    assert_eq!(client.query_one(query, &[&name]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn what_is_made_in_one_schema_is_not_found_in_another() {
    let (one, other) = (Schema::create(), Schema::create());
    let (one, other) = (connect(&one.url()).await, connect(&other.url()).await);
    one.batch_execute("CREATE TABLE a (b TEXT)").await.unwrap();
    other.batch_execute("SELECT b FROM a").await.unwrap_err();
    one.batch_execute("SELECT b FROM a").await.unwrap();
}
