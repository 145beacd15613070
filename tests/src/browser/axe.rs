//! axe-core, which finds what keeps people from using a page. It comes from a package registry when the tests run.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Page, Scripts};

/// What it looks for: WCAG up to 2.2 on levels A and AA, and what is good practice.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// A rule that a page breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule: `label`, `color-contrast`…
    pub rule: String,
    /// What it asks for.
    pub help: String,
    /// The elements that break it, each with its reason.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}\n  {}", self.rule, self.help, self.elements.join("\n  "))
    }
}

impl Page {
    /// The rules that the page breaks as it stands.
    pub async fn axe(&self) -> Vec<Violation> {
        if self.js("typeof axe").await != "object" {
            self.js(&format!("{}\n0", source())).await;
        }
        // It waits by timers, which count as scripts. The page's own were not loaded, and stay so.
        self.run_scripts(true).await;
        let options = json!({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]});
        let found = self.js(&format!("axe.run(document, {options}).then((found) => found.violations)")).await;
        self.run_scripts(self.screen.scripts == Scripts::On).await;
        let found = found.as_array().expect("a list of violations").iter();
        found.map(violation).collect()
    }

    async fn run_scripts(&self, run: bool) {
        self.must("Emulation.setScriptExecutionDisabled", json!({"value": !run})).await;
    }

    /// Fails where it breaks a rule.
    pub async fn accessible(&self) {
        let broken: Vec<_> = self.axe().await.iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "{}\nat {}, {:?}", broken.join("\n"), self.path().await, self.screen);
    }
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let elements = found["nodes"].as_array().into_iter().flatten();
    let element = |node: &Value| {
        format!("{} {}: {}", node["target"], text(&node["html"]), text(&node["failureSummary"]))
    };
    Violation {
        rule: text(&found["id"]),
        help: text(&found["help"]),
        elements: elements.map(element).collect(),
    }
}

fn source() -> String {
    let file = env::var_os("GUICHE_TEST_AXE").map_or_else(installed, PathBuf::from);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; GUICHE_TEST_AXE names another", file.display()))
}

/// Where `cargo xtask test` installs it.
fn installed() -> PathBuf {
    let libraries = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/lib");
    let pythons = fs::read_dir(&libraries).into_iter().flatten().flatten();
    let files = pythons.map(|python| python.path().join("site-packages/axe_playwright_python/axe.min.js"));
    files.into_iter().find(|file| file.is_file()).unwrap_or(libraries)
}
