//! What an import would do, row by row.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::import::{self, Act, Difference, Import, RowPreview};
use guiche_domain::import::Target;
use guiche_domain::import::run::State;
use guiche_i18n::{Gap, phrase};

use super::progress::{self, Progress};
use super::setup::short;
use super::words::{self, Tag};
use super::{address, found};
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many rows are on a page.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "admin/imports/preview.html")]
struct Preview {
    page: Page,
    import: Import,
    back: String,
    rows: Vec<Row>,
    /// Which rows these are.
    which: String,
    /// What they would come to, together.
    sums: Vec<String>,
    /// What is known of the whole file.
    facts: Vec<String>,
    progress: Option<Progress>,
    previous: Option<String>,
    next: Option<String>,
}

/// A row.
struct Row {
    line: u64,
    name: String,
    act: Tag,
    parts: Vec<Part>,
    faults: Vec<String>,
    /// That an earlier row is about the same customer.
    repeats: Option<String>,
}

/// A value that becomes another.
struct Part {
    label: String,
    from: Option<String>,
    to: Option<String>,
    /// Whether it is never shown.
    secret: bool,
}

/// `GET /admin/imports/{import_id}/preview`
pub(super) async fn show(visit: Visit) -> Answer {
    let import = found(&visit).await?;
    let back = address(&import.import_id);
    let settings = &import.settings;
    if import.state != State::Ready || settings.mapping.check(settings.mode, settings.key).is_err() {
        return Ok(Redirect::to(&back).into_response());
    }
    let page = visit.page();
    let asked = visit.head.query("from").and_then(|from| from.parse().ok()).unwrap_or(1);
    let from: i64 = if (1..=import.counts.total).contains(&asked) { asked } else { 1 };
    let preview = import::preview(&visit.web.db, &visit.caller, &import.import_id, from).await?;
    let import = preview.import;
    let to = |from: i64| format!("{back}/preview?from={from}");
    let last = from + i64::try_from(preview.rows.len()).unwrap_or(ROWS) - 1;
    shown(&Preview {
        which: which(&page, from, last, import.counts.total),
        sums: sums(&page, &preview.rows),
        facts: facts(&page, &import),
        progress: progress::of(&visit, &page, &import, &to(from)),
        previous: (from > 1).then(|| to((from - ROWS).max(1))),
        next: (last < import.counts.total).then(|| to(last + 1)),
        rows: preview.rows.iter().map(|one| row(&page, &import, one)).collect(),
        back,
        import,
        page,
    })
}

fn which(page: &Page, first: i64, last: i64, total: i64) -> String {
    let (first, last) = (page.number(&first), page.number(&last));
    let gaps = [
        ("first", Gap::Text(&first)),
        ("last", Gap::Text(&last)),
        ("count", Gap::Number(total.unsigned_abs())),
    ];
    phrase("import-preview-which", page.language(), &gaps)
}

fn sums(page: &Page, rows: &[RowPreview]) -> Vec<String> {
    let kinds = [
        (Act::Create, "import-preview-create"),
        (Act::Update, "import-preview-update"),
        (Act::Nothing, "import-preview-nothing"),
        (Act::Blank, "import-preview-blank"),
        (Act::Reject, "import-preview-reject"),
    ];
    let counted = kinds.map(|(act, id)| (rows.iter().filter(|row| row.act == act).count(), id));
    counted.iter().filter(|(count, _)| *count > 0).map(|(count, id)| page.say_many(id, count)).collect()
}

fn facts(page: &Page, import: &Import) -> Vec<String> {
    let counts = import.counts;
    let known = [
        (counts.unreadable, "import-file-unreadable"),
        (counts.blank, "import-file-blank"),
        (counts.repeated, "import-file-repeated"),
    ];
    known.iter().filter(|(count, _)| *count > 0).map(|(count, id)| page.say_many(id, count)).collect()
}

fn row(page: &Page, import: &Import, row: &RowPreview) -> Row {
    let (id, class) = match row.act {
        Act::Create => ("import-act-create", "on"),
        Act::Update => ("import-act-update", "waiting"),
        Act::Nothing => ("import-act-nothing", ""),
        Act::Blank => ("import-act-blank", ""),
        Act::Reject => ("import-act-reject", "off"),
    };
    Row {
        line: row.line,
        name: name(import, &row.fields),
        act: Tag { word: page.say(id), class },
        parts: row.differences.iter().map(|difference| part(page, difference)).collect(),
        faults: row.faults.iter().map(|fault| words::fault(page, fault)).collect(),
        repeats: row.repeats.map(|earlier| page.say_many("import-repeats", &earlier)),
    }
}

fn part(page: &Page, difference: &Difference) -> Part {
    let Difference { key, label, from, to } = difference;
    let value = |text: &String| short(&words::value(page, key, text));
    Part {
        label: label.clone().unwrap_or_else(|| words::key(page, key)),
        from: from.as_ref().map(value),
        to: to.as_ref().map(value),
        secret: *key == *Target::Password.key(),
    }
}

/// By what people know a row: the customer's name, or its keys, or whatever stands first.
pub(super) fn name(import: &Import, fields: &[String]) -> String {
    let columns = import.settings.mapping.columns();
    let of = |wanted: &Target| {
        let at = columns.iter().position(|target| target == wanted)?;
        fields.get(at).map(|text| text.trim()).filter(|text| !text.is_empty())
    };
    let found = [Target::Name, Target::CustomerId, Target::Email].iter().find_map(of);
    let first = || fields.iter().map(|text| text.trim()).find(|text| !text.is_empty());
    short(found.or_else(first).unwrap_or_default())
}
