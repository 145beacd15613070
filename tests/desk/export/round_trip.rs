//! What is taken out can be brought back as it was.

use guiche_desk::customer::Scope;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::customer::Draft;
use guiche_domain::form::{Form, Value};
use guiche_domain::import::{Key, Mode, guess};
use guiche_tests::{Account, App};
use guiche_transfer::csv::{Delimiter, Format, Inspection};

use super::{exported, form, make, read, traces};

async fn fields(app: &App, account: &Account) -> Vec<CustomField> {
    let account_id = account.account_id;
    let read = app.db().read(move |tx| guiche_store::custom_field::active(tx, account_id, "customer"));
    read.await.unwrap()
}

/// Keys and texts that are not blank, by key.
fn filled(form: &Form) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    };
    let mut pairs: Vec<_> =
        form.entries().iter().filter_map(|entry| Some((entry.key.clone(), text(&entry.value)?))).collect();
    pairs.sort();
    pairs
}

#[tokio::test]
async fn an_export_is_imported_again_as_it_was() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria \"Central\"; Ltda").await;
    let portfolio = app.portfolio(&account, "Contas-chave").await;
    let text = app.field(&account, Kind::LongText, "Observações").create().await;
    let chosen = app.field(&account, Kind::MultiSelect, "Perfil").options(&["Ouro", "Sul"]).create().await;
    let retired = app.field(&account, Kind::Text, "Antigo").create().await;
    let key = |id: &str| format!("custom_field[{id}]");
    let forms = vec![
        form(&[
            ("customer_id", "=1+1"),
            ("name", "Conceição; \"Gonçalves\""),
            ("email", "ana+1@exemplo.com"),
            ("phone", "+55 11 98765-4321"),
            ("create_tickets", "0"),
            ("organization_id", &organization),
            ("language", "es_ES"),
            ("portfolio_id", &portfolio),
            (&key(&text), "-1\r\n'=2\n"),
            (&key(&chosen), "Ouro|Sul"),
            (&key(&retired), "x"),
        ]),
        form(&[("customer_id", " 007 "), ("name", "'@Bia"), ("create_tickets", "1"), ("language", "pt-BR")]),
    ];
    make(&app, &account, forms.clone()).await;
    app.retire_field(&account, &retired).await;
    app.deactivate(&account, " 007 ").await;
    for delimiter in Delimiter::ALL {
        for bom in [true, false] {
            let format = Format { delimiter, bom };
            let bytes = exported(&app, &account, Scope::default(), format).await.unwrap();
            let (header, mut rows) = read(&bytes);
            // Made at the same moment, they come in either order.
            rows.sort_by(|one, other| other.fields[0].cmp(&one.fields[0]));
            let mapping = guess(&header, &[], &fields(&app, &account).await);
            let keys: Vec<_> = mapping.columns().iter().map(|target| target.key().into_owned()).collect();
            let ignored = ["organization", "portfolio", "active", "created_at"];
            let expected = header.iter().map(|name| if ignored.contains(&&**name) { "ignore" } else { name });
            assert!(keys.iter().eq(expected), "{keys:?}");
            mapping.check(Mode::Create, Key::InternalId).unwrap();
            let mut inspection = Inspection::default();
            for (row, sent) in rows.iter().zip(&forms) {
                inspection.look_at(row);
                assert_eq!(row.fault, None);
                let back = mapping.form(&row.fields);
                assert!(Draft::read(&back, true).faults.is_empty());
                let mut sent = filled(sent);
                sent.retain(|(sent, _)| *sent != key(&retired));
                assert_eq!(filled(&back), sent);
            }
            assert_eq!(inspection.warnings(), []);
            let at = |row: usize, name: &str| {
                let column = header.iter().position(|column| column == name).unwrap();
                rows[row].fields[column].as_str()
            };
            assert_eq!(
                (at(0, "organization"), at(0, "portfolio")),
                ("Padaria \"Central\"; Ltda", "Contas-chave")
            );
            assert_eq!((at(0, "active"), at(1, "active")), ("1", "0"));
            assert_eq!(at(0, "created_at"), "2026-11-24 10:30:00");
        }
    }
    let trace = r#"exported 1 {"what":"customers","rows":2}"#;
    assert_eq!(traces(&app).await, [trace; 8]);
}

#[tokio::test]
async fn an_account_without_customers_has_a_file_without_rows() {
    let app = App::start().await;
    let account = app.default_account().await;
    let bytes = exported(&app, &account, Scope::default(), Format::default()).await.unwrap();
    let text = "\u{feff}customer_id;name;email;phone;create_tickets;organization_id;organization;language;\
                portfolio_id;portfolio;active;created_at\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
    assert_eq!(traces(&app).await.len(), 1);
}
