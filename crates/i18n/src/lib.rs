//! What Guichê says to people, in three languages, and which of them to say it in.
//!
//! The words are in `locales`: `api.ftl` for programs, the other files for the pages of the panels. This crate picks a message, a language and what goes into the gaps.

mod messages;
mod notice;
mod phrase;
mod sentence;
mod tongue;

pub use guiche_domain::language::Language;
pub use notice::{Notice, notice};
pub use phrase::{Gap, date, day, moment, number, phrase, short_date};
pub use sentence::sentence;
pub use tongue::{Tongue, negotiate};
