//! `guiche organization`.

use clap::{Args, Subcommand};
use guiche_desk::organization::{self, Deleted};
use guiche_domain::account::Slug;
use guiche_domain::form::{Form, Value};
use guiche_domain::id::Id;
use guiche_domain::organization::{Changes, Draft};
use guiche_domain::page::PageNumber;
use guiche_store::Error;
use serde::Serialize;

use super::global::{Global, account_of, caller, write_to};
use super::values;
use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Subcommand)]
pub(super) enum Organization {
    /// Make one and print its id.
    Create {
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// What people call it.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// An id that is brought along: 32 lowercase hexadecimal characters [default: a new one].
        #[arg(long, value_name = "HEX")]
        id: Option<Id>,
        #[command(flatten)]
        rest: Rest,
    },
    /// Change one; what is not named stays.
    Update {
        /// Its id.
        id: String,
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Another name.
        #[arg(long, value_parser = values::name)]
        name: Option<String>,
        /// What to take away, by commas or repeated.
        #[arg(long, value_delimiter = ',', value_parser = CLEARABLE, value_name = "WHAT")]
        clear: Vec<String>,
        #[command(flatten)]
        rest: Rest,
    },
    /// Delete one that no customer and no other organization belongs to.
    Delete {
        /// Its id.
        id: String,
        /// The account that it belongs to.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
    },
    /// List those of an account, by name.
    List {
        /// The account.
        #[arg(long, value_name = "SLUG")]
        account: Slug,
        /// Print a JSON array of objects.
        #[arg(long)]
        json: bool,
    },
}

/// What can be taken away: the option's name, and the parameter's.
const CLEARABLE: [&str; 6] = ["email", "phone", "site", "portfolio", "mother", "quota"];

/// What may be said of an organization beside its name.
#[derive(Debug, Args)]
pub(super) struct Rest {
    /// The organization that it belongs to.
    #[arg(long, value_name = "ID")]
    mother: Option<String>,
    /// The portfolio that it is looked after in.
    #[arg(long, value_name = "ID")]
    portfolio: Option<String>,
    /// Its e-mail address.
    #[arg(long)]
    email: Option<String>,
    /// Its telephone number.
    #[arg(long)]
    phone: Option<String>,
    /// Its address on the web.
    #[arg(long, value_name = "URL")]
    site: Option<String>,
    /// Tickets a month; 0 is none set.
    #[arg(long, value_name = "N")]
    quota: Option<String>,
    /// Whether its customers may open tickets [default for a new one: 1].
    #[arg(long, value_parser = ["0", "1"])]
    create_tickets: Option<String>,
    /// Whether everybody of it sees all its tickets [default for a new one: 0].
    #[arg(long, value_parser = ["0", "1"])]
    team_sees_all: Option<String>,
    /// Whether its managers see all its tickets [default for a new one: 0].
    #[arg(long, value_parser = ["0", "1"])]
    managers_see_all: Option<String>,
    /// The value of a custom field, once for each.
    #[arg(long = "field", value_name = "ID=VALUE", value_parser = field)]
    fields: Vec<(String, String)>,
}

fn field(text: &str) -> Result<(String, String), &'static str> {
    let (id, value) = text.split_once('=').ok_or("a custom field's value is written as ID=VALUE")?;
    Ok((id.to_owned(), value.to_owned()))
}

impl Rest {
    /// The same as the API is sent it, so that one reader serves both.
    fn form(self) -> Form {
        let mut form = Form::default();
        let parameters = [
            ("mother_organization_id", self.mother),
            ("portfolio_id", self.portfolio),
            ("email", self.email),
            ("phone", self.phone),
            ("site", self.site),
            ("monthly_tickets_quota", self.quota),
            ("create_tickets", self.create_tickets),
            ("team_see_all_tickets", self.team_sees_all),
            ("manager_see_all_tickets", self.managers_see_all),
        ];
        for (key, text) in parameters.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            form.push_text(key, text);
        }
        for (id, value) in self.fields {
            form.push_text(format!("custom_field[{id}]"), value);
        }
        form
    }
}

impl Organization {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Create { account, name, id, rest } => create(global, &account, &name, id, rest),
            Self::Update { id, account, name, clear, rest } => {
                let mut form = rest.form();
                form.push_text("organization_id", id);
                if let Some(name) = name {
                    form.push_text("name", name);
                }
                for what in clear {
                    form.push(parameter(&what), Value::Null);
                }
                update(global, &account, &form)
            }
            Self::Delete { id, account } => delete(global, &account, &id),
            Self::List { account, json } => list(global, &account, json),
        }
    }
}

fn parameter(option: &str) -> &str {
    match option {
        "portfolio" => "portfolio_id",
        "mother" => "mother_organization_id",
        "quota" => "monthly_tickets_quota",
        same => same,
    }
}

fn create(global: &Global, slug: &Slug, name: &str, id: Option<Id>, rest: Rest) -> Result<(), Failure> {
    let mut form = rest.form();
    form.push_text("name", name);
    let draft = Draft::read(&form, true);
    let (id, created) = global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| {
            let id = id.clone().unwrap_or_else(|| caller.ids.next(caller.now));
            let created = organization::create_as(tx, &caller, &id, &draft)?;
            Ok((id, created.is_some()))
        })
        .await
    })?;
    if created {
        output::line(id)
    } else {
        Err(Failure::new(format!("the account {slug} has the organization {id} already, or had it before")))
    }
}

fn update(global: &Global, slug: &Slug, form: &Form) -> Result<(), Failure> {
    let changes = Changes::read(form, true);
    global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| organization::update(tx, &caller, &changes).map(drop)).await
    })
}

fn delete(global: &Global, slug: &Slug, id: &str) -> Result<(), Failure> {
    let wanted = id.to_owned();
    let deleted = global.with_db(async |db| {
        write_to(&db, slug, move |tx, caller| organization::delete(tx, &caller, &wanted)).await
    })?;
    match deleted {
        Deleted::Done => Ok(()),
        Deleted::Unknown => Err(Failure::new(format!(
            "the account {slug} has no organization {id}; `guiche organization list --account {slug}` shows those that are there"
        ))),
        Deleted::Used { customers, below } => {
            let plural = |count: u64| if count == 1 { "" } else { "s" };
            Err(Failure::new(format!(
                "the organization {id} stays: {customers} customer{} and {below} organization{} belong to it",
                plural(customers),
                plural(below)
            )))
        }
    }
}

fn list(global: &Global, slug: &Slug, json: bool) -> Result<(), Failure> {
    let lines = global.with_db(async |db| {
        let account = account_of(&db, slug).await?;
        let all = db.read(move |tx| {
            let caller = caller(account.clone(), &guiche_desk::Ids::random());
            let (mut all, mut page) = (Vec::new(), PageNumber::FIRST);
            loop {
                let (some, size) = organization::list(tx, &caller, page, false)?;
                all.extend(some.into_iter().map(|listed| Line::of(listed.organization)));
                if all.len() as u64 >= size {
                    return Ok::<_, Error>(all);
                }
                page = page.next();
            }
        });
        Ok(all.await?)
    })?;
    output::list(&lines, json)
}

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    mother_organization_id: Option<String>,
}

impl Line {
    fn of(organization: guiche_store::organization::Organization) -> Self {
        Self {
            id: organization.organization_id.to_string(),
            name: organization.name,
            mother_organization_id: organization.mother_organization_id,
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &["ID", "NAME", "MOTHER"];

    fn cells(&self) -> Vec<String> {
        let mother = self.mother_organization_id.as_deref().unwrap_or("-");
        vec![self.id.clone(), self.name.clone(), mother.to_owned()]
    }
}
