//! Somebody else on the same server.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use guiche_cluster::databases::connect;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::support::Place;

/// A connection past the engine, on a thread of its own: it may be waited for inside of a runtime, and what it holds is
/// let go of when it is dropped.
#[derive(Debug)]
pub struct Stranger {
    url: String,
    orders: Option<Sender<(String, Sender<Answer>)>>,
    thread: Option<JoinHandle<()>>,
}

type Answer = Result<Vec<String>, tokio_postgres::Error>;

impl Stranger {
    /// One in the same schema.
    pub fn at(place: &Place) -> Self {
        match place {
            Place::Schema(schema) => Self::on(schema.url()),
            Place::Folder(_) => panic!("a folder is no server"),
        }
    }

    /// One at an address.
    pub fn on(url: String) -> Self {
        let (orders, to_do) = channel();
        let thread = thread::spawn({
            let url = url.clone();
            move || obey(&url, &to_do)
        });
        Self { url, orders: Some(orders), thread: Some(thread) }
    }

    /// Runs statements, which must not fail. Their rows' first columns.
    pub fn run(&self, sql: &str) -> Vec<String> {
        self.begin(sql).recv().unwrap().unwrap_or_else(|error| panic!("{sql}: {error:?}"))
    }

    /// The same, and the answer comes later.
    pub fn begin(&self, sql: &str) -> Receiver<Answer> {
        let (answer, answered) = channel();
        self.orders.as_ref().unwrap().send((sql.into(), answer)).unwrap();
        answered
    }

    /// Waits until somebody waits for what this one holds. Returns his process.
    pub fn wait_until_it_blocks(&self) -> String {
        let own = self.run("SELECT pg_backend_pid()").remove(0);
        // Inside of a transaction nobody's state would seem to change.
        let other = Self::on(self.url.clone());
        let blocked = format!("SELECT pid FROM pg_stat_activity WHERE {own} = ANY (pg_blocking_pids(pid))");
        // Asked once and for all: who gives up waiting and tries again is not there at each look.
        loop {
            if let Some(process) = other.run(&blocked).pop() {
                return process;
            }
            thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Waits until a query returns `true`.
    pub fn wait_until(&self, sql: &str) {
        let query = format!("SELECT {sql}");
        while self.run(&query) != ["t"] {
            thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        drop(self.orders.take());
        let _ = self.thread.take().unwrap().join();
    }
}

fn obey(url: &str, to_do: &Receiver<(String, Sender<Answer>)>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = runtime.block_on(connect(url));
    for (sql, answer) in to_do {
        let _ = answer.send(runtime.block_on(run(&client, &sql)));
    }
}

async fn run(client: &Client, sql: &str) -> Answer {
    let messages = client.simple_query(sql).await?;
    let rows = messages.into_iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
        _ => None,
    });
    Ok(rows.collect())
}
