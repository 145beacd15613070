//! PostgreSQL's own benchmark with the statements of a create: one plain transaction after the other on each connection.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use guiche_cluster::Programs;

use crate::Outcome;
use crate::server::TOKEN;

/// An id of 32 digits, as the product's are, made of the transaction's number.
const ID: &str = "lpad(:n, 32, '0')";
/// What a create of six fields sends, in order. Each parameter is the text that follows it; `:n` is a number that no other
/// transaction has.
const CREATE: &[(&str, &[&str])] = &[
    ("token::BY_HASH", &[":token"]),
    ("custom_field::ACTIVE", &["1", "'customer'"]),
    (
        "customer::INSERT",
        &[
            "1",
            ID,
            ":n",
            ":name",
            ":name",
            ":n",
            ":n",
            ":phone",
            ":phone",
            "true",
            "null",
            ":language",
            "null",
            "false",
            "true",
            "true",
            "null",
            "1",
            "null",
            "1795527000000000",
        ],
    ),
    (
        "audit::INSERT_EVENT",
        &[
            "1",
            ID,
            "1795527000000000",
            ":entity",
            ID,
            ":change",
            ":actor",
            ":actor",
            ":address",
            ":digest",
            ":digest",
        ],
    ),
    ("audit::INSERT_VALUE", &["1", ":entity", ID, ID, ":salt", ":content"]),
    ("outbox::INSERT", &["1", ID, ":entity", ID, "1", ":change", "1795527000000000"]),
];

/// Texts that are the same for all, as long as those of a create.
const TEXTS: &[(&str, &str)] = &[
    ("name", "Cliente número 123456"),
    ("phone", "+55 11 98765-4321"),
    ("language", "pt-BR"),
    ("entity", "customer"),
    ("change", "created"),
    ("actor", "token"),
    ("address", "127.0.0.1"),
    ("salt", "00112233445566778899aabbccddeeff"),
];

/// Transactions per second over so many connections, for this time.
pub(crate) fn rate(folder: &Path, url: &str, connections: usize, time: Duration) -> Outcome<f64> {
    let script = folder.join("create.sql");
    fs::write(&script, script_of(&statements()?)?)?;
    let program = Programs::find().ok_or("PostgreSQL is not there")?.program("pgbench");
    let mut command = Command::new(program);
    command.args(["--no-vacuum", "--protocol", "prepared", "--jobs", "1", "--client"]);
    command.arg(connections.to_string()).arg("--time").arg(time.as_secs().to_string());
    command.arg("--file").arg(&script);
    let long = [
        ("digest", "d".repeat(64)),
        ("content", "v".repeat(220)),
        ("token", guiche_desk::secret::hash(TOKEN)),
    ];
    for (name, text) in TEXTS {
        command.arg("--define").arg(format!("{name}={text}"));
    }
    for (name, text) in long {
        command.arg("--define").arg(format!("{name}={text}"));
    }
    let output = command.arg(url).output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let rate = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.ok_or_else(|| format!("{told}{}", String::from_utf8_lossy(&output.stderr)).into())
}

type Statement = (&'static str, &'static [&'static str]);

fn statements() -> Outcome<Vec<Statement>> {
    let named = |name: &str| guiche_store::all_statements().find(|(path, _)| path.ends_with(name));
    let pairs = CREATE.iter().map(|(name, values)| {
        let (_, sql) = named(name).ok_or_else(|| format!("there is no statement {name}"))?;
        Ok((sql, *values))
    });
    pairs.collect()
}

fn script_of(statements: &[Statement]) -> Outcome<String> {
    let mut script = String::from("\\set n random(1, 9000000000000000000)\nBEGIN;\n");
    for (sql, values) in statements {
        let mut sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let (last, another) = (format!("${}", values.len()), format!("${}", values.len() + 1));
        if !sql.contains(&last) || sql.contains(&another) {
            return Err(format!("it has another number of values: {sql}").into());
        }
        // From the last on, for $1 begins $10 too.
        for (at, value) in values.iter().enumerate().rev() {
            sql = sql.replace(&format!("${}", at + 1), value);
        }
        if sql.contains('$') {
            return Err(format!("a parameter is missing: {sql}").into());
        }
        script.push_str(&format!("{sql};\n"));
    }
    script.push_str("COMMIT;\n");
    Ok(script)
}
