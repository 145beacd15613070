//! Schemathesis, which reads our OpenAPI document and sends what nobody thought of. It is a Python program and lives in a
//! virtual environment, `.venv` in the workspace's root.

use std::env;
use std::fs;
use std::path::PathBuf;

use super::debian::{self, Package};
use crate::run::{Done, Failure, find, output, program, root, run, say};

/// Names the program to the tests. Whoever sets it has chosen one.
pub const VARIABLE: &str = "GUICHE_TEST_SCHEMATHESIS";

const VENV: Package = Package { name: "python3-venv", program: "python3", why: "to install Schemathesis" };
const REQUIREMENTS: &str = "tests/requirements.txt";

/// The program, installed in the version that the requirements pin.
///
/// # Errors
///
/// Where it is not there and cannot be installed.
pub fn ensure() -> Done<PathBuf> {
    if let Some(chosen) = env::var_os(VARIABLE) {
        return Ok(chosen.into());
    }
    let folder = root().join(".venv");
    let (python, schemathesis) = (folder.join("bin/python"), folder.join("bin/schemathesis"));
    let pinned = pinned()?;
    let ask = "import importlib.metadata; print(importlib.metadata.version('schemathesis'))";
    if output(program(&python).args(["-c", ask])).as_ref() == Some(&pinned) {
        return Ok(schemathesis);
    }
    let outer = python_with_venv()?;
    say(&format!("installing Schemathesis {pinned} into .venv to test the API by its OpenAPI document"));
    run(program(outer).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(program(python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        REQUIREMENTS,
    ]))?;
    Ok(schemathesis)
}

/// The version after `schemathesis==`.
fn pinned() -> Done<String> {
    let text = fs::read_to_string(root().join(REQUIREMENTS)).unwrap_or_default();
    let version = text.lines().find_map(|line| line.strip_prefix("schemathesis=="));
    version
        .map(|version| version.trim().to_owned())
        .ok_or_else(|| Failure::new(format!("{REQUIREMENTS} pins no version")))
}

/// A Python that can make virtual environments: that of `PATH`, or Debian's with its package installed.
fn python_with_venv() -> Done<PathBuf> {
    let debians = PathBuf::from("/usr/bin/python3");
    let able = |python: &PathBuf| output(program(python).args(["-c", "import ensurepip, venv"])).is_some();
    if let Some(python) = find("python3").into_iter().chain([debians.clone()]).find(able) {
        return Ok(python);
    }
    debian::install(VENV)?;
    Ok(debians)
}
