//! The server under load: this program once more, serving the product's router or the floor's.

use std::fs::{self, File};
use std::future::pending;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use guiche::server::{self, Limits, metrics, signal};
use guiche_api::{Api, Settings};
use guiche_desk::operator::Browser;
use guiche_desk::{Actor, Caller, Clock, Ids, account, operator, token};
use guiche_domain::account::Account;
use guiche_domain::form::Form;
use guiche_domain::operator::Draft;
use guiche_domain::token::Token;
use guiche_store::{Db, Error, Tx, Url};
use guiche_web::Web;
use tokio::task::spawn_blocking;

use crate::Outcome;

/// The token of all requests.
pub(crate) const TOKEN: &str = "guiche_bench";

/// The session of all visits.
pub(crate) const SESSION: &str = "0123456789abcdef0123456789abcdef01234567";

/// What a server serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Role {
    /// The product.
    Whole,
    /// The product without those who follow its changes: they work beside the load, and when they do is theirs to choose.
    Alone,
    /// A create's way without its store.
    Floor,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    role: Role,
    database: Url,
}

impl Serve {
    pub(crate) fn run(self) -> Outcome {
        guiche::logging::init(guiche::logging::LogFormat::Json, guiche::logging::LogLevel::default())?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let handle = metrics::install()?;
            tokio::spawn(metrics::upkeep(handle));
            let url = self.database;
            let db = spawn_blocking(move || Db::create(&url, guiche_store::db::DEFAULT_QUEUE)).await??;
            set_up(&db).await?;
            let mut jobs = tokio::task::JoinSet::new();
            if self.role == Role::Whole {
                jobs.spawn(guiche_jobs::sequence(db.clone(), pending()));
                jobs.spawn(guiche_jobs::index(db.clone(), pending()));
                jobs.spawn(guiche_jobs::take_census(db.clone(), pending()));
                jobs.spawn(guiche_jobs::import(db.clone(), pending()));
            }
            let api = Arc::new(Api::new(db.clone(), Settings::default()));
            let web = Arc::new(Web::new(db.clone(), guiche_web::Settings::default()));
            let app = match self.role {
                Role::Whole | Role::Alone => guiche_web::router(&web, guiche_api::router(&api)),
                Role::Floor => guiche_api::floor::router(&api),
            };
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            println!("{}", listener.local_addr()?);
            server::run(listener, app, guiche_api::overload(), Limits::default(), signal::stop()?).await;
            jobs.shutdown().await;
            db.close();
            Ok(())
        })
    }
}

async fn set_up(db: &Db) -> Outcome {
    if db.read(guiche_store::account::any).await? {
        return Ok(());
    }
    let (now, ids) = (Clock::system().now(), Ids::random());
    let new = Account::fresh("bench".parse()?);
    db.write(move |tx| {
        let Some(account) = account::create(tx, &new, now, &ids)? else {
            return Ok(());
        };
        let token = Token {
            token_id: ids.next(now),
            name: "bench".into(),
            read_only: false,
            expires_at: None,
            revoked_at: None,
            networks: Vec::new(),
        };
        let caller = Caller::new(account, Actor::CommandLine, now, ids.clone());
        sign_in(tx, &caller)?;
        token::create(tx, &caller, TOKEN, &token).map(drop)
    })
    .await?;
    Ok(())
}

/// Has somebody signed in whose session is known.
fn sign_in(tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Error> {
    let mut form = Form::default();
    for (key, text) in [("name", "Ana"), ("email", "ana@example.com"), ("role", "operator")] {
        form.push_text(key, text);
    }
    let operator = operator::add(tx, caller, &Draft::read(&form))?;
    let account_id = caller.account.account_id;
    guiche_store::operator::set_password(tx, account_id, &operator.operator_id, "none")?;
    let slug = caller.account.slug.as_str();
    let known = operator::credentials(tx, slug, &operator.email)?;
    let known = known.ok_or_else(|| Error::Data("nobody who may sign in".into()))?;
    let browser = Browser { secret: SESSION.into(), name: "bench".into() };
    operator::begin(tx, caller, &known, &browser).map(drop)
}

/// A server that runs until this goes out of scope.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From its start until it listened.
    pub(crate) ready: std::time::Duration,
}

impl Server {
    /// Starts one on the embedded database in a file, its log going to one beside it.
    pub(crate) fn start(role: Role, database: &Path) -> Outcome<Self> {
        Self::on(role, &format!("sqlite:{}", database.display()), &database.with_extension("log"))
    }

    /// Starts one on a database, its log going to a file.
    pub(crate) fn on(role: Role, database: &str, log: &Path) -> Outcome<Self> {
        let began = Instant::now();
        let log = File::options().create(true).append(true).open(log)?;
        let name = match role {
            Role::Whole => "whole",
            Role::Alone => "alone",
            Role::Floor => "floor",
        };
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", name])
            .arg(database)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().parse()?;
        Ok(Self { child, address, ready: began.elapsed() })
    }

    /// A size of the process's memory, in MB: `VmHWM`, its peak, or `VmRSS`, what it is now.
    pub(crate) fn memory(&self, which: &str) -> Outcome<f64> {
        memory_of(self.child.id(), which)
    }
}

/// What a process has or had of memory, in MB: `which` as in `/proc/ID/status`.
pub(crate) fn memory_of(process: u32, which: &str) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with(which)).ok_or("no such size")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
    Ok(kib * 1_024.0 / 1_000_000.0)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// A folder for databases on the disk that holds the build, which is a real one: a memory disk would flatter.
pub(crate) fn folder() -> Outcome<tempfile::TempDir> {
    let beside = std::env::current_exe()?;
    let beside = beside.parent().ok_or("no folder")?;
    fs::create_dir_all(beside)?;
    Ok(tempfile::tempdir_in(beside)?)
}
