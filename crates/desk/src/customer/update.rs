//! Changing a customer.

use guiche_domain::custom_field::{self, CustomChange, CustomValue};
use guiche_domain::customer::{Changes, Locator};
use guiche_domain::fold::fold;
use guiche_domain::form::{At, Change};
use guiche_domain::language::Language;
use guiche_domain::phone;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::group::Kind;
use guiche_store::{Error, Tx, customer_alias};
use serde::{Deserialize, Serialize};

use super::known::Known;
use super::locate::{hold, is_taken};
use super::references::{refer, refuse_portfolio};
use super::trail::{Password, record};
use crate::password::Hasher;
use crate::{Caller, Permission};

/// Changes that are ready for the store: what takes long is done.
#[derive(Clone, Debug)]
pub struct UpdateCustomer {
    /// Which customer; `None` where that could not be read, and its fault is among the changes'.
    pub locator: Option<At<Locator>>,
    /// What is to become of it.
    pub changes: Changes,
    password_hash: Option<String>,
}

impl UpdateCustomer {
    /// Hashes the password, if there is one and the changes are not refused anyway.
    pub async fn prepare(
        locator: Option<At<Locator>>,
        changes: Changes,
        hasher: &Hasher,
    ) -> Result<Self, Error> {
        let password_hash = match &changes.password {
            Change::Set(password) if changes.faults.is_empty() => {
                Some(hasher.hash(password.value.clone()).await?)
            }
            _ => None,
        };
        Ok(Self { locator, changes, password_hash })
    }

    /// The same but for the customer's key, which stays.
    pub(super) fn keeping_key(&self) -> Self {
        let changes = Changes { customer_id: Change::Keep, ..self.changes.clone() };
        Self { changes, ..self.clone() }
    }

    /// Changes whose password is hashed already, of a customer that is named elsewhere.
    pub(super) fn with_hash(changes: Changes, password_hash: Option<String>) -> Self {
        Self { locator: None, changes, password_hash }
    }
}

/// What came of an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// The caller's own key of the customer, as it is now.
    pub customer_id: Option<String>,
    /// The customer's version, as it is now.
    pub version: i64,
    /// Whether anything is different from before. What changes nothing leaves no trace.
    pub changed: bool,
}

/// Changes a customer (contract: §2). Refused with all faults at once; nothing was written then.
pub fn update(tx: &mut Tx<'_>, caller: &Caller, update: &UpdateCustomer) -> Result<Updated, Error> {
    caller.require(Permission::WriteCustomers)?;
    let mut faults = Faults::default();
    let held = hold(tx, caller, update.locator.as_ref(), &mut faults)?;
    change(tx, caller, held, update, faults, &mut Known::default())
}

/// Changes a customer that is held, or refuses with what is wrong.
pub(super) fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    held: Option<Customer>,
    update: &UpdateCustomer,
    mut faults: Faults,
    known: &mut Known,
) -> Result<Updated, Error> {
    let (changes, account_id) = (&update.changes, caller.account.account_id);
    refuse_portfolio(caller, changes.portfolio_id.set().is_some(), &changes.faults)?;
    changes.faults.iter().for_each(|fault| faults.push(fault.clone()));
    refer(tx, caller, Kind::Organization, changes.organization_id.set(), known, &mut faults)?;
    refer(tx, caller, Kind::Portfolio, changes.portfolio_id.set(), known, &mut faults)?;
    let custom = custom_changes(tx, caller, changes, known, &mut faults)?;
    // Of a customer that cannot be told, a key or an address may be its own.
    if held.is_some() || update.locator.is_some() {
        note_taken(tx, account_id, held.as_ref(), changes, &mut faults)?;
    }
    faults.into_result()?;
    let before = held.ok_or_else(|| Error::Data("changes without faults name no customer".into()))?;
    apply(tx, caller, before, update, &custom)
}

fn custom_changes(
    tx: &mut Tx<'_>,
    caller: &Caller,
    changes: &Changes,
    known: &mut Known,
    faults: &mut Faults,
) -> Result<Vec<CustomChange>, Error> {
    if changes.custom_fields.is_empty() && !changes.all_custom_fields {
        return Ok(Vec::new());
    }
    let configured = known.fields(tx, caller)?;
    if !changes.all_custom_fields {
        return Ok(custom_field::read_changes(configured, &changes.custom_fields, faults));
    }
    let mut values = custom_field::read_all(configured, &changes.custom_fields, faults);
    let mut value_of = |id: &str| {
        let at = values.iter().position(|value| value.custom_field_id == id)?;
        Some(values.swap_remove(at).value)
    };
    let all = configured
        .iter()
        .map(|field| CustomChange { value: value_of(&field.id), custom_field_id: field.id.clone() });
    Ok(all.collect())
}

/// Notes a fault where another customer has the new key or the new address.
fn note_taken(
    tx: &mut Tx<'_>,
    account_id: i64,
    held: Option<&Customer>,
    changes: &Changes,
    faults: &mut Faults,
) -> Result<(), Error> {
    if let Change::Set(At { field, value }) = &changes.customer_id
        && held.is_none_or(|held| held.internal_id.as_deref() != Some(value.as_str()))
        && is_taken(tx, account_id, value.as_str())?
    {
        faults.push(Fault::of(field.clone(), Reason::Duplicate));
    }
    if let Change::Set(At { field, value }) = &changes.email
        && held.is_none_or(|held| held.email.as_ref().map(|email| email.to_lowercase()) != Some(value.key()))
        && customer::has_email(tx, account_id, &value.key())?
    {
        faults.push(Fault::of(field.clone(), Reason::Duplicate));
    }
    Ok(())
}

fn apply(
    tx: &mut Tx<'_>,
    caller: &Caller,
    before: Customer,
    update: &UpdateCustomer,
    custom: &[CustomChange],
) -> Result<Updated, Error> {
    let account_id = caller.account.account_id;
    let mut after = changed(&before, &update.changes);
    let custom = really_changed(tx, account_id, &before, custom)?;
    let password = change_password(tx, account_id, &before, update)?;
    // The other form of the number is not what was sent: that a program of before did not know it is no change.
    let same = Customer { phone_e164: before.phone_e164.clone(), ..after.clone() } == before;
    if same && custom.is_empty() && password.is_none() {
        return Ok(Updated { customer_id: before.internal_id, version: before.version, changed: false });
    }
    after.version += 1;
    let email_key = after.email.as_ref().map(|email| email.to_lowercase());
    let name_key = fold(&after.name);
    let hidden = Hidden { name_key: &name_key, email_key: email_key.as_deref(), password_hash: None };
    customer::update(tx, account_id, &after, hidden)?;
    if let Some(internal_id) = &after.internal_id
        && before.internal_id != after.internal_id
        && customer_alias::customer_of(tx, account_id, internal_id)?.is_some()
    {
        // A merge gave the key up since we looked: whoever asks again hears that it is taken.
        return Err(Error::Locked);
    }
    for CustomChange { custom_field_id, value } in &custom {
        customer::set_value(tx, account_id, &after.customer_id, custom_field_id, value.as_deref())?;
    }
    let values = custom.into_iter().map(|change| CustomValue {
        custom_field_id: change.custom_field_id,
        value: change.value.unwrap_or_default(),
    });
    let values: Vec<_> = values.collect();
    record(tx, caller, "updated", &after, &values, password)?;
    Ok(Updated { customer_id: after.internal_id, version: after.version, changed: true })
}

/// Writes another password, or takes the one away that is there; what came of it, if anything did.
fn change_password(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: &Customer,
    update: &UpdateCustomer,
) -> Result<Option<Password>, Error> {
    match (&update.changes.password, &update.password_hash) {
        (Change::Keep, _) => Ok(None),
        (Change::Set(_), Some(hash)) => {
            customer::set_password(tx, account_id, &before.customer_id, hash)?;
            Ok(Some(Password::Set))
        }
        (Change::Set(_), None) => Err(Error::Data("a password without faults was not hashed".into())),
        (Change::Clear(_), _) => {
            let cleared = customer::clear_password(tx, account_id, &before.customer_id)?;
            Ok(cleared.then_some(Password::Cleared))
        }
    }
}

/// What a customer becomes, with the version of before.
fn changed(before: &Customer, changes: &Changes) -> Customer {
    let email = changes.email.apply(before.email.clone(), None, |email| Some(email.as_str().into()));
    let phone = changes.phone.apply(before.phone.clone(), None, |phone| Some(phone.as_str().into()));
    Customer {
        internal_id: changes
            .customer_id
            .apply(before.internal_id.clone(), None, |id| Some(id.as_str().into())),
        name: changes.name.apply(before.name.clone(), before.name.clone(), |name| name.as_str().into()),
        // Another address has to be shown to be its own again.
        email_validated: before.email_validated && email == before.email,
        phone_e164: phone.as_deref().and_then(phone::e164),
        create_tickets: changes.create_tickets.apply(before.create_tickets, true, |may| *may),
        organization_id: changes
            .organization_id
            .apply(before.organization_id.clone(), None, |id| Some(id.clone())),
        language: changes.language.apply(before.language, Language::default(), |language| *language),
        portfolio_id: changes.portfolio_id.apply(before.portfolio_id.clone(), None, |id| Some(id.clone())),
        email,
        phone,
        ..before.clone()
    }
}

/// Those of the changes after which a value is another.
fn really_changed(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: &Customer,
    custom: &[CustomChange],
) -> Result<Vec<CustomChange>, Error> {
    if custom.is_empty() {
        return Ok(Vec::new());
    }
    let values = customer::values(tx, account_id, &before.customer_id)?;
    let value_of =
        |id: &str| values.iter().find(|value| value.custom_field_id == id).map(|value| &value.value);
    let differs = |change: &&CustomChange| value_of(&change.custom_field_id) != change.value.as_ref();
    Ok(custom.iter().filter(differs).cloned().collect())
}
