//! Which database the tests of a binary run on.

#![allow(clippy::expect_used, reason = "in a test this is how to fail")]

use std::env;

/// A database engine that the product stands on.
///
/// Each suite is compiled twice, as two targets of the same source: `api` and `api_postgres`. So one run of nextest
/// covers both engines, and each test's name says on which it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file of its own for each test.
    Sqlite,
    /// A database of its own for each test, on the cluster that `cargo xtask test` starts.
    Postgres,
}

impl Engine {
    /// By the name of the running test binary: `…_postgres`, before cargo's hash, or any other.
    ///
    /// # Panics
    ///
    /// Where the process does not know its program.
    pub fn of_this_binary() -> Self {
        let binary = env::current_exe().expect("a process knows its program");
        Self::of(binary.file_stem().and_then(|name| name.to_str()).unwrap_or_default())
    }

    fn of(binary: &str) -> Self {
        let target = binary.rsplit_once('-').map_or(binary, |(target, _hash)| target);
        if target.ends_with("_postgres") { Self::Postgres } else { Self::Sqlite }
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn a_target_is_named_after_its_engine() {
        assert_eq!(Engine::of("api_postgres-0a1b2c3d4e5f6071"), Engine::Postgres);
        assert_eq!(Engine::of("api_postgres"), Engine::Postgres);
        assert_eq!(Engine::of("api-0a1b2c3d4e5f6071"), Engine::Sqlite);
        assert_eq!(Engine::of("postgres-0a1b2c3d4e5f6071"), Engine::Sqlite);
        assert_eq!(Engine::of_this_binary(), Engine::Sqlite);
    }
}
