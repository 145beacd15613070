//! A customer's page.

use askama::Template;
use guiche_desk::custom_field::{self, CUSTOMER};
use guiche_desk::customer::{self, Beside, CustomerHistory, Details};
use guiche_desk::{Caller, Permission, blocked_email};
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::email::Email;
use guiche_domain::id::Id;
use guiche_store::customer::Customer;
use guiche_store::{Error, Tx};

use super::history::{self, Line};
use super::{LIST, address, values};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::links;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many changes a page shows.
const CHANGES: usize = 20;

#[derive(Template)]
#[template(path = "admin/customers/show.html")]
struct Show {
    page: Page,
    here: String,
    customer: Customer,
    organization: Option<Named>,
    portfolio: Option<Named>,
    beside: Beside,
    language: &'static str,
    /// Label and value.
    fields: Vec<(String, String)>,
    blocked: bool,
    may_write: bool,
    changes: Vec<Line>,
    older: Option<String>,
    /// Whether these are not the newest changes.
    later: bool,
}

struct Named {
    to: String,
    name: String,
}

struct Found {
    details: Details,
    beside: Beside,
    configured: Vec<CustomField>,
    blocked: bool,
    history: CustomerHistory,
}

/// `GET /admin/customers/{customer_id}`
pub(super) async fn show(visit: Visit) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let here = address(&customer_id);
    let before = visit.head.query("before").and_then(|text| text.parse().ok());
    let later = before.is_some();
    let found = visit.read(move |tx, caller| look(tx, caller, &customer_id, before.as_ref())).await?;
    let Found { details, beside, configured, blocked, history } = found.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let kind_of =
        |id: &str| configured.iter().find(|field| field.id == id).map_or(Kind::Text, |field| field.kind);
    let fields = details.custom_fields.into_iter().map(|value| {
        let shown = values::of_kind(&page, kind_of(&value.custom_field_id), &value.value);
        (value.name, shown)
    });
    let customer = details.customer;
    let organization = customer.organization_id.as_ref().map(|id| Named {
        to: format!("/admin/organizations/{}", links::in_path(id)),
        name: details.organization.unwrap_or_else(|| id.clone()),
    });
    let portfolio = customer.portfolio_id.as_ref().map(|id| Named {
        to: format!("{LIST}?portfolio={}", links::in_query(id)),
        name: details.portfolio.unwrap_or_else(|| id.clone()),
    });
    shown(&Show {
        fields: fields.collect(),
        organization,
        portfolio,
        beside,
        language: values::language(&page, customer.language),
        changes: history::lines(&page, &history),
        older: history.history.next.map(|before| format!("{here}?before={before}#history")),
        later,
        blocked,
        may_write: visit.may(Permission::WriteCustomers),
        customer,
        here,
        page,
    })
}

fn look(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer_id: &Id,
    before: Option<&Id>,
) -> Result<Option<Found>, Error> {
    let Some(details) = customer::details_by_id(tx, caller, customer_id)? else {
        return Ok(None);
    };
    let email = details.customer.email.as_deref().and_then(|email| Email::parse(email).ok());
    let blocked = match email {
        Some(email) => blocked_email::is_blocked(tx, caller, &email)?,
        None => false,
    };
    Ok(Some(Found {
        beside: customer::beside(tx, caller, customer_id)?,
        configured: custom_field::list(tx, caller, CUSTOMER)?,
        history: customer::history(tx, caller, customer_id, before, CHANGES)?,
        details,
        blocked,
    }))
}
