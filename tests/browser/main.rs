//! Journeys through the pages in a real browser, as people take them: `cargo xtask test --test browser`.
//!
//! A journey is a short file: a function of a language that walks on every screen with [`Screen::all`], and
//! `in_each_language!` to make a test of it for each language. What a page says it asks for by the id of the phrase, with
//! [`Page::say`](guiche_tests::browser::Page::say); whether pages are sound is looked at without being asked for.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

/// One test of a journey for each language, so that they run beside each other and name what fails.
macro_rules! in_each_language {
    ($journey:ident) => {
        mod $journey {
            use guiche_domain::language::Language;

            #[tokio::test]
            async fn in_portuguese() {
                super::$journey(Language::Portuguese).await;
            }

            #[tokio::test]
            async fn in_spanish() {
                super::$journey(Language::Spanish).await;
            }

            #[tokio::test]
            async fn in_english() {
                super::$journey(Language::English).await;
            }
        }
    };
}

mod accessibility;
mod customers;
mod documentation;
mod driver;
mod first_start;
mod imports;
mod operators;
mod sessions;
mod signing_in;
mod tokens;

use guiche_tests::browser::Desk;
use guiche_tests::process::Place;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_guiche-under-test");

/// An empty place for it.
fn place() -> Place {
    Place::new(PROGRAM)
}

/// A server with a browser in front of it.
async fn desk() -> Desk {
    Desk::start(PROGRAM).await
}
