//! The trail as a file.

use guiche_transfer::audit::AuditExport;
use guiche_transfer::csv::Format;
use http::Method;

use super::query::Asked;
use crate::download;
use crate::guard::Visit;
use crate::routes::Answer;

/// `GET /admin/audit/export`: what the same filters find, all of it.
pub(super) async fn download(visit: Visit) -> Answer {
    visit.asked_here()?;
    let zone = &visit.signed_in.account.time_zone;
    let query = Asked::of(&visit.head).query(zone)?;
    let (called, slug) = (visit.page().say("audit-file"), &visit.signed_in.account.slug);
    let name = format!("{called}-{slug}-{}.csv", zone.day(visit.caller.now));
    // Who asks what the file would be takes nothing out.
    if visit.head.method == Method::HEAD {
        return download::head(&name);
    }
    let (db, caller) = (visit.web.db.clone(), visit.caller.clone());
    download::csv(&name, AuditExport::begin(db, caller, query, Format::default()).await?)
}
