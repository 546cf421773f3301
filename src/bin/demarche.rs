//! Door of the author's program.

use std::process::ExitCode;

fn main() -> ExitCode {
    mon_point_numerique::demarche::author::run()
}
