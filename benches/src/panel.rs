//! The panel's list at its own door, beside the list of the API: by name, by each filter, by several, and by words.

use std::path::Path;
use std::time::{Duration, Instant};

use guiche_desk::customer::{PanelPage, list, panel_list};
use guiche_desk::{Actor, Caller, Clock, Ids};
use guiche_domain::account::Account;
use guiche_domain::customer_list::ListQuery;
use guiche_domain::form::Form;
use guiche_domain::panel_query::PanelQuery;
use guiche_domain::turn::Turn;
use guiche_store::{Db, Url, account};

use crate::Outcome;
use crate::lists::{FIELD, Groups};

/// Requests of each kind, one after another.
const REQUESTS: u32 = 200;

/// Runs and reports.
pub(crate) async fn run(file: &Path, groups: &Groups) -> Outcome {
    let db = Db::open(&Url::sqlite(file), 16)?;
    let account = db.read(|tx| account::by_slug(tx, "bench")).await?.ok_or("no account")?;
    let caller = caller(account);
    let api = first_pages(&db, &caller).await?;
    println!("the API's list by name             {:>10.3} ms", api.as_secs_f64() * 1_000.0);
    let field = format!("custom_field[{FIELD}]");
    let (organization, portfolio) = (groups.organizations[0].as_str(), groups.portfolios[0].as_str());
    let kinds: [(&str, &[(&str, &str)]); 13] = [
        ("by name", &[]),
        ("by name, the last page", &[("cursor", "b")]),
        ("newest", &[("sort", "newest")]),
        ("by internal id", &[("sort", "id")]),
        ("of an organization", &[("organization", organization)]),
        ("in a portfolio", &[("portfolio", portfolio)]),
        ("out of service", &[("active", "0")]),
        ("with a value, newest", &[(&field, "Sul"), ("sort", "newest")]),
        ("with a value, by name", &[(&field, "Sul")]),
        ("with a rare value, by name", &[(&field, "Ilha")]),
        ("of an organization, with a value", &[("organization", organization), (&field, "Sul")]),
        ("a common word in a portfolio", &[("q", "silva"), ("portfolio", portfolio)]),
        ("two words", &[("q", "joão silva")]),
    ];
    for (kind, pairs) in kinds {
        let mut form = Form::default();
        pairs.iter().for_each(|(key, text)| form.push_text(*key, *text));
        let query = PanelQuery::read(&form, true).0.map_err(|refusal| format!("{refusal:?}"))?;
        let (mean, slowest, shown) = pages(&db, &caller, &query).await?;
        println!(
            "panel {kind:<33} / the API's {:>8.2}     (slowest {:.2} ms, {shown} a page)",
            mean.as_secs_f64() / api.as_secs_f64(),
            slowest.as_secs_f64() * 1_000.0
        );
    }
    tokio::task::spawn_blocking(move || db.close()).await?;
    Ok(())
}

fn caller(account: Account) -> Caller {
    let now = Clock::system().now();
    Caller::new(account, Actor::CommandLine, now, Ids::random())
}

/// How long the first page of the API's list takes.
async fn first_pages(db: &Db, caller: &Caller) -> Outcome<Duration> {
    let query = ListQuery::read(&Form::default(), true).0.map_err(|refusal| format!("{refusal:?}"))?;
    let began = Instant::now();
    for _ in 0..REQUESTS {
        let (caller, query) = (caller.clone(), query.clone());
        db.read(move |tx| list(tx, &caller, &query, None)).await?;
    }
    Ok(began.elapsed() / REQUESTS)
}

/// Turns pages, and begins again at the end: how long a page takes, the slowest of them, and how many customers one shows.
async fn pages(db: &Db, caller: &Caller, query: &PanelQuery) -> Outcome<(Duration, Duration, usize)> {
    let (mut all, mut slowest, mut shown) = (Duration::ZERO, Duration::ZERO, 0);
    let mut turn = query.turn.clone();
    for _ in 0..REQUESTS {
        let (caller, query) = (caller.clone(), PanelQuery { turn: turn.clone(), ..query.clone() });
        let began = Instant::now();
        let page = db.read(move |tx| panel_list(tx, &caller, &query)).await?;
        let took = began.elapsed();
        (all, slowest) = (all + took, slowest.max(took));
        shown += page.rows.len();
        turn = onwards(page, &turn).unwrap_or_else(|| query_start(&turn));
    }
    Ok((all / REQUESTS, slowest, shown / REQUESTS as usize))
}

fn onwards(page: PanelPage, turn: &Turn) -> Option<Turn> {
    if turn.backwards { page.previous } else { page.next }
}

fn query_start(turn: &Turn) -> Turn {
    if turn.backwards { Turn::LAST } else { Turn::FIRST }
}
