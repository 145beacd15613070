//! Revoking a token, after a page that says what it means.

use askama::Template;
use guiche_desk::token::{self, Kept};
use guiche_desk::usage;
use guiche_domain::form::Form;
use guiche_domain::time::Timestamp;
use guiche_domain::token::State;

use super::{LIST, rights};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/tokens/revoke.html")]
struct Revoke {
    page: Page,
    kept: Kept,
    rights: String,
    last_used: Option<Timestamp>,
}

/// `GET /admin/tokens/{token_id}/revoke`
pub(super) async fn ask(visit: Visit) -> Answer {
    let token_id = visit.id("token_id")?;
    let found = visit
        .read(move |tx, caller| {
            let Some(kept) = token::by_id(tx, caller, &token_id)? else { return Ok(None) };
            Ok(Some((usage::last_used(tx, caller)?.get(token_id.as_str()).copied(), kept)))
        })
        .await?;
    let (last_used, kept) = found.ok_or(Failure::NotFound)?;
    if kept.token.state(visit.caller.now) == State::Revoked {
        return Err(Failure::NotFound);
    }
    let page = visit.page();
    shown(&Revoke { rights: rights(&page, kept.token.read_only), kept, last_used, page })
}

/// `POST /admin/tokens/{token_id}/revoke`
pub(super) async fn submit(visit: Visit, _: Form) -> Answer {
    let token_id = visit.id("token_id")?;
    let revoked = visit.write(move |tx, caller| token::revoke(tx, caller, &token_id)).await?;
    if revoked { Ok(visit.done(LIST, "done-token-revoked")) } else { Err(Failure::NotFound) }
}
