//! Customers: made, changed and looked at. One operation, one file.

mod create;
mod details;
pub(crate) mod references;
mod trail;
mod update;

pub use self::create::{Created, NewCustomer, create};
pub use self::details::{Details, details};
pub use self::update::{UpdateCustomer, Updated, update};
