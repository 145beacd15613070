//! Lists and searches of customers, as a panel shows them, and the figures of its home page.

mod base;
mod census;
mod filters;
mod home;
mod panel;
mod walks;
