//! Operators, the people of the desk: who they are, how they come in, and where they are signed in.

mod change;
mod link;
mod second_factor;
mod session;
mod sign_in;

pub use change::{add, all, by_id, change, change_language};
pub use link::{Invited, LINK_HOURS, invite, invited, purge_links, set_up, take, withdraw};
pub use second_factor::{Enrolment, enrol, enrolment, forget_second_factor, set_second_factor};
pub use session::{
    SESSION_HOURS, SignedIn, authenticate, end_other_sessions, end_session, purge_sessions, see, sessions,
};
pub use sign_in::{
    Browser, Credentials, Verified, WRONG_CODES, begin, change_password, credentials, note_wrong_password,
    own_credentials, verify,
};

use guiche_domain::operator::Operator;
use guiche_store::{Error, Tx};

use crate::Caller;
use crate::trail::{self, Event};

/// Writes what became of an operator.
fn record(tx: &mut Tx<'_>, caller: &Caller, change: &str, operator: &Operator) -> Result<(), Error> {
    let values = serde_json::json!({
        "name": operator.name,
        "email": operator.email,
        "role": operator.role.as_str(),
        "language": operator.language.as_str(),
        "active": operator.active,
    });
    let event = Event {
        entity: "operator",
        entity_id: operator.operator_id.as_str(),
        version: operator.version,
        change,
    };
    trail::record(tx, caller, event, &values)
}

/// Writes that something happened to an operator that its values do not show.
fn note(tx: &mut Tx<'_>, caller: &Caller, change: &str, id: &str, version: i64) -> Result<(), Error> {
    let event = Event { entity: "operator", entity_id: id, version, change };
    trail::record(tx, caller, event, &serde_json::json!({}))
}
