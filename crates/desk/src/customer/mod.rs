//! Customers: made, changed and looked at. One operation, one file.

mod create;
mod department;
mod details;
mod exists;
mod locate;
mod permissions;
mod references;
mod standing;
mod trail;
mod update;

pub use self::create::{Created, NewCustomer, create};
pub use self::department::{link, unlink};
pub use self::details::{Details, details};
pub use self::exists::exists;
pub use self::permissions::{Permissions, permissions};
pub use self::standing::{activate, permit_access, permit_create_tickets};
pub use self::update::{UpdateCustomer, Updated, update};

pub(crate) use self::locate::hold;
