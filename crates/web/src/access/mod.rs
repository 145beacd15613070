//! Coming in and going out, and what concerns oneself.

mod code;
mod invitation;
mod profile;
mod second_factor;
mod sign_in;
mod sign_out;

use axum::response::{IntoResponse as _, Redirect, Response};
use guiche_desk::operator::Browser;
use http::header::SET_COOKIE;

pub(crate) use self::invitation::language_input;
pub(crate) use self::profile::role_phrase;
use crate::failure::Failure;
use crate::guard::Guest;
use crate::head::Head;
use crate::routes::{Guard, Served, form, guest, guest_form, page};
use crate::{Settings, cookie, links};

pub(crate) fn routes() -> Vec<Served> {
    vec![
        guest(links::SIGN_IN, sign_in::show),
        guest_form(links::SIGN_IN, sign_in::submit),
        guest(links::CODE, code::show),
        guest_form(links::CODE, code::submit),
        guest_form("/admin/language", choose_language),
        guest("/admin/link/{secret}", invitation::show),
        guest_form("/admin/link/{secret}", invitation::submit),
        form("/admin/sign-out", Guard::SignedIn, sign_out::submit),
        page(links::PROFILE, Guard::SignedIn, profile::show),
        form("/admin/profile/language", Guard::SignedIn, profile::change_language),
        form("/admin/profile/password", Guard::SignedIn, profile::change_password),
        form("/admin/profile/sessions/{session_id}/end", Guard::SignedIn, profile::end_session),
        form("/admin/profile/sessions/end", Guard::SignedIn, profile::end_other_sessions),
        page("/admin/profile/second-factor", Guard::SignedIn, second_factor::show),
        form("/admin/profile/second-factor", Guard::SignedIn, second_factor::submit),
        form("/admin/profile/second-factor/remove", Guard::SignedIn, second_factor::remove),
    ]
}

/// A browser that is to be signed in.
fn browser(head: &Head) -> Result<Browser, Failure> {
    let secret = guiche_desk::secret::new().map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Browser { secret, name: head.browser() })
}

/// To another page, signed in.
fn signed_in(settings: &Settings, browser: &Browser, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Some(cookie) = cookie::set_session(settings, &browser.secret) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// `POST /admin/language`: what who is not signed in reads from now on.
async fn choose_language(guest: Guest, sent: guiche_domain::form::Form) -> crate::routes::Answer {
    let chosen = crate::head::text(&sent, "language").and_then(|text| text.parse().ok());
    let mut response = Redirect::to(links::ours(crate::head::text(&sent, "to"))).into_response();
    if let Some(cookie) = chosen.and_then(|language| cookie::set_language(&guest.web.settings, language)) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
