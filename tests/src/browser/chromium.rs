//! The browser's process: without a window, with a profile of its own, gone with its owner.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Stdio;

use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, waitpid};
use serde_json::json;
use tokio::process::{Child, Command};

use super::pipe::Pipe;
use super::{Page, Screen};
use crate::process::{Place, within};

/// The browser speaks on the descriptors 3 and 4, which a shell can give it and safe Rust cannot.
const ON_PIPES: &str = "exec \"$@\" 3<&0 4>&1 < /dev/null > /dev/null";

/// A running browser. It is killed when it goes out of scope.
#[derive(Debug)]
pub struct Browser {
    pipe: Pipe,
    child: Child,
    log: PathBuf,
    downloads: PathBuf,
}

impl Browser {
    /// Starts one whose profile is in the place's folder.
    pub async fn start(place: &Place) -> Self {
        let program = env::var_os("GUICHE_TEST_CHROMIUM").unwrap_or_else(|| "chromium".into());
        let (profile, log) = (place.path("browser"), place.path("browser.log"));
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", ON_PIPES, "sh"])
            .arg(program)
            .args(["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu"])
            .args(["--no-first-run", "--no-default-browser-check", "--disable-quic", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
            .args(["--disable-dev-shm-usage", "--font-render-hinting=none", "--force-color-profile=srgb"])
            // Nothing but this machine is there, whatever the browser wants for itself.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.display()));
        // The profile holds whatever else it writes down.
        command.env("HOME", place.path("")).env("XDG_CONFIG_HOME", &profile).env("XDG_CACHE_HOME", &profile);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(File::create(&log).expect("a file for what it says"));
        // It starts others, which are of its group.
        command.process_group(0).kill_on_drop(true);
        let mut child = command.spawn().expect("a shell");
        let ends = child.stdin.take().zip(child.stdout.take());
        let (to_browser, from_browser) = ends.expect("both pipes");
        let browser = Self {
            pipe: Pipe::new(to_browser, from_browser),
            child,
            log,
            downloads: place.path("downloads"),
        };
        if let Err(refused) = within(browser.pipe.ask("Browser.getVersion", json!({}))).await {
            panic!("Chromium starts; GUICHE_TEST_CHROMIUM names another: {refused}\n{}", browser.said());
        }
        browser
    }

    /// An empty page that knows nothing of the others, as on a device of its own. It may load nothing but what is of this
    /// origin: `http://` and where the server listens.
    pub async fn page(&self, origin: &str, screen: Screen) -> Page {
        within(Page::open(&self.pipe, origin, screen, self.downloads.clone())).await.unwrap_or_else(
            |refused| {
                panic!("a page opens: {refused}\n{}", self.said());
            },
        )
    }

    /// Its process.
    pub fn process(&self) -> Option<Pid> {
        self.child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw)
    }

    /// What it wrote about itself.
    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Browser {
    /// The folder goes after it: it must not be written to any more.
    fn drop(&mut self) {
        if let Some(process) = self.process() {
            // It may have ended by itself.
            let _ = kill_process_group(process, Signal::KILL);
            let _ = waitpid(Some(process), WaitOptions::empty());
        }
    }
}
