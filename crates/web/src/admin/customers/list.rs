//! The list: found by words and filters, a page at a time.

use askama::Template;
use guiche_desk::customer::{self, Filters, PanelPage, Total};
use guiche_desk::{Caller, Permission, organization};
use guiche_domain::panel_query::{PanelQuery, Sort};
use guiche_domain::refusal::Refusal;
use guiche_store::{Error, Tx};
use http::header::SET_COOKIE;

use super::columns::{self, Cell, Chosen, Column};
use super::query::{ALONE, Asked, ORGANIZATION};
use super::{LIST, address};
use crate::cookie;
use crate::form::{FormView, Input, Kind, custom};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/customers/list.html")]
struct List {
    page: Page,
    q: String,
    sort: Input,
    inputs: Vec<Input>,
    filtered: bool,
    narrowed: bool,
    columns: Vec<Column>,
    /// What was wrong with the query, and with none of its inputs.
    faults: Vec<String>,
    is_refused: bool,
    /// How many were found, in words.
    found: String,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
    /// Whether there may be more that was not looked at.
    unfinished: bool,
    may_write: bool,
}

struct Row {
    to: String,
    name: String,
    cells: Vec<Cell>,
}

/// What the store knows of it.
struct Found {
    filters: Filters,
    /// The organization's name, where one was named.
    organization: Option<String>,
    result: Result<PanelPage, Refusal>,
}

/// `GET /admin/customers`
pub(super) async fn show(visit: Visit) -> Answer {
    let asked = Asked::of(&visit.head);
    let chosen = Chosen::of(&visit, &asked);
    let (wanted, kept) = (asked.clone(), chosen.clone());
    let found = visit.read(move |tx, caller| look(tx, caller, &wanted, &chosen)).await?;
    let list = List::new(&visit, &asked, &kept, found);
    let mut response = if list.is_refused { refused(&list)? } else { shown(&list)? };
    if kept.by_address
        && let Some(cookie) = kept.kept().and_then(|kept| cookie::set_columns(&visit.web.settings, &kept))
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// All that the page needs, in one look.
fn look(tx: &mut Tx<'_>, caller: &Caller, asked: &Asked, chosen: &Chosen) -> Result<Found, Error> {
    let filters = customer::filters(tx, caller)?;
    let typed = asked.text(ORGANIZATION);
    let mut organization = None;
    if !typed.is_empty() {
        organization = organization::named(tx, caller, typed)?;
    }
    let query = asked.query(organization.as_ref().map(|(id, _)| id.as_str()));
    let result = match query.map(|query| PanelQuery { columns: chosen.custom(&filters.fields), ..query }) {
        Ok(query) => match customer::panel_list(tx, caller, &query) {
            Ok(page) => Ok(page),
            Err(Error::Refused(refusal)) => Err(refusal),
            Err(error) => return Err(error),
        },
        Err(refusal) => Err(refusal),
    };
    Ok(Found { filters, organization: organization.map(|(_, name)| name), result })
}

impl List {
    fn new(visit: &Visit, asked: &Asked, chosen: &Chosen, found: Found) -> Self {
        let page = visit.page();
        let Found { filters, organization, result } = found;
        let portfolios = visit.signed_in.account.plan.has_portfolios();
        let columns = columns::all(&page, &filters.fields, portfolios, chosen);
        let inputs = filter_inputs(&page, asked, &filters, organization, portfolios);
        let mut form = FormView::new(&page, LIST, String::new(), inputs);
        if let Err(refusal) = &result {
            form = form.refused(refusal, page.language());
        }
        let is_refused = form.is_refused();
        let result = result.unwrap_or_default();
        let turned = |turn| asked.turned(turn);
        let found = match result.total {
            _ if is_refused => String::new(),
            Some(Total::AtLeast(count)) => page.say_many("customers-found-at-least", &count),
            Some(Total::Exactly(count)) => page.say_many("customers-found", &count),
            None => page.say_many("customers-on-page", &result.rows.len()),
        };
        let rows = result.rows.into_iter().map(|row| Row {
            to: address(&row.customer.customer_id),
            name: row.customer.name.clone(),
            cells: columns::cells(&page, &columns, row),
        });
        Self {
            q: asked.text("q").to_owned(),
            sort: sort_input(&page, asked),
            filtered: asked.is_filtered(),
            narrowed: asked.is_narrowed(),
            rows: rows.collect(),
            columns,
            faults: form.faults,
            is_refused,
            found,
            previous: result.previous.as_ref().map(turned),
            next: result.next.as_ref().map(turned),
            unfinished: result.unfinished,
            may_write: visit.may(Permission::WriteCustomers),
            inputs: form.inputs,
            page,
        }
    }
}

fn sort_input(page: &Page, asked: &Asked) -> Input {
    let sorts = Sort::ALL.map(|sort| {
        let phrase = match sort {
            Sort::Name => "customers-by-name",
            Sort::NameDown => "customers-by-name-down",
            Sort::Newest => "customers-newest",
            Sort::Oldest => "customers-oldest",
            Sort::InternalId => "customers-by-internal-id",
        };
        (sort.as_str().to_owned(), page.say(phrase))
    });
    Input::new("sort", Kind::Select, page.say("customers-sort")).choices(sorts).value(asked.text("sort"))
}

fn filter_inputs(
    page: &Page,
    asked: &Asked,
    filters: &Filters,
    organization: Option<String>,
    portfolios: bool,
) -> Vec<Input> {
    let any = || (String::new(), page.say("customers-any"));
    let states = [("1", "customers-only-active"), ("0", "customers-only-inactive")];
    let states = states.map(|(value, label)| (value.to_owned(), page.say(label)));
    let typed = asked.text(ORGANIZATION).to_owned();
    let mut inputs = vec![
        Input::new("active", Kind::Select, page.say("customer-state"))
            .choices(std::iter::once(any()).chain(states))
            .value(asked.text("active")),
        Input::new(ORGANIZATION, Kind::Text, page.say("customer-organization"))
            .value(organization.unwrap_or(typed))
            .suggest(super::form::SUGGEST),
        Input::new("below", Kind::Checkbox, page.say("customers-and-below"))
            .ticked(!asked.text("below").is_empty()),
        Input::new(ALONE, Kind::Checkbox, page.say("customers-without-organization"))
            .ticked(!asked.text(ALONE).is_empty()),
    ];
    if portfolios {
        let without = ("none".to_owned(), page.say("customer-portfolio-none"));
        let known = filters.portfolios.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let choices = [any(), without].into_iter().chain(known);
        inputs.push(
            Input::new("portfolio", Kind::Select, page.say("customer-portfolio"))
                .choices(choices)
                .value(asked.text("portfolio")),
        );
    }
    let value_of = |id: &str| {
        let texts = asked.all(&format!("custom_field[{id}]"));
        (!texts.is_empty()).then(|| texts.join("|"))
    };
    let custom = custom::inputs(page, &filters.fields, value_of);
    inputs.extend(custom.into_iter().map(|input| as_filter(page, input)));
    inputs
}

/// A custom field's input as a filter: nothing has to be asked for.
fn as_filter(page: &Page, mut input: Input) -> Input {
    input.required = false;
    if let Some(nothing) = input.choices.first_mut().filter(|choice| choice.value.is_empty()) {
        nothing.label = page.say("customers-any");
    }
    input
}
