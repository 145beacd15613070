//! The rows of an import that were rejected, as a file.

use guiche_desk::audit::{self, Export};
use guiche_transfer::import::Rejected;
use http::Method;

use super::found;
use crate::download;
use crate::failure::Failure;
use crate::guard::Visit;
use crate::routes::Answer;

/// `GET /admin/imports/{import_id}/rejected.csv`
pub(super) async fn file(visit: Visit) -> Answer {
    visit.asked_here()?;
    let import = found(&visit).await?;
    let stem = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(stem, _)| stem);
    let name = format!("{}.csv", visit.page().say_of("import-rejected-file", stem));
    if visit.head.method == Method::HEAD {
        return download::head(&name);
    }
    let rows = import.counts.rejected.try_into().unwrap_or(0);
    let export = Export { what: "rejected rows", organization_id: None, rows };
    visit.write(move |tx, caller| audit::note_export(tx, caller, export)).await?;
    let (db, caller) = (visit.web.db.clone(), visit.caller.clone());
    let rejected = Rejected::new(db, caller, import.import_id, visit.language()).await;
    download::csv(&name, rejected.map_err(|error| Failure::Internal(error.to_string()))?)
}
