//! `cargo xtask screenshots`: takes the pictures in `docs/images` anew. Which there are says `tests/src/bin/screenshots.rs`.

use crate::run::{Done, cargo, step};
use crate::tools::Tools;

/// Where they are kept.
const FOLDER: &str = "docs/images";

/// Builds what is to be seen, and takes the pictures.
///
/// # Errors
///
/// The failed step's, with its status.
pub fn run() -> Done {
    let tools = Tools::for_tests()?;
    step("programs", &mut cargo("build -p guiche-tests --bins"))?;
    let mut take = cargo("run --quiet -p guiche-tests --bin screenshots --");
    step("pictures", take.arg(FOLDER).envs(tools.environment()))
}
