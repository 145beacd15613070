//! Packages of Debian and its kin.

use crate::run::{Done, Failure, find, output, program, run, say};

/// A package, and how it is seen to be there.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Debian's name of it.
    pub name: &'static str,
    /// A program of it.
    pub program: &'static str,
    /// What it is for: "to …".
    pub why: &'static str,
}

/// Installs those whose program is not there.
///
/// # Errors
///
/// As [`install`].
pub fn ensure(packages: &[Package]) -> Done {
    let missing = packages.iter().filter(|package| find(package.program).is_none());
    missing.copied().try_for_each(install)
}

/// Installs one, as root or by a `sudo` that asks nothing.
///
/// # Errors
///
/// Says what to install by hand where that may not be done, or is not Debian.
pub fn install(package: Package) -> Done {
    install_between("true", package, "true")
}

/// Installs one between two commands of the shell, which run with the same rights. The second runs whatever happens.
///
/// # Errors
///
/// As [`install`].
pub fn install_between(before: &str, Package { name, why, .. }: Package, after: &str) -> Done {
    let by_hand =
        |reason: &str| Failure::new(format!("{name} is needed {why} and {reason}: install it by hand"));
    if find("apt-get").is_none() {
        return Err(by_hand("there is no apt-get here"));
    }
    let mut shell = if output(program("id").arg("-u")).as_deref() == Some("0") {
        program("sh")
    } else if output(program("sudo").args(["-n", "true"])).is_some() {
        let mut sudo = program("sudo");
        sudo.args(["-n", "sh"]);
        sudo
    } else {
        return Err(by_hand("only root may install it"));
    };
    say(&format!("installing {name} {why}"));
    // Its progress is long and tells nothing; what is wrong it says on the other stream.
    let apt = "env DEBIAN_FRONTEND=noninteractive apt-get -qq";
    let install = format!("({apt} update && {apt} install -y --no-install-recommends {name}) > /dev/null");
    run(shell.args(["-c", &format!("trap '{after}' EXIT; trap 'exit 1' INT TERM; {before} && {install}")]))
}
