//! The account's colour and logo: chosen here, and served to its pages.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use guiche_desk::look;
use guiche_domain::form::Form;
use guiche_domain::look::{Accent, Logo};
use guiche_domain::refusal::{Fault, Field, Reason, Refusal};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use super::account::view;
use super::{ACCENT, GUARD, LOGO, SETTINGS};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused};
use crate::routes::Answer;
use crate::upload;

/// `POST /admin/settings/accent`: blank, it is ours again.
pub(super) async fn set_accent(visit: Visit, sent: Form) -> Answer {
    let typed = text(&sent, "accent").filter(|text| !text.trim().is_empty());
    match typed.map(Accent::parse).transpose() {
        Ok(accent) => {
            visit.write(move |tx, caller| look::set_accent(tx, caller, accent)).await?;
            Ok(visit.done(SETTINGS, "done-saved"))
        }
        Err(reason) => {
            let mut again = view(&visit).await?;
            let fault = refusal("accent", reason);
            again.accent = again.accent.filled(&sent).refused(&fault, again.page.language());
            refused(&again)
        }
    }
}

/// `POST /admin/settings/logo`, a file
pub(super) async fn set_logo(visit: Visit, body: Body) -> Answer {
    let settings = &visit.web.settings;
    let most = u64::try_from(settings.body_bytes).unwrap_or(u64::MAX);
    let sent = upload::read(&visit.head, settings, body, most, "logo").await?;
    let bytes = match sent.file {
        Some(file) => file.bytes().await?,
        None => Vec::new(),
    };
    visit.confirm(GUARD).await?;
    let read = if bytes.is_empty() { Err(Reason::Required) } else { Logo::parse(bytes) };
    match read {
        Ok(logo) => {
            visit.write(move |tx, caller| look::set_logo(tx, caller, Some(&logo))).await?;
            Ok(visit.done(SETTINGS, "done-saved"))
        }
        Err(reason) => {
            let mut again = view(&visit).await?;
            again.logo = again.logo.refused(&refusal("logo", reason), again.page.language());
            refused(&again)
        }
    }
}

/// `POST /admin/settings/logo/remove`
pub(super) async fn remove_logo(visit: Visit, _: Form) -> Answer {
    visit.write(|tx, caller| look::set_logo(tx, caller, None)).await?;
    Ok(visit.done(SETTINGS, "done-saved"))
}

/// `GET /admin/look/{version}`: the stylesheet.
pub(super) async fn stylesheet(visit: Visit) -> Answer {
    let version = version(&visit)?;
    let look = visit.signed_in.look.as_ref().filter(|look| look.version == version);
    let accent = look.and_then(|look| look.accent).ok_or(Failure::NotFound)?;
    Ok(kept("text/css; charset=utf-8", crate::look::stylesheet(accent).into_bytes()))
}

/// `GET /admin/logo/{version}`: the picture.
pub(super) async fn logo(visit: Visit) -> Answer {
    let version = version(&visit)?;
    let logo = visit.read(move |tx, caller| look::logo(tx, caller, version)).await?;
    let logo = logo.ok_or(Failure::NotFound)?;
    Ok(kept(logo.media(), logo.bytes().to_vec()))
}

/// What browsers keep: another version has another address.
fn kept(media: &'static str, content: Vec<u8>) -> Response {
    let mut response = ([(CONTENT_TYPE, media)], content).into_response();
    let keep = HeaderValue::from_static("private, max-age=31536000, immutable");
    response.headers_mut().insert(CACHE_CONTROL, keep);
    response
}

fn version(visit: &Visit) -> Result<i64, Failure> {
    visit.head.param("version").parse().map_err(|_| Failure::NotFound)
}

fn refusal(field: &'static str, reason: Reason) -> Refusal {
    Fault::of(Field::new(field, 0), reason).into()
}

pub(super) fn accent_form(page: &Page, accent: Option<Accent>) -> FormView {
    let shown = accent.map(|accent| accent.colour().to_string()).unwrap_or_default();
    let input = Input::new("accent", Kind::Text, page.say("settings-accent"))
        .value(shown)
        .max(7)
        .hint(page.say("settings-accent-hint"));
    FormView::new(page, ACCENT, page.say("save"), vec![input])
}

pub(super) fn logo_form(page: &Page) -> FormView {
    let input = Input::new("logo", Kind::File, page.say("settings-logo"))
        .required()
        .accept("image/png,image/jpeg,image/webp")
        .hint(page.say("settings-logo-hint"));
    FormView::new(page, LOGO, page.say("settings-logo-send"), vec![input])
}
