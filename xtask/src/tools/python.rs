//! What comes from PyPI: Schemathesis, which reads our OpenAPI document and sends what nobody thought of, and axe-core, which
//! finds what keeps people from using a page. They live in a virtual environment, `.venv` in the workspace's root.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::debian::{self, Package};
use crate::run::{Done, Failure, find, output, program, root, run, say};

/// Names Schemathesis to the tests. Whoever sets it has chosen one.
pub const SCHEMATHESIS: &str = "GUICHE_TEST_SCHEMATHESIS";

/// Names the file with axe-core's script to the tests. Whoever sets it has chosen one.
pub const AXE: &str = "GUICHE_TEST_AXE";

const VENV: Package =
    Package { name: "python3-venv", program: "python3", why: "to install Schemathesis and axe-core" };

/// All that is installed, each in its one version.
const REQUIREMENTS: &str = "tests/requirements.txt";

/// A package of Python that carries axe-core's script. Of the package itself nothing is used.
const CARRIES_AXE: &str = "axe_playwright_python";

/// Schemathesis, installed in the version that the requirements pin.
///
/// # Errors
///
/// Where it is not there and cannot be installed.
pub fn schemathesis() -> Done<PathBuf> {
    if let Some(chosen) = env::var_os(SCHEMATHESIS) {
        return Ok(chosen.into());
    }
    Ok(environment()?.join("bin/schemathesis"))
}

/// The file with axe-core's script, installed in the version that the requirements pin.
///
/// # Errors
///
/// Where it is not there and cannot be installed.
pub fn axe() -> Done<PathBuf> {
    if let Some(chosen) = env::var_os(AXE) {
        return Ok(chosen.into());
    }
    let python = environment()?.join("bin/python");
    let ask = format!("import importlib.util; print(importlib.util.find_spec('{CARRIES_AXE}').origin)");
    let package = output(program(python).args(["-c", &ask])).map(PathBuf::from);
    let script = package.as_deref().and_then(Path::parent).map(|folder| folder.join("axe.min.js"));
    script
        .filter(|script| script.is_file())
        .ok_or_else(|| Failure::new(format!("{CARRIES_AXE} was installed and has no axe.min.js")))
}

/// The virtual environment, with what the requirements pin. It is made anew where they have changed.
fn environment() -> Done<PathBuf> {
    let folder = root().join(".venv");
    let wanted = fs::read_to_string(root().join(REQUIREMENTS))
        .map_err(|error| Failure::new(format!("{REQUIREMENTS}: {error}")))?;
    // Written last, so that what was interrupted is begun again.
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return Ok(folder);
    }
    let outer = python_with_venv()?;
    say(
        "installing Schemathesis and axe-core into .venv to test the API by its document and the panels by what they are like",
    );
    run(program(outer).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut install = program(folder.join("bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    // What is listed is all that is needed: the package with axe-core would bring another browser.
    run(install.args(["--no-deps", "-r", REQUIREMENTS]))?;
    fs::write(&installed, wanted)
        .map_err(|error| Failure::new(format!("{}: {error}", installed.display())))?;
    Ok(folder)
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
