//! Organizations, the companies that customers belong to: made, changed, listed and deleted. One operation, one file.

mod complete;
mod create;
mod delete;
mod list;
mod page;
mod references;
mod resolve;
mod show;
mod suggest;
mod trail;
mod update;

pub use self::complete::complete;
pub use self::create::{Created, create, create_as};
pub use self::delete::{Deleted, delete};
pub use self::list::{Listed, list};
pub use self::page::{Page, Query, Row, page};
pub(crate) use self::resolve::{Meant, meant};
pub use self::resolve::{named, resolve};
pub use self::show::{Shown, Uses, custom_fields, show, uses};
pub use self::suggest::suggest;
pub use self::update::{Updated, update, update_from};

use guiche_domain::fold::fold;
use guiche_store::organization::{Keys, Organization};

/// The most organizations of which each is the mother of the one before: a way up that is longer is not gone to its end.
pub(crate) const HIGHEST: usize = 1_000;

/// What an organization is found and ordered by, as its own texts.
struct OwnKeys {
    name: String,
    email: Option<String>,
}

impl OwnKeys {
    fn of(organization: &Organization) -> Self {
        Self {
            name: name_key(&organization.name),
            email: organization.email.as_deref().map(str::to_lowercase),
        }
    }

    fn borrowed(&self) -> Keys<'_> {
        Keys { name: &self.name, email: self.email.as_deref() }
    }
}

/// A name as lists are ordered by it; where nothing but accents is in it, the name: an empty key is one that is missing.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.to_owned() } else { folded }
}
