//! Customers: made, changed and looked at. One operation, one file.

mod browse;
mod create;
mod department;
mod details;
mod exists;
mod export;
mod filters;
mod history;
mod known;
mod list;
mod locate;
mod merge;
mod panel;
mod patch;
mod permissions;
mod precondition;
mod put;
pub(crate) mod references;
pub(crate) mod size;
mod snapshot;
mod standing;
mod trail;
mod update;
mod upsert;
mod view;

pub use self::browse::{Browse, Browsed, browse};
pub use self::create::{Created, NewCustomer, create, create_with};
pub use self::department::{link, unlink};
pub use self::details::{Beside, Details, beside, details, details_by_id};
pub use self::exists::exists;
pub use self::export::{EXPORT_CHUNK, Exported, Extent, Scope, export_chunk, export_extent};
pub use self::filters::{Filters, filters};
pub use self::history::{CustomerHistory, history};
pub use self::known::Known;
pub use self::list::{Listing, list};
pub(crate) use self::locate::{by_internal_id, hold};
pub(crate) use self::merge::MERGED;
pub use self::merge::{
    Line, MergeRequest, Merged, Preview, UNDO_DAYS, Undoable, Undone, merge, merges, preview, purge_merges,
    undo_merge,
};
pub use self::panel::{PanelPage, PanelRow, Total, panel_list};
pub use self::patch::{Patched, patch, patch_by_id};
pub use self::permissions::{Permissions, permissions};
pub use self::precondition::{Precondition, Versions};
pub use self::put::{Put, PutCustomer, put};
pub use self::snapshot::{Snapshot, hold_snapshot, remove, restore, snapshot};
pub use self::standing::{activate, activate_by_id, permit_access, permit_create_tickets};
pub use self::update::{UpdateCustomer, Updated, update};
pub use self::upsert::{RowCustomer, Upserted, create_row, upsert};
pub(crate) use self::view::by_id;
pub use self::view::{View, view, views};
