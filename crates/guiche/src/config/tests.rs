//! Which of flag, variable, file and default wins, and what each understands.

use std::ffi::OsString;
use std::time::Duration;

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    given: Given,
}

/// Variables cannot be set in a test without harm to the others; `tests/command_line` sets them for the binary.
fn flags(line: &[&str]) -> Given {
    Line::try_parse_from([&["guiche"], line].concat().iter().map(OsString::from)).unwrap().given
}

fn file(text: &str) -> Result<Given, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guiche.toml");
    std::fs::write(&path, text).unwrap();
    Given::from_file(&path).map_err(|error| error.to_string())
}

const EVERYTHING: &str = r#"
database = "sqlite:/srv/desk.db"
listen = "[::1]:1"
metrics-listen = "127.0.0.1:2"
public-url = "https://desk.example.com/"
trusted-proxy = ["10.0.0.0/8", "fd00::1"]
no-bootstrap = true
token-file = "token"
body-limit = 3
body-timeout = 4
header-limit = 5
header-timeout = 6
idle-timeout = 7
connections = 8
queue = 9
rate-limit = "10/m"
grace = 0
log-format = "json"
log-level = "warn,guiche=debug"
"#;

#[test]
fn the_file_knows_every_flag_by_its_name() {
    let config = Config::from(file(EVERYTHING).unwrap());
    let seconds = Duration::from_secs;
    let expected = Config {
        database: Url::sqlite("/srv/desk.db"),
        listen: "[::1]:1".parse().unwrap(),
        metrics_listen: Some("127.0.0.1:2".parse().unwrap()),
        public_url: Some("https://desk.example.com".parse().unwrap()),
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap(), "fd00::1/128".parse().unwrap()],
        no_bootstrap: true,
        token_file: Some("token".into()),
        body_bytes: 3,
        body_timeout: seconds(4),
        queue: 9,
        rate_limit: Some("10/m".parse().unwrap()),
        limits: Limits {
            connections: 8,
            header_bytes: 5,
            header_timeout: seconds(6),
            idle_timeout: seconds(7),
            grace: seconds(0),
            ..Limits::default()
        },
        log_format: LogFormat::Json,
        log_level: "warn,guiche=debug".parse().unwrap(),
    };
    assert_eq!(config, expected);
}

#[test]
fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
    let line = ["--listen", "127.0.0.1:0", "--trusted-proxy", "192.0.2.1,192.0.2.2", "--no-bootstrap=false"];
    let config = Config::from(flags(&line).over(file(EVERYTHING).unwrap()));
    assert_eq!(config.listen, "127.0.0.1:0".parse().unwrap());
    assert_eq!(config.trusted_proxies, ["192.0.2.1", "192.0.2.2"].map(|one| one.parse().unwrap()));
    assert!(!config.no_bootstrap);
    assert_eq!(config.queue, 9);
    assert_eq!(
        Config::from(flags(&["--rate-limit", "off"]).over(file(EVERYTHING).unwrap())).rate_limit,
        None
    );
    assert!(Config::from(flags(&["--no-bootstrap"])).no_bootstrap);
}

#[test]
fn nothing_given_is_the_documented_defaults() {
    let config = Config::from(flags(&[]));
    assert_eq!(config, Config::from(file("").unwrap()));
    assert_eq!(config.database.to_string(), "sqlite:guiche-data/guiche.db");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!((config.body_bytes, config.body_timeout), (1024 * 1024, Duration::from_secs(30)));
    assert_eq!((config.queue, config.no_bootstrap, config.limits), (1024, false, Limits::default()));
    assert_eq!(config.rate_limit, None);
}

#[test]
fn the_file_says_which_key_is_wrong() {
    for (text, word) in [
        ("lisen = '127.0.0.1:1'", "lisen"),
        ("listen = 8080", "listen"),
        ("queue = 0", "queue"),
        ("body-limit = '1 MiB'", "body-limit"),
        ("public-url = 'desk.example.com'", "public-url"),
        ("trusted-proxy = ['proxy']", "trusted-proxy"),
        ("database = 'mysql://x'", "database"),
        ("log-level = 'guiche=loud'", "log-level"),
        ("rate-limit = 'often'", "rate-limit"),
    ] {
        let error = file(text).unwrap_err();
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn a_public_url_has_a_scheme_a_host_and_nothing_after_its_path() {
    for (text, kept) in [
        ("https://desk.example.com", "https://desk.example.com"),
        ("http://localhost:8080/desk/", "http://localhost:8080/desk"),
    ] {
        assert_eq!(text.parse::<PublicUrl>().unwrap().as_str(), kept);
    }
    for text in
        ["", "desk.example.com", "/desk", "ftp://a", "https://", "https://a?b", "https://a#b", "https://u@a"]
    {
        assert!(text.parse::<PublicUrl>().is_err(), "{text}");
    }
}

#[test]
fn a_listener_that_others_reach_wants_https_in_front() {
    let exposed = |line: &[&str]| Config::from(flags(line)).is_exposed();
    assert!(exposed(&["--listen", "0.0.0.0:80"]));
    assert!(exposed(&["--listen", "0.0.0.0:80", "--public-url", "http://desk.example.com"]));
    assert!(!exposed(&["--listen", "0.0.0.0:80", "--public-url", "https://desk.example.com"]));
    assert!(!exposed(&["--listen", "[::1]:80"]));
}
