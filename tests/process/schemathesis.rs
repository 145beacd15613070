//! Schemathesis reads the OpenAPI document and sends what nobody thought of: what the document allows, what it forbids, and
//! requests one after the other that it links. Every answer must be one that the document describes.

mod narrowed;

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use guiche_tests::process::{Place, Server};
use tokio::process::Command;
use tokio::time::timeout;

use self::narrowed::{Field, Known, narrowed};
use crate::place;

/// Only so that a failing test ends: a run takes a minute or two, and more where others work beside it.
const PATIENCE: Duration = Duration::from_secs(600);

/// A server as an account has it that configured something, and that something.
struct Configured {
    place: Place,
    server: Server,
    known: Known,
}

impl Configured {
    async fn start() -> Self {
        let place = place();
        let server = place.serve(&["--log-level", "warn,guiche=info"]).await;
        let mut customer_fields = Vec::new();
        // The same ids each time, so that the same requests are made of them.
        let ids = (1..).map(|number| format!("{number:032x}"));
        for ((kind, options), id) in [
            ("text", &[][..]),
            ("long_text", &[]),
            ("number", &[]),
            ("date", &[]),
            ("select", &["--option", "A", "--option", "B"]),
            ("multi_select", &["--option", "A", "--option", "B"]),
            ("checkbox", &[]),
            ("email", &[]),
            ("phone", &[]),
            ("url", &[]),
            ("cpf", &[]),
            ("cnpj", &[]),
        ]
        .into_iter()
        .zip(ids)
        {
            let create = ["custom-field", "create", "--account", "default", "--on", "customer"];
            let named = ["--id", &id, "--name", kind, "--type", kind];
            place.ask(&[&create[..], &named, options].concat()).await;
            customer_fields.push(Field { id, kind });
        }
        let id = "e".repeat(32);
        let field = ["custom-field", "create", "--account", "default", "--on", "organization"];
        place.ask(&[&field[..], &["--id", &id, "--name", "cnpj", "--type", "cnpj"]].concat()).await;
        let organization_fields = vec![Field { id, kind: "cnpj" }];
        let make = async |what: &str, id: &str| {
            place.ask(&[what, "create", "--account", "default", "--name", "Um", "--id", id]).await
        };
        let one = "f".repeat(32);
        let known = Known {
            customer_fields,
            organization_fields,
            mother: make("organization", &one).await,
            organization: make("organization", &"d".repeat(32)).await,
            portfolio: make("portfolio", &one).await,
            department: make("department", &one).await,
        };
        // Who is in the document's example is there.
        let customer = [("customer_id", "4711"), ("name", "Maria Silva")];
        server.erp().post("/v2.0/customer/new", &customer).await.expect(200);
        Self { place, server, known }
    }
}

#[tokio::test]
async fn what_the_document_describes_is_what_is_answered() {
    let desk = Configured::start().await;
    let document = format!("http://{}/openapi.json", desk.server.address());
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("process/schemathesis/plain.toml");
    run(&desk, &["--config-file", config.to_str().expect("text"), "run", &document]).await;
}

#[tokio::test]
async fn what_the_document_allows_is_accepted_and_what_it_forbids_is_refused() {
    let desk = Configured::start().await;
    let document = desk.server.anon().get("/openapi.json", &[]).await.expect(200).json();
    let document = narrowed(document, &desk.known);
    let file = desk.place.path("openapi.json");
    std::fs::write(&file, document.to_string()).expect("a document");
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("process/schemathesis/strict.toml");
    let base = format!("http://{}", desk.server.address());
    let (config, file) = (config.to_str().expect("text"), file.to_str().expect("text"));
    // The envelope answers 401 to a value as to a token; only problem details tell them apart.
    let accept = "Accept: application/problem+json";
    run(&desk, &["--config-file", config, "run", file, "--url", &base, "--header", accept]).await;
}

/// Runs it with every check, the same requests each time.
async fn run(desk: &Configured, arguments: &[&str]) {
    let program = env::var_os("GUICHE_TEST_SCHEMATHESIS").map_or_else(installed, PathBuf::from);
    let mut command = Command::new(program);
    command
        .args(arguments)
        .args(["--checks", "all", "--max-examples", "60", "--generation-deterministic"])
        .args(["--continue-on-failure", "--no-color"])
        .arg(format!("--header=Authorization: Bearer {}", desk.server.token()))
        .current_dir(desk.place.path(""))
        .kill_on_drop(true);
    let output = timeout(PATIENCE, command.output()).await.expect("it ends sooner or later");
    let output = output.expect("Schemathesis starts; GUICHE_TEST_SCHEMATHESIS names another");
    let report = String::from_utf8_lossy(&output.stdout);
    println!("{report}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let log = desk.server.log().so_far().join("\n");
    assert!(!log.contains("panicked") && !log.contains("\"ERROR\""), "{log}");
}

/// Where `cargo xtask test` installs it.
fn installed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/bin/schemathesis")
}
