//! Every `sslmode` against servers that have TLS, have it badly, or have none.

#![allow(clippy::unwrap_used, reason = "in a test this is how to fail")]

mod certificates;

use guiche_cluster::{Cluster, Options};
use guiche_store::{Db, Url};
use tokio::task::spawn_blocking;

use certificates::Folder;

/// The names of the servers of these tests.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];
const PLAIN: &str = "plain";
const TLS: &str = "TLS";
const MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// Connects, by a host of this name, and says whether what was sent was encrypted, or why nothing was.
async fn connect(cluster: &Cluster, options: &str) -> String {
    let mark = if options.is_empty() { "" } else { "?" };
    reach(&format!("{}{mark}{options}", cluster.url("postgres"))).await
}

async fn reach(url: &str) -> String {
    let url: Url = url.parse().unwrap();
    let db = match spawn_blocking(move || Db::create(&url, 10)).await.unwrap() {
        Ok(db) => db,
        Err(error) => return error.to_string(),
    };
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let encrypted = db.read(move |tx| tx.first(sql, &[], |row| row.boolean(0))).await;
    db.close();
    if encrypted.unwrap().unwrap() { TLS.into() } else { PLAIN.into() }
}

/// Tries every mode. What is expected is how it ends, or a part of the reason why it does not begin.
async fn each_mode(cluster: &Cluster, options: &str, expected: [&str; 6]) {
    for (mode, expected) in MODES.into_iter().zip(expected) {
        let found = connect(cluster, &format!("sslmode={mode}{options}")).await;
        assert!(found.contains(expected), "{mode}: {found}, not {expected}");
    }
}

fn server(options: &Options) -> Cluster {
    Cluster::start(options).unwrap()
}

#[tokio::test]
async fn a_server_without_tls() {
    let folder = Folder::new();
    let root = folder.authority("ours").file;
    let cluster = server(&Options::default());
    let none = "does not support TLS";
    let root = format!("&sslrootcert={}", root.display());
    each_mode(&cluster, &root, [PLAIN, PLAIN, PLAIN, none, none, none]).await;
    assert_eq!(connect(&cluster, "").await, PLAIN);
    let socket = cluster.socket_folder().display().to_string().replace('/', "%2F");
    for mode in ["prefer", "require", "verify-full"] {
        let url = format!("postgres://guiche@{socket}:{}/postgres?sslmode={mode}", cluster.port());
        assert_eq!(reach(&url).await, PLAIN, "{mode}: on a socket of the machine there is no TLS");
    }
}

#[tokio::test]
async fn a_server_with_a_certificate_of_ours() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.authority("ours"), folder.authority("theirs"));
    let pair = folder.signed(&ours, "server", &NAMES);
    let cluster = server(&Options::default().tls(pair.of_server(false)));
    let root = format!("&sslrootcert={}", ours.file.display());
    each_mode(&cluster, &root, [PLAIN, PLAIN, TLS, TLS, TLS, TLS]).await;
    // Without any authority, and with another. `require` with an authority means `verify-ca`.
    for mode in ["prefer", "require"] {
        assert_eq!(connect(&cluster, &format!("sslmode={mode}")).await, TLS);
    }
    let root = format!("&sslrootcert={}", theirs.file.display());
    let unknown = "UnknownIssuer";
    each_mode(&cluster, &root, [PLAIN, PLAIN, PLAIN, unknown, unknown, unknown]).await;
    let system = connect(&cluster, "sslrootcert=system").await;
    assert!(system.contains(unknown) || system.contains("no certificate of an authority"), "{system}");
    // By its name, and by one that it has not.
    let by_name = |host: &str, mode| {
        let (port, root) = (cluster.port(), ours.file.to_str().unwrap());
        format!("postgres://guiche@{host}:{port}/postgres?sslmode={mode}&sslrootcert={root}")
    };
    assert_eq!(reach(&by_name("localhost", "verify-full")).await, TLS);
    let named = format!("{}&hostaddr=127.0.0.1", by_name("db.example", "verify-full"));
    let found = reach(&named).await;
    assert!(found.contains("not valid for name \"db.example\""), "{found}");
}

#[tokio::test]
async fn a_server_with_a_certificate_for_another_name() {
    let folder = Folder::new();
    let ours = folder.authority("ours");
    let pair = folder.signed(&ours, "server", &["elsewhere.example"]);
    let cluster = server(&Options::default().tls(pair.of_server(false)));
    let root = format!("&sslrootcert={}", ours.file.display());
    each_mode(&cluster, &root, [PLAIN, PLAIN, TLS, TLS, TLS, "not valid for name"]).await;
}

#[tokio::test]
async fn a_server_that_insists_on_tls() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.authority("ours"), folder.authority("theirs"));
    let pair = folder.signed(&ours, "server", &NAMES);
    let cluster = server(&Options::default().tls(pair.of_server(true)));
    let root = format!("&sslrootcert={}", ours.file.display());
    each_mode(&cluster, &root, ["no encryption", TLS, TLS, TLS, TLS, TLS]).await;
    let found = connect(&cluster, &format!("sslmode=prefer&sslrootcert={}", theirs.file.display())).await;
    assert!(found.contains("UnknownIssuer") && found.contains("no encryption"), "both reasons: {found}");
}

#[tokio::test]
async fn a_certificate_whose_time_is_over() {
    let folder = Folder::new();
    let ours = folder.authority("ours");
    let pair = folder.expired(Some(&ours), "server", &NAMES);
    let cluster = server(&Options::default().tls(pair.of_server(false)));
    assert_eq!(connect(&cluster, "sslmode=require").await, TLS);
    let root = format!("&sslrootcert={}", ours.file.display());
    let over = "certificate expired";
    each_mode(&cluster, &root, [PLAIN, PLAIN, PLAIN, over, over, over]).await;
}

#[tokio::test]
async fn a_certificate_that_is_trusted_itself() {
    let folder = Folder::new();
    let pair = folder.self_signed("server", &NAMES);
    let cluster = server(&Options::default().tls(pair.of_server(false)));
    let root = format!("&sslrootcert={}", pair.certificate.display());
    each_mode(&cluster, &root, [PLAIN, PLAIN, TLS, TLS, TLS, TLS]).await;
    let another = folder.self_signed("another", &NAMES);
    let root = format!("&sslrootcert={}", another.certificate.display());
    let refused = "invalid peer certificate";
    each_mode(&cluster, &root, [PLAIN, PLAIN, PLAIN, refused, refused, refused]).await;
    drop(cluster);

    let pair = folder.expired(None, "old", &NAMES);
    let cluster = server(&Options::default().tls(pair.of_server(false)));
    let found =
        connect(&cluster, &format!("sslmode=verify-ca&sslrootcert={}", pair.certificate.display())).await;
    assert!(found.contains("certificate expired"), "{found}");
}

#[tokio::test]
async fn a_server_that_wants_our_certificate() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.authority("ours"), folder.authority("theirs"));
    let pair = folder.signed(&ours, "server", &NAMES);
    let rules = "local all all trust\nhostssl all all 127.0.0.1/32 trust clientcert=verify-ca\n";
    let rules = folder.write("hba", rules, 0o644);
    let options = Options::default().tls(pair.of_server(true));
    let options = options
        .setting("hba_file", rules.to_str().unwrap())
        .setting("ssl_ca_file", ours.file.to_str().unwrap());
    let cluster = server(&options);
    let client = folder.signed(&ours, "client", &[]);
    let with = |key: &std::path::Path| {
        format!("sslmode=require&sslcert={}&sslkey={}", client.certificate.display(), key.display())
    };
    assert_eq!(connect(&cluster, &with(&client.key)).await, TLS);
    let found = connect(&cluster, "sslmode=require").await;
    assert!(found.contains("requires a valid client certificate"), "{found}");
    let other = folder.signed(&theirs, "other", &[]);
    let of_another = format!("sslcert={}&sslkey={}", other.certificate.display(), other.key.display());
    let found = connect(&cluster, &format!("sslmode=require&{of_another}")).await;
    assert!(found.contains("UnknownCA"), "{found}");
    for (key, why) in [
        (other.key.clone(), "the client's certificate: keys"),
        (folder.path().join("none"), "none: No such file"),
        (client.certificate.clone(), "may be read by others"),
        (folder.write("empty", "nothing", 0o600), "holds no unencrypted private key"),
    ] {
        let found = connect(&cluster, &with(&key)).await;
        assert!(found.contains(why), "{found}, not {why}");
    }
}

#[tokio::test]
async fn a_password_that_is_bound_to_the_connection() {
    let folder = Folder::new();
    let ours = folder.authority("ours");
    let pair = folder.signed(&ours, "server", &NAMES);
    let cluster = server(&Options::default().password("se:cr@t").tls(pair.of_server(false)));
    assert_eq!(connect(&cluster, "sslmode=require&channel_binding=require").await, TLS);
    assert_eq!(connect(&cluster, "sslmode=disable").await, PLAIN);
    let found = connect(&cluster, "sslmode=disable&channel_binding=require").await;
    assert!(found.contains("channel binding"), "{found}");
    let wrong = cluster.url("postgres").replace("se%3Acr%40t", "wrong-one");
    let found = reach(&wrong).await;
    assert!(found.contains("password authentication failed") && !found.contains("wrong-one"), "{found}");
    assert_eq!(found.matches("password authentication failed").count(), 1, "once is enough: {found}");
}

#[tokio::test]
async fn files_that_are_not_as_they_should() {
    let folder = Folder::new();
    let cluster = server(&Options::default());
    let nothing = folder.write("nothing", "nothing", 0o644);
    for (options, why) in [
        ("sslmode=verify-ca&sslrootcert=/nowhere".to_owned(), "/nowhere: No such file"),
        (format!("sslmode=require&sslrootcert={}", nothing.display()), "holds no certificate"),
    ] {
        let found = connect(&cluster, &options).await;
        assert!(found.contains(why), "{found}, not {why}");
    }
}

/// The second place is tried where nobody is at the first, or somebody who never says a word.
#[tokio::test]
async fn places_after_one_another() {
    let cluster = server(&Options::default());
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = silent.local_addr().unwrap().port();
    let port = cluster.port();
    for first in [1, silent] {
        let url = format!("postgres://guiche@127.0.0.1:{first},127.0.0.1:{port}/postgres?connect_timeout=1");
        assert_eq!(reach(&url).await, PLAIN);
    }
    let found = reach(&format!("postgres://guiche@127.0.0.1:{silent}/postgres?connect_timeout=1")).await;
    assert!(found.contains("127.0.0.1, port ") && found.contains("no answer in time"), "{found}");
    let found = reach("postgres://guiche@nowhere.invalid/postgres").await;
    assert!(found.contains("nowhere.invalid"), "{found}");
    let found = reach("postgres://guiche@127.0.0.1:1/postgres").await;
    assert!(found.to_lowercase().contains("connection refused"), "{found}");
}
