//! A new process for the next person: the program becomes itself again at the end of a visit.
//!
//! The state of a visit is dropped and keys are wiped, but the text engine keeps shaped words in
//! its caches and the allocator keeps freed pages: measured, typed words were still there
//! (rulings, *The shape*, 12). A new image of the same process has none of it.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// How to begin again.
#[derive(Clone, Debug)]
pub struct Renewal {
    arguments: Vec<OsString>,
}

impl Renewal {
    /// With the arguments of this run.
    pub fn same() -> Self {
        Self { arguments: std::env::args_os().skip(1).collect() }
    }

    /// A demonstration goes on in the directory that it made for itself.
    pub fn demonstration(directory: &Path) -> Self {
        let words = ["--demo", "--again", "--dir"].map(OsString::from);
        let arguments = words.into_iter().chain([directory.as_os_str().to_owned()]).collect();
        Self { arguments }
    }

    /// Becomes the new image. Comes back only with the reason why it could not.
    pub fn begin(&self) -> io::Error {
        match std::env::current_exe() {
            Ok(program) => Command::new(program).args(&self.arguments).exec(),
            Err(error) => error,
        }
    }
}
