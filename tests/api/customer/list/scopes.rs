//! Lists of an organization, and of those below it.

use guiche_domain::id::Id;
use guiche_tests::App;

use super::super::new::NEW;
use super::{LIST, by_creation, ids};

/// Puts organizations below others: pairs of daughter and mother.
async fn put_below(app: &App, pairs: &[(&str, &str)]) {
    let account_id = app.default_account().await.account_id;
    for (daughter, mother) in pairs {
        let (daughter, mother) = ((*daughter).to_owned(), (*mother).to_owned());
        let sql = "UPDATE organization SET mother_organization_id = $3 WHERE account_id = $1 AND organization_id = $2";
        let put = app
            .db()
            .write(move |tx| tx.execute(sql, &[account_id.into(), (&daughter).into(), (&mother).into()]));
        assert_eq!(put.await.unwrap(), 1);
    }
}

async fn customer(app: &App, id: &str, name: &str, organization: &str) {
    let sent = [("customer_id", id), ("name", name), ("organization_id", organization)];
    app.erp().post(NEW, &sent).await.expect(200);
}

#[tokio::test]
async fn an_organization_is_listed_alone_or_with_all_below_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut made = Vec::new();
    for name in ["Matriz", "Filial", "Loja", "Outra"] {
        made.push(app.organization(&account, name).await);
    }
    let [top, branch, shop, other] = &made[..] else { unreachable!() };
    // A ring does not make it walk for ever.
    put_below(&app, &[(branch, top), (shop, branch), (top, shop)]).await;
    for (id, name, organization) in
        [("1", "D", top), ("2", "B", branch), ("3", "A", shop), ("4", "C", branch), ("5", "E", other)]
    {
        customer(&app, id, name, organization).await;
    }
    app.follow().await;
    customer(&app, "6", "A b", branch).await;
    for (organization, below, column, order, expected) in [
        (branch, "0", "name", "asc", "6 2 4"),
        (branch, "", "id", "desc", "6 4 2"),
        (top, "1", "name", "asc", "3 6 2 4 1"),
        (top, "1", "name", "desc", "1 4 2 6 3"),
        (top, "1", "id", "asc", "1 2 3 4 6"),
        (other, "1", "name", "asc", "5"),
    ] {
        let query = [
            ("organization_id", organization.as_str()),
            ("search_by_organization_mother", below),
            ("column", column),
            ("order", order),
        ];
        assert_eq!(ids(&app.erp(), &query).await, expected, "{column} {order} {below}");
        let json = app.erp().get(LIST, &query).await.expect(200).json();
        assert_eq!(json["size"], expected.split(' ').count(), "{column} {order} {below}");
    }
    assert_eq!(ids(&app.erp(), &[("search_by_organization_mother", "1")]).await, "3 6 2 4 1 5");
}

#[tokio::test]
async fn a_page_of_many_organizations_is_found_by_its_number() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut made = Vec::new();
    for name in ["Matriz", "Filial", "Loja"] {
        made.push(app.organization(&account, name).await);
    }
    put_below(&app, &[(&made[1], &made[0]), (&made[2], &made[0])]).await;
    // Very unlike: most are of one.
    for number in 0..260_usize {
        let organization = match number % 20 {
            0 => &made[1],
            1 | 2 => &made[2],
            _ => &made[0],
        };
        customer(&app, &format!("{number:03}"), &format!("Cliente {:03}", 999 - number), organization).await;
    }
    for (column, order, page, expected) in [
        ("id", "asc", "2", "050"),
        ("id", "asc", "3", "100"),
        ("id", "asc", "5", "200"),
        ("id", "desc", "4", "109"),
        ("name", "asc", "2", "209"),
        ("name", "desc", "5", "200"),
        ("creation_date", "asc", "6", ""),
        ("creation_date", "desc", "2", ""),
    ] {
        let actor = app.holder(&app.token(&account).create().await);
        let query = [
            ("organization_id", made[0].as_str()),
            ("search_by_organization_mother", "1"),
            ("column", column),
            ("order", order),
            ("page", page),
        ];
        let first = ids(&actor, &query).await;
        let mut created = by_creation(&app).await;
        if order == "desc" {
            created.reverse();
        }
        let expected = match column {
            "creation_date" => &created[(page.parse::<usize>().unwrap() - 1) * 50],
            _ => expected,
        };
        assert_eq!(first.split(' ').next(), Some(expected), "{column} {order} {page}");
    }
}

#[tokio::test]
async fn those_without_an_id_come_behind_all_others() {
    let app = App::start().await;
    let account_id = app.default_account().await.account_id;
    for id in ["1", "2", "3"] {
        app.erp().post(NEW, &[("customer_id", id), ("name", "Ana")]).await.expect(200);
    }
    let forgotten = app.db().write(move |tx| {
        let customer = guiche_store::customer::by_internal_id(tx, account_id, "2")?.unwrap();
        let id: Id = customer.customer_id.clone();
        let without = guiche_store::customer::Customer { internal_id: None, ..customer };
        let hidden = guiche_store::customer::Hidden { name_key: "ana", email_key: None, password_hash: None };
        guiche_store::customer::update(tx, account_id, &without, hidden)?;
        Ok(id)
    });
    forgotten.await.unwrap();
    assert_eq!(ids(&app.erp(), &[("column", "id")]).await, "1 3 -");
    assert_eq!(ids(&app.erp(), &[("column", "id"), ("order", "desc")]).await, "- 3 1");
}
