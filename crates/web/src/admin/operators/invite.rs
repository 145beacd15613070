//! A link by which an operator sets a password: for a new one, and for one who has forgotten it.

use askama::Template;
use guiche_desk::operator::{self, LINK_HOURS};
use guiche_domain::form::Form;
use guiche_domain::operator::Operator;

use super::address;
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/operators/link.html")]
struct Link {
    page: Page,
    operator: Operator,
    back: String,
    link: String,
    hours: i64,
}

/// `POST /admin/operators/{operator_id}/link`: shows the link this once.
pub(super) async fn submit(visit: Visit, _: Form) -> Answer {
    let operator_id = visit.id("operator_id")?;
    let secret = guiche_desk::secret::new().map_err(|error| Failure::Internal(error.to_string()))?;
    let kept = secret.clone();
    let made = visit
        .write(move |tx, caller| {
            if !operator::invite(tx, caller, Some(&operator_id), &kept)? {
                return Ok(None);
            }
            operator::by_id(tx, caller, &operator_id)
        })
        .await?;
    let operator = made.ok_or(Failure::NotFound)?;
    let link = format!("{}/admin/link/{secret}", visit.origin());
    shown(&Link { back: address(&operator), operator, link, hours: LINK_HOURS, page: visit.page() })
}
