//! Whatever is asked for, all pages together show exactly the customers that have it, in order: forwards and backwards.

use std::collections::BTreeMap;

use fastrand::Rng;
use guiche_desk::customer::Total;
use guiche_domain::account::Account;
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::panel_query::PanelQuery;
use guiche_domain::turn::Turn;
use guiche_store::customer_among;
use guiche_tests::App;

use super::base::{Groups, Person, groups, page, people, query, store};

/// More than a request looks at.
const PEOPLE: u64 = 1_500;
const QUERIES: usize = 30;

#[tokio::test]
async fn all_pages_together_show_what_was_asked_for_and_nothing_else() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    let mut rng = Rng::with_seed(0x6775_6963);
    let people = people(&app, &groups, PEOPLE, &mut rng);
    store(&app, &account, &people).await;
    let numbers = numbers(&app, &account, &people).await;
    for _ in 0..QUERIES {
        let asked = any_query(&groups, &mut rng);
        let pairs: Vec<(&str, &str)> = asked.iter().map(|(key, text)| (*key, &**text)).collect();
        let expected = expected(&people, &groups, &numbers, &pairs);
        let query = query(&pairs);
        let (forwards, total) = walk(&app, &account, &query, Turn::FIRST).await;
        assert_eq!(forwards, expected, "{pairs:?}");
        let (mut backwards, _) = walk(&app, &account, &query, Turn::LAST).await;
        backwards.reverse();
        assert_eq!(backwards, expected, "backwards: {pairs:?}");
        match total.unwrap() {
            Total::Exactly(count) => assert_eq!(count, expected.len() as u64, "{pairs:?}"),
            Total::AtLeast(count) => assert!(count <= expected.len() as u64 && count < 1_201, "{pairs:?}"),
        }
    }
}

/// All that the pages show, from the first or from the last on, and the total that the first of them tells.
async fn walk(app: &App, account: &Account, query: &PanelQuery, from: Turn) -> (Vec<Id>, Option<Total>) {
    let (mut shown, mut turn, mut total) = (Vec::new(), from, None);
    loop {
        let asked = PanelQuery { turn: turn.clone(), count: total.is_none(), ..query.clone() };
        let page = page(app, account, asked).await;
        total = total.or(page.total);
        let full = page.rows.len() == query.limit.get();
        let onwards = if turn.backwards { page.previous } else { page.next };
        assert!(full || onwards.is_none() || page.unfinished, "{query:?} ends a page early");
        let mut ids: Vec<Id> = page.rows.into_iter().map(|row| row.customer.customer_id).collect();
        if turn.backwards {
            ids.reverse();
        }
        shown.extend(ids);
        match onwards {
            Some(next) => turn = next,
            None => return (shown, total),
        }
    }
}

/// The numbers of the customers in the search.
async fn numbers(app: &App, account: &Account, people: &[Person]) -> BTreeMap<Id, i64> {
    let ids: Vec<Id> = people.iter().map(|person| person.customer.customer_id.clone()).collect();
    let documents = app.as_operator(account, move |tx, caller| {
        let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
        customer_among::documents(tx, caller.account.account_id, &ids)
    });
    documents.await.into_iter().map(|(id, (number, _))| (id, number)).collect()
}

/// Something to ask for.
fn any_query(groups: &Groups, rng: &mut Rng) -> Vec<(&'static str, String)> {
    let mut asked =
        vec![("sort", rng.choice(["name", "-name", "newest", "oldest", "id"]).unwrap().to_owned())];
    asked.push(("limit", rng.choice(["13", "50", "100"]).unwrap().into()));
    if rng.u32(0..3) == 0 {
        asked.push(("q", rng.choice(["silva", "ana sou", "an", "zo", "..."]).unwrap().into()));
    }
    if rng.u32(0..2) == 0 {
        let id = rng.choice(&groups.organizations).cloned().filter(|_| rng.u32(0..5) > 0);
        asked.push(("organization", id.unwrap_or_else(|| "none".into())));
        asked.push(("below", if rng.bool() { "1" } else { "0" }.into()));
    }
    if rng.u32(0..3) == 0 {
        let id = rng.choice(&groups.portfolios).cloned().filter(|_| rng.u32(0..5) > 0);
        asked.push(("portfolio", id.unwrap_or_else(|| "none".into())));
    }
    if rng.u32(0..3) == 0 {
        asked.push(("active", if rng.bool() { "1" } else { "0" }.into()));
    }
    for (field, values) in [
        ("custom_field[region]", &["Sul", "Norte"][..]),
        ("custom_field[products]", &["Fibra", "TV|Voz"]),
        ("custom_field[vip]", &["1"]),
        ("custom_field[contract]", &["nº 7/CAO"]),
    ] {
        if rng.u32(0..4) == 0 {
            asked.push((field, (*rng.choice(values).unwrap()).into()));
        }
    }
    asked
}

/// The ids of those who have what is asked for, in its order.
fn expected(
    people: &[Person],
    groups: &Groups,
    numbers: &BTreeMap<Id, i64>,
    asked: &[(&str, &str)],
) -> Vec<Id> {
    let sent = |wanted: &str| asked.iter().find(|(key, _)| *key == wanted).map(|(_, text)| *text);
    let q = sent("q").unwrap_or_default();
    let prefix = ["an", "zo"].contains(&q);
    let mut found: Vec<&Person> = people.iter().filter(|person| has(person, groups, &sent)).collect();
    let id = |person: &&Person| person.customer.customer_id.clone();
    let internal = |person: &&Person| {
        let key = person.customer.internal_id.clone();
        (key.is_none(), key, person.customer.customer_id.clone())
    };
    let name = |person: &&Person| (person.name_key.clone(), person.customer.customer_id.clone());
    match sent("sort").unwrap() {
        _ if !q.is_empty() && !prefix => {
            found.sort_by_key(|person| std::cmp::Reverse(numbers[&person.customer.customer_id]));
        }
        "-name" => found.sort_by_key(|person| std::cmp::Reverse(name(person))),
        _ if prefix => found.sort_by_key(name),
        "newest" => found.sort_by_key(|person| std::cmp::Reverse(id(person))),
        "oldest" => found.sort_by_key(id),
        "id" => found.sort_by_key(internal),
        _ => found.sort_by_key(name),
    }
    found.into_iter().map(|person| person.customer.customer_id.clone()).collect()
}

fn has<'s>(person: &Person, groups: &Groups, sent: &impl Fn(&str) -> Option<&'s str>) -> bool {
    let customer = &person.customer;
    let belongs = |id: &Option<String>, wanted: Option<&str>| match wanted {
        None => true,
        Some("none") => id.is_none(),
        Some(wanted) => id.as_deref() == Some(wanted),
    };
    let below = sent("below") == Some("1")
        && sent("organization") == Some(&*groups.organizations[0])
        && customer.organization_id.as_ref() == Some(&groups.organizations[1]);
    let q = sent("q").unwrap_or_default();
    let words = match q {
        "an" | "zo" => person.name_key.starts_with(q),
        "..." => false,
        _ => q.split(' ').all(|word| person.name_key.contains(word)),
    };
    let value = |field: &str, wanted: &str| {
        let value = person.values.iter().find(|(id, _)| id == field).map(|(_, value)| value.as_str());
        let parts = |text: &str| text.split('|').map(fold).collect::<Vec<_>>();
        value.is_some_and(|value| parts(wanted).iter().all(|part| parts(value).contains(part)))
    };
    let fields = [
        ("region", "custom_field[region]"),
        ("products", "custom_field[products]"),
        ("vip", "custom_field[vip]"),
        ("contract", "custom_field[contract]"),
    ];
    words
        && (below || belongs(&customer.organization_id, sent("organization")))
        && belongs(&customer.portfolio_id, sent("portfolio"))
        && sent("active").is_none_or(|active| (active == "1") == customer.active)
        && fields.iter().all(|(id, key)| sent(key).is_none_or(|wanted| value(id, wanted)))
}
