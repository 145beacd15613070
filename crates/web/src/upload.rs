//! A form with one file, as browsers send it: the file goes to the disk as it comes, and is gone with the request.

mod turns;

use std::io;
use std::path::Path;

use axum::body::{Body, Bytes};
use futures_util::{Stream, StreamExt as _, stream};
use guiche_domain::form::Form;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use self::turns::{Held, Turns};
use crate::Settings;
use crate::failure::Failure;
use crate::head::Head;

/// The most bytes of a field that is no file.
const FIELD_BYTES: u64 = 64 << 10;
/// The most parts: the file and its other fields.
const PARTS: usize = 100;

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
    let mut count = 0;
    while let Some(mut part) = parts.next_field().await.map_err(|error| refused(&error))? {
        held.found();
        count += 1;
        if count > PARTS {
            return Err(Failure::TooLarge);
        }
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

/// The pieces of a body as they come, each in its time.
fn pieces(settings: &Settings, body: Body) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    let patience = settings.body_timeout;
    stream::unfold(Some(body.into_data_stream()), move |rest| async move {
        let mut rest = rest?;
        let piece = match timeout(patience, rest.next()).await {
            Ok(piece) => piece?.map_err(io::Error::other),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        };
        let rest = piece.is_ok().then_some(rest);
        Some((piece, rest))
    })
    .boxed()
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
        let part = "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"x\"\r\n\r\n\r\n";
        let many = part.repeat(PARTS + 1) + BODY;
        assert!(matches!(sent(&many, 1 << 20).await, Err(Failure::TooLarge)));
        let none = BODY.replace("a.csv", "");
        assert!(sent(&none, 1 << 20).await.unwrap().file.is_none());
    }

    /// A body in pieces of a kilobyte, and how many of them were asked for.
    async fn asked_for(body: &[u8]) -> (Result<Upload, Failure>, usize) {
        let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = asked.clone();
        let pieces: Vec<Bytes> = body.chunks(1_024).map(Bytes::copy_from_slice).collect();
        let pieces = stream::iter(pieces).map(move |piece| {
            counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            Ok::<_, io::Error>(piece)
        });
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=b");
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let head = Head::from_request_parts(&mut parts, &()).await.unwrap();
        let read = read(&head, &Settings::default(), Body::from_stream(pieces), 64 << 20, "file").await;
        (read, asked.load(std::sync::atomic::Ordering::Relaxed))
    }

    #[tokio::test]
    async fn a_head_without_an_end_is_not_read_to_the_end_of_the_body() {
        let endless = [b"--b\r\n".as_slice(), &vec![b'x'; 8 << 20]].concat();
        let (read, asked) = asked_for(&endless).await;
        assert!(matches!(read, Err(Failure::Unreadable)));
        assert!(asked <= 1 + turns::HELD_BYTES as usize / 1_024 + 1, "{asked}");
    }

    #[tokio::test]
    async fn parts_that_are_passed_over_have_nothing_read_ahead() {
        let part = "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"x\"\r\n\r\n\r\n";
        let body = [part.repeat(PARTS + 1).as_bytes(), &vec![b'x'; 8 << 20]].concat();
        let (read, asked) = asked_for(&body).await;
        assert!(matches!(read, Err(Failure::TooLarge)));
        assert!(asked <= part.len() * (PARTS + 1) / 1_024 + 2, "{asked}");
    }

    #[tokio::test]
    async fn a_large_file_in_small_pieces_arrives_whole() {
        let content = "1;Ana\r\n".repeat(400_000);
        let body = BODY.replace("1;Ana\r\n", &content);
        let (read, _) = asked_for(body.as_bytes()).await;
        let file = read.unwrap().file.unwrap();
        assert_eq!(
            std::fs::metadata(file.path()).unwrap().len(),
            "id;nome\r\n".len() as u64 + content.len() as u64
        );
    }
}
