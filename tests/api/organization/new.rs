//! `POST /v2.0/organization/new`

use guiche_domain::custom_field::Kind;
use guiche_domain::plan::Plan;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, made, rows, shown};
use crate::customer::count;

#[tokio::test]
async fn an_organization_is_made_with_all_that_can_be_said_of_it_and_the_list_shows_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    let portfolio = app.portfolio(&account, "Sul").await;
    let field = app.field(&account, Kind::Number, "Filiais").of_organizations().required().create().await;
    let key = format!("custom_field[{field}]");
    let mother = made(&app.erp(), &[("name", "Grupo"), (&key, "1")]).await;
    let sent = [
        ("name", " Padaria São João "),
        ("email", " Contato@exemplo.com "),
        ("phone", "11 1234"),
        ("site", "https://exemplo.com/a"),
        ("portfolio_id", &*portfolio),
        (&*key, "2,5"),
        ("create_tickets", "0"),
        ("monthly_tickets_quota", "20"),
        ("mother_organization_id", &mother),
        ("team_see_all_tickets", "1"),
        ("manager_see_all_tickets", "true"),
    ];
    let answer = app.erp().post_multipart(NEW, &sent).await.expect(200);
    let id = answer.json()["organization_id"].as_str().unwrap().to_owned();
    assert_snapshot!(answer.body.replace(&id, "ID"), @r#"{"error":false,"message":"A organiza\u00e7\u00e3o foi criada.","success":true,"organization_id":"ID"}"#);
    assert_eq!(answer.header("link"), "");
    assert_eq!(
        shown(&app.erp(), &id).await,
        json!({
            "id": id, "name": " Padaria São João ", "email": "Contato@exemplo.com", "phone": "11 1234",
            "site": "https://exemplo.com/a", "portfolio_id": portfolio, "create_tickets": false,
            "monthly_tickets_quota": 20, "mother_organization_id": mother, "team_see_all_tickets": true,
            "manager_see_all_tickets": true, "creation_date": "2026-11-24",
            "custom_fields": [{ "id": field, "name": "Filiais", "value": "2.5" }],
        })
    );
}

#[tokio::test]
async fn the_three_encodings_say_the_same() {
    let app = App::start().await;
    let form = [("name", "Açaí"), ("monthly_tickets_quota", "5"), ("create_tickets", "0"), ("email", "")];
    let json = json!({ "name": "Açaí", "monthly_tickets_quota": 5, "create_tickets": false, "email": null });
    for answer in [
        app.erp().post(NEW, &form).await,
        app.erp().post_multipart(NEW, &form).await,
        app.erp().post_json(NEW, &json).await,
    ] {
        let id = answer.expect(200).json()["organization_id"].as_str().unwrap().to_owned();
        let mut shown = shown(&app.erp(), &id).await;
        shown["id"] = json!("ID");
        let defaults = json!({
            "id": "ID", "name": "Açaí", "email": null, "phone": null, "site": null, "portfolio_id": null,
            "create_tickets": false, "monthly_tickets_quota": 5, "mother_organization_id": null,
            "team_see_all_tickets": false, "manager_see_all_tickets": false, "creation_date": "2026-11-24",
            "custom_fields": [],
        });
        assert_eq!(shown, defaults);
    }
}

#[tokio::test]
async fn all_faults_come_at_once_and_nothing_is_stored() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Cnpj, "CNPJ").of_organizations().required().id("f").create().await;
    let before = rows(&app).await;
    let sent = [
        ("mother_organization_id", "x"),
        ("portfolio_id", "x"),
        ("monthly_tickets_quota", "-1"),
        ("site", "exemplo.com"),
        ("phone", "123456789012345678901"),
        ("email", "a"),
        ("name", " "),
        ("team_see_all_tickets", "2"),
        ("strict_name", "2"),
    ];
    let erp = app.erp().with("idempotency-key", "k");
    let answer = erp.post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.faults(), @"name: required, email: invalid, phone: too_long, site: invalid, monthly_tickets_quota: invalid, team_see_all_tickets: invalid, strict_name: invalid, custom_field[f]: required, portfolio_id: not_found, mother_organization_id: not_found");
    let problem = erp.clone().with("accept", "application/problem+json").post(NEW, &sent).await.expect(422);
    assert_eq!(problem.faults(), answer.faults());
    assert_eq!(rows(&app).await, before);
    // The key is free.
    erp.post(NEW, &[("name", "A"), (&format!("custom_field[{field}]"), "12ABC34501DE35")]).await.expect(200);
}

#[tokio::test]
async fn each_parameter_has_its_limit() {
    let app = App::start().await;
    let site = |length: usize| format!("http://a.b/{}", "é".repeat(length - 11));
    for (key, fits, too_long, fault) in [
        ("name", "é".repeat(250), "é".repeat(251), "too_long"),
        ("phone", "1".repeat(20), "1".repeat(21), "too_long"),
        ("site", site(250), site(251), "too_long"),
        ("monthly_tickets_quota", "2147483647".into(), "2147483648".into(), "invalid"),
    ] {
        let with = |value: String| {
            let mut form = vec![("name".to_owned(), "A".to_owned())];
            form.retain(|(known, _)| known != key);
            form.push((key.to_owned(), value));
            form
        };
        for (value, status) in [(fits, 200), (too_long, 401), ("a\u{1}".to_owned(), 401)] {
            let form = with(value.clone());
            let form: Vec<_> = form.iter().map(|(key, value)| (&**key, &**value)).collect();
            let answer = app.erp().post(NEW, &form).await.expect(status);
            if status == 401 {
                let code = if value.ends_with('\u{1}') { "invalid" } else { fault };
                assert_eq!(answer.faults(), format!("{key}: {code}"));
            }
        }
    }
    assert_eq!(count(&app, "SELECT count(*) FROM organization").await, 4);
}

#[tokio::test]
async fn what_belongs_to_another_account_is_not_found() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let (organization, portfolio) = (app.organization(&other, "A").await, app.portfolio(&other, "A").await);
    let field = app.field(&other, Kind::Text, "A").of_organizations().id("f").create().await;
    let sent = [
        ("name", "A"),
        ("portfolio_id", &*portfolio),
        (&*format!("custom_field[{field}]"), "a"),
        ("mother_organization_id", &organization),
    ];
    let answer = app.erp().post(NEW, &sent).await.expect(404);
    assert_eq!(
        answer.faults(),
        "portfolio_id: not_found, mother_organization_id: not_found, custom_field[f]: not_found"
    );
}

#[tokio::test]
async fn a_field_of_customers_is_none_of_organizations() {
    let app = App::start().await;
    let field = app.field(&app.default_account().await, Kind::Text, "A").required().create().await;
    made(&app.erp(), &[("name", "A")]).await;
    let sent = [("name", "A"), (&*format!("custom_field[{field}]"), "a")];
    app.erp().post(NEW, &sent).await.expect(404);
}

#[tokio::test]
async fn a_portfolio_needs_the_plan_for_it() {
    let app = App::start().await;
    let premium = app.account("premium").plan(Plan::Premium).create().await;
    let portfolio = app.portfolio(&premium, "Sul").await;
    let actor = app.holder(&app.token(&premium).create().await);
    for portfolio_id in [&*portfolio, "x", "\0"] {
        let answer = actor.post(NEW, &[("name", ""), ("portfolio_id", portfolio_id)]).await.expect(403);
        assert_eq!(answer.faults(), "portfolio_id: plan");
    }
    actor.post(NEW, &[("name", "A"), ("portfolio_id", " ")]).await.expect(200);
}

#[tokio::test]
async fn a_repetition_gets_the_first_answer_and_another_request_with_the_key_is_refused() {
    let app = App::start().await;
    let erp = app.erp().with("idempotency-key", "k");
    let first = erp.post(NEW, &[("name", "A")]).await.expect(200);
    let again = erp.post_multipart(NEW, &[("name", "A")]).await.expect(200);
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    assert_eq!(first.body, again.body);
    let other = erp.post(NEW, &[("name", "B"), ("email", "x")]).await.expect(401);
    assert_eq!(other.faults(), "-: idempotency_conflict, email: invalid");
    assert_eq!(rows(&app).await, [1, 0, 1, 1, 1]);
}

#[tokio::test]
async fn the_answer_is_in_the_asker_s_language_and_unknown_parameters_are_named() {
    let app = App::start().await;
    for (language, message) in [
        ("pt-BR", "A organização foi criada."),
        ("es", "La organización se ha creado."),
        ("en", "The organization has been created."),
    ] {
        let actor = app.erp().with("accept-language", language);
        let answer = actor.post(NEW, &[("name", "A"), ("fone", "1")]).await.expect(200);
        assert_eq!(answer.json()["message"], message);
        assert_eq!(answer.header("ignored-parameters"), "fone");
        let strict = actor.with("prefer", "handling=strict");
        let answer = strict.post(NEW, &[("name", "A"), ("fone", "1")]).await.expect(401);
        assert_eq!(answer.faults(), "fone: unknown");
    }
}

#[tokio::test]
async fn the_trail_keeps_what_it_became() {
    let app = App::start().await;
    let field = app.field(&app.default_account().await, Kind::Text, "Obs").of_organizations().id("obs");
    let key = format!("custom_field[{}]", field.create().await);
    let sent = [("name", "A"), ("email", "a@b.com"), ("monthly_tickets_quota", "3"), (&*key, "x")];
    let id = made(&app.erp(), &sent).await;
    let sql = "SELECT v.content FROM audit_value v
        JOIN outbox o ON o.account_id = v.account_id AND o.event_id = v.event_id
        WHERE v.entity = 'organization' AND o.version = 1 AND o.change = 'created'";
    let content = app.db().read(move |tx| tx.first(sql, &[], |row| row.text(0))).await.unwrap().unwrap();
    assert_snapshot!(content, @r#"{"name":"A","email":"a@b.com","phone":null,"site":null,"portfolio_id":null,"create_tickets":true,"monthly_tickets_quota":3,"mother_organization_id":null,"team_see_all_tickets":false,"manager_see_all_tickets":false,"custom_fields":[["obs","x"]]}"#);
    assert_eq!(shown(&app.erp(), &id).await["custom_fields"][0]["value"], "x");
}
