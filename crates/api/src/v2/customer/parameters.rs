//! A customer's parameters, as the API's description shows them. They are read by `domain`.
#![expect(dead_code, reason = "only the schema is used")]

use std::collections::BTreeMap;

use utoipa::ToSchema;

/// What creates a customer. Unknown keys are ignored.
#[derive(ToSchema)]
pub(crate) struct NewCustomer {
    /// The caller's own key: a database key, CPF, CNPJ… Kept and compared byte for byte, unique in the account.
    #[schema(min_length = 1, max_length = 250, example = "4711")]
    pub(crate) customer_id: String,
    /// Kept as sent.
    #[schema(min_length = 1, max_length = 250, example = "Maria Silva")]
    pub(crate) name: String,
    /// With it the customer can sign in to the customer panel. Unique in the account, whatever the case.
    #[schema(max_length = 250, format = Email, example = "maria@exemplo.com.br")]
    pub(crate) email: Option<String>,
    /// Kept as sent.
    #[schema(max_length = 20, example = "+55 11 98765-4321")]
    pub(crate) phone: Option<String>,
    /// Whether the customer may open tickets: `1` or `0`.
    #[schema(default = "1", example = "1")]
    pub(crate) create_tickets: Option<String>,
    /// An organization of the account.
    #[schema(max_length = 512)]
    pub(crate) organization_id: Option<String>,
    /// Language of the customer panel: `pt-BR`, `es_ES` or `en-US`.
    #[schema(default = "pt-BR", max_length = 5, example = "pt-BR")]
    pub(crate) language: Option<String>,
    /// A customer portfolio of the account; enterprise plan only.
    #[schema(max_length = 512)]
    pub(crate) portfolio_id: Option<String>,
    /// One value for each custom field of the account's customer form, by the field's id: `custom_field[ID]`, in JSON an
    /// object of id to value.
    pub(crate) custom_field: Option<BTreeMap<String, String>>,
    /// A first password for the customer panel.
    #[schema(min_length = 8, max_length = 250, format = Password)]
    pub(crate) password: Option<String>,
}
