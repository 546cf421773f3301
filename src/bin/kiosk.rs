//! The door of the terminal: everything is in `kiosk::command`.

fn main() -> std::process::ExitCode {
    mon_point_numerique::kiosk::command::run(std::env::args_os())
}
