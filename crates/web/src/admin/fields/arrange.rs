//! Moving a field, retiring it and bringing it back.

use guiche_desk::custom_field::setup::{self, Direction};
use guiche_desk::{Caller, custom_field};
use guiche_domain::form::Form;
use guiche_store::{Error, Tx};

use super::{field_id, list_of, target};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::routes::Answer;

/// `POST /admin/fields/{target}/{field_id}/up`
pub(super) async fn up(visit: Visit, _: Form) -> Answer {
    let up = |tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str| {
        setup::shift(tx, caller, target, id, Direction::Up)
    };
    arrange(visit, up, "done-field-moved").await
}

/// `POST /admin/fields/{target}/{field_id}/down`
pub(super) async fn down(visit: Visit, _: Form) -> Answer {
    let down = |tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str| {
        setup::shift(tx, caller, target, id, Direction::Down)
    };
    arrange(visit, down, "done-field-moved").await
}

/// `POST /admin/fields/{target}/{field_id}/retire`
pub(super) async fn retire(visit: Visit, _: Form) -> Answer {
    arrange(visit, custom_field::retire, "done-field-retired").await
}

/// `POST /admin/fields/{target}/{field_id}/bring-back`
pub(super) async fn bring_back(visit: Visit, _: Form) -> Answer {
    arrange(visit, setup::bring_back, "done-field-brought-back").await
}

/// What is done to a field; `false` where it is not there, or not so that it can be done.
type Step = fn(&mut Tx<'_>, &Caller, &str, &str) -> Result<bool, Error>;

async fn arrange(visit: Visit, step: Step, notice: &'static str) -> Answer {
    let (target, id) = (target(&visit)?, field_id(&visit)?);
    if visit.write(move |tx, caller| step(tx, caller, target, &id)).await? {
        Ok(visit.done(&list_of(target), notice))
    } else {
        Err(Failure::NotFound)
    }
}
