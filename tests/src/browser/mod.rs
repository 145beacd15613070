//! A real browser, as a person in front of it uses it: fields are found by their labels, buttons and links by their names.
//!
//! ```no_run
//! # use guiche_tests::browser::{Browser, Screen, button};
//! # async fn journey(place: &guiche_tests::process::Place) {
//! let browser = Browser::start(place).await;
//! let page = browser.page("http://127.0.0.1:8080", Screen::desktop()).await;
//! page.goto("/admin").await;
//! page.fill("E-mail", "maria@example.com").await;
//! page.click(button("Entrar")).await;
//! page.see("Clientes").await;
//! # }
//! ```
//!
//! Nothing sleeps: an action waits until what it acts on is there and can be reached, then until what it set off has loaded.
//! What a journey does not ask for is looked at all the same: after each action the page must be sound, as
//! [`Page::check`] says.

mod act;
mod axe;
mod chromium;
mod complaints;
mod desk;
mod find;
mod page;
mod picture;
mod pipe;
mod progress;
mod screen;
mod sound;

pub use self::axe::Violation;
pub use self::chromium::Browser;
pub use self::desk::{Desk, PASSWORD};
pub use self::find::{Field, Target, button, css, field, heading, link, named};
pub use self::page::Page;
pub use self::screen::{Scheme, Screen, Scripts, Size};
