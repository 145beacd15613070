//! What the list can be filtered by.

use guiche_desk::{customer, organization};
use guiche_domain::custom_field::Kind;
use guiche_domain::plan::Plan;
use guiche_tests::App;

use super::base::groups;

#[tokio::test]
async fn portfolios_and_fields_are_offered_and_organizations_suggested() {
    let app = App::start().await;
    let account = app.default_account().await;
    groups(&app, &account).await;
    app.field(&account, Kind::LongText, "Notas").create().await;
    app.retire_field(&account, "vip").await;
    let offered = app.as_operator(&account, customer::filters).await;
    let names: Vec<&str> = offered.portfolios.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Ômega", "Zeta"]);
    let fields: Vec<&str> = offered.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(fields, ["region", "products", "contract"]);
    assert_eq!(offered.fields[0].options, ["Sul", "Norte"]);
    for (prefix, limit, expected) in [
        ("ATO", 20, &["Átomo", "Átomo Filial"][..]),
        ("átomo", 1, &["Átomo"]),
        ("", 100, &["Átomo", "Átomo Filial", "Bário"]),
        ("tomo", 20, &[]),
    ] {
        let suggested =
            app.as_operator(&account, move |tx, caller| organization::suggest(tx, caller, prefix, limit));
        let names: Vec<String> = suggested.await.into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, expected, "{prefix}");
    }
    let mut poor = account.clone();
    poor.plan = Plan::Free;
    assert!(app.as_operator(&poor, customer::filters).await.portfolios.is_empty());
}
