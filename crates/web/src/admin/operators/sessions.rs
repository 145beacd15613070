//! Signing an operator out.

use guiche_desk::operator;
use guiche_domain::form::Form;

use super::LIST;
use crate::guard::Visit;
use crate::routes::Answer;

/// `POST /admin/operators/{operator_id}/sessions/{session_id}/end`
pub(super) async fn end(visit: Visit, _: Form) -> Answer {
    let (operator_id, session_id) = (visit.id("operator_id")?, visit.id("session_id")?);
    let back = format!("{LIST}/{operator_id}");
    visit.write(move |tx, caller| operator::end_session(tx, caller, &operator_id, &session_id)).await?;
    Ok(visit.done(&back, "done-session-ended"))
}
