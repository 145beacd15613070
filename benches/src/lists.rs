//! Lists and searches over many customers: walking through pages, jumping to one, finding somebody; and what keeping the
//! search up costs.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use guiche_desk::work::Turn;
use guiche_desk::{Clock, Ids, census, search, sequencer};
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use guiche_store::custom_field::{self, CUSTOMER, Place};
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::group;
use guiche_store::organization::{self, Keys, Organization};
use guiche_store::outbox::{self, Change};
use guiche_store::{Db, Error, Tx, Url};

use crate::Outcome;
use crate::batch;
use crate::load::{self, Load, Until};
use crate::panel;
use crate::request;
use crate::server::{Role, SESSION, Server, TOKEN, folder};

/// Customers that one job inserts.
const BATCH: u64 = 1_000;
/// Requests of each kind, one after another.
const REQUESTS: u64 = 500;
/// What lists are ordered by.
const COLUMNS: [&str; 3] = ["name", "creation_date", "id"];
const FIRST: [&str; 8] = ["João", "Maria", "Átila", "Luísa", "Zoé", "Conceição", "Pedro", "Inês"];
const LAST: [&str; 7] = ["Silva", "Souza", "D'Ávila", "Gonçalves", "Araújo", "Brandão", "Nóbrega"];

/// The custom field that every other customer has a value in.
pub(crate) const FIELD: &str = "region";
/// How many organizations and portfolios there are. Every other customer has an organization, every third a portfolio.
const ORGANIZATIONS: u64 = 1_000;
const PORTFOLIOS: u64 = 5;

/// What customers belong to, by ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    pub(crate) organizations: Vec<String>,
    pub(crate) portfolios: Vec<String>,
}

/// Runs and reports.
pub(crate) fn run(customers: u64) -> Outcome {
    let folder = folder()?;
    let file = folder.path().join("lists.db");
    // It makes the account and the token.
    drop(Server::start(Role::Whole, &file)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let groups = runtime.block_on(seed(&file, customers))?;
    println!(
        "bytes on disk for each             {:>10.0}",
        std::fs::metadata(&file)?.len() as f64 / customers as f64
    );

    let server = Server::start(Role::Whole, &file)?;
    let pages = customers.div_ceil(50);
    warm(&file)?;
    let details = ask(&server, REQUESTS, move |number| {
        request::details(TOKEN, number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % customers)
    })?;
    let mut first_pages = Vec::new();
    for column in COLUMNS {
        let first = ask(&server, REQUESTS, move |_| list(column, 1))?.mean();
        first_pages.push(first);
        let walk = ask(&server, pages, move |number| list(column, number + 1))?;
        println!("{column}: first page               {:>10.2} ms", millis(first));
        println!(
            "{column}: walk / first page        {:>10.2}     (wanted: under 3)",
            ratio(walk.mean(), first)
        );
    }
    warm(&file)?;
    finding(&server, customers, details.percentile(0.99))?;
    visits(&server, first_pages[0])?;
    println!("a server's memory                  {:>10.1} MB", server.memory("VmRSS")?);
    drop(server);
    warm(&file)?;
    runtime.block_on(panel::run(&file, &groups))?;
    jumps(&file, customers, &first_pages)?;
    batch::run(&file, customers)
}

/// Has the whole file in the machine's memory, as it is where a database is used all day: some machines take it away from
/// what was not read for a minute, and the disk would be measured.
fn warm(file: &Path) -> Outcome {
    io::copy(&mut File::open(file)?, &mut io::sink())?;
    Ok(())
}

/// Jumps on a server that has seen no page yet: nothing of the way is remembered.
fn jumps(file: &Path, customers: u64, first_pages: &[Duration]) -> Outcome {
    let pages = customers.div_ceil(50);
    for (column, first) in COLUMNS.into_iter().zip(first_pages) {
        let server = Server::start(Role::Whole, file)?;
        let cold = ask(&server, 20, move |number| list(column, jump(number, pages)))?;
        println!(
            "{column}: jump / first page        {:>10.2}     (wanted: under 15, or 100 ms)",
            ratio(cold.mean(), *first)
        );
        println!("{column}: slowest jump             {:>10.2} ms", millis(cold.percentile(1.0)));
    }
    Ok(())
}

/// The panel's list as a browser asks for it, against the first page of the API's list: both whole, at the door of the server.
fn visits(server: &Server, list: Duration) -> Outcome {
    for (kind, query) in [
        ("list", ""),
        ("search for a common word", "?q=silva"),
        ("search for six digits", "?q=482913"),
        ("filter and order", "?active=1&sort=newest"),
    ] {
        let asked = ask(server, REQUESTS, move |_| visit(query))?;
        println!("panel {kind:<26} / list {:>8.2}     (wanted: at most 2)", ratio(asked.mean(), list));
    }
    Ok(())
}

/// What to search for, made from a customer's number.
type Query = fn(u64) -> String;

fn finding(server: &Server, customers: u64, details: Duration) -> Outcome {
    let kinds: [(&str, Query); 4] = [
        ("two words and a number", |number| name(number).to_lowercase()),
        ("six digits", |number| format!("{number:012}")[6..].to_owned()),
        ("an address", |number| format!("cliente{number}@exemplo")),
        ("a common word", |_| "silva".into()),
    ];
    for (kind, query) in kinds {
        let found = ask(server, REQUESTS, move |number| {
            let q = query(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % customers);
            search(&q.replace(' ', "+").replace('@', "%40"))
        })?;
        let slow = found.percentile(0.99);
        println!(
            "search p99 by {kind} / details p99 {:>10.2}     (wanted: under 5; {:.2} ms)",
            ratio(slow, details),
            millis(slow)
        );
    }
    Ok(())
}

async fn seed(file: &Path, customers: u64) -> Outcome<Groups> {
    let db = Db::open(&Url::sqlite(file), 16)?;
    let account_id = db
        .read(|tx| Ok(guiche_store::account::by_slug(tx, "bench")?.map(|account| account.account_id)))
        .await?
        .ok_or("no account")?;
    let (now, ids) = (Clock::system().now(), Ids::random());
    let made = ids.clone();
    let groups = db.write(move |tx| groups(tx, account_id, now, &made)).await?;
    let began = Instant::now();
    for from in (0..customers).step_by(BATCH as usize) {
        let (ids, groups) = (ids.clone(), groups.clone());
        let to = customers.min(from + BATCH);
        let insert = move |tx: &mut Tx<'_>| {
            (from..to).try_for_each(|number| insert(tx, account_id, number, now, &ids, &groups))
        };
        db.write(insert).await?;
    }
    println!("{customers} customers seeded in      {:>10.1} s", began.elapsed().as_secs_f64());
    let holder = ids.next(now);
    let began = Instant::now();
    repeat(&db, account_id, &holder, |tx, account_id, holder| {
        let done = sequencer::WORK.run(tx, account_id, holder, Clock::system().now())?;
        Ok(matches!(done, Turn::Changes { more: true, .. }))
    })
    .await?;
    println!(
        "positions, for each                {:>10.1} us",
        began.elapsed().as_micros() as f64 / customers as f64
    );
    let began = Instant::now();
    repeat(&db, account_id, &holder, |tx, account_id, holder| {
        let done = search::WORK.run(tx, account_id, holder, Clock::system().now())?;
        Ok(matches!(done, Turn::Changes { more: true, .. }))
    })
    .await?;
    println!(
        "search, for each                   {:>10.1} us  (wanted: under 100)",
        began.elapsed().as_micros() as f64 / customers as f64
    );
    let began = Instant::now();
    repeat(&db, account_id, &holder, |tx, account_id, holder| {
        let done = census::WORK.run(tx, account_id, holder, Clock::system().now())?;
        Ok(matches!(done, Turn::Changes { more: true, .. }))
    })
    .await?;
    println!(
        "census, for each                   {:>10.1} us",
        began.elapsed().as_micros() as f64 / customers as f64
    );
    let released = holder.clone();
    db.write(move |tx| {
        sequencer::WORK.release(tx, account_id, &released)?;
        search::WORK.release(tx, account_id, &released)?;
        census::WORK.release(tx, account_id, &released)
    })
    .await?;
    tokio::task::spawn_blocking(move || db.close()).await?;
    Ok(groups)
}

/// Makes what customers belong to, and the field that they have values in.
fn groups(tx: &mut Tx<'_>, account_id: i64, now: Timestamp, ids: &Ids) -> Result<Groups, Error> {
    let mut groups = Groups::default();
    for number in 0..ORGANIZATIONS {
        let organization = Organization {
            organization_id: ids.next(now),
            name: format!("Empresa {number}"),
            email: None,
            phone: None,
            site: None,
            portfolio_id: None,
            create_tickets: true,
            monthly_tickets_quota: None,
            mother_organization_id: None,
            team_see_all_tickets: false,
            manager_see_all_tickets: false,
            version: 1,
            created_at: now,
        };
        let name_key = fold(&organization.name);
        organization::insert(tx, account_id, &organization, Keys { name: &name_key, email: None })?;
        groups.organizations.push(organization.organization_id.to_string());
    }
    for number in 0..PORTFOLIOS {
        let id = ids.next(now);
        group::insert_portfolio(tx, account_id, &id, &format!("Carteira {number}"), now)?;
        groups.portfolios.push(id.to_string());
    }
    let field = CustomField {
        id: FIELD.into(),
        name: "Região".into(),
        kind: Kind::Select,
        required: false,
        max_length: None,
        options: ["Sul", "Norte", "Ilha"].map(str::to_owned).into(),
    };
    custom_field::insert(tx, account_id, Place::on(CUSTOMER), &field, now)?;
    Ok(groups)
}

/// Runs jobs until one tells that there is no more.
async fn repeat(
    db: &Db,
    account_id: i64,
    holder: &Id,
    job: fn(&mut Tx<'_>, i64, &Id) -> Result<bool, Error>,
) -> Outcome {
    loop {
        let holder = holder.clone();
        if !db.write(move |tx| job(tx, account_id, &holder)).await? {
            return Ok(());
        }
    }
}

fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    number: u64,
    now: Timestamp,
    ids: &Ids,
    groups: &Groups,
) -> Result<(), Error> {
    let one_of = |all: &[String], every: u64| {
        let at = usize::try_from(number / every).unwrap_or(0) % all.len().max(1);
        all.get(at).filter(|_| number.is_multiple_of(every)).cloned()
    };
    let (name, email) = (name(number), format!("cliente{number}@exemplo.com.br"));
    let phone = phone(number);
    let customer = Customer {
        customer_id: ids.next(now),
        internal_id: Some(format!("erp-{number:012}")),
        phone_e164: guiche_domain::phone::e164(&phone),
        phone: Some(phone),
        email: Some(email.clone()),
        create_tickets: true,
        organization_id: one_of(&groups.organizations, 2),
        language: Language::Portuguese,
        portfolio_id: one_of(&groups.portfolios, 3),
        email_validated: false,
        active: !number.is_multiple_of(50),
        account_approved: true,
        monthly_ticket_quota: None,
        version: 1,
        created_at: now,
        name,
    };
    let name_key = fold(&customer.name);
    let hidden = Hidden { name_key: &name_key, email_key: Some(&email), password_hash: None };
    customer::insert(tx, account_id, &customer, hidden)?;
    let value = match number {
        _ if number % 10_000 == 7 => Some("Ilha"),
        _ if number.is_multiple_of(2) => Some(if number.is_multiple_of(4) { "Sul" } else { "Norte" }),
        _ => None,
    };
    if let Some(value) = value {
        customer::insert_value(tx, account_id, &customer.customer_id, FIELD, value)?;
    }
    outbox::insert(
        tx,
        &Change {
            account_id,
            event_id: &ids.next(now),
            entity: "customer",
            entity_id: customer.customer_id.as_str(),
            version: 1,
            change: "created",
            occurred_at: now,
        },
    )
}

/// A mobile number in São Paulo.
pub(crate) fn phone(number: u64) -> String {
    format!("(11) 9{:04}-{:04}", 5_000 + number / 10_000 % 5_000, number % 10_000)
}

/// A name of two words that many have, and a number.
pub(crate) fn name(number: u64) -> String {
    let pick = |words: &[&'static str], by: u64| words[(by % words.len() as u64) as usize];
    format!("{} {} {number}", pick(&FIRST, number), pick(&LAST, number / 8))
}

fn ask(
    server: &Server,
    requests: u64,
    send: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
) -> Outcome<Load> {
    let (load, _) = load::run(server.address, 1, Until::Sent(requests), 0, send)?;
    if load.refused > 0 { Err(format!("{} requests were refused", load.refused).into()) } else { Ok(load) }
}

/// A page somewhere in the middle, not one that was asked for just before.
fn jump(number: u64, pages: u64) -> u64 {
    pages / 4 + number * 37 % (pages / 2).max(1) + 2
}

fn search(q: &str) -> Vec<u8> {
    format!("GET /guiche/v1/customers?q={q} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {TOKEN}\r\n\r\n")
        .into_bytes()
}

fn visit(query: &str) -> Vec<u8> {
    format!("GET /admin/customers{query} HTTP/1.1\r\nHost: bench\r\nCookie: __Host-guiche={SESSION}\r\n\r\n")
        .into_bytes()
}

fn list(column: &str, page: u64) -> Vec<u8> {
    format!(
        "GET /v2.0/customer/list?column={column}&page={page} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    )
    .into_bytes()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn ratio(time: Duration, to: Duration) -> f64 {
    time.as_secs_f64() / to.as_secs_f64()
}
