//! What the chores need beside Rust, and how it comes onto a machine: from package registries alone.

pub mod cargo_tool;
mod chromium;
pub mod debian;
pub mod postgresql;
mod python;

use std::env;
use std::path::PathBuf;

use crate::run::Done;
use debian::Package;

/// Where the tools are that the tests call.
#[derive(Debug)]
pub struct Tools {
    chromium: PathBuf,
    schemathesis: PathBuf,
    axe: PathBuf,
}

impl Tools {
    /// Installs what is missing.
    ///
    /// # Errors
    ///
    /// Says what is missing and cannot be installed.
    pub fn for_tests() -> Done<Self> {
        cargo_tool::NEXTEST.ensure()?;
        debian::ensure(&[Package { name: "curl", program: "curl", why: "to send requests as clients do" }])?;
        postgresql::ensure()?;
        Ok(Self { chromium: chromium::ensure()?, schemathesis: python::schemathesis()?, axe: python::axe()? })
    }

    /// What tells the tests.
    pub fn environment(&self) -> [(&'static str, &PathBuf); 3] {
        [
            (chromium::VARIABLE, &self.chromium),
            (python::SCHEMATHESIS, &self.schemathesis),
            (python::AXE, &self.axe),
        ]
    }
}

/// Whether nobody watches: CI says so in its environment.
pub fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
