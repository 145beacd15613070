//! Customers of many kinds, and what is known of each to whoever tests.

use fastrand::Rng;
use guiche_desk::custom_field::CUSTOMER;
use guiche_desk::{Caller, Ids, custom_field, customer, organization};
use guiche_domain::account::Account;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::fold::fold;
use guiche_domain::form::Form;
use guiche_domain::language::Language;
use guiche_domain::organization::Draft;
use guiche_domain::panel_query::PanelQuery;
use guiche_domain::time::Timestamp;
use guiche_store::custom_field::Place;
use guiche_store::customer::{Customer, Hidden};
use guiche_store::outbox::{self, Change};
use guiche_store::{Error, Tx};
use guiche_tests::App;

/// The custom fields that there are: their ids, kinds and options.
const FIELDS: [(&str, Kind, &[&str]); 4] = [
    ("region", Kind::Select, &["Sul", "Norte"]),
    ("products", Kind::MultiSelect, &["Fibra", "Voz", "TV"]),
    ("vip", Kind::Checkbox, &[]),
    ("contract", Kind::Text, &[]),
];

/// A customer, and what it is found by.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) customer: Customer,
    pub(super) name_key: String,
    pub(super) values: Vec<(String, String)>,
}

/// What customers belong to.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// A company, one below it, and another.
    pub(super) organizations: Vec<String>,
    pub(super) portfolios: Vec<String>,
}

/// An account's organizations, portfolios and custom fields.
pub(super) async fn groups(app: &App, account: &Account) -> Groups {
    let above = app.organization(account, "Átomo").await;
    let mut form = Form::default();
    form.push_text("name", "Átomo Filial");
    form.push_text("mother_organization_id", &*above);
    let draft = Draft::read(&form, true);
    let below = app.as_operator(account, move |tx, caller| organization::create(tx, caller, &draft)).await;
    let other = app.organization(account, "Bário").await;
    let mut portfolios = Vec::new();
    for name in ["Zeta", "Ômega"] {
        portfolios.push(app.portfolio(account, name).await);
    }
    for (id, kind, options) in FIELDS {
        let field = CustomField {
            id: id.into(),
            name: id.into(),
            kind,
            required: false,
            max_length: None,
            options: options.iter().map(|option| (*option).into()).collect(),
        };
        let made = app.as_operator(account, move |tx, caller| {
            custom_field::create(tx, caller, Place::on(CUSTOMER), &field)
        });
        assert!(made.await);
    }
    Groups { organizations: vec![above, below.organization_id, other], portfolios }
}

/// Customers, each of another kind: most things some have and some have not.
pub(super) fn people(app: &App, groups: &Groups, count: u64, rng: &mut Rng) -> Vec<Person> {
    let ids = Ids::random();
    (0..count).map(|number| person(app.now(), &ids, groups, number, rng)).collect()
}

fn person(now: Timestamp, ids: &Ids, groups: &Groups, number: u64, rng: &mut Rng) -> Person {
    let one_of = |rng: &mut Rng, of: &[&str]| rng.choice(of.iter().copied()).unwrap_or_default().to_owned();
    let name = format!(
        "{} {}",
        one_of(rng, &["Ana", "ana", "Ângela", "Zoé", "Bruno"]),
        one_of(rng, &["Silva", "Souza"])
    );
    let mut values = Vec::new();
    if rng.bool() {
        values.push(("region".to_owned(), one_of(rng, &["Sul", "Norte"])));
    }
    if rng.bool() {
        values.push(("products".into(), one_of(rng, &["Fibra", "Fibra|Voz", "Voz|TV", "Fibra|Voz|TV"])));
    }
    if rng.bool() {
        values.push(("vip".into(), one_of(rng, &["1", "0"])));
    }
    if rng.u32(0..50) == 0 {
        values.push(("contract".into(), "Nº 7/Ção".into()));
    }
    let customer = Customer {
        customer_id: ids.next(now),
        internal_id: rng.bool().then(|| format!("erp-{:05}", number * 7919 % 10_007)),
        email: None,
        phone: None,
        phone_e164: None,
        create_tickets: true,
        organization_id: rng.bool().then(|| rng.choice(&groups.organizations).cloned()).flatten(),
        language: Language::Portuguese,
        portfolio_id: rng.bool().then(|| rng.choice(&groups.portfolios).cloned()).flatten(),
        email_validated: false,
        active: rng.u32(0..8) > 0,
        account_approved: true,
        monthly_ticket_quota: None,
        version: 1,
        created_at: now,
        name,
    };
    Person { name_key: fold(&customer.name), customer, values }
}

/// Stores customers, and has them followed.
pub(super) async fn store(app: &App, account: &Account, people: &[Person]) {
    put(app, account, people).await;
    app.follow().await;
}

/// Stores customers.
pub(super) async fn put(app: &App, account: &Account, people: &[Person]) {
    for some in people.chunks(500) {
        let some = some.to_vec();
        app.as_operator(account, move |tx, caller| {
            some.iter().try_for_each(|person| insert(tx, caller, person))
        })
        .await;
    }
}

fn insert(tx: &mut Tx<'_>, caller: &Caller, person: &Person) -> Result<(), Error> {
    let Person { customer, name_key, values } = person;
    let account_id = caller.account.account_id;
    let hidden = Hidden { name_key, email_key: None, password_hash: None };
    assert!(guiche_store::customer::insert(tx, account_id, customer, hidden)?);
    for (field, value) in values {
        guiche_store::customer::insert_value(tx, account_id, &customer.customer_id, field, value)?;
    }
    note(tx, caller, customer, 1, "created", customer.created_at)
}

fn note(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer: &Customer,
    version: i64,
    change: &str,
    occurred_at: Timestamp,
) -> Result<(), Error> {
    let change = Change {
        account_id: caller.account.account_id,
        event_id: &caller.ids.next(caller.now),
        entity: "customer",
        entity_id: customer.customer_id.as_str(),
        version,
        change,
        occurred_at,
    };
    outbox::insert(tx, &change)
}

/// Stores what a customer has become: `updated`, or `deleted` with all that it had.
pub(super) async fn change(app: &App, account: &Account, person: &Person, change: &'static str) {
    const DELETE: [&str; 2] = [
        "DELETE FROM customer_value WHERE account_id = $1 AND customer_id = $2",
        "DELETE FROM customer WHERE account_id = $1 AND customer_id = $2",
    ];
    let person = person.clone();
    app.as_operator(account, move |tx, caller| {
        let Person { customer, name_key, values } = &person;
        let account_id = caller.account.account_id;
        let hidden = Hidden { name_key, email_key: None, password_hash: None };
        if change == "deleted" {
            for sql in DELETE {
                tx.execute(sql, &[account_id.into(), customer.customer_id.as_str().into()])?;
            }
        } else {
            guiche_store::customer::update(tx, account_id, customer, hidden)?;
            for (field, value) in values {
                guiche_store::customer::set_value(
                    tx,
                    account_id,
                    &customer.customer_id,
                    field,
                    Some(value.as_str()),
                )?;
            }
        }
        note(tx, caller, customer, if change == "deleted" { 3 } else { 2 }, change, caller.now)
    })
    .await;
}

/// A page of the list.
pub(super) async fn page(app: &App, account: &Account, query: PanelQuery) -> customer::PanelPage {
    app.as_operator(account, move |tx, caller| customer::panel_list(tx, caller, &query)).await
}

/// A query from the keys and values of an address.
pub(super) fn query(pairs: &[(&str, &str)]) -> PanelQuery {
    let mut form = Form::default();
    pairs.iter().for_each(|(key, text)| form.push_text(*key, *text));
    PanelQuery::read(&form, true).0.unwrap()
}
