//! How an account's pages look: chosen by its administrators, seen by all who are signed in.

use guiche_domain::look::{Accent, Logo};
use guiche_store::{Error, Tx, account_look};
use sha2::{Digest, Sha256};

pub use guiche_store::account_look::Mark;

use crate::secret::hex;
use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// The logo of the caller's account, where its look is of this version. For everybody: it stands on every page.
pub fn logo(tx: &mut Tx<'_>, caller: &Caller, version: i64) -> Result<Option<Logo>, Error> {
    account_look::logo(tx, caller.account.account_id, version)
}

/// Changes the account's colour, or takes it away.
pub fn set_accent(tx: &mut Tx<'_>, caller: &Caller, accent: Option<Accent>) -> Result<(), Error> {
    caller.require(Permission::ManageAccount)?;
    let version = account_look::set_accent(tx, caller.account.account_id, accent, caller.now)?;
    let values = serde_json::json!({ "accent": accent.map(|accent| accent.colour().to_string()) });
    record(tx, caller, "accent_changed", version, &values)
}

/// Changes the account's logo, or takes it away. The trail has its kind, its size and its SHA-256.
pub fn set_logo(tx: &mut Tx<'_>, caller: &Caller, logo: Option<&Logo>) -> Result<(), Error> {
    caller.require(Permission::ManageAccount)?;
    let version = account_look::set_logo(tx, caller.account.account_id, logo, caller.now)?;
    let shown = logo.map(|logo| {
        let digest = hex(&Sha256::digest(logo.bytes()));
        serde_json::json!({ "media": logo.media(), "bytes": logo.bytes().len(), "sha256": digest })
    });
    record(tx, caller, "logo_changed", version, &serde_json::json!({ "logo": shown }))
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &str,
    version: i64,
    values: &serde_json::Value,
) -> Result<(), Error> {
    let slug = caller.account.slug.as_str();
    trail::record(tx, caller, Event { entity: "account_look", entity_id: slug, version, change }, values)
}
