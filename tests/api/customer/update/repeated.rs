//! Updates under an idempotency key.

use super::{UPDATE, with_ana};
use crate::customer::{shown, trail};

#[tokio::test]
async fn a_repetition_changes_nothing_and_gets_the_answer_again() {
    let app = with_ana().await;
    let erp = app.erp().with("idempotency-key", "k");
    let sent = [
        ("customer_id", "ana@exemplo.com"),
        ("customer_type_id", "E"),
        ("internal_id", "2"),
        ("name", "Eva"),
    ];
    let first = erp.post(UPDATE, &sent).await.expect(200);
    app.erp()
        .post(UPDATE, &[("customer_id", "2"), ("name", "Bia"), ("email", "bia@exemplo.com")])
        .await
        .expect(200);
    let again = erp.post_multipart(UPDATE, &sent).await.expect(200);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!((&again.body, again.header("link")), (&first.body, first.header("link")));
    assert_eq!(shown(&app.erp(), "2").await["name"], "Bia");
    assert_eq!(trail(&app).await.len(), 3);

    let other = [("customer_id", "2"), ("name", "Cid")];
    let refused = erp.post(UPDATE, &other).await.expect(401);
    assert_eq!(refused.faults(), "-: idempotency_conflict");
    // The key is taken on this path only for what was done; another token's key is another.
    assert_eq!(shown(&app.erp(), "2").await["name"], "Bia");
}

#[tokio::test]
async fn a_refused_update_leaves_the_key_free() {
    let app = with_ana().await;
    let erp = app.erp().with("idempotency-key", "k");
    erp.post(UPDATE, &[("customer_id", "1"), ("email", "x")]).await.expect(401);
    let answer = erp.post(UPDATE, &[("customer_id", "1"), ("name", "Eva")]).await.expect(200);
    assert_eq!(answer.header("idempotency-replayed"), "");
}
