//! What Guichê says to people, in three languages, and which of them to say it in.
//!
//! The words are in `locales/*/api.ftl`; this crate picks a message, a language and what goes into the gaps.

mod messages;
mod notice;
mod sentence;
mod tongue;

pub use guiche_domain::language::Language;
pub use notice::{Notice, notice};
pub use sentence::sentence;
pub use tongue::{Tongue, negotiate};
