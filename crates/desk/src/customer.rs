//! Customers: created and looked at.

use guiche_domain::custom_field::{self, CustomValue};
use guiche_domain::customer::{Draft, Locator};
use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Field, Reason, Refusal};
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx};
use serde::{Deserialize, Serialize};

use crate::password::Hasher;
use crate::trail::{self, Event};
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
    caller.require(Permission::WriteCustomers)?;
    let draft = &new.draft;
    refuse_portfolio(caller, draft)?;
    let mut faults = draft.faults.clone();
    refer(tx, caller, Kind::Organization, &draft.organization_id, &mut faults)?;
    refer(tx, caller, Kind::Portfolio, &draft.portfolio_id, &mut faults)?;
    let configured =
        crate::custom_field::active(tx, caller.account.account_id, crate::custom_field::CUSTOMER)?;
    let values = custom_field::read_all(&configured, &draft.custom_fields, &mut faults);
    let (Some(customer_id), Some(name), true) = (&draft.customer_id, &draft.name, faults.is_empty()) else {
        return Err(refused(tx, caller, draft, faults)?);
    };
    let customer = Customer {
        customer_id: caller.new_id(),
        internal_id: Some(customer_id.value.as_str().into()),
        name: name.value.as_str().into(),
        email: draft.email.as_ref().map(|email| email.value.as_str().into()),
        phone: draft.phone.as_ref().map(|phone| phone.value.as_str().into()),
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
    let hidden = Hidden { email_key: email_key.as_deref(), password_hash: new.password_hash.as_deref() };
    if !customer::insert(tx, caller.account.account_id, &customer, hidden)? {
        return Err(refused(tx, caller, draft, faults)?);
    }
    for value in &values {
        let CustomValue { custom_field_id, value } = value;
        customer::insert_value(tx, caller.account.account_id, &customer.customer_id, custom_field_id, value)?;
    }
    let event = Event {
        entity: "customer",
        entity_id: customer.customer_id.as_str(),
        version: customer.version,
        change: "created",
    };
    trail::record(tx, caller, event, &Recorded::new(&customer, &values, new.password_hash.is_some()))?;
    Ok(Created { customer_id: customer_id.value.as_str().into() })
}

/// A portfolio, even one that cannot be read, needs the plan for it (contract: doc).
fn refuse_portfolio(caller: &Caller, draft: &Draft) -> Result<(), Refusal> {
    let sent = draft.portfolio_id.is_some() || draft.faults.mention("portfolio_id");
    if !sent || caller.account.plan.has_portfolios() {
        return Ok(());
    }
    Err(Fault::of(Field::new("portfolio_id", 0), Reason::Plan).into())
}

/// Notes a fault where an id that was sent refers to nothing in the account.
fn refer(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: Kind,
    id: &Option<At<String>>,
    faults: &mut Faults,
) -> Result<(), Error> {
    let Some(At { field, value }) = id else {
        return Ok(());
    };
    if group::name(tx, kind, caller.account.account_id, value)?.is_none() {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    Ok(())
}

/// The refusal of a draft: what is wrong with it, and which of its values are taken.
fn refused(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft, mut faults: Faults) -> Result<Error, Error> {
    let account_id = caller.account.account_id;
    if let Some(At { field, value }) = &draft.customer_id
        && customer::has_internal_id(tx, account_id, value.as_str())?
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
        Ok(()) => Err(Error::Data("a customer was not inserted and nothing of it is taken".into())),
    }
}

/// What the audit trail keeps of a new customer.
#[derive(Serialize)]
struct Recorded<'r> {
    customer_id: Option<&'r str>,
    name: &'r str,
    email: Option<&'r str>,
    phone: Option<&'r str>,
    create_tickets: bool,
    organization_id: Option<&'r str>,
    language: &'static str,
    portfolio_id: Option<&'r str>,
    has_password: bool,
    custom_fields: Vec<(&'r str, &'r str)>,
}

impl<'r> Recorded<'r> {
    fn new(customer: &'r Customer, values: &'r [CustomValue], has_password: bool) -> Self {
        Self {
            customer_id: customer.internal_id.as_deref(),
            name: &customer.name,
            email: customer.email.as_deref(),
            phone: customer.phone.as_deref(),
            create_tickets: customer.create_tickets,
            organization_id: customer.organization_id.as_deref(),
            language: customer.language.as_str(),
            portfolio_id: customer.portfolio_id.as_deref(),
            has_password,
            custom_fields: values.iter().map(|value| (&*value.custom_field_id, &*value.value)).collect(),
        }
    }
}

/// A customer and the names of what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The customer.
    pub customer: Customer,
    /// The organization's name.
    pub organization: Option<String>,
    /// The portfolio's name.
    pub portfolio: Option<String>,
    /// The custom fields that have a value, as configured; retired ones last.
    pub custom_fields: Vec<customer::CustomValue>,
}

/// One customer (contract: §2).
pub fn details(tx: &mut Tx<'_>, caller: &Caller, locator: &At<Locator>) -> Result<Details, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let found = match &locator.value {
        Locator::Internal(id) => customer::by_internal_id(tx, account_id, id.as_str())?,
        Locator::Email(email) => customer::by_email(tx, account_id, &email.key())?,
    };
    let Some(customer) = found else {
        return Err(Error::Refused(Fault::of(locator.field.clone(), Reason::NotFound).into()));
    };
    let mut named = |kind, id: &Option<String>| match id {
        Some(id) => group::name(tx, kind, account_id, id),
        None => Ok(None),
    };
    let organization = named(Kind::Organization, &customer.organization_id)?;
    let portfolio = named(Kind::Portfolio, &customer.portfolio_id)?;
    let custom_fields = customer::values(tx, account_id, &customer.customer_id)?;
    Ok(Details { customer, organization, portfolio, custom_fields })
}
