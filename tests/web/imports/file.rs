//! A file as people have them, from the form in which it is sent until it is undone.

use guiche_tests::App;

use super::{administrator, leads_to, run, sent, version, words, work};

/// Windows-1252, as Excel saves it in Brazil: ids that lost their zeros, a customer twice, a bad address, a formula, markup.
fn messy() -> Vec<u8> {
    let mut text = String::from("Código;Nome;E-mail;Telefone;Observações\r\n");
    for row in 100..130 {
        text += &format!("20{row};João {row};joao{row}@exemplo.com.br;(11) 98765-4{row};\r\n");
    }
    text += "8077;Conceição;conceicao@exemplo.com.br;;perdeu os zeros\r\n";
    text += "20100;João 100 Silva;joao100@exemplo.com.br;;de novo\r\n";
    text += "20201;Zé;sem arroba;;\r\n";
    text += "20202;=HYPERLINK(\"http://evil.example\");;;\r\n";
    text += "20203;<script>alert(1)</script>;;;\r\n";
    text += "20204;so três campos\r\n";
    text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect()
}

#[tokio::test]
async fn a_messy_file_comes_in_and_is_taken_back() {
    let app = App::start().await;
    let ana = [("customer_id", "20100"), ("name", "João"), ("phone", "1234")];
    app.erp().post("/v2.0/customer/new", &ana).await.expect(200);
    let admin = administrator(&app).await;
    let list = admin.get("/admin/imports").await.expect(200);
    assert!(list.body.contains("Importar o primeiro arquivo") && list.body.contains("customers-pt-BR.csv"));

    let to = sent(&admin, messy()).await;
    let setup = admin.get(&to).await.expect(200);
    let text = words(&setup.body);
    assert!(text.contains("Windows-1252") && text.contains("Ponto e vírgula"), "{text}");
    assert!(text.contains("“Código”: 1 número parece ter perdido os zeros do começo"), "{text}");
    assert!(text.contains("1 linha do arquivo não pode ser lida"), "{text}");
    assert!(setup.body.contains("<li>joao100@exemplo.com.br</li>"), "samples: {}", setup.body);
    assert!(setup.body.contains("<option value=\"customer_id\" selected>"));

    // The column of remarks stays out; everything else is as it was guessed.
    let form = [("version", &*version(&setup.body)), ("way", "internal-id"), ("column-4", "ignore")];
    assert_eq!(leads_to(&admin.post(&to, &form).await), format!("{to}/preview"));
    let before = admin.get(&format!("{to}/preview")).await.expect(200);
    assert!(before.body.contains("data-live") && before.body.contains("Procurando repetições"));
    work(&app).await;
    let preview = admin.get(&format!("{to}/preview")).await.expect(200);
    let text = words(&preview.body);
    assert!(!preview.body.contains("data-live"), "it was looked through");
    assert!(text.contains("Importar 36 linhas") && text.contains("Linhas 1 a 36 de 36"), "{text}");
    assert!(text.contains("32 cadastram clientes 2 alteram clientes 2 serão rejeitadas"), "{text}");
    assert!(text.contains("Telefone de 1234 para (11) 98765-4100"), "{text}");
    assert!(text.contains("A 1ª linha de dados fala do mesmo cliente."), "{text}");
    assert!(preview.body.contains("&#60;script&#62;") && !preview.body.contains("<script>alert"));
    assert!(app.erp().get("/v2.0/customer/details", &[("customer_id", "8077")]).await.status == 404);

    run(&app, &admin, &to).await;
    let done = admin.get(&to).await.expect(200);
    let text = words(&done.body);
    assert!(text.contains("Concluída") && text.contains("Cadastrados 32 Alterados 2"), "{text}");
    assert!(text.contains("Rejeitadas 2") && text.contains("Baixar 2 linhas rejeitadas"), "{text}");
    assert!(!done.body.contains("data-live") && !done.body.contains("http-equiv"));
    app.erp().get("/v2.0/customer/details", &[("customer_id", "8077")]).await.expect(200);

    let file = admin.get(&format!("{to}/rejected.csv")).await.expect(200);
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"base - rejeitadas.csv\"; filename*=UTF-8''base%20%2D%20rejeitadas%2Ecsv"
    );
    assert_eq!(
        (file.header("content-type"), file.header("x-content-type-options")),
        ("text/csv; charset=utf-8", "nosniff")
    );
    let lines: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "Código;Nome;E-mail;Telefone;Observações;errors"));
    assert!(lines[1].starts_with("20201;Zé;sem arroba;"), "{}", lines[1]);

    let undo = admin.get(&format!("{to}/undo")).await.expect(200);
    let text = words(&undo.body);
    assert!(text.contains("32 clientes cadastrados por ela são excluídos."), "{text}");
    assert!(text.contains("Dá para desfazer até 24/12/2026 10:30."), "{text}");
    let changed = [("customer_id", "8077"), ("name", "Conceição Lima")];
    app.erp().post("/v2.0/customer/update", &changed).await.expect(200);
    assert_eq!(leads_to(&admin.post(&format!("{to}/undo"), &[]).await), to);
    let undoing = admin.get(&to).await.expect(200);
    assert!(undoing.body.contains("data-live") && undoing.body.contains("http-equiv=\"refresh\""));
    work(&app).await;
    let undone = words(&admin.get(&to).await.expect(200).body);
    assert!(undone.contains("Desfeita") && undone.contains("Desfeitas 33 Mantidas 1"), "{undone}");
    assert!(undone.contains("Clientes que ficaram como estão") && undone.contains("Conceição"), "{undone}");
    let kept = app.erp().get("/v2.0/customer/details", &[("customer_id", "20100")]).await.expect(200);
    assert!(kept.body.contains("\"1234\""), "it is as it was: {}", kept.body);
    assert_eq!(admin.get(&format!("{to}/undo")).await.status, 409);
}

#[tokio::test]
async fn a_long_file_is_looked_at_page_by_page_and_its_rejected_rows_too() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let mut file = String::from("id,nome\n");
    for row in 1..=120 {
        file += &format!("{row},{}\n", if row > 60 { "" } else { "Ana" });
    }
    let to = sent(&admin, file).await;
    let first = admin.get(&format!("{to}/preview")).await.expect(200).body;
    assert!(first.contains("preview?from=51\"") && !first.contains("rel=\"prev\""), "{first}");
    let second = words(&admin.get(&format!("{to}/preview?from=51")).await.expect(200).body);
    assert!(second.contains("Linhas 51 a 100 de 120"), "{second}");
    assert!(second.contains("10 cadastram clientes 40 serão rejeitadas"), "{second}");
    let last = admin.get(&format!("{to}/preview?from=101")).await.expect(200).body;
    assert!(last.contains("preview?from=51\"") && !last.contains("rel=\"next\""), "{last}");
    for nonsense in ["0", "-5", "121", "x", "9223372036854775807"] {
        let shown = words(&admin.get(&format!("{to}/preview?from={nonsense}")).await.expect(200).body);
        assert!(shown.contains("Linhas 1 a 50 de 120"), "{nonsense}: {shown}");
    }
    run(&app, &admin, &to).await;
    let done = admin.get(&to).await.expect(200).body;
    assert!(words(&done).contains("Rejeitadas 60") && done.contains(&format!("{to}?after=110\"")), "{done}");
    let rest = admin.get(&format!("{to}?after=110")).await.expect(200).body;
    assert!(rest.contains(">121</td>") && !rest.contains(">111</td>") && !rest.contains("?after="), "{rest}");
}
