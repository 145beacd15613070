//! The figures of the home page, and how they follow what changes.

use fastrand::Rng;
use guiche_desk::customer::Total;
use guiche_desk::home::{Figures, figures};
use guiche_domain::account::Account;
use guiche_tests::App;

use super::base::{change, groups, page, people, query, store};

async fn read(app: &App, account: &Account) -> Figures {
    app.as_operator(account, figures).await
}

fn sizes(sizes: &[guiche_desk::home::Size]) -> Vec<(&str, u64)> {
    sizes.iter().map(|size| (size.name.as_str(), size.customers)).collect()
}

#[tokio::test]
async fn customers_are_counted_where_they_are_and_when_they_came() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    let mut people = people(&app, &groups, 6, &mut Rng::with_seed(4));
    // Tuesday 2026-11-24 in São Paulo; hours before it, where each belongs.
    let places = [(0, 0, Some(0)), (11, 0, Some(1)), (24, 0, Some(1)), (48, 2, None), (24 * 30, 2, None)];
    for (person, (hours, organization, portfolio)) in people.iter_mut().zip(places) {
        person.customer.created_at = app.now().plus_hours(-hours);
        person.customer.organization_id = Some(groups.organizations[organization].clone());
        person.customer.portfolio_id = portfolio.map(|portfolio: usize| groups.portfolios[portfolio].clone());
        person.customer.active = true;
    }
    let last = &mut people[5];
    last.customer.created_at = app.now().plus_hours(-24 * 7 * 26);
    (last.customer.organization_id, last.customer.portfolio_id) = (None, None);
    last.customer.active = false;
    store(&app, &account, &people).await;

    let found = read(&app, &account).await;
    assert_eq!((found.customers, found.inactive), (6, 1));
    assert_eq!((found.without_organization, found.without_portfolio), (1, 3));
    let days: Vec<(String, u64)> = found
        .days
        .iter()
        .filter(|day| day.customers > 0)
        .map(|day| (day.from.to_string(), day.customers))
        .collect();
    assert_eq!(days, [("2026-11-22".into(), 1), ("2026-11-23".into(), 2), ("2026-11-24".into(), 1)]);
    assert_eq!((found.days.len(), found.days[0].from.to_string().as_str()), (30, "2026-10-26"));
    let weeks: Vec<(String, u64)> = found
        .weeks
        .iter()
        .filter(|week| week.customers > 0)
        .map(|week| (week.from.to_string(), week.customers))
        .collect();
    assert_eq!(weeks, [("2026-10-19".into(), 1), ("2026-11-16".into(), 1), ("2026-11-23".into(), 3)]);
    assert_eq!(found.weeks.len(), 26);
    assert_eq!(sizes(&found.organizations), [("Átomo", 3), ("Bário", 2)]);
    assert_eq!(sizes(&found.portfolios), [("Ômega", 2), ("Zeta", 1)]);

    // What is not followed yet is counted all the same, where that is exact.
    let mut moved = people[1].clone();
    moved.customer.portfolio_id = None;
    moved.customer.active = false;
    change(&app, &account, &moved, "updated").await;
    for followed in [false, true] {
        let found = read(&app, &account).await;
        assert_eq!((found.inactive, found.without_portfolio), (2, 4), "{followed}");
        for (pairs, count) in [
            ([("portfolio", &*groups.portfolios[1]), ("count", "1")], 1),
            ([("portfolio", "none"), ("count", "1")], 4),
            ([("active", "0"), ("count", "1")], 2),
            ([("active", "1"), ("count", "1")], 4),
            ([("organization", "none"), ("count", "1")], 1),
        ] {
            let found = page(&app, &account, query(&pairs)).await;
            assert_eq!(
                (found.rows.len(), found.total),
                (count, Some(Total::Exactly(count as u64))),
                "{pairs:?}"
            );
        }
        app.follow().await;
    }
    assert_eq!(sizes(&read(&app, &account).await.portfolios)[0].1, 1);
}
