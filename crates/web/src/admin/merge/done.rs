//! Merging, once it is confirmed.

use guiche_desk::customer::{self, MergeRequest};
use guiche_domain::form::{Form, Value};

use super::compare::failure;
use super::{WITH, choices, customer as place};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::head::text;
use crate::routes::Answer;

/// `POST /admin/customers/{customer_id}/merge`
pub(super) async fn submit(visit: Visit, sent: Form) -> Answer {
    let said = |key| text(&sent, key).ok_or(Failure::Unreadable);
    let version = |key| said(key)?.parse::<i64>().map_err(|_| Failure::Unreadable);
    let kept_id = visit.id("customer_id")?;
    let request = MergeRequest {
        kept_id: kept_id.clone(),
        kept_version: version("kept_version")?,
        merged_id: said(WITH)?.parse().map_err(|_| Failure::NotFound)?,
        merged_version: version("merged_version")?,
        choices: choices(sent.entries().iter().filter_map(|entry| match &entry.value {
            Value::Text(text) => Some((entry.key.as_str(), text.as_str())),
            Value::Null => None,
        })),
    };
    visit.write(move |tx, caller| customer::merge(tx, caller, &request)).await.map_err(failure)?;
    Ok(visit.done(&place(&kept_id), "done-customers-merged"))
}
