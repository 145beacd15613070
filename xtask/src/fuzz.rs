//! `cargo xtask fuzz`: runs the targets of `fuzz/fuzz_targets` with libFuzzer.
//!
//! It builds them itself, with flags that the stable compiler knows: `cargo fuzz` needs a nightly one, for the address
//! sanitizer alone, and the code under test forbids `unsafe`. What is found lies in `fuzz/artifacts`, and what was
//! learnt in `fuzz/corpus`; a run begins with that and with the committed seeds.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{self, Done, Failure, root, say};
use crate::tools::debian::{self, Package};

/// libFuzzer is compiled from its C++ source.
pub const COMPILER: Package = Package { name: "g++", program: "c++", why: "to compile libFuzzer" };

/// The coverage that libFuzzer is guided by.
const INSTRUMENTED: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// A target has this many seconds for one input before that counts as a fault.
const TIMEOUT: u32 = 10;

/// Runs one target or all of them, each for so many seconds.
///
/// # Errors
///
/// The first target's that finds a fault, with libFuzzer's status.
pub fn run(seconds: u32, only: Option<&str>) -> Done {
    debian::ensure(&[COMPILER])?;
    let targets = targets()?;
    let chosen: Vec<_> = targets.iter().filter(|target| only.is_none_or(|only| only == *target)).collect();
    if chosen.is_empty() {
        return Err(Failure::new(format!("there is no such target, only {}", targets.join(", "))));
    }
    for target in chosen {
        say(target);
        run::run(&mut fuzzing(target, seconds)?)?;
    }
    Ok(())
}

/// Cargo for the fuzz crate, which is a workspace of its own.
pub fn cargo(subcommand: &str, arguments: &str) -> Command {
    run::cargo(&format!("{subcommand} --manifest-path fuzz/Cargo.toml {arguments}"))
}

fn targets() -> Done<Vec<String>> {
    let folder = root().join("fuzz/fuzz_targets");
    let files = fs::read_dir(&folder).map_err(|error| unusable(&folder, &error))?;
    let paths = files.filter_map(|file| file.ok().map(|file| file.path()));
    let mut names: Vec<_> =
        paths.filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into())).collect();
    names.sort();
    Ok(names)
}

fn fuzzing(target: &str, seconds: u32) -> Done<Command> {
    for kept in ["corpus", "artifacts"] {
        let folder = root().join("fuzz").join(kept).join(target);
        fs::create_dir_all(&folder).map_err(|error| unusable(&folder, &error))?;
    }
    // Named, if only as this machine's own, so that build scripts are compiled without the flags.
    let mut command = cargo("run", &format!("--release --target host-tuple --bin {target} --"));
    command.env("RUSTFLAGS", INSTRUMENTED);
    command.args([format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}")]);
    command.arg(format!("-artifact_prefix=fuzz/artifacts/{target}/"));
    command.args([format!("-max_total_time={seconds}"), format!("-timeout={TIMEOUT}")]);
    command.arg("-print_final_stats=1");
    Ok(command)
}

fn unusable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", folder.display()))
}
