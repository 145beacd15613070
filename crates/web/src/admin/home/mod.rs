//! The home page: how many customers there are, how many came, where they are, and what goes on beside the panel.

mod calls;
mod groups;
mod growth;
mod imports;

use askama::Template;
use guiche_desk::home::{Figures, figures};
use guiche_desk::import::{self, Import};
use guiche_desk::usage::Hour;
use guiche_desk::{Caller, Permission};
use guiche_store::{Error, Tx};

use self::calls::Calls;
use self::groups::Group;
use self::growth::Growth;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many imports are shown.
const IMPORTS: usize = 5;

#[derive(Template)]
#[template(path = "admin/home/show.html")]
struct Home {
    page: Page,
    figures: Figures,
    growth: Vec<Growth>,
    groups: Vec<Group>,
    calls: Option<Calls>,
    imports: Option<Vec<imports::Line>>,
    first_steps: Option<FirstSteps>,
}

/// What whoever begins can do.
struct FirstSteps {
    add: bool,
    import: bool,
    /// The address at which the API is, for those who may make tokens.
    connect: Option<String>,
    invite: bool,
}

/// What the store knows.
struct Found {
    figures: Figures,
    calls: Option<Vec<Hour>>,
    imports: Option<Vec<Import>>,
}

/// `GET /admin`
pub(super) async fn show(visit: Visit) -> Answer {
    let found = visit.read(look).await?;
    let page = visit.page();
    let account = &visit.signed_in.account;
    let today = account.time_zone.day(visit.caller.now);
    let first_steps = (found.figures.customers == 0).then(|| FirstSteps {
        add: visit.may(Permission::WriteCustomers),
        import: visit.may(Permission::ImportCustomers),
        connect: visit.may(Permission::ManageTokens).then(|| visit.origin()),
        invite: visit.may(Permission::ManageOperators),
    });
    shown(&Home {
        growth: growth::of(&page, &found.figures),
        groups: groups::of(&page, &found.figures, account.plan.has_portfolios()),
        calls: found.calls.map(|hours| Calls::of(&page, &hours, &account.time_zone, today)),
        imports: found
            .imports
            .map(|imports| imports.iter().map(|import| imports::line(&page, import)).collect()),
        first_steps,
        figures: found.figures,
        page,
    })
}

/// All that the page needs, in one look.
fn look(tx: &mut Tx<'_>, caller: &Caller) -> Result<Found, Error> {
    let may = |permission| caller.require(permission).is_ok();
    Ok(Found {
        figures: figures(tx, caller)?,
        calls: may(Permission::ReadConfiguration).then(|| calls::read(tx, caller)).transpose()?,
        imports: may(Permission::ImportCustomers)
            .then(|| import::list(tx, caller, None, IMPORTS))
            .transpose()?,
    })
}
