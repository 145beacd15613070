//! The list's rows, its refusals, and that it does not look for ever.

use fastrand::Rng;
use guiche_desk::customer::{Total, panel_list};
use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::form::SentCustomField;
use guiche_domain::panel_query::{Group, PanelQuery};
use guiche_domain::plan::Plan;
use guiche_domain::refusal::Reason;
use guiche_domain::turn::{Spot, Turn};
use guiche_store::Error;
use guiche_tests::App;

use super::base::{groups, page, people, query, store};

#[tokio::test]
async fn a_row_has_names_and_the_beginnings_of_the_values_asked_for() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    let mut someone = people(&app, &groups, 1, &mut Rng::with_seed(1)).remove(0);
    someone.customer.organization_id = Some(groups.organizations[1].clone());
    someone.customer.portfolio_id = Some(groups.portfolios[1].clone());
    someone.values = vec![("contract".into(), "é".repeat(300)), ("vip".into(), "1".into())];
    store(&app, &account, &[someone.clone()]).await;
    let found = page(&app, &account, query(&[("columns", "vip,unknown,contract"), ("count", "1")])).await;
    let [row] = &found.rows[..] else { panic!("{found:?}") };
    assert_eq!(row.customer, someone.customer);
    assert_eq!(
        (row.organization.as_deref(), row.portfolio.as_deref()),
        (Some("Átomo Filial"), Some("Ômega"))
    );
    assert_eq!(row.values, [Some("1".into()), None, Some("é".repeat(200))]);
    assert_eq!((&found.previous, &found.next, found.unfinished), (&None, &None, false));
    assert_eq!(found.total, Some(Total::Exactly(1)));
    // A long value is found by the whole of it.
    for (value, count) in [("É".repeat(300), 1), ("é".repeat(299), 0)] {
        let asked = query(&[("custom_field[contract]", &value)]);
        assert_eq!(page(&app, &account, asked).await.rows.len(), count);
    }
}

#[tokio::test]
async fn pages_lead_to_one_another() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    store(&app, &account, &people(&app, &groups, 5, &mut Rng::with_seed(2))).await;
    let asked = query(&[("sort", "oldest"), ("limit", "2")]);
    let turn = |turn: Option<Turn>| PanelQuery { turn: turn.unwrap(), ..asked.clone() };
    let first = page(&app, &account, asked.clone()).await;
    assert_eq!(first.previous, None);
    let second = page(&app, &account, turn(first.next.clone())).await;
    let third = page(&app, &account, turn(second.next.clone())).await;
    assert_eq!((third.rows.len(), &third.next), (1, &None));
    let again = page(&app, &account, turn(third.previous)).await;
    assert_eq!(again.rows, second.rows);
    let begin = page(&app, &account, turn(again.previous)).await;
    assert_eq!((&begin.rows, &begin.previous), (&first.rows, &None));
    assert_eq!(page(&app, &account, turn(begin.next)).await.rows, second.rows);
    // Where everything behind the cursor has gone meanwhile, the last page is the one before.
    let last = Spot::Creation { customer_id: third.rows[0].customer.customer_id.clone() };
    let nothing = page(&app, &account, turn(Some(Turn::after(last)))).await;
    assert_eq!((nothing.rows.len(), nothing.next, nothing.previous), (0, None, Some(Turn::LAST)));
}

#[tokio::test]
async fn a_request_looks_at_a_thousand_and_says_where_to_go_on() {
    let app = App::start().await;
    let account = app.default_account().await;
    let groups = groups(&app, &account).await;
    let mut many = people(&app, &groups, 2_500, &mut Rng::with_seed(3));
    let last = many.iter().map(|person| person.customer.customer_id.clone()).max();
    for person in &mut many {
        let is_last = last.as_ref() == Some(&person.customer.customer_id);
        person.customer.portfolio_id = Some(groups.portfolios[0].clone()).filter(|_| !is_last);
        person.customer.active = true;
        person.values.clear();
    }
    store(&app, &account, &many).await;
    // No index has those without a portfolio.
    let asked = query(&[("portfolio", "none"), ("sort", "oldest"), ("active", "1"), ("count", "1")]);
    let first = page(&app, &account, asked.clone()).await;
    assert_eq!((first.rows.len(), first.unfinished), (0, true));
    assert_eq!(first.total, None);
    let second = page(&app, &account, PanelQuery { turn: first.next.unwrap(), ..asked.clone() }).await;
    assert_eq!((second.rows.len(), second.unfinished), (0, true));
    let third = page(&app, &account, PanelQuery { turn: second.next.unwrap(), ..asked.clone() }).await;
    assert_eq!((third.rows.len(), third.unfinished, third.next), (1, false, None));
    let back = page(&app, &account, PanelQuery { turn: third.previous.unwrap(), ..asked }).await;
    assert_eq!((back.rows.len(), back.unfinished), (0, true));
    let alone = page(&app, &account, query(&[("portfolio", "none"), ("count", "1")])).await;
    assert_eq!(alone.total, Some(Total::Exactly(1)));
}

#[tokio::test]
async fn what_refers_to_nothing_is_refused_all_at_once() {
    let app = App::start().await;
    let account = app.default_account().await;
    groups(&app, &account).await;
    let caller = |actor, plan| {
        let mut account = account.clone();
        account.plan = plan;
        Caller::new(account, actor, app.now(), Ids::random())
    };
    let refused = async |query: PanelQuery, caller: Caller| {
        let listed = app.db().read(move |tx| panel_list(tx, &caller, &query)).await;
        let Err(Error::Refused(refusal)) = listed else { panic!("{listed:?}") };
        refusal.faults().map(|fault| fault.reason.clone()).collect::<Vec<_>>()
    };
    let value = |id: &str, text: &str| SentCustomField {
        id: id.into(),
        key: format!("custom_field[{id}]"),
        texts: vec![text.into()],
    };
    let wrong = PanelQuery {
        organization: Some(Group::Of("nobody".into())),
        portfolio: Some(Group::Of("nothing".into())),
        values: vec![value("unknown", "1"), value("vip", "perhaps"), value("region", "Leste")],
        ..PanelQuery::default()
    };
    let reasons = refused(wrong, caller(Actor::CommandLine, Plan::Enterprise)).await;
    let expected =
        [Reason::NotAFlag, Reason::NotAnOption, Reason::NotFound, Reason::NotFound, Reason::NotFound];
    assert_eq!(reasons, expected);
    for (pairs, spot) in [
        (&[("sort", "name")][..], Spot::Search { search_id: 1 }),
        (&[("q", "silva")], Spot::Name { name_key: "a".into(), customer_id: Ids::random().next(app.now()) }),
        (&[("q", "an")], Spot::Name { name_key: "b".into(), customer_id: Ids::random().next(app.now()) }),
    ] {
        let asked = PanelQuery { turn: Turn::after(spot), ..query(pairs) };
        let reasons = refused(asked, caller(Actor::CommandLine, Plan::Enterprise)).await;
        assert_eq!(reasons, [Reason::NotACursor], "{pairs:?}");
    }
    let token = Actor::Token { id: Ids::random().next(app.now()), read_only: false };
    assert_eq!(refused(PanelQuery::default(), caller(token, Plan::Free)).await, [Reason::Plan]);
}
