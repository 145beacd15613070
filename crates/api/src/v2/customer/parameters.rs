//! A customer's parameters, as the API's description shows them: as they are sent in a form. They are read by `domain`.
//! What a JSON body may hold besides is in `openapi::bodies`.
#![expect(dead_code, reason = "only the schema is used")]

use serde_json::json;
use utoipa::ToSchema;
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOfBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type,
};

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

/// A whole customer whose key is in the path. Unknown keys are ignored, and what can only be read.
#[derive(ToSchema)]
pub(crate) struct WholeCustomer {
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

/// What is to change of a customer whose key is in the path. Unknown keys are ignored, and what can only be read.
#[derive(ToSchema)]
pub(crate) struct CustomerPatch {
    #[schema(schema_with = other_customer_id)]
    pub(crate) customer_id: Option<String>,
    #[schema(schema_with = other_name)]
    pub(crate) name: Option<String>,
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

fn other_customer_id() -> Schema {
    text(250, "Another key, and so another path. It may not be taken away.").into()
}

fn other_name() -> Schema {
    text(250, "Kept as sent. It may not be taken away.").into()
}

fn customer_id() -> Schema {
    some_text(
        "The caller's own key: a database key, CPF, CNPJ… Kept and compared byte for byte, unique in the account.",
        "4711",
    )
}

fn name() -> Schema {
    some_text("Kept as sent.", "Maria Silva")
}

fn phone() -> Schema {
    text(20, "Kept as sent.").examples([json!("+55 11 98765-4321")]).into()
}

fn organization_id() -> Schema {
    text(512, "An organization of the account.").into()
}

fn portfolio_id() -> Schema {
    text(512, "A customer portfolio of the account; enterprise plan only.").into()
}

fn email() -> Schema {
    let address = string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Email))).max_length(Some(250));
    or_empty(
        address,
        "With it the customer can sign in to the customer panel. Unique in the account, whatever the case.",
        "maria@exemplo.com.br",
    )
}

fn create_tickets() -> Schema {
    one_of(["1", "0", "true", "false", ""], "Whether the customer may open tickets: `1` or `0`.")
}

fn language() -> Schema {
    one_of(
        ["pt-BR", "es_ES", "en-US", ""],
        "Language of the customer panel. Also understood in any case and with `-` and `_` exchanged.",
    )
}

fn custom_field() -> Schema {
    ObjectBuilder::new()
        .description(Some(
            "One value for each custom field of the account's customer form, by the field's id: `custom_field[ID]`.",
        ))
        .additional_properties(Some(AdditionalProperties::from(Schema::from(string().build()))))
        .into()
}

fn password() -> Schema {
    let password = string()
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
        .min_length(Some(8))
        .max_length(Some(250))
        .pattern(Some(TEXT));
    or_empty(password, "A first password for the customer panel.", "correto cavalo")
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn some_text(description: &str, example: &str) -> Schema {
    text(250, description).min_length(Some(1)).pattern(Some(NOT_BLANK)).examples([json!(example)]).into()
}

fn text(max: usize, description: &str) -> ObjectBuilder {
    string().description(Some(description)).max_length(Some(max)).pattern(Some(TEXT))
}

/// One of these, the first where nothing is said.
fn one_of<const N: usize>(values: [&str; N], description: &str) -> Schema {
    let default = values.first().map(|value| json!(value));
    string()
        .description(Some(description))
        .default(default.clone())
        .examples(default)
        .enum_values(Some(values))
        .into()
}

/// Something that counts as missing where it is empty.
fn or_empty(filled: ObjectBuilder, description: &str, example: &str) -> Schema {
    AnyOfBuilder::new()
        .item(filled)
        .item(string().max_length(Some(0)))
        .description(Some(description))
        .examples([json!(example)])
        .into()
}
