//! `central --demo`: a whole service in one directory, on loopback, for the demonstration.
//!
//! Prints one line of JSON once it serves (where it is, its root certificate, a fresh one-time
//! token), and stops when its standard input closes. Started again in the same directory it has
//! the same keys, the same ledger and the same port: that is how the demonstration cuts and
//! restores the network.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::central::authority::day;
use crate::central::clock;
use crate::central::config::{Config, Limits};
use crate::central::keyring::{Keyring, KeyringFault};
use crate::chance;
use crate::chance::NoRandomness;

/// The directory of a demonstration, removed at the end if it was made for it.
pub enum Directory {
    /// Given: it stays.
    Kept(PathBuf),
    /// Made for this run.
    ThrowAway(PathBuf),
}

/// The one line that `central --demo` prints.
#[derive(Debug, Serialize)]
pub struct Ready {
    /// Where terminals connect.
    pub address: SocketAddr,
    /// Where health and metrics are.
    pub admin: Option<SocketAddr>,
    /// File of the root certificate.
    pub root: PathBuf,
    /// A fresh one-time enrolment token.
    pub token: String,
}

/// Why a demonstration cannot be prepared.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// The disk refused.
    #[error("disk refused")]
    Disk(#[from] io::Error),
    /// No keys could be made.
    #[error("keys refused")]
    Keys(#[from] KeyringFault),
    /// No chance to be had.
    #[error("no randomness")]
    Chance(#[from] NoRandomness),
}

impl Directory {
    /// The given one, or a new one.
    ///
    /// # Errors
    /// The disk's.
    pub fn new(given: Option<PathBuf>) -> Result<Self, DemoFault> {
        use std::os::unix::fs::DirBuilderExt as _;
        if let Some(path) = given {
            fs::create_dir_all(&path)?;
            return Ok(Self::Kept(path));
        }
        let name = crate::central::enrol::token(&mut chance::rng()?).0;
        let path = std::env::temp_dir().join(format!("mpn-central-{name}"));
        fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self::ThrowAway(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::Kept(path) | Self::ThrowAway(path) => path,
        }
    }

    /// Makes keys if there are none yet, and answers the settings to serve with.
    ///
    /// # Errors
    /// The disk's, or that of the keys.
    pub fn prepare(&self) -> Result<Config, DemoFault> {
        match Keyring::create(self.path(), day(clock::now()), &mut chance::rng()?) {
            Ok(()) | Err(KeyringFault::Exists) => {}
            Err(fault) => return Err(fault.into()),
        }
        Ok(Config {
            directory: self.path().to_owned(),
            address: SocketAddr::from(([127, 0, 0, 1], self.port())),
            names: vec!["localhost".into(), "127.0.0.1".into()],
            admin: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            // One person at one terminal, and a program that plays him faster than he would.
            limits: Limits { rate: 50, burst: 200, ..Limits::default() },
            ..Config::default()
        })
    }

    /// Remembers the port for the next start.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_port(&self, address: SocketAddr) -> io::Result<()> {
        fs::write(self.port_file(), address.port().to_string())
    }

    /// The port of the last start, or any.
    fn port(&self) -> u16 {
        fs::read_to_string(self.port_file()).ok().and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    fn port_file(&self) -> PathBuf {
        self.path().join("port")
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if let Self::ThrowAway(path) = self {
            // Nothing to tell anybody at the very end; the system empties its own folder.
            let _ = fs::remove_dir_all(path);
        }
    }
}
