//! What is to become of a file's columns and rows.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use guiche_desk::custom_field::{CUSTOMER, active};
use guiche_desk::import::{self, FileRow, Import, Settings};
use guiche_domain::custom_field::CustomField;
use guiche_domain::form::Form;
use guiche_domain::import::{Mapping, Target};
use guiche_domain::refusal::{Fault, Reason, Refusal};
use guiche_store::Error;
use guiche_transfer::csv::Dialect;

use super::new::{delimiter, encoding};
use super::way::Way;
use super::{NEW, address, found, words};
use crate::failure::Failure;
use crate::form::{Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

/// How many values show what is in a column, and among how many rows they are looked for.
const SAMPLES: usize = 3;
const SAMPLE_ROWS: usize = 100;
/// How many characters of a value are shown.
const SHOWN: usize = 60;

#[derive(Template)]
#[template(path = "admin/imports/setup.html")]
pub(super) struct Setup {
    page: Page,
    import: Import,
    action: String,
    cancel: String,
    new: &'static str,
    encoding: &'static str,
    delimiter: String,
    has_header: bool,
    warnings: Vec<String>,
    faults: Vec<Said>,
    inputs: Vec<Input>,
    columns: Vec<Column>,
}

/// One column of the file.
struct Column {
    at: usize,
    name: String,
    samples: Vec<String>,
    choices: Vec<Choice>,
    is_refused: bool,
}

/// What is wrong with the columns.
struct Said {
    text: String,
    /// The first column that it is about, if any is there.
    at: Option<usize>,
}

/// What it may become.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// What a form says of an import.
struct Wanted {
    way: Way,
    empty_clears: bool,
    targets: Vec<Target>,
    faults: Vec<Fault>,
}

/// The page of an import that is ready. What was chosen when its file came may stand in the query.
pub(super) async fn page_of(visit: &Visit, import: Import) -> Result<Response, Failure> {
    let way = visit.head.query("way").and_then(Way::parse);
    let empty_clears = visit.head.query("empty_clears").map(|flag| flag == "1");
    let mut settings = import.settings.clone();
    settings.empty_clears = empty_clears.unwrap_or(settings.empty_clears);
    if let Some(way) = way {
        way.set(&mut settings);
    }
    let faults = settings.mapping.check(settings.mode, settings.key).err();
    let wanted = Wanted {
        way: Way::of(&settings),
        empty_clears: settings.empty_clears,
        targets: settings.mapping.columns().to_vec(),
        faults: listed(faults.as_ref()),
    };
    shown(&view(visit, import, wanted).await?)
}

/// `POST /admin/imports/{import_id}`: sets it up, and shows what it would do.
pub(super) async fn submit(visit: Visit, sent: Form) -> Answer {
    let import = found(&visit).await?;
    let to = address(&import.import_id);
    let targets = targets(&import, &sent);
    let way = text(&sent, "way").and_then(Way::parse).unwrap_or(Way::of(&import.settings));
    let empty_clears = text(&sent, "empty_clears") == Some("1");
    let done = match Mapping::new(targets.clone()) {
        Err(refusal) => Err(Error::Refused(refusal)),
        Ok(mapping) => {
            let mut settings = Settings { empty_clears, mapping, ..import.settings.clone() };
            way.set(&mut settings);
            let (id, version) = (import.import_id.clone(), version(&sent));
            let set_up = visit.write(move |tx, caller| {
                import::set_up(tx, caller, &id, &settings)?;
                unless_changed(import::progress(tx, caller, &id)?.version, version)
            });
            set_up.await
        }
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{to}/preview")).into_response()),
        Err(Error::Refused(refusal)) => match refusal.first().reason {
            Reason::ImportState | Reason::ChangedMeanwhile => Err(Failure::Changed),
            Reason::Role | Reason::Plan => Err(Failure::Forbidden),
            _ => {
                let wanted = Wanted { way, empty_clears, targets, faults: listed(Some(&refusal)) };
                refused(&view(&visit, import, wanted).await?)
            }
        },
        Err(error) => Err(error.into()),
    }
}

/// The version from which a form was made.
pub(super) fn version(sent: &Form) -> i64 {
    text(sent, "version").and_then(|text| text.parse().ok()).unwrap_or(-1)
}

/// Refused where an import has changed more than by what was just done to it, since it was in the version `before`.
pub(super) fn unless_changed(version: i64, before: i64) -> Result<(), Error> {
    let ours = version == before || version == before.saturating_add(1);
    if ours { Ok(()) } else { Err(Error::Refused(Reason::ChangedMeanwhile.into())) }
}

fn listed(refusal: Option<&Refusal>) -> Vec<Fault> {
    refusal.map(|refusal| refusal.faults().cloned().collect()).unwrap_or_default()
}

/// What a form says that the columns become. One of which it says nothing that is known stays what it is.
fn targets(import: &Import, sent: &Form) -> Vec<Target> {
    let columns = import.settings.mapping.columns().iter().enumerate();
    let chosen = |at: usize| text(sent, &format!("column-{at}")).and_then(|key| key.parse().ok());
    columns.map(|(at, known)| chosen(at).unwrap_or_else(|| known.clone())).collect()
}

async fn view(visit: &Visit, import: Import, wanted: Wanted) -> Result<Setup, Failure> {
    let page = visit.page();
    let id = import.import_id.clone();
    let (rows, fields) = visit
        .read(move |tx, caller| {
            let rows = import::sample(tx, caller, &id, SAMPLE_ROWS)?;
            Ok((rows, active(tx, caller.account.account_id, CUSTOMER)?))
        })
        .await?;
    let dialect: Dialect = import.dialect.parse().unwrap_or_default();
    let ways = Way::ALL.map(|way| (way.as_str().to_owned(), way.label(&page)));
    let inputs = vec![
        Input::new("way", Kind::Select, page.say("import-way")).choices(ways).value(wanted.way.as_str()),
        Input::new("empty_clears", Kind::Checkbox, page.say("import-empty-clears"))
            .ticked(wanted.empty_clears)
            .hint(page.say("import-empty-clears-hint")),
    ];
    let columns = wanted.targets.iter().enumerate().map(|(at, target)| Column {
        at,
        name: words::column(&page, &import, at),
        // Passwords are nobody's to read.
        samples: if *target == Target::Password { Vec::new() } else { samples(&rows, at) },
        choices: choices(&page, target, &fields),
        is_refused: wanted.faults.iter().any(|fault| is_about(fault, target)),
    });
    let faults = wanted.faults.iter().map(|fault| Said {
        text: said(&page, fault, &fields),
        at: wanted.targets.iter().position(|target| is_about(fault, target)),
    });
    Ok(Setup {
        action: address(&import.import_id),
        cancel: format!("{}/cancel", address(&import.import_id)),
        new: NEW,
        encoding: encoding(dialect.encoding),
        delimiter: delimiter(&page, dialect.delimiter),
        has_header: dialect.has_header,
        warnings: import.warnings.iter().map(|one| words::warning(&page, &import, one)).collect(),
        faults: faults.collect(),
        inputs,
        columns: columns.collect(),
        import,
        page,
    })
}

/// Whether a fault is about what a column becomes.
fn is_about(fault: &Fault, target: &Target) -> bool {
    *target != Target::Ignore && fault.field.as_ref().is_some_and(|of| of.key == target.key())
}

/// What is wrong with the columns.
fn said(page: &Page, fault: &Fault, fields: &[CustomField]) -> String {
    let target = fault.field.as_ref().and_then(|field| field.key.parse::<Target>().ok());
    let name = target.map(|target| words::target(page, &target, fields));
    match (&fault.reason, name) {
        (Reason::Required, Some(name)) => page.say_of("import-column-needed", &name),
        (Reason::Repeated, Some(name)) => page.say_of("import-column-repeated", &name),
        (Reason::NotFound, Some(name)) => page.say_of("import-column-gone", &name),
        _ => words::fault(page, fault),
    }
}

/// The first values of a column that say something, each once.
fn samples(rows: &[FileRow], at: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for value in rows.iter().filter_map(|row| row.fields.get(at)) {
        let value = value.trim();
        if value.is_empty() || samples.len() == SAMPLES {
            continue;
        }
        let short = short(value);
        if !samples.contains(&short) {
            samples.push(short);
        }
    }
    samples
}

/// A value that is not too long to be looked at.
pub(super) fn short(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

fn choices(page: &Page, chosen: &Target, fields: &[CustomField]) -> Vec<Choice> {
    let custom = fields.iter().map(|field| Target::CustomField(field.id.clone()));
    let mut targets: Vec<Target> = Target::PLAIN.into_iter().chain(custom).collect();
    if !targets.contains(chosen) {
        targets.push(chosen.clone());
    }
    let choice = |target: Target| Choice {
        value: target.to_string(),
        label: words::target(page, &target, fields),
        chosen: target == *chosen,
    };
    targets.into_iter().map(choice).collect()
}
