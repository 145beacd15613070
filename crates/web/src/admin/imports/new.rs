//! A file that is sent to be imported.

use askama::Template;
use axum::body::Body;
use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::{Caller, import};
use guiche_domain::form::Form;
use guiche_store::Error;
use guiche_transfer::csv::{Delimiter, Encoding};
use guiche_transfer::import::{self as transfer, Given};

use super::list::example;
use super::way::Way;
use super::{GUARD, LIST, NEW, address};
use crate::failure::Failure;
use crate::form::{Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;
use crate::upload;

/// The field of the file.
const FILE: &str = "file";

#[derive(Template)]
#[template(path = "admin/imports/new.html")]
struct New {
    page: Page,
    action: &'static str,
    back: &'static str,
    example: String,
    mebibytes: u64,
    /// What is to become of the rows.
    inputs: Vec<Input>,
    /// How the file is written.
    details: Vec<Input>,
    /// Why no file was taken.
    fault: Option<String>,
}

/// `GET /admin/imports/new`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit, &Form::default(), None))
}

/// `POST /admin/imports/new`
pub(super) async fn submit(visit: Visit, body: Body) -> Answer {
    let settings = &visit.web.settings;
    let sent = upload::read(&visit.head, settings, body, settings.upload_bytes, FILE).await?;
    visit.confirm(GUARD).await?;
    let Some(file) = sent.file else {
        return refused(&view(&visit, &sent.form, Some("import-file-none")));
    };
    let caller = || Caller { now: visit.web.clock.now(), ..visit.caller.clone() };
    let given = given(&sent.form);
    let taken = transfer::upload(&visit.web.db, caller, file.path(), &file.name, given, |_| ()).await;
    let import_id = match taken {
        Ok(import_id) => import_id,
        Err(transfer::Error::Empty) => {
            return refused(&view(&visit, &sent.form, Some("import-file-empty")));
        }
        Err(transfer::Error::Store(error)) => return Err(error.into()),
        Err(error) => return Err(Failure::Internal(error.to_string())),
    };
    let way = text(&sent.form, "way").and_then(Way::parse);
    let empty_clears = text(&sent.form, "empty_clears") == Some("1");
    let id = import_id.clone();
    let set_up = visit.write(move |tx, caller| {
        let mut settings = import::progress(tx, caller, &id)?.settings;
        settings.empty_clears = empty_clears;
        if let Some(way) = way {
            way.set(&mut settings);
        }
        import::set_up(tx, caller, &id, &settings)
    });
    let to = address(&import_id);
    match set_up.await {
        Ok(()) => Ok(Redirect::to(&to).into_response()),
        // Its columns do not allow it as they were guessed: the page asks for the right ones.
        Err(Error::Refused(_)) => {
            let way = way.map_or("", Way::as_str);
            let empty = if empty_clears { "1" } else { "0" };
            Ok(Redirect::to(&format!("{to}?way={way}&empty_clears={empty}")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// How a form says that the file is written; what it leaves open is found out.
fn given(form: &Form) -> Given {
    let chosen = |key| text(form, key).unwrap_or_default();
    Given {
        encoding: chosen("encoding").parse().ok(),
        delimiter: chosen("delimiter").parse().ok(),
        has_header: match chosen("header") {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
    }
}

fn view(visit: &Visit, sent: &Form, fault: Option<&str>) -> New {
    let page = visit.page();
    let chosen = |key| text(sent, key).unwrap_or_default();
    let automatic = || (String::new(), page.say("import-automatic"));
    let ways = [
        (String::new(), page.say("import-way-automatic")),
        (Way::ByEmail.as_str().to_owned(), Way::ByEmail.label(&page)),
        (Way::Create.as_str().to_owned(), Way::Create.label(&page)),
    ];
    let inputs = vec![
        Input::new("way", Kind::Select, page.say("import-way")).choices(ways).value(chosen("way")),
        Input::new("empty_clears", Kind::Checkbox, page.say("import-empty-clears"))
            .ticked(chosen("empty_clears") == "1")
            .hint(page.say("import-empty-clears-hint")),
    ];
    let encodings = Encoding::ALL.map(|one| (one.as_str().to_owned(), encoding(one).to_owned()));
    let delimiters = Delimiter::ALL.map(|one| (one.as_str().to_owned(), delimiter(&page, one)));
    let headers = [
        ("1".to_owned(), page.say("import-header-present")),
        ("0".to_owned(), page.say("import-header-absent")),
    ];
    let select = |name, label| Input::new(name, Kind::Select, page.say(label)).value(chosen(name));
    let details = vec![
        select("encoding", "import-encoding").choices([automatic()].into_iter().chain(encodings)),
        select("delimiter", "import-delimiter").choices([automatic()].into_iter().chain(delimiters)),
        select("header", "import-header").choices([automatic()].into_iter().chain(headers)),
    ];
    New {
        action: NEW,
        back: LIST,
        example: example(&page),
        mebibytes: visit.web.settings.upload_bytes >> 20,
        inputs,
        details,
        fault: fault.map(|id| page.say(id)),
        page,
    }
}

/// What an encoding is called, the same everywhere.
pub(super) fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf8Bom => "UTF-8 (BOM)",
        Encoding::Windows1252 => "Windows-1252",
        Encoding::Utf16Le => "UTF-16 LE",
        Encoding::Utf16Be => "UTF-16 BE",
    }
}

/// What stands between fields, in words.
pub(super) fn delimiter(page: &Page, delimiter: Delimiter) -> String {
    page.say(match delimiter {
        Delimiter::Semicolon => "import-delimiter-semicolon",
        Delimiter::Comma => "import-delimiter-comma",
        Delimiter::Tab => "import-delimiter-tab",
        Delimiter::Pipe => "import-delimiter-pipe",
    })
}
