//! Making a customer.

use guiche_domain::custom_field::{self, CustomValue};
use guiche_domain::customer::Draft;
use guiche_domain::fold::fold;
use guiche_domain::form::At;
use guiche_domain::phone;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::group::Kind;
use guiche_store::{Error, Tx, customer_alias, customer_snapshot};
use serde::{Deserialize, Serialize};

use super::known::Known;
use super::locate::is_taken;
use super::references::{refer, refuse_portfolio};
use super::trail::{Password, record};
use crate::password::Hasher;
use crate::{Caller, Permission};

/// A draft that is ready for the store: what takes long is done.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    draft: Draft,
    password_hash: Option<String>,
}

impl NewCustomer {
    /// Hashes the password, if there is one and the draft is not refused anyway.
    pub async fn prepare(draft: Draft, hasher: &Hasher) -> Result<Self, Error> {
        let password_hash = match &draft.password {
            Some(password) if draft.faults.is_empty() => Some(hasher.hash(password.value.clone()).await?),
            _ => None,
        };
        Ok(Self { draft, password_hash })
    }

    /// A draft whose password is hashed already, if there is one.
    pub(super) fn with_hash(draft: Draft, password_hash: Option<String>) -> Self {
        Self { draft, password_hash }
    }

    /// The password's hash, if there is a password.
    pub(super) fn password_hash(&self) -> Option<String> {
        self.password_hash.clone()
    }
}

/// What came of a creation, as far as an answer needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The caller's own key of the customer.
    pub customer_id: String,
}

/// Creates a customer (contract: §2). Refused with all faults at once: the draft's own, and what only the store knows,
/// for whatever of the draft could be read.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, new: &NewCustomer) -> Result<Created, Error> {
    create_with(tx, caller, new, &mut Known::default())
}

/// The same, for one of many that are created in a job.
pub fn create_with(
    tx: &mut Tx<'_>,
    caller: &Caller,
    new: &NewCustomer,
    known: &mut Known,
) -> Result<Created, Error> {
    let customer = make(tx, caller, new, known)?;
    Ok(Created { customer_id: customer.internal_id.unwrap_or_default() })
}

/// The same; the customer as it is now.
pub(super) fn make(
    tx: &mut Tx<'_>,
    caller: &Caller,
    new: &NewCustomer,
    known: &mut Known,
) -> Result<Customer, Error> {
    caller.require(Permission::WriteCustomers)?;
    let draft = &new.draft;
    refuse_portfolio(caller, draft.portfolio_id.is_some(), &draft.faults)?;
    let mut faults = draft.faults.clone();
    refer(tx, caller, Kind::Organization, draft.organization_id.as_ref(), known, &mut faults)?;
    refer(tx, caller, Kind::Portfolio, draft.portfolio_id.as_ref(), known, &mut faults)?;
    let configured = known.fields(tx, caller)?;
    let values = custom_field::read_all(configured, &draft.custom_fields, &mut faults);
    let (Some(customer_id), Some(name), true) = (&draft.customer_id, &draft.name, faults.is_empty()) else {
        return Err(refused(tx, caller, draft, faults)?);
    };
    let customer = Customer {
        customer_id: caller.new_id(),
        internal_id: Some(customer_id.value.as_str().into()),
        name: name.value.as_str().into(),
        email: draft.email.as_ref().map(|email| email.value.as_str().into()),
        phone: draft.phone.as_ref().map(|phone| phone.value.as_str().into()),
        phone_e164: draft.phone.as_ref().and_then(|phone| phone::e164(phone.value.as_str())),
        create_tickets: draft.create_tickets,
        organization_id: draft.organization_id.as_ref().map(|id| id.value.clone()),
        language: draft.language,
        portfolio_id: draft.portfolio_id.as_ref().map(|id| id.value.clone()),
        email_validated: false,
        active: true,
        account_approved: true,
        monthly_ticket_quota: None,
        version: 1,
        created_at: caller.now,
    };
    let email_key = draft.email.as_ref().map(|email| email.value.key());
    let hidden = Hidden {
        name_key: &fold(&customer.name),
        email_key: email_key.as_deref(),
        password_hash: new.password_hash.as_deref(),
    };
    if !customer::insert(tx, caller.account.account_id, &customer, hidden)? {
        return Err(refused(tx, caller, draft, faults)?);
    }
    // Only now: a merge that gave the key up while the insert waited for it is seen from here on.
    if customer_alias::customer_of(tx, caller.account.account_id, customer_id.value.as_str())?.is_some() {
        // A job may have other customers to make, so nothing of this one may stay.
        customer_snapshot::delete(tx, caller.account.account_id, &customer.customer_id)?;
        return Err(refused(tx, caller, draft, faults)?);
    }
    for value in &values {
        let CustomValue { custom_field_id, value } = value;
        customer::insert_value(tx, caller.account.account_id, &customer.customer_id, custom_field_id, value)?;
    }
    let password = new.password_hash.as_ref().map(|_| Password::Set);
    record(tx, caller, "created", &customer, &values, password)?;
    Ok(customer)
}

/// The refusal of a draft: what is wrong with it, and which of its values are taken.
fn refused(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft, mut faults: Faults) -> Result<Error, Error> {
    let account_id = caller.account.account_id;
    if let Some(At { field, value }) = &draft.customer_id
        && is_taken(tx, account_id, value.as_str())?
    {
        faults.push(Fault::of(field.clone(), Reason::Duplicate));
    }
    if let Some(At { field, value }) = &draft.email
        && customer::has_email(tx, account_id, &value.key())?
    {
        faults.push(Fault::of(field.clone(), Reason::Duplicate));
    }
    match faults.into_result() {
        Err(refusal) => Ok(Error::Refused(refusal)),
        // What was taken was given up between the two looks: whoever asks again gets it.
        Ok(()) => Err(Error::Locked),
    }
}
