//! A form with one file, as browsers send it: the file goes to the disk as it comes, and is gone with the request.

mod turns;

use std::path::Path;

use axum::body::{Body, Bytes};
use guiche_domain::form::Form;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use self::turns::{Held, Turns};
use crate::Settings;
use crate::failure::Failure;
use crate::form::pieces;
use crate::head::Head;

/// The most bytes of a field that is no file.
const FIELD_BYTES: u64 = 64 << 10;
/// The most fields beside the file.
const FIELDS: usize = 100;

/// A form that was sent.
#[derive(Debug)]
pub(crate) struct Upload {
    /// Its other fields.
    pub(crate) form: Form,
    /// Its file; `None` where none was chosen.
    pub(crate) file: Option<Sent>,
}

/// A file that was sent.
#[derive(Debug)]
pub(crate) struct Sent {
    /// What it is called where it came from.
    pub(crate) name: String,
    content: NamedTempFile,
}

impl Sent {
    /// Where it lies, readable by the server alone.
    pub(crate) fn path(&self) -> &Path {
        self.content.path()
    }

    /// All of it, for a file that is small.
    pub(crate) async fn bytes(&self) -> Result<Vec<u8>, Failure> {
        tokio::fs::read(self.path()).await.map_err(internal)
    }
}

/// Reads a form of up to `most` bytes whose file is in the field `name`. Other files are passed over.
pub(crate) async fn read(
    head: &Head,
    settings: &Settings,
    body: Body,
    most: u64,
    name: &str,
) -> Result<Upload, Failure> {
    let length = head.header(http::header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(Failure::TooLarge);
    }
    let media = head.header(http::header::CONTENT_TYPE).unwrap_or_default();
    let boundary = multer::parse_boundary(media).map_err(|_| Failure::Unreadable)?;
    let limits = SizeLimit::new().whole_stream(most);
    let constraints = Constraints::new().size_limit(limits);
    let held = Held::default();
    let turns = Turns::new(pieces(settings, body), held.clone());
    let mut parts = Multipart::with_constraints(turns, boundary, constraints);
    let mut upload = Upload { form: Form::default(), file: None };
    while let Some(mut part) = parts.next_field().await.map_err(|error| refused(&error))? {
        held.found();
        let file_name = part.file_name().map(str::to_owned);
        let key = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = file_name else {
            let mut bytes = Vec::new();
            while let Some(chunk) = chunk(&mut part, &held).await? {
                bytes.extend_from_slice(&chunk);
                if bytes.len() as u64 > FIELD_BYTES {
                    return Err(Failure::TooLarge);
                }
            }
            if upload.form.entries().len() == FIELDS {
                return Err(Failure::TooLarge);
            }
            upload.form.push_text(key, String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
            continue;
        };
        // A field for which no file was chosen comes without a name.
        if key != name || file_name.is_empty() || upload.file.is_some() {
            while chunk(&mut part, &held).await?.is_some() {}
            continue;
        }
        let content = tokio::task::spawn_blocking(NamedTempFile::new).await.map_err(internal)?;
        let content = content.map_err(internal)?;
        let mut writing = File::from_std(content.as_file().try_clone().map_err(internal)?);
        while let Some(chunk) = chunk(&mut part, &held).await? {
            writing.write_all(&chunk).await.map_err(internal)?;
        }
        writing.flush().await.map_err(internal)?;
        upload.file = Some(Sent { name: file_name, content });
    }
    Ok(upload)
}

async fn chunk(part: &mut Field<'_>, held: &Held) -> Result<Option<Bytes>, Failure> {
    let chunk = part.chunk().await.map_err(|error| refused(&error))?;
    held.found();
    Ok(chunk)
}

fn refused(error: &multer::Error) -> Failure {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            Failure::TooLarge
        }
        _ => Failure::Unreadable,
    }
}

fn internal(error: impl std::fmt::Display) -> Failure {
    Failure::Internal(format!("a file that was sent: {error}"))
}

#[cfg(test)]
mod tests {
    use axum::extract::FromRequestParts as _;
    use http::Request;

    use super::*;

    async fn sent(body: &str, most: u64) -> Result<Upload, Failure> {
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=b");
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let head = Head::from_request_parts(&mut parts, &()).await.unwrap();
        read(&head, &Settings::default(), Body::from(body.to_owned()), most, "file").await
    }

    const BODY: &str = "--b\r\nContent-Disposition: form-data; name=\"way\"\r\n\r\ncreate\r\n\
        --b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"x\"\r\n\r\nother\r\n\
        --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nid;nome\r\n1;Ana\r\n\r\n--b--\r\n";

    #[tokio::test]
    async fn the_file_lies_on_the_disk_until_the_request_is_over() {
        let upload = sent(BODY, 1 << 20).await.unwrap();
        assert_eq!(crate::head::text(&upload.form, "way"), Some("create"));
        let file = upload.file.unwrap();
        assert_eq!(file.name, "a.csv");
        let path = file.path().to_owned();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "id;nome\r\n1;Ana\r\n");
        drop(file);
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn what_is_too_large_or_no_form_is_refused() {
        assert!(matches!(sent(BODY, 150).await, Err(Failure::TooLarge)));
        assert!(matches!(sent("id;nome", 1 << 20).await, Err(Failure::Unreadable)));
        let long = BODY.replace("create", &"x".repeat(FIELD_BYTES as usize + 1));
        assert!(matches!(sent(&long, 1 << 20).await, Err(Failure::TooLarge)));
        let head = BODY.replace("form-data; name=\"way\"", &"x".repeat(turns::HELD_BYTES as usize + 1));
        assert!(matches!(sent(&head, 4 << 20).await, Err(Failure::Unreadable)));
        let none = BODY.replace("a.csv", "");
        assert!(sent(&none, 1 << 20).await.unwrap().file.is_none());
    }
}
