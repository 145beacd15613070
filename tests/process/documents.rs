//! The documents do what they say: every command that they show is run, and prints what they show below it.
//!
//! A block marked `console` holds commands, on lines that begin with `$ ` (a `\` at the end continues one), and below
//! each its output; `…` stands for anything. The commands of a document run in order in one shell, against a server of
//! its own, with its first token in `TOKEN` and the program as `guiche`. A document may be read alone: it begins with
//! an empty database.

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use guiche_tests::process::{Place, Server, within};
use serde_json::Value;
use tokio::process::Command;

use crate::place;

/// Where the documents say that the server is, and its metrics.
const API: &str = "127.0.0.1:8080";
const METRICS: &str = "127.0.0.1:9090";
/// Where they say that a sandbox is.
const SANDBOX: &str = "127.0.0.1:8081";
/// Where they say that the database is.
const DATABASE: &str = "guiche-data/guiche.db";
/// Printed after each command's output.
const MARK: &str = "--- guiche documents: end of a command ---";

/// The documents with commands, each of which is a test.
const FOLLOWED: [&str; 10] = [
    "README.md",
    "README.pt-BR.md",
    "docs/api.md",
    "docs/command-line.md",
    "docs/configuration.md",
    "docs/import-export.md",
    "docs/operating.md",
    "docs/sandbox.md",
    "docs/status-codes.md",
    "docs/sync.md",
];

/// The others.
const WITHOUT_COMMANDS: [&str; 7] = [
    "ARCHITECTURE.md",
    "docs/README.md",
    "docs/adding-an-endpoint.md",
    "docs/audit.md",
    "docs/merging.md",
    "docs/panel.md",
    "docs/performance.md",
];

#[tokio::test]
async fn readme() {
    follow("README.md").await;
}

#[tokio::test]
async fn readme_in_portuguese() {
    follow("README.pt-BR.md").await;
}

#[tokio::test]
async fn api() {
    follow("docs/api.md").await;
}

#[tokio::test]
async fn command_line() {
    follow("docs/command-line.md").await;
}

#[tokio::test]
async fn configuration() {
    follow("docs/configuration.md").await;
}

#[tokio::test]
async fn import_and_export() {
    follow("docs/import-export.md").await;
}

#[tokio::test]
async fn operating() {
    follow("docs/operating.md").await;
}

#[tokio::test]
async fn sandbox() {
    follow("docs/sandbox.md").await;
}

#[tokio::test]
async fn status_codes() {
    follow("docs/status-codes.md").await;
}

#[tokio::test]
async fn sync() {
    follow("docs/sync.md").await;
}

#[test]
fn every_document_with_commands_is_followed() {
    let names = |folder: &str| {
        let files = std::fs::read_dir(root().join(folder)).expect("a folder of documents");
        let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
        let documents = names.filter(|name| name.ends_with(".md"));
        documents.map(|name| format!("{folder}{name}")).collect::<Vec<_>>()
    };
    let documents = [names(""), names("docs/")].concat();
    let with_commands = documents.into_iter().filter(|name| !examples(&read(name)).is_empty());
    assert_eq!(with_commands.collect::<BTreeSet<_>>(), FOLLOWED.map(str::to_owned).into());
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for name in FOLLOWED.into_iter().chain(WITHOUT_COMMANDS) {
        let folder = root().join(name).parent().expect("a folder").to_owned();
        let text = read(name);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") && !folder.join(path).exists() {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// One command and what it prints, as a document shows them.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    command: String,
    output: String,
}

/// The examples of a document in order.
fn examples(document: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    let mut continued = false;
    for line in document.lines() {
        if line.starts_with("```") {
            (inside, continued) = (line == "```console", false);
        }
        if !inside || line.starts_with("```") {
            continue;
        }
        if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example { command: command.into(), output: String::new() });
            continued = command.ends_with('\\');
        } else if let Some(last) = examples.last_mut() {
            let grown = if continued { &mut last.command } else { &mut last.output };
            if !grown.is_empty() {
                grown.push('\n');
            }
            grown.push_str(line);
            continued = continued && line.ends_with('\\');
        }
    }
    examples
}

/// Whether a text is what was expected, in which `…` stands for anything.
fn matches(expected: &str, text: &str) -> bool {
    let mut pieces = expected.split('…');
    let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

async fn follow(name: &str) {
    let examples = examples(&read(name));
    let place = place();
    let server = place.serve(&["--metrics-listen", "127.0.0.1:0"]).await;
    let printed = run(&place, &server, &examples).await;
    let mut wrong = Vec::new();
    for (Example { command, output }, printed) in examples.iter().zip(&printed) {
        if !matches(output.trim_end(), printed) {
            wrong.push(format!("$ {command}\nshould print\n{output}\nand prints\n{printed}\n"));
        }
    }
    assert!(wrong.is_empty(), "{name}:\n\n{}", wrong.join("\n"));
    assert_eq!(printed.len(), examples.len(), "{name}: the shell ended too early");
}

/// What each command prints, with the addresses and the path that the documents speak of.
async fn run(place: &Place, server: &Server, examples: &[Example]) -> Vec<String> {
    let programs = place.path("bin");
    std::fs::create_dir(&programs).expect("a folder for the program");
    symlink(env!("CARGO_BIN_EXE_guiche-under-test"), programs.join("guiche")).expect("a link to the program");
    let log = server.log().line("serving metrics").await;
    let log: Value = serde_json::from_str(&log).expect("a line of JSON");
    let sandbox = place.sandbox().await;
    let said = [
        (SANDBOX, sandbox.address().to_string()),
        (API, server.address().to_string()),
        (METRICS, log["address"].as_str().expect("an address").to_owned()),
        (DATABASE, place.database().display().to_string()),
    ];
    let mut script = String::from("exec 2>&1\n");
    for Example { command, .. } in examples {
        let command = said.iter().fold(command.clone(), |text, (said, real)| text.replace(said, real));
        script.push_str(&format!("{command}\nprintf '\\n%s\\n' '{MARK}'\n"));
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let shell = Command::new("bash")
        .args(["-c", &script])
        .current_dir(place.path(""))
        .env_clear()
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("HOME", place.path(""))
        .env("LC_ALL", "C.UTF-8")
        .env("TOKEN", place.token())
        .env("GUICHE_DATABASE", format!("sqlite:{}", place.database().display()))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let printed = within(shell).await.expect("bash is there");
    let printed = String::from_utf8(printed.stdout).expect("text").replace("\r\n", "\n");
    let printed = said.iter().fold(printed, |text, (said, real)| text.replace(real, said));
    let mut outputs: Vec<String> = printed
        .split(&format!("\n{MARK}\n"))
        .map(|output| output.trim_end_matches('\n').to_owned())
        .collect();
    outputs.pop();
    outputs
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the workspace").to_owned()
}

#[test]
fn examples_are_found_in_the_blocks_that_are_marked() {
    let document = "```sh\n$ no\n```\n```console\n$ one \\\n    more\nout\nput\n$ two\n```\n$ no\n";
    let example = |command: &str, output: &str| Example { command: command.into(), output: output.into() };
    assert_eq!(examples(document), [example("one \\\n    more", "out\nput"), example("two", "")]);
}

#[test]
fn an_ellipsis_stands_for_anything() {
    for (expected, text, fits) in [
        ("", "", true),
        ("a", "a", true),
        ("a", "ab", false),
        ("…", "", true),
        ("a…", "abc\nd", true),
        ("a…d", "abcd", true),
        ("a…b…d", "a-b-d", true),
        ("a…d", "abc", false),
        ("a…b…d", "a-d", false),
        ("ab…b", "ab", false),
    ] {
        assert_eq!(matches(expected, text), fits, "{expected:?} {text:?}");
    }
}
