//! Customers: made, changed and looked at. One operation, one file.

mod browse;
mod create;
mod details;
mod known;
mod patch;
mod precondition;
mod put;
mod references;
mod trail;
mod update;
mod view;

pub use self::browse::{Browse, Browsed, browse};
pub use self::create::{Created, NewCustomer, create, create_with};
pub use self::details::{Details, details};
pub use self::known::Known;
pub use self::patch::{Patched, patch};
pub use self::precondition::{Precondition, Versions};
pub use self::put::{Put, PutCustomer, put};
pub use self::update::{UpdateCustomer, Updated, update};
pub(crate) use self::view::by_id;
pub use self::view::{View, view, views};
