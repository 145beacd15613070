//! A cluster starts, answers, comes back after a crash, and leaves nothing behind, however its process ends.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use guiche_cluster::{Cluster, Options, Tls};
use tokio_postgres::{Config, NoTls};

/// What a query of one value answers, as text.
fn ask(config: &Config, query: &str) -> Result<String, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let (client, connection) = config.connect(NoTls).await?;
        let connection = tokio::spawn(connection);
        let rows = client.simple_query(query).await?;
        drop(client);
        connection.await.expect("the connection does not panic")?;
        let value = rows.iter().find_map(|row| match row {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        Ok(value.unwrap_or_default().to_owned())
    })
}

fn over_tcp(cluster: &Cluster) -> Config {
    cluster.url("postgres").parse().expect("a URL")
}

fn over_socket(cluster: &Cluster) -> Config {
    let mut config = Config::new();
    config.host_path(cluster.socket_folder()).port(cluster.port()).user("guiche").dbname("postgres");
    config
}

fn answers(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[test]
fn it_answers_and_is_gone_afterwards() {
    let cluster = Cluster::start(&Options::default()).expect("a cluster");
    for config in [over_tcp(&cluster), over_socket(&cluster)] {
        assert_eq!(ask(&config, "SHOW server_encoding").unwrap(), "UTF8");
        assert_eq!(ask(&config, "SHOW fsync").unwrap(), "off");
    }
    assert!(cluster.log().unwrap().contains("ready to accept connections"));
    let (port, folder) = (cluster.port(), cluster.folder().to_owned());
    drop(cluster);
    assert!(!folder.exists());
    assert!(!answers(port));
}

#[test]
fn settings_overrule_ours() {
    let options = Options::default()
        .durable(true)
        .setting("max_connections", "20")
        .setting("log_line_prefix", r"it's \");
    let cluster = Cluster::start(&options).expect("a cluster");
    let config = over_tcp(&cluster);
    assert_eq!(ask(&config, "SHOW fsync").unwrap(), "on");
    assert_eq!(ask(&config, "SHOW max_connections").unwrap(), "20");
    assert_eq!(ask(&config, "SHOW log_line_prefix").unwrap(), r"it's \");
}

#[test]
fn a_wrong_setting_is_told() {
    let error =
        Cluster::start(&Options::default().setting("no_such_setting", "1")).expect_err("a wrong setting");
    assert!(
        error.to_string().contains("unrecognized configuration parameter \"no_such_setting\""),
        "{error}"
    );
}

#[test]
fn what_was_committed_survives_a_crash() {
    let mut cluster = Cluster::start(&Options::default()).expect("a cluster");
    let (config, port) = (over_tcp(&cluster), cluster.port());
    ask(&config, "CREATE TABLE kept AS SELECT 'here' AS value").unwrap();
    cluster.stop_immediately().unwrap();
    assert!(!answers(port));
    cluster.stop_immediately().expect_err("it is stopped already");
    cluster.start_again().unwrap();
    cluster.restart_immediately().unwrap();
    assert_eq!(cluster.port(), port);
    assert_eq!(ask(&config, "SELECT value FROM kept").unwrap(), "here");
}

#[test]
fn a_password_is_asked_for_over_tcp() {
    let cluster = Cluster::start(&Options::default().password("p@ss/word")).expect("a cluster");
    let mut config = over_tcp(&cluster);
    assert_eq!(ask(&config, "SELECT 'in'").unwrap(), "in");
    assert_eq!(ask(&over_socket(&cluster), "SELECT 'in'").unwrap(), "in");
    config.password("guess");
    ask(&config, "SELECT 'in'").expect_err("a wrong password");
}

#[test]
fn tls_is_offered_and_can_be_required() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("certificate"), folder.path().join("key"));
    let made = rcgen::generate_simple_self_signed(["localhost".into()]).unwrap();
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    for required in [false, true] {
        let tls = Tls { certificate: certificate.clone(), key: key.clone(), required };
        let cluster = Cluster::start(&Options::default().tls(tls)).expect("a cluster");
        assert!(offers_tls(cluster.port()));
        match ask(&over_tcp(&cluster), "SELECT 'in'") {
            Ok(_) => assert!(!required),
            Err(error) => assert!(required, "{error}"),
        }
        assert_eq!(ask(&over_socket(&cluster), "SELECT 'in'").unwrap(), "in");
    }
}

/// Asks for TLS as PostgreSQL's protocol does: a length, a code, and one byte for an answer.
fn offers_tls(port: u16) -> bool {
    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    connection.write_all(&[0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]).unwrap();
    let mut answer = [0];
    connection.read_exact(&mut answer).unwrap();
    answer == *b"S"
}

#[test]
fn nothing_is_left_when_its_process_is_killed() {
    let mut holder = Holder::start();
    holder.process.kill().unwrap();
    holder.process.wait().unwrap();
    let started = Instant::now();
    while Path::new(&holder.folder).exists() || answers(holder.port) {
        assert!(started.elapsed() < Duration::from_secs(60), "{} is still there", holder.folder);
        thread::sleep(Duration::from_millis(20));
    }
    assert!(!runs(&holder.server), "process {} is still there", holder.server);
}

#[test]
fn nothing_is_left_when_its_process_ends() {
    let mut holder = Holder::start();
    drop(holder.process.stdin.take());
    assert!(holder.process.wait().unwrap().success());
    assert!(!Path::new(&holder.folder).exists());
    assert!(!runs(&holder.server));
}

/// Another process that holds a cluster.
struct Holder {
    process: Child,
    port: u16,
    folder: String,
    server: String,
}

impl Holder {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guiche-cluster"));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a process");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let (url, folder) = (line(), line());
        let port = url.parse::<Config>().expect("a URL").get_ports()[0];
        let lock = fs::read_to_string(Path::new(&folder).join("data/postmaster.pid")).expect("it runs");
        let server = lock.lines().next().expect("its process").to_owned();
        assert!(answers(port) && runs(&server));
        Self { process, port, folder, server }
    }
}

/// Whether a process is there. What has ended and waits for its parent to notice is not.
fn runs(process: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
}
