//! The browser in which the tests open the panels.

use std::env;
use std::path::PathBuf;

use super::debian::{self, Package};
use crate::run::{Done, Failure, find};

/// Names the browser to the tests. Whoever sets it has chosen one.
pub const VARIABLE: &str = "GUICHE_TEST_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PACKAGE: Package =
    Package { name: "chromium", program: "chromium", why: "to test the panels in a browser" };

/// The chosen browser, one that is there, or Debian's, installed.
///
/// # Errors
///
/// Where there is none and it cannot be installed.
pub fn ensure() -> Done<PathBuf> {
    if let Some(chosen) = env::var_os(VARIABLE) {
        return Ok(chosen.into());
    }
    let found = || NAMES.into_iter().find_map(find);
    if let Some(browser) = found() {
        return Ok(browser);
    }
    debian::install(PACKAGE)?;
    found().ok_or_else(|| Failure::new("chromium was installed and is not to be found"))
}
