//! The `guiche` binary once more, under a name that this package's tests can find.

use std::process::ExitCode;

fn main() -> ExitCode {
    guiche::main()
}
