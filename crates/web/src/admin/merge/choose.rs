//! Choosing the other customer; below it what can be undone.

use askama::Template;
use guiche_desk::Caller;
use guiche_desk::customer::{self, Details, PanelRow, Undoable};
use guiche_domain::customer::{CustomerId, Locator};
use guiche_domain::form::{At, Form};
use guiche_domain::id::Id;
use guiche_domain::panel_query::PanelQuery;
use guiche_domain::refusal::{Field, Refusal};
use guiche_store::customer::Customer;
use guiche_store::{Error, Tx};

use super::{WITH, address, customer as place};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

/// How many customers are offered.
const OFFERED: &str = "20";

#[derive(Template)]
#[template(path = "admin/merge/choose.html")]
struct Choose {
    page: Page,
    here: String,
    back: String,
    kept: Customer,
    inputs: Vec<Input>,
    /// What is wrong with none of the inputs.
    faults: Vec<String>,
    is_refused: bool,
    /// `None` before anything is looked for.
    offers: Option<Vec<Offer>>,
    more: bool,
    undoable: Vec<Undoable>,
}

struct Offer {
    to: String,
    name: String,
    internal_id: Option<String>,
    email: Option<String>,
    organization: Option<String>,
}

/// What the store knows.
struct Found {
    kept: Details,
    offers: Result<Vec<Offer>, Refusal>,
    more: bool,
    undoable: Vec<Undoable>,
}

/// The page, with why another one could not be taken.
pub(super) async fn show(visit: Visit, refusal: Option<Refusal>) -> Answer {
    let customer_id = visit.id("customer_id")?;
    let (here, back) = (address(&customer_id), place(&customer_id));
    let q = visit.head.query("q").unwrap_or_default().trim().to_owned();
    let wanted = q.clone();
    let found = visit.read(move |tx, caller| look(tx, caller, &customer_id, &wanted)).await?;
    let Found { kept, offers, more, undoable } = found.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let input = Input::new("q", Kind::Text, page.say("merge-search"))
        .value(&q)
        .hint(page.say("merge-search-hint"))
        .max(255);
    let mut form = FormView::new(&page, &here, String::new(), vec![input]);
    let offers = match offers {
        Ok(offers) => offers,
        Err(refusal) => {
            form = form.refused(&refusal, page.language());
            Vec::new()
        }
    };
    if let Some(refusal) = &refusal {
        form = form.refused(refusal, page.language());
    }
    let choose = Choose {
        here,
        back,
        kept: kept.customer,
        is_refused: form.is_refused(),
        inputs: form.inputs,
        faults: form.faults,
        offers: (!q.is_empty()).then_some(offers),
        more,
        undoable,
        page,
    };
    if choose.is_refused { refused(&choose) } else { shown(&choose) }
}

fn look(tx: &mut Tx<'_>, caller: &Caller, kept_id: &Id, q: &str) -> Result<Option<Found>, Error> {
    let Some(kept) = customer::details_by_id(tx, caller, kept_id)? else {
        return Ok(None);
    };
    let undoable = customer::merges(tx, caller, kept_id)?;
    let mut found = Found { kept, offers: Ok(Vec::new()), more: false, undoable };
    if q.is_empty() {
        return Ok(Some(found));
    }
    let mut form = Form::default();
    form.push_text("q", q);
    form.push_text("limit", OFFERED);
    let query = match PanelQuery::read(&form, false).0 {
        Ok(query) => query,
        Err(refusal) => return Ok(Some(Found { offers: Err(refusal), ..found })),
    };
    let page = customer::panel_list(tx, caller, &query)?;
    found.more = page.next.is_some();
    let exact = exactly(tx, caller, q)?;
    let named: Vec<Offer> =
        exact.into_iter().map(|details| offer(kept_id, details.customer, details.organization)).collect();
    let listed = page
        .rows
        .into_iter()
        .map(|PanelRow { customer, organization, .. }| offer(kept_id, customer, organization));
    let mut offers: Vec<Offer> = Vec::new();
    for offer in named.into_iter().chain(listed) {
        let is_known = offers.iter().any(|known| known.to == offer.to);
        if !is_known && !offer.to.ends_with(kept_id.as_str()) {
            offers.push(offer);
        }
    }
    found.offers = Ok(offers);
    Ok(Some(found))
}

/// The customer with just this key, even if it came a moment ago.
fn exactly(tx: &mut Tx<'_>, caller: &Caller, key: &str) -> Result<Option<Details>, Error> {
    let Ok(id) = CustomerId::parse(key) else { return Ok(None) };
    let locator = At { field: Field::new("q", 0), value: Locator::Internal(id) };
    match customer::details(tx, caller, &locator) {
        Ok(details) => Ok(Some(details)),
        Err(Error::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn offer(kept_id: &Id, customer: Customer, organization: Option<String>) -> Offer {
    Offer {
        to: format!("{}?{WITH}={}", address(kept_id), customer.customer_id),
        name: customer.name,
        internal_id: customer.internal_id,
        email: customer.email,
        organization,
    }
}
