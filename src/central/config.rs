//! The settings of the central service, read from one TOML file.
//!
//! Every fault is found in one reading, with its line and what was probably meant. Nothing here
//! opens a socket or writes a file, and an unknown key is a fault: a misspelt limit must not
//! quietly be no limit.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::settings::{self, Fault, Setter, Setting};

/// Everything that an operator may choose. `Config::default()` is what an empty file gives,
/// and `kiosk-config/central.toml` writes the same values with their manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `ledger.directory`: the ledger and the keys of this service.
    pub directory: PathBuf,
    /// `listen.address`: where the terminals connect, by mutual TLS.
    pub address: SocketAddr,
    /// `listen.names`: DNS names and IP addresses of the TLS certificate.
    pub names: Vec<String>,
    /// `listen.plain`: plain HTTP for a proxy on this machine; loopback only.
    pub plain: Option<SocketAddr>,
    /// `listen.admin`: health and metrics; loopback only.
    pub admin: Option<SocketAddr>,
    /// `listen.connections`: most connections at once.
    pub connections: u32,
    /// `limits.*`.
    pub limits: Limits,
    /// `drafts.life_days`: 1 to 30.
    pub draft_life_days: u32,
    /// `tokens.life_hours`: how long an enrolment token may wait.
    pub token_life_hours: u32,
}

/// Rates and delays that protect the service from one terminal, or from anybody. Sizes are part
/// of the protocol (`sync::wire`), not of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second that one terminal may keep up.
    pub rate: u32,
    /// Requests that one terminal may make at once.
    pub burst: u32,
    /// Wrong draft lookups of one site in fifteen minutes.
    pub lookups: u32,
    /// A request's header must be whole within this time.
    pub header: Duration,
    /// A connection on which nothing moves is closed after this time.
    pub idle: Duration,
    /// How long a stopping service waits for the requests in progress.
    pub stop: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            directory: PathBuf::from("/var/lib/mpn-central"),
            address: SocketAddr::from(([0, 0, 0, 0], 8443)),
            names: vec!["localhost".into()],
            plain: None,
            admin: Some(SocketAddr::from(([127, 0, 0, 1], 9443))),
            connections: 512,
            limits: Limits::default(),
            draft_life_days: 30,
            token_life_hours: 48,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate: 5,
            burst: 20,
            lookups: 20,
            header: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            stop: Duration::from_secs(20),
        }
    }
}

/// Every setting by its dotted name, and how its value reaches the configuration.
pub const SETTINGS: &[Setting<Config>] = &[
    ("ledger.directory", Setter::Text(|c, v| c.directory = v.into())),
    ("listen.address", Setter::Socket(|c, v| c.address = v)),
    ("listen.names", Setter::Names(|c, v| c.names = v)),
    ("listen.plain", Setter::Loopback(|c, v| c.plain = v)),
    ("listen.admin", Setter::Loopback(|c, v| c.admin = v)),
    ("listen.connections", Setter::Number(1, 10_000, |c, v| c.connections = v)),
    ("limits.rate", Setter::Number(1, 10_000, |c, v| c.limits.rate = v)),
    ("limits.burst", Setter::Number(1, 100_000, |c, v| c.limits.burst = v)),
    ("limits.lookups", Setter::Number(1, 10_000, |c, v| c.limits.lookups = v)),
    ("limits.header_seconds", Setter::Number(1, 120, |c, v| c.limits.header = seconds(v))),
    ("limits.idle_seconds", Setter::Number(1, 600, |c, v| c.limits.idle = seconds(v))),
    ("limits.stop_seconds", Setter::Number(1, 300, |c, v| c.limits.stop = seconds(v))),
    ("drafts.life_days", Setter::Number(1, 30, |c, v| c.draft_life_days = v)),
    ("tokens.life_hours", Setter::Number(1, 720, |c, v| c.token_life_hours = v)),
];

impl Config {
    /// Reads a whole file.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        settings::read(text, SETTINGS)
    }
}

fn seconds(number: u32) -> Duration {
    Duration::from_secs(u64::from(number))
}
