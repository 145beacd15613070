//! Rows of a file made ready for the store: read as the API reads what it is sent, names of organizations and portfolios
//! found, passwords hashed.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::customer::{Changes, Draft};
use guiche_domain::fold::fold;
use guiche_domain::form::{Form, Value};
use guiche_domain::id::Id;
use guiche_domain::import::{Key, Target};
use guiche_domain::refusal::Refusal;
use guiche_store::group::{self, Kind};
use guiche_store::{Db, Error, Tx};

use super::content::FileRow;
use super::view::Settings;
use crate::customer::RowCustomer;
use crate::organization::{Meant, meant};
use crate::password::Hasher;

/// What stands for a password's hash where nothing is kept anyway.
const PRETENDED: &str = "$argon2id$pretended";

/// A row that is ready for the store, or what keeps it from being.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) number: i64,
    pub(super) line: u64,
    pub(super) fields: Vec<String>,
    /// The keys that it names.
    pub(super) keys: Keys,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    /// Nothing stands in the columns that are mapped.
    Blank,
    /// It cannot be read.
    Unreadable(Refusal),
    /// It is about a customer.
    Customer(Box<RowCustomer>),
}

/// The keys that a row names, as they are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) customer_id: Option<String>,
    pub(super) email: Option<String>,
}

impl Keys {
    fn of(draft: &Draft) -> Self {
        Self {
            customer_id: draft.customer_id.as_ref().map(|at| at.value.as_str().to_owned()),
            email: draft.email.as_ref().map(|at| at.value.key()),
        }
    }

    /// Those that there are, each with its kind.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let named = [("customer_id", &self.customer_id), ("email", &self.email)];
        named.into_iter().filter_map(|(kind, value)| value.as_deref().map(|value| (kind, value)))
    }
}

/// The keys of a row; `None` where nothing stands in the columns that are mapped. A row that cannot be read has none.
pub(super) fn keys(settings: &Settings, row: &FileRow) -> Option<Keys> {
    if row.fault.is_some() {
        return Some(Keys::default());
    }
    let form = settings.mapping.form(&row.fields);
    (!is_blank(&form)).then(|| Keys::of(&Draft::read(&form, false)))
}

/// Prepares rows in their order. Without a hasher no password is hashed: what comes of it must not be kept.
pub(super) async fn prepare(
    db: &Db,
    account_id: i64,
    settings: &Settings,
    rows: Vec<(i64, FileRow)>,
    hasher: Option<&Hasher>,
) -> Result<Vec<Prepared>, Error> {
    let wanted = [
        (Kind::Organization, texts(settings, &Target::Organization, &rows)),
        (Kind::Portfolio, texts(settings, &Target::Portfolio, &rows)),
    ];
    let names = if wanted.iter().all(|(_, texts)| texts.is_empty()) {
        Names::default()
    } else {
        db.read(move |tx| find(tx, account_id, &wanted)).await?
    };
    let mut prepared = Vec::with_capacity(rows.len());
    for (number, row) in rows {
        // There are many rows, and others want the thread too.
        tokio::task::yield_now().await;
        prepared.push(one(settings, number, row, &names, hasher).await?);
    }
    Ok(prepared)
}

async fn one(
    settings: &Settings,
    number: i64,
    row: FileRow,
    names: &Names,
    hasher: Option<&Hasher>,
) -> Result<Prepared, Error> {
    let FileRow { line, fields, fault } = row;
    if let Some(reason) = fault {
        let content = Content::Unreadable(reason.into());
        return Ok(Prepared { number, line, fields, keys: Keys::default(), content });
    }
    if is_blank(&settings.mapping.form(&fields)) {
        return Ok(Prepared { number, line, fields, keys: Keys::default(), content: Content::Blank });
    }
    let form = match settings.empty_clears {
        true => settings.mapping.clearing_form(&fields),
        false => settings.mapping.form(&fields),
    };
    let form = named(&form, names);
    let (draft, changes) = (Draft::read(&form, false), Changes::read_body(&form, false));
    let password_hash = match (&draft.password, hasher) {
        (Some(password), Some(hasher)) if changes.faults.is_empty() => {
            Some(hasher.hash(password.value.clone()).await?)
        }
        (Some(_), _) => Some(PRETENDED.to_owned()),
        (None, _) => None,
    };
    let keys = Keys::of(&draft);
    let customer = RowCustomer::new(draft, changes, settings.key == Key::Email, password_hash);
    Ok(Prepared { number, line, fields, keys, content: Content::Customer(Box::new(customer)) })
}

fn is_blank(form: &Form) -> bool {
    let blank = |value: &Value| matches!(value, Value::Text(text) if text.trim().is_empty());
    form.entries().iter().all(|entry| blank(&entry.value))
}

/// The ids that names of a file stand for.
type Names = BTreeMap<(&'static str, String), String>;

/// What the rows have in the column that becomes this, each text once.
fn texts(settings: &Settings, target: &Target, rows: &[(i64, FileRow)]) -> BTreeSet<String> {
    let Some(column) = settings.mapping.columns().iter().position(|mapped| mapped == target) else {
        return BTreeSet::new();
    };
    let fields = rows.iter().filter_map(|(_, row)| row.fields.get(column));
    fields.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// Ids stay; a name becomes the id of the only one that has it, without regard to case and accents.
fn find(tx: &mut Tx<'_>, account_id: i64, wanted: &[(Kind, BTreeSet<String>)]) -> Result<Names, Error> {
    let mut names = Names::new();
    for (kind, texts) in wanted.iter().filter(|(_, texts)| !texts.is_empty()) {
        let portfolios = match kind {
            Kind::Organization => Vec::new(),
            Kind::Portfolio => group::portfolios(tx, account_id)?,
        };
        for text in texts {
            let id = match kind {
                Kind::Organization => match meant(tx, account_id, text)? {
                    Meant::One(id) => Some(id),
                    Meant::Several | Meant::Nobody => None,
                },
                Kind::Portfolio => portfolio_meant(&portfolios, text),
            };
            if let Some(id) = id {
                names.insert((kind.as_str(), text.clone()), id);
            }
        }
    }
    Ok(names)
}

fn portfolio_meant(portfolios: &[(Id, String)], text: &str) -> Option<String> {
    if portfolios.iter().any(|(id, _)| id.as_str() == text) {
        return Some(text.to_owned());
    }
    let key = fold(text);
    let mut with = portfolios.iter().filter(|(_, name)| !key.is_empty() && fold(name) == key);
    let first = with.next()?;
    with.next().is_none().then(|| first.0.to_string())
}

/// A form with ids in the place of names.
fn named(form: &Form, names: &Names) -> Form {
    let mut named = Form::default();
    for entry in form.entries() {
        let kind = match entry.key.as_str() {
            "organization_id" => Some(Kind::Organization),
            "portfolio_id" => Some(Kind::Portfolio),
            _ => None,
        };
        let id = match (kind, &entry.value) {
            (Some(kind), Value::Text(text)) => names.get(&(kind.as_str(), text.trim().to_owned())),
            _ => None,
        };
        let value = id.map_or_else(|| entry.value.clone(), |id| Value::Text(id.clone()));
        named.push(entry.key.clone(), value);
    }
    named
}
