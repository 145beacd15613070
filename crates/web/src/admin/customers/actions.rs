//! What can be done to a customer with one button.

use askama::Template;
use guiche_desk::{blocked_email, customer, quick_access};
use guiche_domain::email::Email;
use guiche_domain::form::Form;
use guiche_store::Error;

use super::address;
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// `POST /admin/customers/{customer_id}/activate`
pub(super) async fn activate(visit: Visit, _: Form) -> Answer {
    set_active(visit, true, "done-customer-activated").await
}

/// `POST /admin/customers/{customer_id}/deactivate`
pub(super) async fn deactivate(visit: Visit, _: Form) -> Answer {
    set_active(visit, false, "done-customer-deactivated").await
}

async fn set_active(visit: Visit, active: bool, notice: &str) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let to = address(&customer_id);
    let done =
        visit.write(move |tx, caller| customer::activate_by_id(tx, caller, &customer_id, active)).await?;
    done.ok_or(Failure::NotFound)?;
    Ok(visit.done(&to, notice))
}

/// `POST /admin/customers/{customer_id}/block`
pub(super) async fn block(visit: Visit, _: Form) -> Answer {
    set_blocked(visit, true, "done-customer-blocked").await
}

/// `POST /admin/customers/{customer_id}/unblock`
pub(super) async fn unblock(visit: Visit, _: Form) -> Answer {
    set_blocked(visit, false, "done-customer-unblocked").await
}

async fn set_blocked(visit: Visit, blocked: bool, notice: &str) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let to = address(&customer_id);
    let done = visit.write(move |tx, caller| {
        let found = customer::details_by_id(tx, caller, &customer_id)?;
        let email = found.and_then(|details| details.customer.email);
        let Some(email) = email.and_then(|email| Email::parse(&email).ok()) else {
            return Ok(None);
        };
        let change = if blocked { blocked_email::block } else { blocked_email::unblock };
        change(tx, caller, &email).map(Some)
    });
    done.await?.ok_or(Failure::NotFound)?;
    Ok(visit.done(&to, notice))
}

#[derive(Template)]
#[template(path = "admin/customers/link.html")]
struct Link {
    page: Page,
    name: String,
    back: String,
    /// `None` where the customer may not be signed in.
    link: Option<String>,
    minutes: i64,
}

/// `POST /admin/customers/{customer_id}/link`: shows the link this once.
pub(super) async fn link(visit: Visit, _: Form) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let back = address(&customer_id);
    let secret = guiche_desk::secret::new().map_err(|error| Failure::Internal(error.to_string()))?;
    let known = customer_id.clone();
    let details = visit.read(move |tx, caller| customer::details_by_id(tx, caller, &known)).await?;
    let name = details.ok_or(Failure::NotFound)?.customer.name;
    let made = visit.write(move |tx, caller| {
        let made = quick_access::create_by_id(tx, caller, &customer_id, &secret)?;
        made.map(|made| made.secret(&secret)).transpose()
    });
    let link = match made.await {
        Ok(Some(token)) => Some(format!("{}/panel/quick-access?token={token}", visit.origin())),
        Ok(None) => return Err(Failure::NotFound),
        Err(Error::Refused(_)) => None,
        Err(error) => return Err(error.into()),
    };
    shown(&Link { page: visit.page(), name, back, link, minutes: quick_access::SECONDS / 60 })
}
