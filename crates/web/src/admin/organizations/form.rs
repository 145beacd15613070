//! The form of an organization: a new one, or one that is there.

use guiche_desk::organization::{self, Shown};
use guiche_desk::{Caller, group};
use guiche_domain::custom_field::CustomField;
use guiche_domain::customer::{MAX_PHONE, MAX_TEXT};
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::organization::MAX_SITE;
use guiche_store::organization::Organization;
use guiche_store::{Error, Tx};

use super::{LIST, NEW, SUGGEST, address};
use crate::form::{FormView, Input, Kind, custom};
use crate::page::Page;

/// What the form offers.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    /// Ids and names, by name; `None` where the plan has none.
    portfolios: Option<Vec<(Id, String)>>,
    fields: Vec<CustomField>,
}

impl Offered {
    /// Reads it.
    pub(super) fn read(tx: &mut Tx<'_>, caller: &Caller) -> Result<Self, Error> {
        let mut portfolios = None;
        if caller.account.plan.has_portfolios() {
            let mut all = group::portfolios(tx, caller)?;
            all.sort_by_cached_key(|(_, name)| fold(name));
            portfolios = Some(all);
        }
        Ok(Self { portfolios, fields: organization::custom_fields(tx, caller)? })
    }

    /// The form. Its keys are those of the API, so that faults come beside their fields.
    pub(super) fn form(&self, page: &Page, shown: Option<&Shown>) -> FormView {
        let mut inputs = words(page, shown.map(|shown| &shown.organization));
        inputs.extend(self.portfolio(page, shown));
        inputs.push(mother(page, shown));
        inputs.extend(tickets(page, shown.map(|shown| &shown.organization)));
        let value_of = |id: &str| {
            let values = &shown?.custom_fields;
            values.iter().find(|value| value.custom_field_id == id).map(|value| value.value.clone())
        };
        inputs.extend(custom::inputs(page, &self.fields, value_of));
        let Some(shown) = shown else {
            return FormView::new(page, NEW, page.say("organization-add"), inputs).cancel(LIST);
        };
        let version = shown.organization.version.to_string();
        inputs.push(Input::new("version", Kind::Hidden, String::new()).value(version));
        let there = address(&shown.organization.organization_id);
        FormView::new(page, format!("{there}/edit"), page.say("save"), inputs).cancel(there)
    }

    fn portfolio(&self, page: &Page, shown: Option<&Shown>) -> Option<Input> {
        let offered = self.portfolios.as_ref()?.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let none = (String::new(), page.say("organization-no-portfolio"));
        let chosen = shown.and_then(|shown| shown.organization.portfolio_id.clone());
        let input = Input::new("portfolio_id", Kind::Select, page.say("organization-portfolio"));
        Some(input.choices(std::iter::once(none).chain(offered)).value(chosen.unwrap_or_default()))
    }
}

fn words(page: &Page, organization: Option<&Organization>) -> Vec<Input> {
    let value =
        |of: fn(&Organization) -> Option<&String>| organization.and_then(of).cloned().unwrap_or_default();
    vec![
        Input::new("name", Kind::Text, page.say("organization-name"))
            .required()
            .max(MAX_TEXT)
            .value(value(|organization| Some(&organization.name))),
        Input::new("email", Kind::Email, page.say("organization-email"))
            .value(value(|organization| organization.email.as_ref())),
        Input::new("phone", Kind::Tel, page.say("organization-phone"))
            .max(MAX_PHONE)
            .value(value(|organization| organization.phone.as_ref())),
        Input::new("site", Kind::Url, page.say("organization-site"))
            .max(MAX_SITE)
            .value(value(|organization| organization.site.as_ref()))
            .hint(page.say("organization-site-hint")),
    ]
}

fn mother(page: &Page, shown: Option<&Shown>) -> Input {
    let name = shown.and_then(|shown| shown.mothers.last()).map(|(_, name)| name.clone());
    Input::new("mother_organization_id", Kind::Text, page.say("organization-mother"))
        .value(name.unwrap_or_default())
        .hint(page.say("organization-mother-hint"))
        .suggest(SUGGEST)
}

fn tickets(page: &Page, organization: Option<&Organization>) -> Vec<Input> {
    let quota = organization.and_then(|organization| organization.monthly_tickets_quota);
    let ticked = |of: fn(&Organization) -> bool, new: bool| organization.map_or(new, of);
    vec![
        Input::new("monthly_tickets_quota", Kind::Number, page.say("organization-quota"))
            .value(quota.map(|quota| quota.to_string()).unwrap_or_default())
            .hint(page.say("organization-quota-hint")),
        Input::new("create_tickets", Kind::Checkbox, page.say("organization-create-tickets"))
            .ticked(ticked(|organization| organization.create_tickets, true)),
        Input::new("team_see_all_tickets", Kind::Checkbox, page.say("organization-team-sees"))
            .ticked(ticked(|organization| organization.team_see_all_tickets, false)),
        Input::new("manager_see_all_tickets", Kind::Checkbox, page.say("organization-managers-see"))
            .ticked(ticked(|organization| organization.manager_see_all_tickets, false)),
    ]
}
