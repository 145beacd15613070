//! The database of a test, on the engine of its binary.

use guiche_store::{Db, Url};
use tempfile::TempDir;

use crate::Engine;
use crate::postgres::{Schema, connect};

/// A database of its own, gone when this is dropped.
#[derive(Debug)]
pub enum Store {
    /// In a folder of its own.
    Sqlite(TempDir),
    /// On the cluster of the tests.
    Postgres(Schema),
}

impl Store {
    /// An empty one.
    pub fn create() -> Self {
        match Engine::of_this_binary() {
            Engine::Sqlite => Self::Sqlite(tempfile::tempdir().expect("a temporary folder")),
            Engine::Postgres => Self::Postgres(Schema::create()),
        }
    }

    /// Where it is.
    pub fn url(&self) -> Url {
        match self {
            Self::Sqlite(folder) => Url::sqlite(folder.path().join("guiche.db")),
            Self::Postgres(schema) => schema.url().parse().expect("an address"),
        }
    }

    /// Opened.
    pub fn open(&self) -> Db {
        let url = self.url();
        // Another engine's client may not wait inside of a runtime.
        let open = || Db::create(&url, 1_024).expect("a database");
        std::thread::scope(|scope| scope.spawn(open).join().expect("a thread without panics"))
    }

    /// All that it holds: every file, byte for byte, or every row of every table.
    pub async fn content(&self) -> Vec<u8> {
        match self {
            Self::Sqlite(folder) => {
                let files = std::fs::read_dir(folder.path()).expect("its folder");
                let read = files.map(|file| std::fs::read(file.expect("a file").path()).expect("its bytes"));
                read.flatten().collect()
            }
            Self::Postgres(schema) => rows(schema).await,
        }
    }
}

async fn rows(schema: &Schema) -> Vec<u8> {
    let client = connect(&schema.url()).await;
    let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()";
    let mut content = String::new();
    for table in client.query(tables, &[]).await.expect("its tables") {
        let table: String = table.get(0);
        let sql = format!("SELECT CAST({table} AS TEXT) FROM {table}");
        for row in client.query(&sql, &[]).await.expect("its rows") {
            content.push_str(row.get(0));
            content.push('\n');
        }
    }
    content.into_bytes()
}
