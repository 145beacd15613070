//! One organization.

use askama::Template;
use guiche_desk::Permission;
use guiche_desk::customer::{self, PanelPage};
use guiche_desk::organization::{self, Shown};
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::panel_query::{Group, Limit, PanelQuery};

use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many of its customers are shown.
const CUSTOMERS: &str = "20";

#[derive(Template)]
#[template(path = "admin/organizations/show.html")]
struct Show {
    page: Page,
    shown: Shown,
    customers: PanelPage,
    quota: String,
    values: Vec<Value>,
    may_write: bool,
}

/// A custom field's value, to be read.
struct Value {
    name: String,
    text: String,
}

/// `GET /admin/organizations/{organization_id}`
pub(super) async fn show(visit: Visit) -> Answer {
    let id = visit.id("organization_id")?;
    let query = PanelQuery {
        organization: Some(Group::Of(id.to_string())),
        limit: Limit::parse(CUSTOMERS).unwrap_or_default(),
        ..PanelQuery::default()
    };
    let found = visit
        .read(move |tx, caller| {
            let Some(shown) = organization::show(tx, caller, &id)? else { return Ok(None) };
            let fields = organization::custom_fields(tx, caller)?;
            Ok(Some((shown, customer::panel_list(tx, caller, &query)?, fields)))
        })
        .await?;
    let (found, customers, fields) = found.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let values = found.custom_fields.iter().map(|value| Value {
        name: value.name.clone(),
        text: text_of(&page, &fields, &value.custom_field_id, &value.value),
    });
    let values = values.collect();
    let quota = found.organization.monthly_tickets_quota;
    let quota = quota.map_or_else(|| page.say("organization-no-quota"), |quota| page.number(&quota));
    shown(&Show {
        page,
        shown: found,
        customers,
        quota,
        values,
        may_write: visit.may(Permission::WriteOrganizations),
    })
}

/// A value as people read it.
fn text_of(page: &Page, fields: &[CustomField], id: &str, value: &str) -> String {
    match fields.iter().find(|field| field.id == id).map(|field| field.kind) {
        Some(Kind::Checkbox) if value == "1" => page.say("form-yes"),
        Some(Kind::Checkbox) => page.say("form-no"),
        Some(Kind::MultiSelect) => value.replace('|', ", "),
        _ => value.to_owned(),
    }
}
