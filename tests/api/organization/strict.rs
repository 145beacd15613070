//! `strict_name`, `strict_mail` and `return_id_if_exists`.

use futures_util::future::join_all;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, UPDATE, chain, made, rows};
use crate::customer::count;

#[tokio::test]
async fn names_and_addresses_may_be_repeated_unless_that_is_refused() {
    let app = App::start().await;
    let erp = app.erp();
    made(&erp, &[("name", "Átila"), ("email", "A@b.com")]).await;
    made(&erp, &[("name", "Átila"), ("email", "a@b.com")]).await;
    let before = rows(&app).await;
    let sent = |name, email| {
        [("name", "ATILA "), ("email", "a@B.com"), ("strict_name", name), ("strict_mail", email)]
    };
    for (name, email, faults) in [
        ("1", "0", "name: duplicate"),
        ("0", "1", "email: duplicate"),
        ("1", "true", "name: duplicate, email: duplicate"),
    ] {
        assert_eq!(erp.post(NEW, &sent(name, email)).await.expect(401).faults(), faults);
        let problem = erp.clone().with("accept", "application/problem+json");
        assert_eq!(problem.post(NEW, &sent(name, email)).await.expect(409).faults(), faults);
    }
    assert_eq!(rows(&app).await, before);
    let more = [("name", "Atila"), ("strict_name", "1"), ("site", "x"), ("mother_organization_id", "x")];
    let answer = erp.post(NEW, &more).await.expect(401);
    assert_eq!(answer.faults(), "name: duplicate, site: invalid, mother_organization_id: not_found");
    // Another account's names do not count.
    let other = app.holder(&app.token(&app.account("other").create().await).create().await);
    made(&other, &sent("1", "1")).await;
}

#[tokio::test]
async fn what_is_there_already_is_the_answer_where_that_is_asked_for() {
    let app = App::start().await;
    let erp = app.erp();
    let by_name = made(&erp, &[("name", "Padaria")]).await;
    let by_mail = made(&erp, &[("name", "Outra"), ("email", "a@b.com")]).await;
    let before = rows(&app).await;
    let sent = [("name", "PADARIA"), ("strict_name", "1"), ("return_id_if_exists", "1"), ("phone", "1")];
    let answer = erp.post(NEW, &sent).await.expect(200);
    assert_snapshot!(answer.body.replace(&by_name, "ID"), @r#"{"error":false,"message":"J\u00e1 existia uma organiza\u00e7\u00e3o com este nome ou e-mail: o id dela est\u00e1 nesta resposta.","success":true,"organization_id":"ID"}"#);
    let sent = [("name", "X"), ("email", "A@B.com"), ("strict_mail", "1"), ("return_id_if_exists", "1")];
    assert_eq!(made(&erp, &sent).await, by_mail);
    // The name goes before the address; and what is wrong otherwise is refused all the same.
    let sent = [
        ("name", "padaria"),
        ("email", "a@b.com"),
        ("strict_name", "1"),
        ("strict_mail", "1"),
        ("return_id_if_exists", "1"),
    ];
    assert_eq!(made(&erp, &sent).await, by_name);
    let answer = erp.post(NEW, &[&sent[..], &[("site", "x")]].concat()).await.expect(401);
    assert_eq!(answer.faults(), "name: duplicate, email: duplicate, site: invalid");
    assert_eq!(rows(&app).await, before);
    // Without anything strict nothing is looked for.
    assert_ne!(made(&erp, &[("name", "Padaria"), ("return_id_if_exists", "1")]).await, by_name);
}

#[tokio::test]
async fn what_a_program_of_before_made_is_found_once_all_of_it_can_be() {
    let app = App::start().await;
    let ids = chain(&app, 1_001).await;
    let forget = app.db().write(|tx| tx.execute("UPDATE organization SET name_key = ''", &[]));
    forget.await.unwrap();
    let strict = [("name", &*ids[0]), ("strict_name", "1")];
    let without = "SELECT count(*) FROM organization WHERE name_key = ''";
    assert_eq!(count(&app, without).await, 1_001);
    app.erp().post(NEW, &strict).await.expect(503);
    assert_eq!(count(&app, without).await, 1_001);
    // A name need not be looked for among them where it may be repeated.
    made(&app.erp(), &[("name", &*ids[0])]).await;
    let account_id = app.default_account().await.account_id;
    let complete = app.db().write(move |tx| guiche_desk::organization::complete(tx, account_id));
    assert!(complete.await.unwrap());
    let answer = app.erp().post(NEW, &strict).await.expect(401);
    assert_eq!(answer.faults(), "name: duplicate");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_strict_creations_at_the_same_moment_one_is_made() {
    let app = App::start().await;
    let sent = [("name", "Única"), ("strict_name", "1"), ("return_id_if_exists", "1")];
    let erp = app.erp();
    let all = join_all((0..20).map(|_| erp.post(NEW, &sent))).await;
    let mut ids: Vec<_> =
        all.into_iter().map(|answer| answer.expect(200).json()["organization_id"].to_string()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert_eq!(count(&app, "SELECT count(*) FROM organization").await, 1);
}

#[tokio::test]
async fn an_update_may_be_strict_too_and_is_not_in_its_own_way() {
    let app = App::start().await;
    let erp = app.erp();
    made(&erp, &[("name", "Norte"), ("email", "n@b.com")]).await;
    let id = made(&erp, &[("name", "Sul"), ("email", "s@b.com")]).await;
    let update = |name, email| {
        [
            ("organization_id", id.clone()),
            ("name", String::from(name)),
            ("email", String::from(email)),
            ("strict_name", "1".into()),
            ("strict_mail", "1".into()),
            ("return_id_if_exists", "1".into()),
        ]
    };
    for (name, email, status, faults) in [
        ("SUL", "S@b.com", 200, ""),
        ("norte", "s@b.com", 401, "name: duplicate"),
        ("", "N@b.com", 401, "email: duplicate"),
    ] {
        let form = update(name, email);
        let form: Vec<_> = form.iter().map(|(key, text)| (*key, &**text)).collect();
        assert_eq!(erp.post(UPDATE, &form).await.expect(status).faults(), faults);
    }
}
