//! What every write has: two headers of its request, two of its answer.

use std::collections::BTreeMap;

use utoipa::openapi::schema::Type;
use utoipa::openapi::{ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses};

/// The headers that a write heeds (contract: §1, ours).
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only the description is used")]
pub(crate) struct WriteHeaders {
    /// Makes the write safe to repeat: a repetition gets the first answer again.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 255, pattern = "^[!-~]+$")]
    idempotency_key: Option<String>,
    /// `handling=strict` turns unknown parameters into faults.
    #[param(rename = "Prefer")]
    prefer: Option<String>,
}

/// The answer to a write that was done: the envelope, and the headers that come with it.
pub(crate) struct Written;

impl IntoResponses for Written {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Success")));
        let done = ResponseBuilder::new()
            .description("It was done, or was so already.")
            .content("application/json", content.build())
            .header("Ignored-Parameters", text("Parameters that were ignored, percent-encoded."))
            .header("Idempotency-Replayed", text("`true` on the answer to a repetition."));
        BTreeMap::from([("200".into(), RefOr::T(done.build()))])
    }
}

fn text(description: &str) -> utoipa::openapi::Header {
    let string = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(Some(string)).description(Some(description)).build()
}
