//! `kiosk --demo`: a terminal that is whole by itself. It starts its sibling `central --demo` on
//! loopback, enrols with it over mutual TLS and opens at the welcome screen, on a store that is
//! thrown away unless a directory is given.

use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use super::enrol::{self, EnrolFault, Invitation};
use crate::chance;

/// The one line that `central --demo` prints.
#[derive(Debug, Deserialize)]
pub struct Ready {
    /// Where terminals connect.
    pub address: SocketAddr,
    /// File of the root certificate.
    pub root: PathBuf,
    /// A fresh one-time enrolment token.
    pub token: String,
}

/// A demonstration: its directory and its central service.
pub struct Demo {
    directory: PathBuf,
    stays: Stays,
    /// Its line, when a central service runs already; its sibling is not started then.
    line: Option<PathBuf>,
    central: Option<Child>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stays {
    Yes,
    No,
}

/// Why the demonstration cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// The sibling program is missing, or the disk refuses.
    #[error("disk or sibling program")]
    Disk(#[from] io::Error),
    /// The sibling said something else than its line.
    #[error("the central service did not start")]
    Sibling,
    /// The enrolment.
    #[error(transparent)]
    Enrol(#[from] EnrolFault),
    /// No randomness for a name.
    #[error(transparent)]
    Chance(#[from] chance::NoRandomness),
}

impl Demo {
    /// In this directory, or in a new one that is removed at the end.
    ///
    /// # Errors
    /// The disk's.
    pub fn new(directory: Option<PathBuf>, line: Option<PathBuf>) -> Result<Self, DemoFault> {
        use std::os::unix::fs::DirBuilderExt as _;
        let (directory, stays) = match directory {
            Some(directory) => {
                fs::create_dir_all(&directory)?;
                (directory, Stays::Yes)
            }
            None => {
                let mut name = [0; 8];
                rand::Rng::fill_bytes(&mut chance::rng()?, &mut name);
                let name = u64::from_le_bytes(name);
                let directory = std::env::temp_dir().join(format!("mpn-kiosk-{name:016x}"));
                fs::DirBuilder::new().mode(0o700).create(&directory)?;
                (directory, Stays::No)
            }
        };
        Ok(Self { directory, stays, line, central: None })
    }

    /// In the directory that an earlier run of the same demonstration made, to be removed at the
    /// end like there.
    pub fn again(directory: PathBuf) -> Self {
        Self { directory, stays: Stays::No, line: None, central: None }
    }

    /// The directory outlives this run.
    pub fn keep(&mut self) {
        self.stays = Stays::Yes;
    }

    /// It was made for this run.
    pub fn is_thrown_away(&self) -> bool {
        self.stays == Stays::No
    }

    /// Where everything of it is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.directory.join("borne.db")
    }

    /// Starts the sibling unless one runs, and enrols unless that was done before.
    ///
    /// # Errors
    /// See [`DemoFault`].
    pub fn prepare(&mut self) -> Result<(), DemoFault> {
        let ready = match &self.line {
            Some(line) => read(&fs::read_to_string(line)?)?,
            None => self.start()?,
        };
        if self.store().exists() {
            return Ok(());
        }
        let invitation = Invitation {
            central: format!("https://{}", ready.address),
            root: fs::read(&ready.root)?,
            token: ready.token,
        };
        let _identity = enrol::enrol(&invitation, &self.store())?;
        Ok(())
    }

    fn start(&mut self) -> Result<Ready, DemoFault> {
        let sibling = std::env::current_exe()?.with_file_name("central");
        let mut child = Command::new(sibling)
            .arg("--demo")
            .arg("--dir")
            .arg(self.directory.join("central"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            let _length = BufReader::new(out).read_line(&mut line)?;
        }
        self.central = Some(child);
        read(&line)
    }
}

fn read(line: &str) -> Result<Ready, DemoFault> {
    serde_json::from_str(line).map_err(|_| DemoFault::Sibling)
}

impl Drop for Demo {
    /// The sibling stops when its standard input closes.
    fn drop(&mut self) {
        if let Some(mut child) = self.central.take() {
            drop(child.stdin.take());
            let _ended = child.wait();
        }
        if self.stays == Stays::No {
            let _gone = fs::remove_dir_all(&self.directory);
        }
    }
}
