//! `GET /v2.0/custom_field/department/list`

use guiche_desk::custom_field;
use guiche_domain::form::{At, Form, Reader};
use guiche_domain::refusal::Faults;
use guiche_domain::text;
use guiche_store::Error;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::custom_field::{self as fields, CustomFields};

/// Lists the custom fields of a department's tickets that are in use, in their configured order.
///
/// Without a category those of all the department's tickets; with one also those of that category.
#[utoipa::path(
    get, path = "/v2.0/custom_field/department/list", tag = "configuration", operation_id = "listDepartmentFields",
    params(
        ("department_id" = String, Query, min_length = 1, max_length = 512,
            description = "A department of the account."),
        ("category_id" = Option<String>, Query, max_length = 512,
            pattern = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$", description = "A category of the department."),
    ),
    responses(
        (status = 200, description = "The fields.", body = CustomFields, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let mut reader = Reader::new(&query);
    let department = reader.required("department_id", text::reference);
    let category = reader.filled("category_id", text::reference).map(|at| at.value);
    let (faults, ignored) = reader.finish(call.strict());
    Ok(Reply::of(show(call, faults, department, category).await).ignored(&ignored))
}

/// What is wrong with the values is said beside a department that is not there.
async fn show(
    call: Call,
    mut faults: Faults,
    department: Option<At<String>>,
    category: Option<String>,
) -> Result<Reply, Failure> {
    let mut listed = Vec::new();
    if let Some(At { field, value }) = department {
        let found = call.read(move |tx, caller| {
            custom_field::list_of_department(tx, caller, &field, &value, category.as_deref())
        });
        match found.await {
            Ok(found) => listed = found,
            Err(Error::Refused(refusal)) => refusal.faults().for_each(|fault| faults.push(fault.clone())),
            Err(error) => return Err(error.into()),
        }
    }
    faults.into_result()?;
    Ok(fields::reply(listed))
}
