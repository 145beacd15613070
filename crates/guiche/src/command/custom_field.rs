//! `guiche custom-field`.

use clap::{Args, Subcommand, ValueEnum};
use guiche_desk::Ids;
use guiche_desk::custom_field::CUSTOMER;
use guiche_domain::account::Slug;
use guiche_domain::custom_field::{self as domain, Kind};
use guiche_domain::id::Id;
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum CustomField {
    /// Add a field after those that are there and print its id.
    Create(Create),
    /// List the fields that are in use, in their order on the form.
    List {
        /// The account.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Whose fields they are.
        #[arg(long, default_value = "customer")]
        on: Target,
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
}

/// What has custom fields.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Target {
    Customer,
}

impl Target {
    fn as_str(self) -> &'static str {
        match self {
            Self::Customer => CUSTOMER,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The account that it belongs to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// What it is a field of.
    #[arg(long)]
    on: Target,
    /// What people call it.
    #[arg(long, value_parser = values::name)]
    name: String,
    /// What its values are.
    #[arg(long = "type", value_parser = values::kind(), value_name = "TYPE")]
    kind: Kind,
    /// Refuse who has no value for it [default: optional].
    #[arg(long)]
    required: bool,
    /// What may be chosen, once for each, in their order; for select and multi_select.
    #[arg(long = "option", value_name = "OPTION")]
    options: Vec<String>,
    /// The most characters of a value [default: no limit].
    #[arg(long, value_name = "N")]
    max_length: Option<u32>,
    /// An id that is brought along: 32 lowercase hexadecimal characters [default: a new one].
    #[arg(long, value_name = "HEX")]
    id: Option<Id>,
}

impl CustomField {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(global),
            Self::List { account, on, json } => list(global, &account, on, json),
        }
    }
}

impl Create {
    fn run(self, global: &Global) -> Result<(), Failure> {
        let Target::Customer = self.on;
        let id = self.id.unwrap_or_else(|| Ids::random().next(guiche_desk::Clock::system().now()));
        let field = domain::CustomField {
            id: id.to_string(),
            name: self.name,
            kind: self.kind,
            required: self.required,
            max_length: self.max_length.map(usize::try_from).transpose()?,
            options: self.options,
        };
        let field = field.configured()?;
        let slug = &self.account;
        let created = global.with_db(async |db| {
            write_to(&db, slug, move |tx, caller| guiche_desk::custom_field::create(tx, &caller, &field))
                .await
        })?;
        if created {
            output::line(id)
        } else {
            Err(Failure::new(format!("the account {slug} has the custom field {id} already")))
        }
    }
}

fn list(global: &Global, slug: &Slug, on: Target, json: bool) -> Result<(), Failure> {
    let fields = global.with_db(async |db| {
        let account_id = account_of(&db, slug).await?.account_id;
        Ok(db.read(move |tx| guiche_desk::custom_field::active(tx, account_id, on.as_str())).await?)
    })?;
    output::list(&fields.into_iter().map(|field| Line::new(on, field)).collect::<Vec<_>>(), json)
}

#[derive(Serialize)]
struct Line {
    id: String,
    on: &'static str,
    name: String,
    r#type: &'static str,
    required: bool,
    max_length: Option<usize>,
    options: Vec<String>,
}

impl Line {
    fn new(on: Target, field: domain::CustomField) -> Self {
        Self {
            id: field.id,
            on: on.as_str(),
            name: field.name,
            r#type: field.kind.as_str(),
            required: field.required,
            max_length: field.max_length,
            options: field.options,
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] =
        &["ID", "ON", "NAME", "TYPE", "REQUIRED", "MAX LENGTH", "OPTIONS"];

    fn cells(&self) -> Vec<String> {
        let required = if self.required { "yes" } else { "no" };
        let max_length = self.max_length.map_or_else(|| "-".to_owned(), |max| max.to_string());
        let (on, kind) = (self.on.to_owned(), self.r#type.to_owned());
        vec![
            self.id.clone(),
            on,
            self.name.clone(),
            kind,
            required.to_owned(),
            max_length,
            self.options.join(" | "),
        ]
    }
}
