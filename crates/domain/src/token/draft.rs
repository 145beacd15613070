//! What is typed about a token that is to be made.

use ipnet::IpNet;

use crate::form::{At, Form, Reader};
use crate::network;
use crate::refusal::{Fault, Faults, Reason};
use crate::scalar;
use crate::text;

/// The most characters of a token's name (ours).
pub const NAME_MAX: usize = 250;
/// The most characters of its addresses, as they are typed (ours).
const ADDRESSES_MAX: usize = 4_000;
/// So many lines with faults are named; more tell nobody more.
const LINES_NAMED: usize = 10;

/// What was typed. A field is `None` where it could not be read: then its fault is among [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is for; required.
    pub name: Option<String>,
    /// Whether it may only read; required.
    pub read_only: Option<bool>,
    /// How long it may be used; required.
    pub expiry: Option<Expiry>,
    /// From where it may be used; empty means from anywhere.
    pub networks: Vec<IpNet>,
    /// What is wrong with it.
    pub faults: Faults,
}

/// How long a token may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Until it is revoked.
    Never,
    /// For so many days from now.
    Days(i64),
    /// To the end of a day where the account is, `YYYY-MM-DD`.
    EndOf(At<String>),
}

/// What is chosen of [`Expiry`], before the day is known.
enum Chosen {
    Never,
    Days(i64),
    Day,
}

impl Draft {
    /// Reads a form: `name` (one line), `rights` (`read-write` or `read-only`), `expiry` (`never`, `30`, `90`, `365` or `day`),
    /// `expires_on` (a day, where `expiry` is `day`), `addresses` (addresses or networks, one on each line).
    pub fn read(form: &Form) -> Self {
        let mut reader = Reader::new(form);
        let name = reader.required("name", |text| text::line(text, NAME_MAX)).map(|at| at.value);
        let read_only = reader.required("rights", rights).map(|at| at.value);
        let expiry = match reader.required("expiry", chosen).map(|at| at.value) {
            Some(Chosen::Day) => reader.required("expires_on", scalar::date).map(Expiry::EndOf),
            chosen => {
                // Whatever stands there is not asked for, and so is not wrong either.
                reader.filled("expires_on", |_| Ok(()));
                chosen.and_then(|chosen| match chosen {
                    Chosen::Never => Some(Expiry::Never),
                    Chosen::Days(days) => Some(Expiry::Days(days)),
                    Chosen::Day => None,
                })
            }
        };
        let networks = reader.filled("addresses", |text| text::kept(text, ADDRESSES_MAX));
        let networks = networks.map(|at| networks_in(&at, &mut reader)).unwrap_or_default();
        let (faults, _) = reader.finish(false);
        Self { name, read_only, expiry, networks, faults }
    }
}

fn rights(text: &str) -> Result<bool, Reason> {
    match text {
        "read-write" => Ok(false),
        "read-only" => Ok(true),
        _ => Err(Reason::NotAChoice),
    }
}

fn chosen(text: &str) -> Result<Chosen, Reason> {
    match text {
        "never" => Ok(Chosen::Never),
        "30" | "90" | "365" => text.parse().map(Chosen::Days).map_err(|_| Reason::NotAChoice),
        "day" => Ok(Chosen::Day),
        _ => Err(Reason::NotAChoice),
    }
}

/// The networks of a text, one on each line; blank lines count as none. Each line that is no network is a fault.
fn networks_in(typed: &At<String>, reader: &mut Reader<'_>) -> Vec<IpNet> {
    let mut networks = Vec::new();
    let mut wrong = Vec::new();
    for (at, line) in typed.value.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        match network::parse(line) {
            Some(network) if networks.contains(&network) => {}
            Some(network) => networks.push(network),
            None => wrong.push(at + 1),
        }
    }
    for line in wrong.into_iter().take(LINES_NAMED) {
        reader.fault(Fault::of(typed.field.clone(), Reason::NotANetwork { line }));
    }
    networks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Draft {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        Draft::read(&form)
    }

    fn faults(draft: &Draft) -> Vec<(String, Reason)> {
        let of = |fault: &Fault| (fault.field.as_ref().unwrap().key.to_string(), fault.reason.clone());
        draft.faults.iter().map(of).collect()
    }

    #[test]
    fn a_token_as_it_is_typed() {
        let draft = read(&[
            ("name", " ERP "),
            ("rights", "read-only"),
            ("expiry", "90"),
            ("expires_on", "nonsense"),
            ("addresses", "203.0.113.7\n\n 2001:db8::/32 \n203.0.113.7/32"),
        ]);
        assert_eq!(faults(&draft), []);
        assert_eq!((draft.name.as_deref(), draft.read_only), (Some("ERP"), Some(true)));
        assert_eq!(draft.expiry, Some(Expiry::Days(90)));
        let networks: Vec<String> = draft.networks.iter().map(ToString::to_string).collect();
        assert_eq!(networks, ["203.0.113.7/32", "2001:db8::/32"]);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let draft = read(&[
            ("name", "a\nb"),
            ("rights", "all"),
            ("expiry", "day"),
            ("expires_on", "2026-02-30"),
            ("addresses", "1.2.3.4\nhere\n\n1.2.3.4/99"),
        ]);
        let expected = [
            ("name", Reason::ControlCharacter),
            ("rights", Reason::NotAChoice),
            ("expires_on", Reason::NotADate),
            ("addresses", Reason::NotANetwork { line: 2 }),
            ("addresses", Reason::NotANetwork { line: 4 }),
        ];
        assert_eq!(faults(&draft), expected.map(|(key, reason)| (key.to_owned(), reason)));
        let nothing =
            [("name", Reason::Required), ("rights", Reason::Required), ("expiry", Reason::Required)];
        assert_eq!(faults(&read(&[])), nothing.map(|(key, reason)| (key.to_owned(), reason)));
    }

    proptest! {
        #[test]
        fn a_line_is_a_network_or_a_fault(lines in prop::collection::vec("[0-9a-f.:/ ]{0,20}", 0..8)) {
            let draft = read(&[
                ("name", "x"),
                ("rights", "read-write"),
                ("expiry", "never"),
                ("addresses", &lines.join("\n")),
            ]);
            let filled = lines.iter().filter(|line| !line.trim().is_empty());
            let (known, wrong): (Vec<_>, Vec<_>) =
                filled.partition(|line| network::parse(line.trim()).is_some());
            prop_assert_eq!(faults(&draft).len(), wrong.len());
            for line in known {
                prop_assert!(draft.networks.contains(&network::parse(line.trim()).unwrap()));
            }
        }
    }
}
