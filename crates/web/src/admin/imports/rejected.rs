//! The rows of an import that were rejected, as a file.

use std::io;

use guiche_desk::audit;
use guiche_transfer::import::{Error, Rejected};
use http::Method;
use tokio::sync::mpsc::Sender;

use super::found;
use crate::download::{self, Piece};
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
    visit.write(move |tx, caller| audit::note_export(tx, caller, "rejected rows", rows)).await?;
    let (db, caller) = (visit.web.db.clone(), visit.caller.clone());
    let mut rejected = Rejected::new(db, caller, import.import_id, visit.language())
        .await
        .map_err(|error| Failure::Internal(error.to_string()))?;
    let (sender, answer) = download::csv(&name)?;
    tokio::spawn(async move {
        if let Err(error) = hand_out(&mut rejected, &sender).await {
            tracing::error!(%error, "a file of rejected rows did not come to its end");
            drop(sender.send(Err(io::Error::other(error.to_string()))).await);
        }
    });
    Ok(answer)
}

/// Hands pieces out until there are no more, or nobody takes them.
async fn hand_out(rejected: &mut Rejected, to: &Sender<Piece>) -> Result<(), Error> {
    while let Some(piece) = rejected.next().await? {
        if to.send(Ok(piece)).await.is_err() {
            break;
        }
    }
    Ok(())
}
