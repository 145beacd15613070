//! Rows about customers that are there.

use guiche_domain::custom_field::Kind;
use guiche_tests::{Account, App};

use super::{by_email, counts, details, mapping, run, set_up, uploaded};

async fn desk() -> (App, Account) {
    let app = App::start().await;
    let account = app.default_account().await;
    let form = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "ana@exemplo.com"),
        ("phone", "11 3333-4444"),
        ("create_tickets", "0"),
    ];
    app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    (app, account)
}

#[tokio::test]
async fn by_its_own_key_a_customer_is_changed_in_what_the_row_says_alone() {
    let (app, account) = desk().await;
    let file = "customer_id,name,phone\n1,Ana Lima,\n2,Bia,\n1,Ana Lima,\n3,,\n";
    let id = uploaded(&app, &account, file).await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [1, 1, 1, 1]);
    let ana = details(&app, "1", 200).await;
    for kept in ["Ana Lima", "ana@exemplo.com", "11 3333-4444", r#""allowed_create_tickets":false"#] {
        assert!(ana.contains(kept), "{kept}: {ana}");
    }
}

#[tokio::test]
async fn an_empty_cell_takes_a_value_away_only_where_that_is_asked_for() {
    let (app, account) = desk().await;
    let id = uploaded(&app, &account, "customer_id,name,phone\n1,,\n").await;
    set_up(&app, &account, &id, |settings| settings.empty_clears = true).await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [0, 1, 0, 0]);
    let ana = details(&app, "1", 200).await;
    assert!(ana.contains("\"Ana\"") && !ana.contains("3333") && ana.contains("ana@exemplo.com"), "{ana}");
}

#[tokio::test]
async fn by_its_address_a_customer_is_found_and_may_get_another_key() {
    let (app, account) = desk().await;
    let file = "email,customer_id,name\nANA@exemplo.com,100,Ana\nbia@exemplo.com,2,Bia\n\
        carla@exemplo.com,,Carla\n,4,Davi\nx,5,Érica\n";
    let id = uploaded(&app, &account, file).await;
    set_up(&app, &account, &id, by_email).await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [1, 1, 0, 3]);
    assert!(details(&app, "100", 200).await.contains("ANA@exemplo.com"));
    details(&app, "1", 404).await;
}

#[tokio::test]
async fn organizations_and_portfolios_are_named_by_id_or_by_the_only_name() {
    let (app, account) = desk().await;
    let padaria = app.organization(&account, "Padaria São João").await;
    for _ in 0..2 {
        app.organization(&account, "Dobrada").await;
    }
    let carteira = app.portfolio(&account, "Varejo").await;
    let file = format!(
        "customer_id;name;Empresa;Carteira\n1;Ana;padaria sao joao;VAREJO\n2;Bia;{padaria};{carteira}\n\
         3;Carla;Dobrada;\n4;Davi;Nenhuma;Atacado\n"
    );
    let id = uploaded(&app, &account, file).await;
    set_up(&app, &account, &id, |settings| {
        settings.mapping = mapping(&["customer_id", "name", "organization_id", "portfolio_id"]);
    })
    .await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [1, 1, 0, 2]);
    for customer in ["1", "2"] {
        let shown = details(&app, customer, 200).await;
        assert!(shown.contains(&padaria) && shown.contains("Varejo"), "{shown}");
    }
}

#[tokio::test]
async fn a_required_field_that_is_not_mapped_keeps_a_customer_from_being_made_but_not_from_being_changed() {
    let (app, account) = desk().await;
    app.field(&account, Kind::Text, "Setor").required().create().await;
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana Lima\n2,Bia\n").await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [0, 1, 0, 1]);
}
