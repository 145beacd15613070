//! Giving one another name.

use askama::Template;
use guiche_desk::Changed;
use guiche_domain::form::Form;
use guiche_domain::named::Draft;
use guiche_store::Error;

use super::Kind;
use super::list::name_input;
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind as InputKind};
use crate::guard::Visit;
use crate::head::version;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/named/rename.html")]
struct Rename {
    page: Page,
    name: String,
    form: FormView,
}

/// `GET` of one.
pub(super) async fn show(visit: Visit, kind: &'static Kind) -> Answer {
    shown(&view(&visit, kind).await?)
}

/// `POST` to one.
pub(super) async fn change(visit: Visit, sent: Form, kind: &'static Kind) -> Answer {
    let (id, draft, version) = (visit.id("id")?, Draft::read(&sent), version(&sent));
    match visit.write(move |tx, caller| (kind.rename)(tx, caller, &id, &draft, version)).await {
        Ok(Changed::Done) => Ok(visit.done(kind.list, kind.renamed)),
        Ok(Changed::Unknown) => Err(Failure::NotFound),
        Ok(Changed::Meanwhile) => Err(Failure::Changed),
        Err(Error::Refused(refusal)) => {
            let mut view = view(&visit, kind).await?;
            view.form = view.form.filled(&sent).refused(&refusal, view.page.language());
            refused(&view)
        }
        Err(error) => Err(error.into()),
    }
}

async fn view(visit: &Visit, kind: &'static Kind) -> Result<Rename, Failure> {
    let id = visit.id("id")?;
    let address = format!("{}/{id}", kind.list);
    let found = visit.read(move |tx, caller| (kind.by_id)(tx, caller, &id)).await?;
    let (name, version) = found.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let version = Input::new("version", InputKind::Hidden, String::new()).value(version.to_string());
    let inputs = vec![name_input(&page, &name), version];
    let form = FormView::new(&page, address, page.say("save"), inputs).cancel(kind.list);
    Ok(Rename { page, name, form })
}
