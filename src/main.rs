//! The command `rubric`: everything is behind the door of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    rubricate::shell::main(std::env::args_os())
}
