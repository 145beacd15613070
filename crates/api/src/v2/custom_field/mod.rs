//! `/v2.0/custom_field`: what an account has configured.

pub(crate) mod customer;
pub(crate) mod department;
pub(crate) mod organization;

use guiche_domain::custom_field::CustomField as Configured;
use serde::Serialize;

use crate::reply::Reply;

/// The fields that are in use, in their configured order. `size` is how many there are (contract: ours).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct CustomFields {
    /// Always `false`.
    error: bool,
    /// Always null.
    message: Option<String>,
    data: Vec<CustomField>,
    /// Always `true`.
    success: bool,
    /// How many.
    size: usize,
}

/// A custom field (contract: §2, ours).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct CustomField {
    /// What stands between the brackets of `custom_field[ID]`.
    id: String,
    name: String,
    /// The name.
    label: String,
    /// `text`, `long_text`, `number`, `date`, `select`, `multi_select`, `checkbox`, `email`, `phone`, `url`, `cpf` or `cnpj`.
    r#type: &'static str,
    required: bool,
    /// What may be chosen; empty where nothing is.
    options: Vec<String>,
}

fn reply(fields: Vec<Configured>) -> Reply {
    let data: Vec<CustomField> = fields
        .into_iter()
        .map(|field| CustomField {
            id: field.id,
            label: field.name.clone(),
            name: field.name,
            r#type: field.kind.as_str(),
            required: field.required,
            options: field.options,
        })
        .collect();
    let size = data.len();
    Reply::found(&CustomFields { error: false, message: None, data, success: true, size })
}
