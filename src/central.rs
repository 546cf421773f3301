//! The service that receives: it authenticates a terminal, opens what the terminal sealed,
//! reviews it again by the same rules, and answers only once the ledger has it durably.
//!
//! Never trusts a check made on a terminal, never bounces a dossier that a citizen sent (what
//! does not pass is kept for a person to look at), and never writes a personal word in a log.

pub mod authority;
pub mod caller;
pub mod clock;
pub mod command;
pub mod config;
pub mod demo;
pub mod doors;
pub mod enrol;
pub mod error;
pub mod fault;
pub mod health;
pub mod inbox;
pub mod judge;
pub mod keyring;
pub mod ledger;
pub mod limit;
pub mod openapi;
pub mod router;
pub mod server;
pub mod show;
pub mod tls;
pub mod words;

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use authority::Authority;
use clock::Clock;
use config::Config;
use health::Counters;
use jiff::Timestamp;
use judge::Judge;
use keyring::{Keyring, KeyringFault};
use ledger::{Ledger, LedgerFault};
use limit::{Buckets, Failures};

use crate::seal::{SealingPublic, SigningSecret};

/// The service, opened: what every handler is given.
pub struct Central {
    config: Config,
    authority: Arc<Authority>,
    acknowledgement: Arc<SigningSecret>,
    sealing: Vec<SealingPublic>,
    judge: Judge,
    ledger: Ledger,
    buckets: Buckets<String>,
    enrolments: Buckets<IpAddr>,
    lookups: Failures<String>,
    counters: Counters,
    clock: Clock,
}

/// Failed lookups of a draft are counted over this time.
const LOOKUP_WINDOW: Duration = Duration::from_secs(15 * 60);
/// Enrolments that one address may try at once, and then one a second.
const ENROL_BURST: u32 = 10;

/// Why the service cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// Its keys.
    #[error("keys unusable")]
    Keys(#[from] KeyringFault),
    /// Its ledger.
    #[error("ledger unusable")]
    Ledger(#[from] LedgerFault),
}

impl Central {
    /// Opens keys and ledger.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn open(config: Config, clock: Clock) -> Result<Arc<Self>, OpenFault> {
        let keyring = Keyring::open(&config.directory)?;
        let ledger = open_ledger(&config.directory)?;
        let limits = &config.limits;
        Ok(Arc::new(Self {
            buckets: Buckets::new(limits.rate, limits.burst),
            enrolments: Buckets::new(1, ENROL_BURST),
            lookups: Failures::new(limits.lookups, LOOKUP_WINDOW),
            counters: Counters::default(),
            sealing: keyring.sealing_public(),
            authority: Arc::new(keyring.authority),
            acknowledgement: Arc::new(keyring.acknowledgement),
            judge: Judge::new(keyring.sealing),
            ledger,
            config,
            clock,
        }))
    }

    /// What time it is here.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Its settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Its ledger.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// What opens and reviews.
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// Its certificate authority.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }
}

/// The ledger of a directory.
///
/// # Errors
/// When it cannot be used.
pub fn open_ledger(directory: &Path) -> Result<Ledger, LedgerFault> {
    Ledger::open(&directory.join("ledger.sqlite"))
}
