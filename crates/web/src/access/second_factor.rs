//! Setting up the second factor: a QR code for the telephone, and the first code that it makes.

use askama::Template;
use guiche_desk::operator::{self, Enrolment};
use guiche_domain::form::Form;
use guiche_store::Error;
use qrcode::QrCode;
use qrcode::render::svg::Color;

use super::profile::{self, CURRENT, REMOVAL, current_input, current_password};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::links;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

const HERE: &str = "/admin/profile/second-factor";

#[derive(Template)]
#[template(path = "access/second_factor.html")]
struct SecondFactor {
    page: Page,
    form: FormView,
    secret: String,
    /// The picture, as SVG.
    picture: String,
}

/// `GET /admin/profile/second-factor`: a new secret each time; it is kept once its code was typed.
pub(super) async fn show(visit: Visit) -> Answer {
    let operator = &visit.signed_in.operator;
    shown(&view(&visit, operator::enrol(&visit.signed_in.account.name, &operator.email)?)?)
}

/// `POST /admin/profile/second-factor`
pub(super) async fn submit(visit: Visit, sent: Form) -> Answer {
    let (secret, code) = (
        text(&sent, "secret").unwrap_or_default().to_owned(),
        text(&sent, "code").unwrap_or_default().to_owned(),
    );
    let operator = &visit.signed_in.operator;
    let enrolment = operator::enrolment(secret.clone(), &visit.signed_in.account.name, &operator.email);
    let enrolment = enrolment.map_err(|_| Failure::Unreadable)?;
    let own = visit.signed_in.session.session_id.clone();
    let set = match current_password(&visit, &sent, CURRENT).await? {
        Ok(()) => {
            let set = visit
                .write(move |tx, caller| operator::set_second_factor(tx, caller, &secret, &code, Some(&own)));
            set.await
        }
        Err(refusal) => Err(Error::Refused(refusal)),
    };
    match set {
        Ok(()) => Ok(visit.done(links::PROFILE, "done-second-factor")),
        Err(Error::Refused(refusal)) => {
            let mut view = view(&visit, enrolment)?;
            view.form = view.form.refused(&refusal, visit.language());
            refused(&view)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /admin/profile/second-factor/remove`
pub(super) async fn remove(visit: Visit, sent: Form) -> Answer {
    if let Err(refusal) = current_password(&visit, &sent, REMOVAL).await? {
        return profile::refuse_removal(&visit, &refusal).await;
    }
    let own = visit.signed_in.session.session_id.clone();
    visit.write(move |tx, caller| operator::forget_second_factor(tx, caller, Some(&own))).await?;
    Ok(visit.done(links::PROFILE, "done-second-factor-removed"))
}

fn view(visit: &Visit, Enrolment { secret, url }: Enrolment) -> Result<SecondFactor, Failure> {
    let page = visit.page();
    let code = QrCode::new(url).map_err(|error| Failure::Internal(error.to_string()))?;
    let picture = code.render::<Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build();
    // What stands before the element belongs into a file.
    let picture = picture.find("<svg").map_or(String::new(), |start| picture[start..].to_owned());
    let inputs = vec![
        Input::new("secret", Kind::Hidden, String::new()).value(&secret),
        Input::new("code", Kind::Code, page.say("code-label")).required().autocomplete("one-time-code"),
        current_input(&page, CURRENT),
    ];
    let form = FormView::new(&page, HERE, page.say("second-factor-submit"), inputs).cancel(links::PROFILE);
    Ok(SecondFactor { form, secret, picture, page })
}
