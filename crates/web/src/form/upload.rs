//! A file that a browser sends: `multipart/form-data`.

use axum::body::Body;
use http::header::CONTENT_TYPE;
use multer::{Constraints, Multipart, SizeLimit};

use crate::failure::Failure;
use crate::form::pieces;
use crate::guard::Visit;

/// The bytes of the file under this name; none where none was chosen. The form is read to its end, so that the browser gets its
/// answer.
pub(crate) async fn file(visit: &Visit, body: Body, name: &str) -> Result<Vec<u8>, Failure> {
    let kind = visit.head.header(CONTENT_TYPE).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|error| failure(&error))?;
    let most = u64::try_from(visit.web.settings.body_bytes).unwrap_or(u64::MAX);
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let mut parts = Multipart::with_constraints(pieces(&visit.web.settings, body), boundary, limits);
    let mut file = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|error| failure(&error))? {
        let wanted = part.name() == Some(name) && file.is_empty();
        let bytes = part.bytes().await.map_err(|error| failure(&error))?;
        if wanted {
            file = bytes.into();
        }
    }
    Ok(file)
}

fn failure(error: &multer::Error) -> Failure {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            Failure::TooLarge
        }
        _ => Failure::Unreadable,
    }
}
