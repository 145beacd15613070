//! What rows would do, before anything is done.

use guiche_desk::import::{self, Act, RowPreview};
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_tests::{Account, App};

use super::{caller, counts, creating, mapping, progress, run, set_up, stored, uploaded, work};

const TABLES: &[&str] =
    &["customer", "customer_value", "audit_event", "audit_value", "outbox", "import", "import_row"];

async fn rows(app: &App, account: &Account, id: &Id, from: i64) -> Vec<RowPreview> {
    import::preview(app.db(), &caller(app, account), id, from).await.unwrap().rows
}

#[tokio::test]
async fn it_tells_what_will_happen_field_by_field_and_keeps_nothing_of_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.organization(&account, "Padaria").await;
    let field = app.field(&account, Kind::Text, "Setor").create().await;
    app.erp()
        .post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana"), ("phone", "1234")])
        .await
        .expect(200);
    let file = "id;nome;e-mail;setor;empresa;senha\n1;Ana Lima;ana@exemplo.com;Vendas;padaria;\n\
        2;Bia;;;;segredo secreto\n;;;;;\n1;Ana Lima;;;;\n3;Carla;carla;;Ninguém;\n2;Bia Reis;;;;\n4;x\n";
    let id = uploaded(&app, &account, file).await;
    let custom = format!("custom_field[{field}]");
    set_up(&app, &account, &id, |settings| {
        settings.mapping = mapping(&["customer_id", "name", "email", &custom, "organization_id", "password"]);
    })
    .await;
    work(&app).await;
    let before = stored(&app, TABLES, &[]).await;
    let shown = rows(&app, &account, &id, 1).await;
    assert_eq!(stored(&app, TABLES, &[]).await, before, "nothing is kept");

    let told: Vec<String> = shown
        .iter()
        .map(|row| {
            let fields = row.differences.iter().map(|one| {
                let name = one.label.as_ref().unwrap_or(&one.key);
                let text = |text: &Option<String>| text.clone().unwrap_or("-".into());
                format!("{name}: {} > {}", text(&one.from), text(&one.to))
            });
            let faults = row.faults.iter().map(|fault| {
                let field = fault.field.as_ref().map_or("row", |field| &field.key);
                format!("{field} {}", fault.reason.code())
            });
            let all: Vec<_> = fields.chain(faults).collect();
            format!("{} {:?} {:?} [{}]", row.number, row.act, row.repeats, all.join(", "))
        })
        .collect();
    let expected = [
        "1 Update None [name: Ana > Ana Lima, email: - > ana@exemplo.com, organization_id: - > Padaria, \
         Setor: - > Vendas]",
        "2 Create None [customer_id: - > 2, name: - > Bia, create_tickets: - > 1, language: - > pt-BR, \
         password: - > -]",
        "3 Nothing Some(1) []",
        "4 Reject None [email invalid, organization_id not_found]",
        "5 Update Some(2) [name: Bia > Bia Reis]",
        "6 Reject None [row malformed]",
    ];
    assert_eq!(told, expected);
    let import = progress(&app, &account, &id).await;
    let found = (import.counts.total, import.counts.blank, import.counts.repeated, import.counts.unreadable);
    assert_eq!(found, (6, 0, 2, 1));

    // And so it comes.
    assert_eq!(counts(&run(&app, &account, &id).await), [1, 2, 1, 2]);
}

#[tokio::test]
async fn it_shows_fifty_rows_from_any_on_and_knows_of_keys_far_before_them() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut file = "customer_id,name\n".to_owned();
    for row in 0..450 {
        file += &format!("{},Ana\n", row % 449);
    }
    let id = uploaded(&app, &account, file).await;
    set_up(&app, &account, &id, creating).await;
    work(&app).await;
    let numbers = async |from| {
        let rows = rows(&app, &account, &id, from).await;
        (rows.len(), rows.first().map(|row| row.number), rows.last().map(|row| row.number))
    };
    assert_eq!(numbers(1).await, (50, Some(1), Some(50)));
    assert_eq!(numbers(190).await, (50, Some(190), Some(239)));
    assert_eq!(numbers(440).await, (11, Some(440), Some(450)));
    assert_eq!(numbers(451).await, (0, None, None));
    let last = rows(&app, &account, &id, 450).await;
    assert_eq!((last[0].act, last[0].repeats), (Act::Create, Some(1)));
    assert_eq!(progress(&app, &account, &id).await.counts.repeated, 1);
}
