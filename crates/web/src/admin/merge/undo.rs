//! Making two customers again of one.

use askama::Template;
use guiche_desk::customer::{self, Undoable};
use guiche_domain::form::Form;
use guiche_domain::id::Id;
use guiche_domain::refusal::Refusal;
use guiche_store::Error;

use super::{address, customer as place};
use crate::failure::Failure;
use crate::form::FormView;
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/merge/undo.html")]
struct Undo {
    page: Page,
    form: FormView,
    kept: String,
    merge: Undoable,
}

/// `GET /admin/customers/{customer_id}/merge/{merge_id}/undo`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit, None).await?)
}

/// `POST /admin/customers/{customer_id}/merge/{merge_id}/undo`
pub(super) async fn submit(visit: Visit, _: Form) -> Answer {
    let (customer_id, merge_id) = (visit.id("customer_id")?, visit.id("merge_id")?);
    // One of another customer is none of this page.
    let Undo { .. } = view(&visit, None).await?;
    match visit.write(move |tx, caller| customer::undo_merge(tx, caller, &merge_id)).await {
        Ok(undone) => {
            let notice = if undone.whole { "done-merge-undone" } else { "done-merge-undone-partly" };
            Ok(visit.done(&place(&customer_id), notice))
        }
        Err(Error::Refused(refusal)) => refused(&view(&visit, Some(&refusal)).await?),
        Err(error) => Err(error.into()),
    }
}

async fn view(visit: &Visit, again: Option<&Refusal>) -> Result<Undo, Failure> {
    let (customer_id, merge_id): (Id, Id) = (visit.id("customer_id")?, visit.id("merge_id")?);
    let back = address(&customer_id);
    let found = visit.read(move |tx, caller| {
        let kept = customer::details_by_id(tx, caller, &customer_id)?;
        Ok((kept, customer::merges(tx, caller, &customer_id)?))
    });
    let (kept, merges) = found.await?;
    let kept = kept.ok_or(Failure::NotFound)?;
    let merge = merges.into_iter().find(|merge| merge.merge_id == merge_id).ok_or(Failure::NotFound)?;
    let page = visit.page();
    let to = format!("{back}/{merge_id}/undo");
    let mut form = FormView::new(&page, to, page.say("merge-undo"), Vec::new()).cancel(back);
    if let Some(refusal) = again {
        form = form.refused(refusal, page.language());
    }
    Ok(Undo { page, form, kept: kept.customer.name, merge })
}
