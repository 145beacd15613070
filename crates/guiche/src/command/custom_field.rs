//! `guiche custom-field`.

use clap::{Args, Subcommand, ValueEnum};
use guiche_desk::Ids;
use guiche_desk::custom_field::{CUSTOMER, DEPARTMENT, Edit, Edited, ORGANIZATION};
use guiche_domain::account::Slug;
use guiche_domain::custom_field::{self as domain, Kind};
use guiche_domain::id::Id;
use guiche_store::custom_field::Place;
use serde::Serialize;

use super::global::{Global, account_of, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum CustomField {
    /// Add a field after those that are there and print its id.
    Create(Create),
    /// Change a field that is in use; its type stays, and so do the values that were given before.
    Edit(EditField),
    /// Retire a field: its values stay and are shown, new ones are refused.
    Retire {
        /// Its id.
        id: String,
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// What it is a field of.
        #[arg(long, default_value = "customer")]
        on: Target,
    },
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
    Organization,
    Department,
}

impl Target {
    fn as_str(self) -> &'static str {
        match self {
            Self::Customer => CUSTOMER,
            Self::Organization => ORGANIZATION,
            Self::Department => DEPARTMENT,
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
    /// The department, of whose tickets it is a field; with --on department.
    #[arg(long, value_name = "ID", required_if_eq("on", "department"))]
    department: Option<String>,
    /// The category of the department, if it is a field of its tickets alone.
    #[arg(long, value_name = "ID", requires = "department")]
    category: Option<String>,
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

#[derive(Debug, Args)]
pub(super) struct EditField {
    /// Its id.
    id: String,
    /// The account that it belongs to.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// What it is a field of.
    #[arg(long, default_value = "customer")]
    on: Target,
    /// Another name.
    #[arg(long, value_parser = values::name)]
    name: Option<String>,
    /// Refuse who has no value for it from now on.
    #[arg(long, conflicts_with = "optional")]
    required: bool,
    /// Take who has no value for it from now on.
    #[arg(long)]
    optional: bool,
    /// What may be chosen from now on, all of it in its order.
    #[arg(long = "option", value_name = "OPTION")]
    options: Vec<String>,
    /// The most characters of a value from now on; 0 is no limit.
    #[arg(long, value_name = "N")]
    max_length: Option<u32>,
}

impl EditField {
    fn run(self, global: &Global) -> Result<(), Failure> {
        let max_length = self.max_length.map(usize::try_from).transpose()?;
        let edit = Edit {
            name: self.name,
            required: (self.required || self.optional).then_some(self.required),
            max_length: max_length.map(|max| (max > 0).then_some(max)),
            options: (!self.options.is_empty()).then_some(self.options),
        };
        let (slug, on, id) = (&self.account, self.on, self.id.clone());
        let edited = global.with_db(async |db| {
            write_to(&db, slug, move |tx, caller| {
                guiche_desk::custom_field::edit(tx, &caller, on.as_str(), &id, &edit)
            })
            .await
        })?;
        match edited {
            Edited::Done => Ok(()),
            Edited::Unknown => Err(unknown(slug, on, &self.id)),
            Edited::Refused(fault) => Err(fault.into()),
        }
    }
}

fn retire(global: &Global, slug: &Slug, on: Target, id: &str) -> Result<(), Failure> {
    let wanted = id.to_owned();
    let retired = global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| {
            guiche_desk::custom_field::retire(tx, &caller, on.as_str(), &wanted)
        })
        .await
    })?;
    if retired { Ok(()) } else { Err(unknown(slug, on, id)) }
}

fn unknown(slug: &Slug, on: Target, id: &str) -> Failure {
    let owner = match on {
        Target::Customer => "a customer",
        Target::Organization => "an organization",
        Target::Department => "a department",
    };
    Failure::new(format!("the account {slug} has no custom field {id} of {owner} in use"))
}

impl CustomField {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(global),
            Self::Edit(edit) => edit.run(global),
            Self::Retire { id, account, on } => retire(global, &account, on, &id),
            Self::List { account, on, json } => list(global, &account, on, json),
        }
    }
}

impl Create {
    fn run(self, global: &Global) -> Result<(), Failure> {
        if self.department.is_some() && !matches!(self.on, Target::Department) {
            return Err(Failure::new("--department goes with --on department"));
        }
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
        let (slug, on, department, category) = (&self.account, self.on, self.department, self.category);
        let created = global.with_db(async |db| {
            write_to(&db, slug, move |tx, caller| {
                let place = Place {
                    target: on.as_str(),
                    department_id: department.as_deref(),
                    category_id: category.as_deref(),
                };
                guiche_desk::custom_field::create(tx, &caller, place, &field)
            })
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
