//! A customer may have the key `batch`, and so the path of batches: its methods are described there, too.

use utoipa::Modify;
use utoipa::openapi::OpenApi;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterIn};

const ANY: &str = "/guiche/v1/customers/{customer_id}";
const BATCH: &str = "/guiche/v1/customers/batch";

/// Describes it.
pub(super) struct NamedBatch;

impl Modify for NamedBatch {
    fn modify(&self, document: &mut OpenApi) {
        let paths = &mut document.paths.paths;
        let Some(any) = paths.get(ANY).cloned() else { return };
        if let Some(batch) = paths.get_mut(BATCH) {
            batch.get = any.get.map(named);
            batch.put = any.put.map(named);
            batch.patch = any.patch.map(named);
        }
    }
}

fn named(mut operation: Operation) -> Operation {
    operation.operation_id = operation.operation_id.map(|id| id + "NamedBatch");
    operation.summary = Some("The customer whose key is `batch`.".into());
    operation.description = None;
    if let Some(parameters) = &mut operation.parameters {
        parameters.retain(|parameter| match parameter {
            RefOr::T(parameter) => parameter.parameter_in != ParameterIn::Path,
            _ => true,
        });
    }
    operation
}
