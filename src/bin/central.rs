//! The door of the central service: everything is in `central::command`.

fn main() -> std::process::ExitCode {
    mon_point_numerique::central::command::run(std::env::args_os())
}
