//! The one binary: hands its arguments to the command line, which opens the desk where none are given.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    mainstay::cli::run(std::env::args_os())
}
