//! The same door in text: arguments, a file per command, answers on stdout and troubles on stderr.

use std::ffi::OsString;
use std::process::ExitCode;

/// Reads the arguments, does what they ask, and says how it went by the exit code: 0 done, 1 refused by
/// the rules, 2 bad input or arguments, 3 trouble.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let _ = arguments.into_iter().count();
    todo!()
}
