//! Name, language, time zone, and how the account's API answers.

use askama::Template;
use guiche_desk::account;
use guiche_domain::account::{Account, DetailsShape, NAME_MAX, Settings};
use guiche_domain::form::Form;
use guiche_domain::plan::Plan;
use guiche_domain::rate::Window;
use guiche_domain::time::TimeZone;
use guiche_store::Error;

use super::SETTINGS;
use super::look::{accent_form, logo_form};
use crate::access::language_input;
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/settings/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    form: FormView,
    account: Account,
    plan: String,
    pub(super) accent: FormView,
    pub(super) logo: FormView,
    /// Whether there is a logo that can be removed.
    has_logo: bool,
}

/// `GET /admin/settings`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit).await?)
}

/// `POST /admin/settings`
pub(super) async fn change(visit: Visit, sent: Form) -> Answer {
    let typed = Settings::read(&sent);
    let version = text(&sent, "version").and_then(|text| text.parse().ok()).unwrap_or(0);
    match visit.write(move |tx, caller| account::change(tx, caller, &typed, version)).await {
        Ok(Some(_)) => Ok(visit.done(SETTINGS, "done-saved")),
        Ok(None) => Err(Failure::Changed),
        Err(Error::Refused(refusal)) => {
            let mut again = view(&visit).await?;
            again.form = again.form.filled(&sent).refused(&refusal, again.page.language());
            refused(&again)
        }
        Err(error) => Err(error.into()),
    }
}

/// The page, with all its forms as they are when nothing was sent.
pub(super) async fn view(visit: &Visit) -> Result<Show, Failure> {
    let (account, version) = visit.read(account::settings).await?.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let look = visit.signed_in.look.as_ref();
    Ok(Show {
        form: form_of(&page, &account, version),
        plan: page.say(plan_phrase(account.plan)),
        account,
        accent: accent_form(&page, look.and_then(|look| look.accent)),
        logo: logo_form(&page),
        has_logo: look.is_some_and(|look| look.logo.is_some()),
        page,
    })
}

fn form_of(page: &Page, account: &Account, version: i64) -> FormView {
    let limit = account.rate_limit;
    let window = limit.map_or(Window::Second, guiche_domain::rate::Rate::window);
    let shapes = DetailsShape::ALL.map(|shape| (shape.as_str().to_owned(), page.say(shape_phrase(shape))));
    let windows = Window::ALL.map(|window| (window.as_str().to_owned(), page.say(window_phrase(window))));
    let inputs = vec![
        Input::new("version", Kind::Hidden, String::new()).value(version.to_string()),
        Input::new("name", Kind::Text, page.say("settings-name"))
            .required()
            .max(NAME_MAX)
            .value(&account.name)
            .hint(page.say("settings-name-hint")),
        Input { label: page.say("settings-language"), ..language_input(page, account.language) }
            .hint(page.say("settings-language-hint")),
        zone_input(page, &account.time_zone),
        Input::new("details_shape", Kind::Select, page.say("settings-details"))
            .choices(shapes)
            .value(account.details_shape.as_str())
            .hint(page.say("settings-details-hint")),
        Input::new("rate_limit", Kind::Number, page.say("settings-rate"))
            .value(limit.map(|rate| rate.requests().to_string()).unwrap_or_default())
            .hint(page.say("settings-rate-hint")),
        Input::new("rate_window", Kind::Select, page.say("settings-rate-window"))
            .choices(windows)
            .value(window.as_str()),
    ];
    FormView::new(page, SETTINGS, page.say("save"), inputs)
}

/// The zones, each under its region; the account's own stands first.
fn zone_input(page: &Page, own: &TimeZone) -> Input {
    let mut input = Input::new("time_zone", Kind::Select, page.say("settings-zone"))
        .required()
        .value(own.name())
        .choices([(own.name().to_owned(), in_words(own.name()))])
        .hint(page.say("settings-zone-hint"));
    let mut region = String::new();
    let mut zones = Vec::new();
    for name in TimeZone::names().into_iter().filter(|name| name != own.name()) {
        let of = name.split_once('/').map_or("", |(region, _)| region);
        if of != region {
            input = input.group(std::mem::replace(&mut region, of.into()), std::mem::take(&mut zones));
        }
        zones.push((name.clone(), in_words(&name)));
    }
    input.group(region, zones)
}

fn in_words(zone: &str) -> String {
    zone.replace('_', " ")
}

fn shape_phrase(shape: DetailsShape) -> &'static str {
    match shape {
        DetailsShape::Array => "settings-details-array",
        DetailsShape::Object => "settings-details-object",
    }
}

fn window_phrase(window: Window) -> &'static str {
    match window {
        Window::Second => "settings-rate-second",
        Window::Minute => "settings-rate-minute",
    }
}

fn plan_phrase(plan: Plan) -> &'static str {
    match plan {
        Plan::Free => "plan-free",
        Plan::Basic => "plan-basic",
        Plan::Premium => "plan-premium",
        Plan::Enterprise => "plan-enterprise",
    }
}
