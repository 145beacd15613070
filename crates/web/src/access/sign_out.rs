//! Signing out.

use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::operator;
use guiche_domain::form::Form;
use http::header::SET_COOKIE;

use crate::guard::Visit;
use crate::routes::Answer;
use crate::{cookie, links};

/// `POST /admin/sign-out`
pub(super) async fn submit(visit: Visit, _: Form) -> Answer {
    let (operator_id, session_id) =
        (visit.signed_in.operator.operator_id.clone(), visit.signed_in.session.session_id.clone());
    visit.write(move |tx, caller| operator::end_session(tx, caller, &operator_id, &session_id)).await?;
    let mut response = Redirect::to(links::SIGN_IN).into_response();
    if let Some(cookie) = cookie::forget_session(&visit.web.settings) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
