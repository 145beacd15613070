//! `email` of `POST /v2.0/customer/new`: a valid address, kept as sent, unique in the account without regard to case.

use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, form};
use crate::customer::shown;

#[tokio::test]
async fn an_address_is_kept_as_sent_without_the_white_space_around_it() {
    let app = App::start().await;
    // 250 characters, and more bytes than that.
    let label = "a".repeat(63);
    let longest = format!("{}@{label}.{label}.{label}.{}", "é".repeat(32), "b".repeat(25));
    assert_eq!(longest.chars().count(), 250);
    for (id, sent, kept) in [
        ("1", "a@b.com", "a@b.com"),
        ("2", " \tAna.Lima+ERP@Exemplo.COM.br\r\n", "Ana.Lima+ERP@Exemplo.COM.br"),
        ("3", "josé@exemplo.com", "josé@exemplo.com"),
        ("4", "o'neil_1@sub-domain.exemplo.com", "o'neil_1@sub-domain.exemplo.com"),
        ("5", &format!("  {longest}  "), &longest),
    ] {
        app.erp().post(NEW, &form(&[("customer_id", id), ("email", sent)])).await.expect(200);
        assert_eq!(shown(&app.erp(), id).await["email"], kept);
    }
    let longer = format!("{longest}b");
    let answer = app.erp().post(NEW, &form(&[("email", &longer)])).await.expect(401);
    assert_snapshot!(answer.faults(), @"customer_id: duplicate, email: too_long");
}

#[tokio::test]
async fn what_is_no_address_is_refused() {
    let app = App::start().await;
    for email in [
        "ana",
        "@exemplo.com",
        "ana@",
        "ana@exemplo..com",
        "ana lima@exemplo.com",
        "ana@exemplo.com, bia@exemplo.com",
        "ana@exemplo.com;bia@exemplo.com",
        "Ana <ana@exemplo.com>",
        "ana@@exemplo.com",
        "ana@[127.0.0.1]",
        "ana\n@exemplo.com",
    ] {
        let answer = app.erp().post(NEW, &form(&[("email", email)])).await.expect(401);
        assert_eq!(answer.faults(), "email: invalid", "{email:?}");
    }
}

#[tokio::test]
async fn an_address_belongs_to_one_customer_whatever_its_case() {
    let app = App::start().await;
    app.erp().post(NEW, &form(&[("email", "Ana.É@Exemplo.com")])).await.expect(200);
    for email in ["Ana.É@Exemplo.com", "ana.é@exemplo.com", " ANA.É@EXEMPLO.COM "] {
        let sent = form(&[("customer_id", "2"), ("email", email)]);
        let answer = app.erp().post(NEW, &sent).await.expect(401);
        assert_eq!(answer.faults(), "email: duplicate", "{email}");
    }
    let sent = form(&[("customer_id", "1"), ("email", "ANA.é@exemplo.com")]);
    let answer = app.erp().post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.faults(), @"customer_id: duplicate, email: duplicate");
}

#[tokio::test]
async fn any_number_of_customers_have_no_address() {
    let app = App::start().await;
    for id in ["1", "2", "3"] {
        let sent = form(&[("customer_id", id), ("email", "")]);
        app.erp().post(NEW, &sent).await.expect(200);
    }
}
