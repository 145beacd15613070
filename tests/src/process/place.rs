//! Where the program works: its folder and its database, whichever engine has it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::types::ValueRef;
use tempfile::TempDir;
use tokio::process::Command;
use tokio_postgres::{SimpleQueryMessage, SimpleQueryRow};

use super::{Log, Server, within};
use crate::Engine;
use crate::postgres::{Schema, connect};

/// A folder, a database, and the program that works on it. Clones share both.
#[derive(Clone, Debug)]
pub struct Place {
    program: PathBuf,
    folder: Arc<TempDir>,
    database: Database,
}

/// Where a place's database is.
#[derive(Clone, Debug)]
enum Database {
    /// In the place's folder.
    File,
    /// On a server.
    Server(OnServer),
}

#[derive(Clone, Debug)]
struct OnServer {
    url: String,
    /// Where tests find it, past whatever stands between it and the programs.
    direct: String,
    /// By this name the server knows the place's programs.
    name: String,
    /// What goes with the place, if it was made for it.
    held: Option<Arc<Schema>>,
}

impl OnServer {
    fn new(url: &str, held: Option<Arc<Schema>>) -> Self {
        Self { url: url.into(), direct: url.into(), name: format!("guiche_{:016x}", fastrand::u64(..)), held }
    }
}

impl Place {
    /// An empty place for this program, with a database on the engine of the test's binary.
    pub fn new(program: &str) -> Self {
        let database = match Engine::of_this_binary() {
            Engine::Sqlite => Database::File,
            Engine::Postgres => {
                let schema = Schema::create();
                Database::Server(OnServer::new(&schema.url(), Some(schema.into())))
            }
        };
        Self::with(program, database)
    }

    /// An empty place, with the database at this URL, which is on a PostgreSQL server.
    pub fn on(program: &str, url: &str) -> Self {
        Self::with(program, Database::Server(OnServer::new(url, None)))
    }

    fn with(program: &str, database: Database) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("data")).expect("a folder for the database");
        Self { program: program.into(), folder: folder.into(), database }
    }

    /// The same place for another program, which comes to the server's database by this URL.
    #[must_use]
    pub fn by(&self, url: &str) -> Self {
        let mut place = self.clone();
        if let Database::Server(server) = &mut place.database {
            let OnServer { direct, held, .. } = server.clone();
            *server = OnServer { direct, ..OnServer::new(url, held) };
        }
        place
    }

    /// Where the database is, if it is on a server.
    pub fn server_url(&self) -> &str {
        match &self.database {
            Database::File => "",
            Database::Server(server) => &server.url,
        }
    }

    /// Where the database is, as the program is told.
    pub fn url(&self) -> String {
        match &self.database {
            Database::File => format!("sqlite:{}", self.database().display()),
            Database::Server(OnServer { url, name, .. }) => {
                let mark = if url.contains('?') { '&' } else { '?' };
                format!("{url}{mark}application_name={name}")
            }
        }
    }

    /// The folder that holds nothing but the database, if that is a file.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The database's file, if it is one.
    pub fn database(&self) -> PathBuf {
        self.data().join("guiche.db")
    }

    /// A file or folder of this place that has nothing to do with the database.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Another connection to the database's file, past the program.
    pub fn look_inside(&self) -> rusqlite::Connection {
        rusqlite::Connection::open_with_flags(self.database(), OpenFlags::SQLITE_OPEN_READ_WRITE)
            .expect("the database opens")
    }

    /// What a query finds, past the program, each value as text and `NULL` as none.
    pub async fn query(&self, sql: &str) -> Vec<Vec<String>> {
        match &self.database {
            Database::File => rows_of_file(&self.look_inside(), sql).expect("rows"),
            Database::Server(OnServer { direct, .. }) => {
                let messages = connect(direct).await.simple_query(sql).await.expect("rows");
                let rows = messages.iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                let text = |row: &SimpleQueryRow, column| row.get(column).unwrap_or_default().to_owned();
                rows.map(|row| (0..row.len()).map(|column| text(row, column)).collect()).collect()
            }
        }
    }

    /// The connections that this place's programs have to the database's server.
    pub async fn connections(&self) -> BTreeSet<String> {
        let Database::Server(OnServer { name, .. }) = &self.database else { return BTreeSet::new() };
        let connected =
            "SELECT pid || ' since ' || backend_start FROM pg_stat_activity WHERE application_name";
        self.query(&format!("{connected} = '{name}'")).await.into_iter().flatten().collect()
    }

    /// Waits until the database's server has done, and let go of, what this place's programs asked for before they were
    /// killed. None of them runs any more.
    pub async fn settled(&self) {
        within(async {
            while !self.connections().await.is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    }

    /// The one number that a query finds.
    pub async fn number(&self, sql: &str) -> i64 {
        self.query(sql).await[0][0].parse().expect("a number")
    }

    /// The token of the first start.
    pub fn token(&self) -> String {
        let text = std::fs::read_to_string(self.path("token")).expect("the token's file");
        text.trim().to_owned()
    }

    /// The program with these arguments, to be started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).arg("--database").arg(self.url());
        self.prepare(&mut command);
        command
    }

    /// The same, started by a script of the shell in which `"$@"` is the program and its arguments.
    pub fn command_by(&self, script: &str, arguments: &[&str]) -> Command {
        let inner = self.command(arguments);
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script, "sh"]).arg(&self.program).args(inner.as_std().get_args());
        self.prepare(&mut command);
        command
    }

    fn prepare(&self, command: &mut Command) {
        // What is set for a server elsewhere on this machine means nothing here.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GUICHE_"))
        {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null()).kill_on_drop(true);
    }

    /// Runs the program to its end.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().await.expect("the program starts")
    }

    /// Runs the program, which succeeds; what it printed, without the line's end.
    pub async fn ask(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.run(arguments).await;
        assert!(status.success(), "{arguments:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).expect("text").trim_end().to_owned()
    }

    /// A server on a free port, as soon as it listens.
    pub async fn serve(&self, flags: &[&str]) -> Server {
        self.serve_by("exec \"$@\"", flags).await
    }

    /// The same, started by a script of the shell as in [`Self::command_by`], which has to `exec` it.
    pub async fn serve_by(&self, script: &str, flags: &[&str]) -> Server {
        let token_file = self.path("token");
        let always = [
            &["serve", "--listen", "127.0.0.1:0", "--log-format", "json", "--token-file"][..],
            &[token_file.to_str().expect("text")],
        ];
        let arguments = [&always.concat(), flags].concat();
        let server = listening(self.command_by(script, &arguments)).await;
        Server { token: std::fs::read_to_string(token_file).ok(), ..server }
    }

    /// A sandbox on a free port, as soon as it listens.
    pub async fn sandbox(&self) -> Server {
        listening(self.command(&["sandbox", "--listen", "127.0.0.1:0", "--log-format", "json"])).await
    }
}

async fn listening(mut command: Command) -> Server {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let log = Log::of(child.stderr.take().expect("its log"));
    let address = log.address("listening on ").await;
    Server { child, log, address, token: None }
}

fn rows_of_file(database: &rusqlite::Connection, sql: &str) -> rusqlite::Result<Vec<Vec<String>>> {
    let mut statement = database.prepare(sql)?;
    let columns = statement.column_count();
    let text = |value: ValueRef<'_>| match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get_ref(column).map(text)).collect();
    statement.query_map([], row)?.collect()
}
