//! Why a command of `central` did not do what was asked, and the sentences that say so.

use std::io;
use std::path::PathBuf;

use crate::central::OpenFault;
use crate::central::demo::DemoFault;
use crate::central::doors::DoorFault;
use crate::central::keyring::KeyringFault;
use crate::central::ledger::LedgerFault;
use crate::central::words::Words;
use crate::chance::NoRandomness;
use crate::settings;
use crate::sqlite::StoreFault;

/// What went wrong. `central.fault.<key>` of the texts says it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Arguments that mean nothing.
    #[error("usage")]
    Usage,
    /// An argument that is unknown or lacks its value.
    #[error("arguments")]
    Arguments(#[from] lexopt::Error),
    /// The configuration file cannot be read.
    #[error("configuration unreadable")]
    Config(PathBuf, #[source] io::Error),
    /// The configuration file has faults.
    #[error("configuration refused")]
    Settings(PathBuf, Vec<settings::Fault>),
    /// A site's name or place is not one.
    #[error("site refused")]
    Site,
    /// Not the number of a département.
    #[error("departement refused")]
    Departement,
    /// Not a number of ours.
    #[error("number refused")]
    Number,
    /// Nothing of that name.
    #[error("unknown")]
    Unknown,
    /// Keys or ledger cannot be used.
    #[error("service unusable")]
    Open(#[from] OpenFault),
    /// A door does not open.
    #[error("door closed")]
    Door(#[from] DoorFault),
    /// The demonstration cannot be prepared.
    #[error("demonstration refused")]
    Demo(#[from] DemoFault),
    /// The operating system gives no randomness.
    #[error("no randomness")]
    Chance(#[from] NoRandomness),
    /// The system refused something else.
    #[error("system refused")]
    System(#[from] io::Error),
}

impl From<KeyringFault> for Fault {
    fn from(fault: KeyringFault) -> Self {
        Self::Open(fault.into())
    }
}

impl From<LedgerFault> for Fault {
    fn from(fault: LedgerFault) -> Self {
        Self::Open(fault.into())
    }
}

impl Fault {
    /// What to tell, a line each.
    pub fn lines(&self, words: &Words) -> Vec<String> {
        let say = |key: &str, with: &[(&str, String)]| {
            vec![words.say(&format!("central.fault.{key}"), with)]
        };
        match self {
            Self::Usage => vec![words.say("central.usage.code", &[])],
            Self::Arguments(_) => {
                let usage = words.say("central.usage.code", &[]);
                say("arguments", &[]).into_iter().chain([usage]).collect()
            }
            Self::Config(path, _) => say("config", &[("path", path.display().to_string())]),
            Self::Settings(path, faults) => faults
                .iter()
                .map(|fault| format!("{}:{}", path.display(), words.fault(fault)))
                .collect(),
            Self::Site => say("site", &[]),
            Self::Departement => say("departement", &[]),
            Self::Number => say("number", &[]),
            Self::Unknown => say("unknown", &[]),
            Self::Open(OpenFault::Keys(fault)) => keys(fault, say),
            Self::Open(OpenFault::Ledger(fault)) => say(ledger(fault), &[]),
            Self::Door(DoorFault::Bind(_)) => say("bind", &[]),
            Self::Door(_) => say("certificate", &[]),
            Self::Demo(DemoFault::Keys(fault)) => keys(fault, say),
            Self::Demo(_) | Self::System(_) => say("disk", &[]),
            Self::Chance(_) => say("chance", &[]),
        }
    }
}

fn keys(fault: &KeyringFault, say: impl Fn(&str, &[(&str, String)]) -> Vec<String>) -> Vec<String> {
    let path = |path: &PathBuf| [("path", path.display().to_string())];
    match fault {
        KeyringFault::Exists => say("keys_exist", &[]),
        KeyringFault::Missing => say("keys_missing", &[]),
        KeyringFault::Open(file) => say("keys_open", &path(file)),
        KeyringFault::Damaged(file) => say("keys_damaged", &path(file)),
        KeyringFault::Authority(_) => say("certificate", &[]),
        KeyringFault::Disk(_) => say("disk", &[]),
    }
}

fn ledger(fault: &LedgerFault) -> &'static str {
    match fault {
        LedgerFault::File(StoreFault::Later { .. }) => "ledger_later",
        LedgerFault::File(StoreFault::Corrupt | StoreFault::NotOurs) => "ledger_damaged",
        LedgerFault::File(StoreFault::Full) | LedgerFault::Full => "full",
        LedgerFault::File(StoreFault::Disk) => "disk",
        _ => "ledger",
    }
}
