//! Putting a paper out: to a queue of the printing system by `lp`, or into a directory.
//!
//! Never draws: it takes finished bytes. File names carry a number of the dossier, never a word
//! of a citizen. The spooled file is gone as soon as the queue has taken it (SEC-19).

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::config::Config;

/// Where papers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    queue: Option<String>,
    directory: Option<PathBuf>,
}

/// Why no paper came out.
#[derive(Debug, thiserror::Error)]
pub enum PrintFault {
    /// Neither a queue nor a directory is set.
    #[error("no printer is set")]
    Absent,
    /// `lp` could not be started, or said no.
    #[error("the queue refused the paper")]
    Refused,
    /// The directory did not take the file.
    #[error("the paper could not be written: {0}")]
    Write(#[from] io::Error),
}

impl Printer {
    /// As the configuration says.
    pub fn new(config: &Config) -> Self {
        Self { queue: config.queue.clone(), directory: config.papers.clone() }
    }

    /// Puts one paper out and waits until the queue or the disk has taken it.
    /// `name` becomes the file and job name: letters, digits and hyphens.
    ///
    /// # Errors
    /// When nothing is set, or what is set does not take it.
    pub fn print(&self, name: &str, paper: &[u8]) -> Result<(), PrintFault> {
        if self.queue.is_none() && self.directory.is_none() {
            return Err(PrintFault::Absent);
        }
        if let Some(directory) = &self.directory {
            fs::create_dir_all(directory)?;
            let mut file = fs::File::create(directory.join(format!("{name}.pdf")))?;
            file.write_all(paper)?;
            file.sync_all()?;
        }
        match &self.queue {
            Some(queue) => spool(queue, name, paper),
            None => Ok(()),
        }
    }
}

/// Hands the bytes to `lp` through a pipe: no temporary file is ever written by us.
fn spool(queue: &str, name: &str, paper: &[u8]) -> Result<(), PrintFault> {
    let mut child = Command::new("lp")
        .args(["-d", queue, "-t", name, "-o", "media=A4", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| PrintFault::Refused)?;
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(paper));
    let ended = child.wait().map_err(|_| PrintFault::Refused)?;
    match written {
        Some(Ok(())) if ended.success() => Ok(()),
        _ => Err(PrintFault::Refused),
    }
}
