//! In which language `POST /v2.0/customer/new` answers: the one that `Accept-Language` names, else the account's.

use guiche_domain::custom_field::Kind;
use guiche_domain::language::Language;
use guiche_tests::{Actor, App};
use insta::assert_snapshot;

use super::{NEW, form};

/// The messages of a success, a refusal, and a token that may not write.
async fn messages(app: &App, language: Language, accept: Option<&'static str>) -> String {
    let account = app.account("a").language(language).create().await;
    let with = |actor: Actor| match accept {
        Some(accept) => actor.with("accept-language", accept),
        None => actor,
    };
    let writer = with(app.holder(&app.token(&account).create().await));
    let reader = with(app.holder(&app.token(&account).read_only().create().await));
    let expired = with(app.holder(&app.token(&account).expires_at(app.now()).create().await));
    let said = [
        writer.post(NEW, &form(&[])).await.expect(200),
        writer.post(NEW, &form(&[])).await.expect(401),
        reader.post(NEW, &form(&[])).await.expect(401),
        expired.post(NEW, &form(&[])).await.expect(401),
    ];
    said.map(|answer| answer.json()["message"].as_str().unwrap().to_owned()).join("\n")
}

#[tokio::test]
async fn an_account_is_answered_in_its_language() {
    let app = App::start().await;
    assert_snapshot!(messages(&app, Language::Portuguese, None).await, @"
    O cliente foi cadastrado.
    O parâmetro customer_id tem um valor já usado em outro cadastro desta conta.
    O token de acesso só permite consultas: para gravar, use um token de leitura e escrita.
    O token de acesso expirou: peça um novo a quem administra a conta.
    ");
    let app = App::start().await;
    assert_snapshot!(messages(&app, Language::Spanish, None).await, @"
    El cliente fue registrado.
    El parámetro customer_id tiene un valor que ya se usa en otro registro de esta cuenta.
    El token de acceso solo permite consultas: para guardar datos, use un token de lectura y escritura.
    El token de acceso venció: solicite uno nuevo a quien administra la cuenta.
    ");
    let app = App::start().await;
    assert_snapshot!(messages(&app, Language::English, None).await, @"
    The customer has been created.
    The parameter customer_id has a value that another record of this account already uses.
    The access token may only read: to write, use a token for reading and writing.
    The access token has expired: ask the account's administrator for a new one.
    ");
}

#[tokio::test]
async fn the_language_that_a_client_names_wins() {
    let app = App::start().await;
    let english = messages(&app, Language::English, None).await;
    let app = App::start().await;
    assert_eq!(messages(&app, Language::Spanish, Some("en")).await, english);
}

#[tokio::test]
async fn accept_language_is_read_with_its_weights() {
    let app = App::start().await;
    let account = app.account("es").language(Language::Spanish).create().await;
    let token = app.token(&account).create().await;
    let (pt, es, en) = ("é obrigatório", "es obligatorio", "is required");
    for (accept, words) in [
        ("pt-BR", pt),
        ("pt-br", pt),
        ("pt", pt),
        ("es", es),
        ("es-419", es),
        ("en", en),
        ("en-US,en;q=0.9,pt-BR;q=0.8", en),
        ("en;q=0.5, pt-BR;q=0.9", pt),
        ("fr-FR, de;q=0.9, en;q=0.1", en),
        ("*, en;q=0.1", en),
        ("en;q=0, pt", pt),
        // None of them names one: the account's.
        ("*", es),
        ("*;q=0.5", es),
        ("fr, de", es),
        ("en;q=0", es),
        ("", es),
    ] {
        let actor = app.holder(&token).with("accept-language", accept);
        let answer = actor.post(NEW, &form(&[("name", "")])).await.expect(401);
        let message = answer.json()["message"].to_string();
        assert!(message.contains(words), "{accept}: {message}");
    }
}

#[tokio::test]
async fn who_has_no_token_is_answered_in_portuguese_unless_it_names_another_language() {
    let app = App::start().await;
    let answer = app.anon().post(NEW, &form(&[])).await.expect(401);
    assert_snapshot!(answer.json()["message"], @r#""Falta o token de acesso: envie-o no cabeçalho Authorization, depois da palavra Bearer.""#);
    let answer = app.anon().with("accept-language", "es").post(NEW, &form(&[])).await.expect(401);
    assert_snapshot!(answer.json()["message"], @r#""Falta el token de acceso: envíelo en el encabezado Authorization, después de la palabra Bearer.""#);
}

#[tokio::test]
async fn a_date_that_is_none_is_told_in_the_original_s_words_unless_a_language_is_named() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Date, "Nascimento").id("d").create().await;
    let sent = form(&[("custom_field[d]", "2026-02-30")]);
    for accept in ["", "*", "fr"] {
        let answer = app.erp().with("accept-language", accept).post(NEW, &sent).await.expect(401);
        assert_eq!(answer.json()["message"], "Invalid date.", "{accept}");
    }
    let answer = app.erp().post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"Invalid date.","success":false,"errors":[{"field":"custom_field[d]","code":"invalid","message":"Invalid date."}]}"#);
    let mut said = Vec::new();
    for accept in ["pt-BR", "es", "en"] {
        let answer = app.erp().with("accept-language", accept).post(NEW, &sent).await.expect(401);
        said.push(answer.json()["message"].as_str().unwrap().to_owned());
    }
    assert_snapshot!(said.join("\n"), @"
    O campo “Nascimento” deve ser uma data que exista no calendário, no formato AAAA-MM-DD ou DD/MM/AAAA.
    El campo “Nascimento” debe ser una fecha que exista en el calendario, con el formato AAAA-MM-DD o DD/MM/AAAA.
    The field “Nascimento” must be a date of the calendar, written as YYYY-MM-DD or DD/MM/YYYY.
    ");
}

#[tokio::test]
async fn every_fault_of_the_list_is_told_in_the_named_language() {
    let app = App::start().await;
    let sent = [
        ("customer_id", ""),
        ("phone", "123456789012345678901"),
        ("language", "fr"),
        ("organization_id", "x"),
    ];
    let answer = app.erp().with("accept-language", "en").post(NEW, &form(&sent)).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"The parameter customer_id is required and may not be blank.","success":false,"errors":[{"field":"customer_id","code":"required","message":"The parameter customer_id is required and may not be blank."},{"field":"phone","code":"too_long","message":"The parameter phone has more than 20 characters."},{"field":"language","code":"not_allowed","message":"The parameter language must be pt-BR, es_ES or en-US."},{"field":"organization_id","code":"not_found","message":"The parameter organization_id does not match any record of this account."}]}"#);
}
