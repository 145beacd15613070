//! A customer's keys in a JSON body, as the API's description shows them.
#![expect(dead_code, reason = "only the schema is used")]

use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Schema;
use utoipa::{IntoParams, ToSchema};

use crate::v2::customer::parameters::{
    create_tickets, custom_field, email, language, may_create_tickets, name, new_language, organization_id,
    password, phone, portfolio_id, some_text, text,
};

/// How a path names a customer (contract: ours).
pub(crate) struct KeyInPath;

impl IntoParams for KeyInPath {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = some_text("The caller's own key, percent-encoded.", "4711");
        let key = ParameterBuilder::new().name("customer_id").schema(Some(key));
        vec![key.parameter_in(ParameterIn::Path).required(Required::True).build()]
    }
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

fn other_customer_id() -> Schema {
    text(250, "Another key, and so another path. It may not be taken away.").into()
}

fn other_name() -> Schema {
    text(250, "Kept as sent. It may not be taken away.").into()
}
