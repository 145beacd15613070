//! Customers: made, changed and looked at. One operation, one file.

mod browse;
mod create;
mod details;
mod list;
mod references;
mod trail;
mod update;

pub use self::browse::{Browse, Browsed, browse};
pub use self::create::{Created, NewCustomer, create};
pub use self::details::{Details, details};
pub use self::list::{Listing, list};
pub use self::update::{UpdateCustomer, Updated, update};
