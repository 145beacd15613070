//! `guiche openapi`.

use crate::{Failure, output};

pub(super) fn run() -> Result<(), Failure> {
    output::line(guiche_api::openapi::document().trim_end())
}
