//! What a search finds, a moment after it was written. (It is asked for at the desk's own door.)

use guiche_desk::customer::{Browse, Browsed, browse};
use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::account::Account;
use guiche_domain::cursor::Cursor;
use guiche_domain::custom_field::Kind;
use guiche_store::Error;
use guiche_store::count::Scope;
use guiche_tests::App;

use super::new::NEW;

fn caller(app: &App, account: &Account) -> Caller {
    Caller::new(account.clone(), Actor::CommandLine, app.now(), Ids::random())
}

async fn find(app: &App, account: &Account, query: Browse) -> Result<Browsed, Error> {
    let caller = caller(app, account);
    app.db().read(move |tx| browse(tx, &caller, &query)).await
}

/// The internal ids of what is found.
async fn found(app: &App, account: &Account, q: &str) -> String {
    let found = find(app, account, Browse { q: Some(q.into()), cursor: None, limit: 50 }).await.unwrap();
    assert_eq!(found.next, None);
    let ids = found.customers.into_iter().map(|details| details.customer.internal_id.unwrap_or_default());
    ids.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_customer_is_found_by_any_part_of_what_it_has_once_it_is_followed() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Contrato").id("contract").create().await;
    let sent = [
        ("customer_id", "ERP-17"),
        ("name", "João D'Ávila Souza"),
        ("email", "Joao.Avila@Exemplo.com.br"),
        ("phone", "(11) 98765-4321"),
        ("custom_field[contract]", "Plano Ouro 2026/7"),
    ];
    app.erp().post(NEW, &sent).await.expect(200);
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "Maria Souza")]).await.expect(200);
    assert_eq!(found(&app, &account, "souza").await, "");
    app.follow().await;
    for q in [
        "joao",
        "JOÃO souza",
        "d'ávila",
        "vil",
        "avila@exemplo",
        "erp-17",
        "rp17",
        "98765-4321",
        "8765",
        "1187654321",
        "+5511987654321",
        "ouro",
        "plano 2026/7",
        "jo souza",
        "souza d",
        "jo",
        "João D",
    ] {
        assert_eq!(found(&app, &account, q).await, "ERP-17", "{q}");
    }
    for q in ["joana", "souza silva", "99999", "--", "x", "souzam"] {
        assert_eq!(found(&app, &account, q).await, "", "{q}");
    }
    let both = found(&app, &account, "souza").await;
    assert!(["2 ERP-17", "ERP-17 2"].contains(&&*both), "{both}");
}

#[tokio::test]
async fn what_was_changed_is_found_by_what_it_is_now() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Maria Antiga")]).await.expect(200);
    app.follow().await;
    assert_eq!(found(&app, &account, "antiga").await, "1");
    let account_id = account.account_id;
    let caller = caller(&app, &account);
    let mut form = guiche_domain::form::Form::default();
    form.push_text("customer_id", "1");
    form.push_text("name", "Maria Moderna");
    let (locator, changes) = guiche_domain::customer::Changes::read(&form, false);
    let hasher = guiche_desk::password::Hasher::new(1);
    let update = guiche_desk::customer::UpdateCustomer::prepare(locator, changes, &hasher).await.unwrap();
    let changed = app.db().write(move |tx| {
        guiche_desk::customer::update(tx, &caller, &update)?;
        guiche_store::count::counted(tx, account_id, Scope::All)
    });
    assert_eq!(changed.await.unwrap(), 1);
    app.follow().await;
    assert_eq!(
        (&*found(&app, &account, "antiga").await, &*found(&app, &account, "moderna").await),
        ("", "1")
    );
    let counted = app.db().read(move |tx| guiche_store::count::counted(tx, account_id, Scope::All));
    assert_eq!(counted.await.unwrap(), 1);
}

#[tokio::test]
async fn an_account_finds_only_its_own() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    let theirs = app.holder(&app.token(&other).create().await);
    theirs.post(NEW, &[("customer_id", "theirs"), ("name", "Maria Souza")]).await.expect(200);
    app.erp().post(NEW, &[("customer_id", "ours"), ("name", "Maria Souza")]).await.expect(200);
    app.follow().await;
    assert_eq!(
        (&*found(&app, &other, "souza").await, &*found(&app, &account, "souza").await),
        ("theirs", "ours")
    );
}

#[tokio::test]
async fn whoever_goes_on_from_cursor_to_cursor_sees_everything_once() {
    let app = App::start().await;
    let account = app.default_account().await;
    for number in 0..7 {
        let sent = [("customer_id", format!("{number}")), ("name", format!("Cliente {number}"))];
        let sent = sent.each_ref().map(|(key, text)| (*key, text.as_str()));
        app.erp().post(NEW, &sent).await.expect(200);
    }
    app.follow().await;
    for q in [None, Some("cliente"), Some("cl")] {
        let (mut seen, mut cursor, mut asked) = (Vec::new(), None, 0);
        loop {
            let query = Browse { q: q.map(str::to_owned), cursor, limit: 3 };
            let found = find(&app, &account, query).await.unwrap();
            asked += 1;
            seen.extend(found.customers.into_iter().filter_map(|details| details.customer.internal_id));
            let Some(next) = found.next else { break };
            cursor = Some(Cursor::parse(&next.to_string()).unwrap());
        }
        seen.sort_unstable();
        assert_eq!((seen.join(" "), asked), ("0 1 2 3 4 5 6".into(), 3), "{q:?}");
    }
    let wrong =
        Browse { q: Some("cliente".into()), cursor: Cursor::parse(&format!("n{:032x}", 1)).ok(), limit: 3 };
    assert!(matches!(find(&app, &account, wrong).await, Err(Error::Refused(_))));
    let wrong = Browse { q: None, cursor: Some(Cursor::Search { search_id: 7 }), limit: 3 };
    assert!(matches!(find(&app, &account, wrong).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_number_that_many_share_hides_nobody() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut create = vec![("matriz".to_owned(), "Matriz Áurea 123456".to_owned())];
    create.extend((0..120).map(|number| (number.to_string(), format!("Filial 123456 loja {number}"))));
    for (customer_id, name) in &create {
        app.erp().post(NEW, &[("customer_id", customer_id), ("name", name)]).await.expect(200);
    }
    app.follow().await;
    // The oldest of all, behind more than are looked at together, whether the digits or the words are asked for first.
    for q in ["matriz 123456", "aurea 2345", "123 matriz", "123456 matriz aurea"] {
        assert_eq!(found(&app, &account, q).await, "matriz", "{q}");
    }
    assert_eq!(found(&app, &account, "filial 123456 matriz").await, "");
    assert_eq!(found(&app, &account, "123456 loja 119").await, "119");
    let (mut seen, mut cursor) = (0, None);
    loop {
        let query = Browse { q: Some("123456".into()), cursor, limit: 40 };
        let found = find(&app, &account, query).await.unwrap();
        seen += found.customers.len();
        cursor = found.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, 121);
}
