//! Addresses: what they mean, what is refused, and that none gives its password away.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use proptest::prelude::*;
use tokio_postgres::config::{Host, TargetSessionAttrs};

use super::*;
use crate::db::postgres::sslmode::{Identity, Roots};

fn surroundings() -> Surroundings {
    Surroundings { user: Some("os".into()), sockets: true, ..Surroundings::default() }
}

fn parse(text: &str) -> PostgresUrl {
    PostgresUrl::parse(text, surroundings()).unwrap()
}

fn refusal(text: &str) -> String {
    PostgresUrl::parse(text, surroundings()).unwrap_err().to_string()
}

fn place(host: &str, port: u16) -> Place {
    let host = if host.starts_with('/') { Host::Unix(host.into()) } else { Host::Tcp(host.into()) };
    Place { host, address: None, port }
}

#[test]
fn defaults() {
    let url = parse("postgres://");
    assert_eq!(url.places(), [place("/var/run/postgresql", 5432)]);
    assert_eq!((url.connections(), url.tls().mode), (6, SslMode::Prefer));
    let config = url.config_for(&url.places()[0]);
    assert_eq!((config.get_user(), config.get_dbname()), (Some("os"), Some("os")));
    assert_eq!((config.get_password(), config.get_application_name()), (None, Some("guiche")));
    assert_eq!(config.get_connect_timeout(), Some(&Duration::from_secs(5)));
    assert_eq!(config.get_tcp_user_timeout(), Some(&Duration::from_secs(10)));
    assert!(config.get_keepalives());
    assert_eq!(config.get_keepalives_idle(), Duration::from_secs(30));
    let elsewhere = PostgresUrl::parse("postgres://", Surroundings::default()).unwrap();
    assert_eq!(elsewhere.places(), [place("localhost", 5432)]);
    assert_eq!(elsewhere.to_string(), "postgres://localhost");
}

#[test]
fn options_overrule_defaults() {
    let url = parse(
        "postgresql://u:p@h:6000/d?connections=30&connect_timeout=0&tcp_user_timeout=1500&keepalives=0\
         &keepalives_idle=7&application_name=x&target_session_attrs=read-write&options=-c%20a%3Db",
    );
    let config = url.config_for(&url.places()[0]);
    assert_eq!(url.connections(), 30);
    assert_eq!((config.get_user(), config.get_dbname()), (Some("u"), Some("d")));
    assert_eq!((config.get_password(), config.get_application_name()), (Some(&b"p"[..]), Some("guiche:x")));
    assert_eq!(config.get_connect_timeout(), None);
    assert_eq!(config.get_tcp_user_timeout(), Some(&Duration::from_millis(1500)));
    assert!(!config.get_keepalives());
    assert_eq!(config.get_target_session_attrs(), TargetSessionAttrs::ReadWrite);
    assert_eq!(config.get_options(), Some("-c a=b"));
    assert_eq!((config.get_hosts(), config.get_ports()), (&[Host::Tcp("h".into())][..], &[6000][..]));
}

#[test]
fn every_session_is_known_as_ours_whatever_it_is_called() {
    for (given, name) in [("", "guiche"), ("help desk", "guiche:help desk"), ("guiche_2", "guiche_2")] {
        let url = parse(&format!("postgres://h/d?application_name={}", encode(given, b"")));
        assert_eq!(url.config().get_application_name(), Some(name));
    }
}

#[test]
fn of_several_places_one_that_writes_is_wanted_unless_said_otherwise() {
    for (text, sessions) in [
        ("postgres://a/d", TargetSessionAttrs::Any),
        ("postgres://a,b/d", TargetSessionAttrs::ReadWrite),
        ("postgres://a,b/d?target_session_attrs=any", TargetSessionAttrs::Any),
        ("postgres://a/d?target_session_attrs=read-write", TargetSessionAttrs::ReadWrite),
    ] {
        assert_eq!(parse(text).config().get_target_session_attrs(), sessions, "{text}");
    }
}

#[test]
fn places() {
    for (text, expected) in [
        ("postgres://a,b:6,[::1]:7/", vec![place("a", 5432), place("b", 6), place("::1", 7)]),
        ("postgres://%2Ftmp:6/x", vec![place("/tmp", 6)]),
        ("postgres:///x?host=/tmp,a&port=6,7", vec![place("/tmp", 6), place("a", 7)]),
        ("postgres:///x?host=a,b&port=6", vec![place("a", 6), place("b", 6)]),
        ("postgres://:6/x", vec![place("/var/run/postgresql", 6)]),
        ("postgres://:6/x?host=a", vec![place("a", 6)]),
        ("postgres://a,,b/", vec![place("a", 5432), place("/var/run/postgresql", 5432), place("b", 5432)]),
    ] {
        assert_eq!(parse(text).places(), expected, "{text}");
    }
    let url = parse("postgres://a/?hostaddr=10.0.0.1");
    assert_eq!(url.places(), [Place { address: Some([10, 0, 0, 1].into()), ..place("a", 5432) }]);
    let url = parse("postgres://:6/?hostaddr=10.0.0.1,::1");
    let names: Vec<_> = url.places().iter().map(Place::known_as).collect();
    assert_eq!(names, ["10.0.0.1", "::1"]);
}

#[test]
fn tls() {
    let tls = |text: &str| parse(&format!("postgres://h/d?{text}")).tls().clone();
    for (name, mode) in SslMode::NAMES {
        assert_eq!(tls(&format!("sslmode={name}")).mode, mode);
    }
    let system = tls("sslrootcert=system");
    assert_eq!((system.mode, system.roots), (SslMode::VerifyFull, Roots::System));
    assert_eq!(tls("sslrootcert=/a/b&sslmode=require").roots, Roots::File("/a/b".into()));
    let identity = Identity { certificate: "c".into(), key: "k".into() };
    assert_eq!(tls("sslcert=c&sslkey=k").identity, Some(identity));
    let at_home = Surroundings { root_certificate: Some("/home/.r".into()), ..surroundings() };
    let url = PostgresUrl::parse("postgres://h?sslmode=verify-ca", at_home).unwrap();
    assert_eq!(url.tls().roots, Roots::Standard(Some("/home/.r".into())));
}

#[test]
fn what_is_refused_is_named_without_the_password() {
    for (options, name) in [
        ("sslmode=secret", "sslmode"),
        ("sslmode=require&sslmode=require", "sslmode"),
        ("sslrootcert=system&sslmode=require", "sslrootcert"),
        ("sslrootcert=system&sslmode=verify-ca", "sslrootcert"),
        ("sslcert=a", "sslkey"),
        ("sslnegotiation=direct", "sslnegotiation"),
        ("sslpassword=secret", "sslpassword"),
        ("connections=1", "connections"),
        ("connections=201", "connections"),
        ("connections=secret", "connections"),
        ("connect_timeout=secret", "connect_timeout"),
        ("keepalives_count=128", "keepalives_count"),
        ("user=secret", "user"),
        ("password=secret", "password"),
        ("dbname=secret", "dbname"),
        ("host=secret", "host"),
        ("hostaddr=secret", "hostaddr"),
        ("hostaddr=::1,::1", "hostaddr"),
        ("port=1", "port"),
        ("target_session_attrs=secret", "target_session_attrs"),
    ] {
        let said = refusal(&format!("postgres://u:secret@h:6000/d?{options}"));
        assert!(said.contains(name) && !said.contains("secret"), "{options}: {said}");
    }
    let said = refusal("postgres://u@h/d?password=sec&ret=x");
    assert!(!said.contains("ret"), "{said}");
}

#[test]
fn what_is_shown() {
    for (text, shown) in [
        ("postgres://guiche:x@db.example/desk", "postgres://guiche@db.example/desk"),
        (
            "postgresql://guiche:x@db.example:5432/desk?sslmode=verify-full",
            "postgres://guiche@db.example/desk?sslmode=verify-full",
        ),
        ("postgres:///d?password=x&host=/tmp&port=6&user=a%40b", "postgres://a%40b@%2Ftmp:6/d"),
        ("postgres://a,[::1]:6?options=x&sslrootcert=/r", "postgres://os@a,[::1]:6/os?sslrootcert=/r"),
    ] {
        assert_eq!(parse(text).to_string(), shown);
        assert_eq!(format!("{:?}", parse(text)), shown);
    }
}

#[test]
fn where_the_password_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pgpass");
    std::fs::write(&file, "h:5432:d:u:of the file\nlocalhost:*:*:*:of the socket\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let password = |text, variable: Option<&str>| {
        let around = Surroundings {
            password: variable.map(Into::into),
            passfile: Some(file.clone()),
            ..surroundings()
        };
        let url = PostgresUrl::parse(text, around).unwrap();
        let config = url.config_for(&url.places()[0]);
        config.get_password().map(|word| String::from_utf8_lossy(word).into_owned()).unwrap_or_default()
    };
    assert_eq!(password("postgres://u:own@h/d", Some("variable")), "own");
    assert_eq!(password("postgres://u@h/d?password=own", Some("variable")), "own");
    assert_eq!(password("postgres://u@h/d", Some("variable")), "variable");
    assert_eq!(password("postgres://u@h/d", None), "of the file");
    assert_eq!(password("postgres://u:@h/d", None), "of the file");
    assert_eq!(password("postgres://u@h/e", None), "");
    assert_eq!(password("postgres:///d", None), "of the socket");
}

proptest! {
    #[test]
    fn garbage_is_refused_or_shown(text in "(postgres://)?([a-z0-9:/@?&=%,\\[\\]#]|sslmode|host|\\PC){0,40}") {
        let _ = text.parse::<PostgresUrl>();
    }

    /// However badly it is encoded.
    #[test]
    fn no_password_is_shown(before in "[:/@?&=%#,a]{0,3}", after in "[:/@?&=%#,a]{0,3}", option in any::<bool>()) {
        let password = format!("{before}SECRET{after}");
        let text = if option {
            format!("postgres://u@h/d?password={password}")
        } else {
            format!("postgres://u:{password}@h:6000/d?sslmode=require")
        };
        let said = match PostgresUrl::parse(&text, surroundings()) {
            Ok(url) => format!("{url} {url:?} {:?}", url.config_for(&url.places()[0])),
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!said.contains("SECRET"), "{text}: {said}");
    }

    /// Nothing but the secrets is lost.
    #[test]
    fn what_is_shown_means_the_same(
        user in "\\PC{1,8}", password in "\\PC{1,8}", name in "\\PC{1,8}", root in "\\PC{1,8}", port in 1_u16..,
    ) {
        let [user, name, root, encoded] = [&user, &name, &root, &password].map(|part| encode(part, b""));
        let url = parse(&format!("postgres://{user}:{encoded}@h:{port}/{name}?sslrootcert={root}&connections=9"));
        prop_assert_eq!(url.0.password.as_deref(), Some(password.as_bytes()));
        let again = parse(&url.to_string());
        let expected = Parsed { password: None, ..Parsed::clone(&url.0) };
        prop_assert!(*again.0 == expected);
    }
}
