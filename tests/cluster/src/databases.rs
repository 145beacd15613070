//! Databases on the PostgreSQL server that the tests are given.

#![allow(clippy::expect_used, reason = "in a test this is how to fail")]

use std::env;
use std::thread;

use tokio_postgres::{Client, NoTls};
use url::Url;

/// Names the server, by the URL of a superuser. `cargo xtask test` starts one and sets it.
pub const VARIABLE: &str = "GUICHE_TEST_POSTGRES";

/// A database of its own, empty at first. It is gone when this is dropped, whoever is still connected.
#[derive(Debug)]
pub struct Database {
    server: Url,
    name: String,
}

impl Database {
    /// Creates one.
    ///
    /// # Panics
    ///
    /// Where there is no server, or it refuses.
    pub fn create() -> Self {
        // Somebody who is connected to the other template would make this fail, and the server need not speak UTF-8.
        let (server, name) =
            make(|name| format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"));
        Self { server, name }
    }

    /// Where a client finds it, as the superuser.
    pub fn url(&self) -> String {
        let mut url = self.server.clone();
        url.set_path(&self.name);
        url.into()
    }

    /// Its name on the server.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        unmake(&self.server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// A schema of its own in the server's first database: what most tests need, and made in no time.
#[derive(Debug)]
pub struct Schema {
    server: Url,
    name: String,
}

impl Schema {
    /// Creates one.
    ///
    /// # Panics
    ///
    /// Where there is no server, or it refuses.
    pub fn create() -> Self {
        let (server, name) = make(|name| format!("CREATE SCHEMA {name}"));
        Self { server, name }
    }

    /// Where a client finds it, as the superuser.
    pub fn url(&self) -> String {
        let mut url = self.server.clone();
        url.query_pairs_mut().append_pair("options", &format!("-csearch_path={}", self.name));
        url.into()
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        unmake(&self.server, &format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name));
    }
}

/// A connection past the product.
pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server answers");
    tokio::spawn(connection);
    client
}

/// Makes something on the server under a name that nothing else has.
fn make(statement: impl FnOnce(&str) -> String) -> (Url, String) {
    let (server, name) = (server(), format!("guiche_{:032x}", fastrand::u128(..)));
    let statement = statement(&name);
    execute(&server, &statement).unwrap_or_else(|error| panic!("{VARIABLE}: {statement}: {error:?}"));
    (server, name)
}

/// A server that is gone takes everything along, and a second panic would hide what the test says.
fn unmake(server: &Url, statement: &str) {
    if let Err(error) = execute(server, statement) {
        eprintln!("not done: {statement}: {error}");
    }
}

fn server() -> Url {
    let url = env::var(VARIABLE)
        .unwrap_or_else(|_| panic!("{VARIABLE} is not set: run the tests with `cargo xtask test`"));
    Url::parse(&url).unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
}

/// Runs a statement, and blocks until it is done. It has a thread and a runtime to itself, because who calls may be
/// inside of another runtime.
fn execute(server: &Url, statement: &str) -> Result<(), tokio_postgres::Error> {
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(server.as_str(), NoTls).await?;
            let connection = tokio::spawn(connection);
            client.batch_execute(statement).await?;
            drop(client);
            connection.await.expect("a connection does not panic")
        })
    };
    thread::scope(|scope| scope.spawn(run).join().expect("a thread without panics"))
}
