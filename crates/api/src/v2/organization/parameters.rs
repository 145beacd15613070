//! An organization's parameters, as the API's description shows them: as they are sent in a form. They are read by `domain`.
#![expect(dead_code, reason = "only the schema is used")]

use serde_json::json;
use utoipa::ToSchema;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat};

use crate::v2::customer::parameters::{custom_field, one_of, or_empty, phone, some_text, string, text};

/// What creates an organization. Unknown keys are ignored, and empty ones of those that may be missing.
#[derive(ToSchema)]
pub(crate) struct NewOrganization {
    #[schema(schema_with = name)]
    name: String,
    #[schema(schema_with = email)]
    email: Option<String>,
    #[schema(schema_with = phone)]
    phone: Option<String>,
    #[schema(schema_with = site)]
    site: Option<String>,
    #[schema(schema_with = portfolio_id)]
    portfolio_id: Option<String>,
    #[schema(schema_with = custom_field)]
    custom_field: Option<String>,
    #[schema(schema_with = create_tickets)]
    create_tickets: Option<String>,
    #[schema(schema_with = monthly_tickets_quota)]
    monthly_tickets_quota: Option<String>,
    #[schema(schema_with = mother_organization_id)]
    mother_organization_id: Option<String>,
    #[schema(schema_with = team_see_all_tickets)]
    team_see_all_tickets: Option<String>,
    #[schema(schema_with = manager_see_all_tickets)]
    manager_see_all_tickets: Option<String>,
    #[schema(schema_with = strict_name)]
    strict_name: Option<String>,
    #[schema(schema_with = strict_mail)]
    strict_mail: Option<String>,
    #[schema(schema_with = return_id_if_exists)]
    return_id_if_exists: Option<String>,
}

/// What changes an organization. What is missing or empty stays as it is.
#[derive(ToSchema)]
pub(crate) struct UpdateOrganization {
    #[schema(schema_with = organization_id)]
    organization_id: String,
    #[schema(schema_with = new_name)]
    name: Option<String>,
    #[schema(schema_with = email)]
    email: Option<String>,
    #[schema(schema_with = phone)]
    phone: Option<String>,
    #[schema(schema_with = site)]
    site: Option<String>,
    #[schema(schema_with = portfolio_id)]
    portfolio_id: Option<String>,
    #[schema(schema_with = custom_field)]
    custom_field: Option<String>,
    #[schema(schema_with = create_tickets)]
    create_tickets: Option<String>,
    #[schema(schema_with = monthly_tickets_quota)]
    monthly_tickets_quota: Option<String>,
    #[schema(schema_with = mother_organization_id)]
    mother_organization_id: Option<String>,
    #[schema(schema_with = team_see_all_tickets)]
    team_see_all_tickets: Option<String>,
    #[schema(schema_with = manager_see_all_tickets)]
    manager_see_all_tickets: Option<String>,
    #[schema(schema_with = strict_name)]
    strict_name: Option<String>,
    #[schema(schema_with = strict_mail)]
    strict_mail: Option<String>,
    #[schema(schema_with = return_id_if_exists)]
    return_id_if_exists: Option<String>,
}

/// An organization was written.
#[derive(ToSchema)]
pub(crate) struct Written {
    /// Always `false`.
    error: bool,
    /// One sentence.
    message: String,
    /// Always `true`.
    success: bool,
    /// The organization's id.
    organization_id: String,
}

fn name() -> Schema {
    some_text("Kept as sent.", "Padaria Central")
}

fn new_name() -> Schema {
    text(250, "Kept as sent.").into()
}

fn email() -> Schema {
    let address = string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Email))).max_length(Some(250));
    or_empty(address, "May be repeated unless `strict_mail` says otherwise.", "contato@exemplo.com.br")
}

fn site() -> Schema {
    let address =
        string().max_length(Some(250)).pattern(Some(r"^https?://[A-Za-z0-9.-]+[A-Za-z0-9](/[!-~]*)?$"));
    or_empty(address, "An absolute `http` or `https` address.", "https://exemplo.com.br")
}

fn organization_id() -> Schema {
    text(512, "Which organization.").min_length(Some(1)).into()
}

fn portfolio_id() -> Schema {
    text(512, "A customer portfolio of the account; enterprise plan only.").into()
}

fn create_tickets() -> Schema {
    one_of(["1", "0", "true", "false", ""], "Whether its customers may open tickets: `1` or `0`.")
}

fn monthly_tickets_quota() -> Schema {
    count("Tickets a month, up to 2147483647; `0` is none set.").into()
}

fn mother_organization_id() -> Schema {
    text(512, "The organization of the account that it belongs to.").into()
}

fn team_see_all_tickets() -> Schema {
    switch("Whether everybody of it sees all its tickets.")
}

fn manager_see_all_tickets() -> Schema {
    switch("Whether its managers see all its tickets.")
}

fn strict_name() -> Schema {
    switch("Refuse a name that another organization has, without regard to case and accents.")
}

fn strict_mail() -> Schema {
    switch("Refuse an address that another organization has, without regard to case.")
}

fn return_id_if_exists() -> Schema {
    switch(
        "Answer with the id of the organization that has the name or the address, instead of refusing. Nothing is changed then.",
    )
}

fn switch(description: &str) -> Schema {
    one_of(["0", "1", "true", "false", ""], description)
}

fn count(description: &str) -> ObjectBuilder {
    string().description(Some(description)).pattern(Some("^[0-9]{0,9}$")).examples([json!("20")])
}
