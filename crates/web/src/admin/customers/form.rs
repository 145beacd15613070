//! The form of a customer. Its keys are the API's, so that faults land beside their fields.

use guiche_desk::custom_field::{self, CUSTOMER};
use guiche_desk::customer::{self, Details};
use guiche_desk::{Caller, organization};
use guiche_domain::custom_field::CustomField;
use guiche_domain::customer::{MAX_PHONE, MAX_TEXT, PASSWORD};
use guiche_domain::form::{Form, Value};
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_store::{Error, Tx};

use super::{LIST, NEW, address};
use crate::form::{FormView, Input, Kind, custom};
use crate::head::text;
use crate::page::Page;

/// Where organizations are suggested.
pub(super) const SUGGEST: &str = "/admin/organizations/suggest";
/// The version that a form was made from.
pub(super) const VERSION: &str = "version";
const ORGANIZATION: &str = "organization_id";

/// What an account has configured, as far as the form needs it.
#[derive(Debug)]
pub(super) struct Known {
    fields: Vec<CustomField>,
    /// `None` where the plan has none.
    portfolios: Option<Vec<(Id, String)>>,
}

impl Known {
    /// Looks it up.
    pub(super) fn read(tx: &mut Tx<'_>, caller: &Caller) -> Result<Self, Error> {
        let fields = custom_field::list(tx, caller, CUSTOMER)?;
        let portfolios = if caller.account.plan.has_portfolios() {
            Some(customer::filters(tx, caller)?.portfolios)
        } else {
            None
        };
        Ok(Self { fields, portfolios })
    }
}

/// The id of the organization that was typed, if one is meant.
pub(super) fn organization_of(
    tx: &mut Tx<'_>,
    caller: &Caller,
    sent: &Form,
) -> Result<Option<String>, Error> {
    match text(sent, ORGANIZATION).filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => Ok(organization::named(tx, caller, typed)?.map(|(id, _)| id)),
        None => Ok(None),
    }
}

/// What was sent, as the API takes it: an organization by its id, where the one that was typed was found.
pub(super) fn as_sent(sent: &Form, organization: Option<&str>) -> Form {
    let mut form = Form::default();
    for entry in sent.entries() {
        match (&entry.value, organization) {
            (Value::Text(_), Some(id)) if entry.key == ORGANIZATION => form.push_text(&entry.key, id),
            (value, _) => form.push(&entry.key, value.clone()),
        }
    }
    form
}

/// The same of a new customer: a box that is not ticked is not sent, but says no.
pub(super) fn as_sent_new(sent: &Form, organization: Option<&str>) -> Form {
    let mut form = as_sent(sent, organization);
    if text(sent, "create_tickets").is_none() {
        form.push_text("create_tickets", "0");
    }
    form
}

/// The form of a customer that is to be added.
pub(super) fn new(page: &Page, known: &Known) -> FormView {
    let inputs = inputs(page, known, None);
    FormView::new(page, NEW, page.say("customer-add"), inputs).cancel(LIST)
}

/// The form of one that is there.
pub(super) fn of(page: &Page, known: &Known, details: &Details) -> FormView {
    let to = address(&details.customer.customer_id);
    let mut inputs = inputs(page, known, Some(details));
    inputs.push(Input::new(VERSION, Kind::Hidden, String::new()).value(details.customer.version.to_string()));
    FormView::new(page, format!("{to}/edit"), page.say("save"), inputs).cancel(to)
}

fn inputs(page: &Page, known: &Known, details: Option<&Details>) -> Vec<Input> {
    let customer = details.map(|details| &details.customer);
    let held = |value: Option<&String>| value.cloned().unwrap_or_default();
    let languages =
        Language::ALL.map(|each| (each.as_str().to_owned(), super::values::language(page, each).to_owned()));
    let language = customer.map_or(Language::default(), |customer| customer.language);
    let password = if customer.is_some() { "customer-password-new" } else { "customer-password" };
    let mut inputs = vec![
        Input::new("name", Kind::Text, page.say("customer-name"))
            .required()
            .max(MAX_TEXT)
            .value(held(customer.map(|customer| &customer.name))),
        Input::new("customer_id", Kind::Text, page.say("customer-internal-id"))
            .required()
            .max(MAX_TEXT)
            .value(held(customer.and_then(|customer| customer.internal_id.as_ref())))
            .hint(page.say("customer-internal-id-hint")),
        Input::new("email", Kind::Email, page.say("customer-email"))
            .max(MAX_TEXT)
            .value(held(customer.and_then(|customer| customer.email.as_ref()))),
        Input::new("phone", Kind::Tel, page.say("customer-phone"))
            .max(MAX_PHONE)
            .value(held(customer.and_then(|customer| customer.phone.as_ref()))),
        Input::new(ORGANIZATION, Kind::Text, page.say("customer-organization"))
            .value(held(details.and_then(|details| details.organization.as_ref())))
            .hint(page.say("customer-organization-hint"))
            .suggest(SUGGEST),
    ];
    inputs.extend(portfolio(page, known, details));
    inputs.extend([
        Input::new("language", Kind::Select, page.say("customer-language"))
            .choices(languages)
            .value(language.as_str()),
        Input::new("create_tickets", Kind::Checkbox, page.say("customer-create-tickets"))
            .ticked(customer.is_none_or(|customer| customer.create_tickets)),
    ]);
    let value_of = |id: &str| {
        let mut values = details.iter().flat_map(|details| &details.custom_fields);
        values.find(|value| value.custom_field_id == id).map(|value| value.value.clone())
    };
    inputs.extend(custom::inputs(page, &known.fields, value_of));
    inputs.push(
        Input::new("password", Kind::Password, page.say(password))
            .max(*PASSWORD.end())
            .autocomplete("new-password")
            .hint(page.say_many("customer-password-hint", PASSWORD.start())),
    );
    inputs
}

/// The portfolio, of those that are offered and the one that the customer is in.
fn portfolio(page: &Page, known: &Known, details: Option<&Details>) -> Option<Input> {
    let offered = known.portfolios.as_ref()?;
    let held = details.and_then(|details| {
        Some((details.customer.portfolio_id.clone()?, details.portfolio.clone().unwrap_or_default()))
    });
    let mut choices = vec![(String::new(), page.say("customer-portfolio-none"))];
    choices.extend(offered.iter().map(|(id, name)| (id.to_string(), name.clone())));
    if let Some(held) = &held
        && choices.iter().all(|(id, _)| *id != held.0)
    {
        choices.push(held.clone());
    }
    let input = Input::new("portfolio_id", Kind::Select, page.say("customer-portfolio")).choices(choices);
    Some(match held {
        Some((id, _)) => input.value(id),
        None => input,
    })
}
