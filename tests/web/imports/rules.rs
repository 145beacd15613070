//! What is refused, and what is said then.

use guiche_domain::operator::Role;
use guiche_tests::App;

use super::{administrator, leads_to, run, sent, version, words, work};

#[tokio::test]
async fn only_administrators_import_and_only_what_is_of_their_account() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let to = sent(&admin, "id;nome\n1;Ana\n").await;
    let account = app.default_account().await;
    for role in [Role::Operator, Role::ReadOnly] {
        let other = app.operator(&account, role).await;
        assert_eq!(other.get("/admin/imports").await.status, 403);
        assert_eq!(other.upload("/admin/imports/new", &[], "a.csv", "id;nome\n1;Ana\n").await.status, 403);
        assert_eq!(other.get(&to).await.status, 403);
        assert!(!other.get("/admin").await.body.contains("/admin/imports"));
    }
    let stranger = app.operator(&app.account("other").create().await, Role::Administrator).await;
    for path in ["", "/preview", "/cancel", "/undo", "/rejected.csv"] {
        assert_eq!(stranger.get(&format!("{to}{path}")).await.status, 404, "{path}");
    }
    for path in ["", "/start", "/cancel", "/undo"] {
        assert_eq!(stranger.post(&format!("{to}{path}"), &[]).await.status, 404, "{path}");
    }
    assert!(!stranger.get("/admin/imports").await.body.contains("base.csv"));
    let from_elsewhere = admin.actor().post_multipart("/admin/imports/new", &[("file", "x")]).await;
    assert_eq!(from_elsewhere.status, 403);
}

#[tokio::test]
async fn a_form_without_a_file_that_can_be_imported_is_shown_again() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let chosen = [("way", "create"), ("empty_clears", "1"), ("delimiter", "pipe")];
    let none = admin.upload("/admin/imports/new", &chosen, "", "").await.expect(422);
    assert!(
        none.body.contains("Escolha um arquivo.") && none.body.contains("<option value=\"create\" selected>")
    );
    assert!(none.body.contains("<option value=\"pipe\" selected>"), "{}", none.body);
    for empty in ["", "id;nome\n", "\n\n"] {
        let answer = admin.upload("/admin/imports/new", &[], "a.csv", empty).await.expect(422);
        assert!(answer.body.contains("não tem nenhuma linha"), "{}", answer.body);
    }
    assert_eq!(admin.post("/admin/imports/new", &[("file", "x")]).await.status, 400);
    let cut = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nid;nome";
    let ours = admin.actor().clone().with("sec-fetch-site", "same-origin");
    let answer = ours.post_bytes("/admin/imports/new", "multipart/form-data; boundary=b", cut).await;
    assert_eq!(answer.status, 400);
    assert!(
        words(&admin.get("/admin/imports").await.body).contains("Importar o primeiro arquivo"),
        "nothing came"
    );
}

#[tokio::test]
async fn how_a_file_is_written_can_be_said() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let said = [("delimiter", "pipe"), ("header", "0"), ("encoding", "utf-8")];
    let to = leads_to(&admin.upload("/admin/imports/new", &said, "a.csv", "id;nome|x\n1;Ana|y\n").await);
    let page = words(&admin.get(&to).await.expect(200).body);
    assert!(
        page.contains("Linhas 2") && page.contains("Barra vertical") && page.contains("Coluna 2"),
        "{page}"
    );
}

#[tokio::test]
async fn columns_that_cannot_be_imported_are_asked_for_again() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    // By e-mail, of which it has no column that is known.
    let sent = [("way", "email"), ("empty_clears", "1")];
    let to = leads_to(
        &admin.upload("/admin/imports/new", &sent, "a.csv", "código;fulano;recado\n1;Ana;a@b.com\n").await,
    );
    assert!(to.ends_with("?way=email&empty_clears=1"), "{to}");
    let asked = admin.get(&to).await.expect(200);
    assert!(asked.body.contains("Nenhuma coluna é “E-mail”. Escolha qual é."), "{}", asked.body);
    assert!(asked.body.contains("<option value=\"email\" selected>Alterar, encontrando pelo e-mail"));
    let to = to.split('?').next().unwrap();
    let unknown = super::sent(&admin, "fulano;recado\nAna;a\nBia;b\n").await;
    assert_eq!(leads_to(&admin.get(&format!("{unknown}/preview")).await), unknown, "not without a key");

    let version = version(&asked.body);
    let twice = [("version", &*version), ("way", "email"), ("column-1", "name"), ("column-2", "name")];
    let refused = admin.post(to, &twice).await.expect(422);
    assert!(refused.body.contains("Mais de uma coluna é “Nome”. Escolha só uma."), "{}", refused.body);
    assert_eq!(refused.body.matches("aria-invalid=\"true\"").count(), 2);
    let gone = [("version", &*version), ("way", "internal-id"), ("column-1", "custom_field[x]")];
    let refused = admin.post(to, &gone).await.expect(422);
    assert!(refused.body.contains("não está mais em uso"), "{}", refused.body);
    let right = [("version", &*version), ("way", "email"), ("column-1", "name"), ("column-2", "email")];
    assert_eq!(leads_to(&admin.post(to, &right).await), format!("{to}/preview"));
    // Somebody else has the page of before.
    let late = [("version", &*version), ("way", "internal-id"), ("column-1", "phone")];
    assert_eq!(admin.post(to, &late).await.status, 409);
    assert_eq!(admin.post(&format!("{to}/start"), &[("version", &version)]).await.status, 409);
    assert_eq!(admin.post(&format!("{to}/start"), &[]).await.status, 409);
    work(&app).await;
    run(&app, &admin, to).await;
    assert!(
        words(&admin.get(to).await.body).contains("Cadastrados 1"),
        "nothing of what came late was taken"
    );
    assert_eq!(admin.post(to, &right).await.status, 409, "it is done");
}

#[tokio::test]
async fn what_was_not_started_is_discarded_and_what_runs_is_stopped() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let to = sent(&admin, "id;nome\n1;Ana\n").await;
    let asked = admin.get(&format!("{to}/cancel")).await.expect(200);
    assert!(words(&asked.body).contains("O arquivo com 1 linha e as colunas"), "{}", asked.body);
    assert_eq!(leads_to(&admin.post(&format!("{to}/cancel"), &[]).await), to);
    let page = words(&admin.get(&to).await.expect(200).body);
    assert!(page.contains("Foi descartada antes de começar.") && !page.contains("Desfazer"), "{page}");
    assert_eq!(admin.post(&format!("{to}/cancel"), &[]).await.status, 409);
    assert_eq!(admin.get(&format!("{to}/cancel")).await.status, 409);
    assert_eq!(admin.post(&format!("{to}/undo"), &[]).await.status, 409, "it did nothing");

    let to = sent(&admin, "id;nome\n1;Ana\n2;Bia\n").await;
    let preview = admin.get(&format!("{to}/preview")).await.expect(200);
    let start = [("version", &*version(&preview.body))];
    assert_eq!(leads_to(&admin.post(&format!("{to}/start"), &start).await), to);
    let running = admin.get(&to).await.expect(200);
    assert!(
        running.body.contains("data-said=\"0% pronto\"")
            && running.body.contains("0 de 2 linhas importadas.")
    );
    assert!(words(&admin.get(&format!("{to}/cancel")).await.body).contains("O que já foi feito fica"));
    assert_eq!(leads_to(&admin.post(&format!("{to}/cancel"), &[]).await), to);
    work(&app).await;
    let page = words(&admin.get(&to).await.expect(200).body);
    assert!(page.contains("Interrompida") && page.contains("Cadastrados 0"), "{page}");
    let list = words(&admin.get("/admin/imports").await.expect(200).body);
    assert!(list.contains("base.csv Interrompida 24/11/2026 10:30 Operator administrator 2 0 0 0"), "{list}");
}

#[tokio::test]
async fn names_and_values_from_a_file_are_harmless_on_every_page() {
    let app = App::start().await;
    let admin = administrator(&app).await;
    let nasty = "\"<img src=x onerror=alert(1)>\"";
    let file = format!("id;{nasty};nome\n1;{nasty};{nasty}\n2;;\n{nasty};x;\n");
    let answer = admin.upload("/admin/imports/new", &[], "<img src=x>.csv", file).await;
    let to = leads_to(&answer);
    for path in [to.clone(), format!("{to}/preview"), format!("{to}/cancel"), "/admin/imports".into()] {
        let page = admin.get(&path).await.expect(200);
        assert!(!page.body.contains("<img"), "{path}: {}", page.body);
        assert!(page.body.contains("&#60;img"), "{path}: {}", page.body);
    }
    run(&app, &admin, &to).await;
    for path in [to.clone(), format!("{to}/undo")] {
        assert!(!admin.get(&path).await.expect(200).body.contains("<img"), "{path}");
    }
    let file = admin.get(&format!("{to}/rejected.csv")).await.expect(200);
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"_img src_x_ - "));
}
