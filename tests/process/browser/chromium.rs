//! A browser without a window that looks at one page, each time as if it were new.

use std::env;
use std::fs;
use std::path::PathBuf;

use guiche_tests::process::{Place, within};
use serde_json::Value;
use tokio::process::Command;

/// What came of a look at a page.
pub struct Seen {
    /// The page's elements once its scripts have run, as HTML.
    pub dom: String,
    /// What it said on the console.
    pub console: Vec<String>,
    /// What it asked for. (The browser itself asks for other things.)
    pub requested: Vec<String>,
    /// A picture of it, in the place.
    pub screenshot: PathBuf,
}

/// Opens a page in a window of this size and waits, in the browser's own time, until it has loaded everything and is done.
pub async fn look(place: &Place, url: &str, width: u32, height: u32) -> Seen {
    let chromium = env::var_os("GUICHE_TEST_CHROMIUM").unwrap_or_else(|| "chromium".into());
    let (profile, traffic) = (place.path("profile"), place.path("traffic.json"));
    let screenshot = place.path("screenshot.png");
    let mut command = Command::new(chromium);
    command
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        // Nothing but this machine is there, whatever the browser wants for itself.
        .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--window-size={width},{height}"))
        .args(["--virtual-time-budget=10000", "--enable-logging=stderr", "--v=0", "--dump-dom"])
        .arg(format!("--log-net-log={}", traffic.display()))
        .arg(format!("--screenshot={}", screenshot.display()))
        .arg(url);
    // The profile holds whatever else it writes down.
    command.env("HOME", place.path("")).env("XDG_CONFIG_HOME", &profile).env("XDG_CACHE_HOME", &profile);
    command.kill_on_drop(true);
    let output = within(command.output()).await.expect("Chromium starts; GUICHE_TEST_CHROMIUM names another");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    let traffic: Value = serde_json::from_slice(&fs::read(traffic).expect("its traffic")).expect("JSON");
    Seen {
        dom: String::from_utf8(output.stdout).expect("text"),
        console: log.lines().filter(|line| line.contains(":CONSOLE")).map(str::to_owned).collect(),
        requested: requested_by_a_page(&traffic),
        screenshot,
    }
}

/// A request of a page names the page's origin as its initiator; those of the browser itself, and the page's own, have none.
fn requested_by_a_page(traffic: &Value) -> Vec<String> {
    let events = traffic["events"].as_array().expect("events").iter().map(|event| &event["params"]);
    let by_a_page =
        events.filter(|event| event["initiator"].as_str().is_some_and(|origin| origin.starts_with("http")));
    by_a_page.filter_map(|event| event["url"].as_str()).map(str::to_owned).collect()
}
