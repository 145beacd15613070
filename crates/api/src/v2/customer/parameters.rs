//! A customer's parameters, as the API's description shows them: as they are sent in a form. They are read by `domain`.
//! What a JSON body may hold besides is in `openapi::bodies`.
#![expect(dead_code, reason = "only the schema is used")]

use serde_json::json;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOfBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type,
};
use utoipa::openapi::{Ref, RefOr, Required};
use utoipa::{IntoParams, ToSchema};

/// No control characters but tab and line breaks (contract: §1, characters).
const TEXT: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$";
/// The same, and not only white space.
const NOT_BLANK: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*[^\s\u0000-\u001F\u007F\u0085][^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$";

/// What creates a customer. Unknown keys are ignored, and empty ones of those that may be missing.
#[derive(ToSchema)]
pub(crate) struct NewCustomer {
    #[schema(schema_with = customer_id)]
    pub(crate) customer_id: String,
    #[schema(schema_with = name)]
    pub(crate) name: String,
    #[schema(schema_with = email)]
    pub(crate) email: Option<String>,
    #[schema(schema_with = phone)]
    pub(crate) phone: Option<String>,
    #[schema(schema_with = create_tickets)]
    pub(crate) create_tickets: Option<String>,
    #[schema(schema_with = organization_id)]
    pub(crate) organization_id: Option<String>,
    #[schema(schema_with = language)]
    pub(crate) language: Option<String>,
    #[schema(schema_with = portfolio_id)]
    pub(crate) portfolio_id: Option<String>,
    #[schema(schema_with = custom_field)]
    pub(crate) custom_field: Option<String>,
    #[schema(schema_with = password)]
    pub(crate) password: Option<String>,
}

/// What changes a customer. What is missing or empty stays as it is.
#[derive(ToSchema)]
pub(crate) struct UpdateCustomer {
    #[schema(schema_with = locator)]
    pub(crate) customer_id: String,
    #[schema(schema_with = locator_type)]
    pub(crate) customer_type_id: Option<String>,
    #[schema(schema_with = internal_id)]
    pub(crate) internal_id: Option<String>,
    #[schema(schema_with = new_name)]
    pub(crate) name: Option<String>,
    #[schema(schema_with = email)]
    pub(crate) email: Option<String>,
    #[schema(schema_with = phone)]
    pub(crate) phone: Option<String>,
    #[schema(schema_with = may_create_tickets)]
    pub(crate) create_tickets: Option<String>,
    #[schema(schema_with = organization_id)]
    pub(crate) organization_id: Option<String>,
    #[schema(schema_with = new_language)]
    pub(crate) language: Option<String>,
    #[schema(schema_with = portfolio_id)]
    pub(crate) portfolio_id: Option<String>,
    #[schema(schema_with = custom_field)]
    pub(crate) custom_field: Option<String>,
    #[schema(schema_with = password)]
    pub(crate) password: Option<String>,
}

/// Whether a customer may open tickets.
#[derive(ToSchema)]
pub(crate) struct PermitCreateTickets {
    #[schema(schema_with = locator)]
    pub(crate) customer_id: String,
    #[schema(schema_with = locator_type)]
    pub(crate) customer_type_id: Option<String>,
    #[schema(schema_with = flag)]
    pub(crate) create_tickets: String,
}

/// Whether a customer is approved.
#[derive(ToSchema)]
pub(crate) struct PermitAccess {
    #[schema(schema_with = locator)]
    pub(crate) customer_id: String,
    #[schema(schema_with = locator_type)]
    pub(crate) customer_type_id: Option<String>,
    #[schema(schema_with = flag)]
    pub(crate) access: String,
}

/// A customer and a department.
#[derive(ToSchema)]
pub(crate) struct DepartmentLink {
    #[schema(schema_with = locator)]
    pub(crate) customer_id: String,
    #[schema(schema_with = locator_type)]
    pub(crate) customer_type_id: Option<String>,
    #[schema(schema_with = configuration)]
    pub(crate) configuration: String,
}

/// A customer.
#[derive(ToSchema)]
pub(crate) struct NamedCustomer {
    #[schema(schema_with = locator)]
    pub(crate) customer_id: String,
    #[schema(schema_with = locator_type)]
    pub(crate) customer_type_id: Option<String>,
}

/// How a query names a customer (contract: doc).
pub(crate) struct LocatorQuery;

impl IntoParams for LocatorQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = |name: &str, required, schema: RefOr<Schema>| {
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Query);
            parameter.required(required).schema(Some(schema)).build()
        };
        vec![
            parameter("customer_id", Required::True, locator().into()),
            parameter("customer_type_id", Required::False, Ref::from_schema_name("LocatorType").into()),
        ]
    }
}

fn locator() -> Schema {
    text(512, "The caller's own key of the customer, or its e-mail address with `customer_type_id=E`.")
        .min_length(Some(1))
        .pattern(Some(NOT_BLANK))
        .examples([json!("4711")])
        .into()
}

fn locator_type() -> Schema {
    string()
        .description(Some("`I` by internal id (the default), `E` by e-mail."))
        .enum_values(Some(["I", "E", ""]))
        .into()
}

fn internal_id() -> Schema {
    text(250, "A new key of the caller's own; only with `customer_type_id=E`.").into()
}

fn new_name() -> Schema {
    text(250, "Kept as sent.").examples([json!("Maria Silva")]).into()
}

pub(crate) fn may_create_tickets() -> Schema {
    choice(["1", "0", "true", "false", ""], "Whether the customer may open tickets: `1` or `0`.")
}

pub(crate) fn new_language() -> Schema {
    choice(
        ["pt-BR", "es_ES", "en-US", ""],
        "Language of the customer panel. Also understood in any case and with `-` and `_` exchanged.",
    )
}

fn flag() -> Schema {
    choice(["1", "0", "true", "false"], "`1` or `0`.")
}

fn configuration() -> Schema {
    text(512, "The id of a department of the account.").min_length(Some(1)).pattern(Some(NOT_BLANK)).into()
}

fn customer_id() -> Schema {
    some_text(
        "The caller's own key: a database key, CPF, CNPJ… Kept and compared byte for byte, unique in the account.",
        "4711",
    )
}

pub(crate) fn name() -> Schema {
    some_text("Kept as sent.", "Maria Silva")
}

pub(crate) fn phone() -> Schema {
    text(20, "Kept as sent.").examples([json!("+55 11 98765-4321")]).into()
}

pub(crate) fn organization_id() -> Schema {
    text(512, "An organization of the account.").into()
}

pub(crate) fn portfolio_id() -> Schema {
    text(512, "A customer portfolio of the account; enterprise plan only.").into()
}

pub(crate) fn email() -> Schema {
    let address = string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Email))).max_length(Some(250));
    or_empty(
        address,
        "With it the customer can sign in to the customer panel. Unique in the account, whatever the case.",
        "maria@exemplo.com.br",
    )
}

pub(crate) fn create_tickets() -> Schema {
    one_of(["1", "0", "true", "false", ""], "Whether the customer may open tickets: `1` or `0`.")
}

pub(crate) fn language() -> Schema {
    one_of(
        ["pt-BR", "es_ES", "en-US", ""],
        "Language of the customer panel. Also understood in any case and with `-` and `_` exchanged.",
    )
}

pub(crate) fn custom_field() -> Schema {
    ObjectBuilder::new()
        .description(Some(
            "One value for each custom field of the account's customer form, by the field's id: `custom_field[ID]`.",
        ))
        .additional_properties(Some(AdditionalProperties::from(Schema::from(string().build()))))
        .into()
}

pub(crate) fn password() -> Schema {
    let password = string()
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
        .min_length(Some(8))
        .max_length(Some(250))
        .pattern(Some(TEXT));
    or_empty(password, "A first password for the customer panel.", "correto cavalo")
}

pub(crate) fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

pub(crate) fn some_text(description: &str, example: &str) -> Schema {
    text(250, description).min_length(Some(1)).pattern(Some(NOT_BLANK)).examples([json!(example)]).into()
}

pub(crate) fn text(max: usize, description: &str) -> ObjectBuilder {
    string().description(Some(description)).max_length(Some(max)).pattern(Some(TEXT))
}

/// One of these, the first where nothing is said.
pub(crate) fn one_of<const N: usize>(values: [&str; N], description: &str) -> Schema {
    let default = values.first().map(|value| json!(value));
    string()
        .description(Some(description))
        .default(default.clone())
        .examples(default)
        .enum_values(Some(values))
        .into()
}

/// One of these.
fn choice<const N: usize>(values: [&str; N], description: &str) -> Schema {
    let example = values.first().map(|value| json!(value));
    string().description(Some(description)).examples(example).enum_values(Some(values)).into()
}

/// Something that counts as missing where it is empty.
pub(crate) fn or_empty(filled: ObjectBuilder, description: &str, example: &str) -> Schema {
    AnyOfBuilder::new()
        .item(filled)
        .item(string().max_length(Some(0)))
        .description(Some(description))
        .examples([json!(example)])
        .into()
}
