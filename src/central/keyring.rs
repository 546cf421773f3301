//! The secrets of the service, one file each under `keys/`, readable by its user alone.
//!
//! `central init` draws them once. They are backed up apart from the ledger: the ledger alone
//! opens nothing. A sealing key is never removed while a dossier sealed to it may arrive, so
//! there may be several; the highest number is the one that terminals are given to use.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rand::CryptoRng;
use zeroize::Zeroizing;

use crate::central::authority::{Authority, AuthorityFault, AuthorityFiles};
use crate::seal::{SealFault, SealingPublic, SealingSecret, SigningSecret};

/// File of the root certificate, under `keys/`: what a terminal is given before it enrols.
pub const ROOT: &str = "racine.pem";
const ROOT_KEY: &str = "racine.key";
const ACKNOWLEDGEMENT: &str = "accuse.key";
const SEALING: &str = "scellement-";

/// All the secrets, opened.
pub struct Keyring {
    /// Our certificate authority.
    pub authority: Authority,
    /// Signs acknowledgements.
    pub acknowledgement: SigningSecret,
    /// Open dossiers; the last one is the one to seal to. Never empty.
    pub sealing: Vec<SealingSecret>,
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyringFault {
    /// `central init` has already been run here.
    #[error("keys exist")]
    Exists,
    /// `central init` has not been run here.
    #[error("keys missing")]
    Missing,
    /// Others than the service's user may read this file.
    #[error("key file readable by others")]
    Open(PathBuf),
    /// A key file is not one.
    #[error("key file damaged")]
    Damaged(PathBuf),
    /// The disk refused.
    #[error("disk refused")]
    Disk(#[from] io::Error),
    /// The authority's files are damaged.
    #[error("authority damaged")]
    Authority(#[from] AuthorityFault),
}

impl Keyring {
    /// Draws all keys and writes their files. Nothing is ever overwritten.
    ///
    /// # Errors
    /// `Exists`, or the disk's.
    pub fn create(
        directory: &Path,
        today: Date,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyringFault> {
        let keys = directory.join("keys");
        if keys.join(ROOT_KEY).exists() {
            return Err(KeyringFault::Exists);
        }
        fs::create_dir_all(&keys)?;
        let authority = Authority::create(today)?;
        write_secret(&keys.join(format!("{SEALING}1.key")), &SealingSecret::random(rng).to_text())?;
        write_secret(&keys.join(ACKNOWLEDGEMENT), &SigningSecret::random(rng).to_text())?;
        write_secret(&keys.join(ROOT), &authority.certificate)?;
        // Last: its presence says that the others are whole.
        write_secret(&keys.join(ROOT_KEY), &authority.key)
    }

    /// Opens what `create` wrote.
    ///
    /// # Errors
    /// When a file is missing, damaged, or readable by others.
    pub fn open(directory: &Path) -> Result<Self, KeyringFault> {
        let keys = directory.join("keys");
        let files = AuthorityFiles {
            key: read_secret(&keys.join(ROOT_KEY))?,
            certificate: read_secret(&keys.join(ROOT))?.to_string(),
        };
        let authority = Authority::open(&files)?;
        let acknowledgement = parsed(&keys.join(ACKNOWLEDGEMENT), SigningSecret::from_text)?;
        let mut numbered = Vec::new();
        for entry in fs::read_dir(&keys)? {
            let path = entry?.path();
            if let Some(number) = sealing_number(&path) {
                numbered.push((number, parsed(&path, SealingSecret::from_text)?));
            }
        }
        numbered.sort_by_key(|(number, _)| *number);
        let sealing: Vec<_> = numbered.into_iter().map(|(_, key)| key).collect();
        if sealing.is_empty() {
            return Err(KeyringFault::Missing);
        }
        Ok(Self { authority, acknowledgement, sealing })
    }

    /// Public halves of the sealing keys, the one to use first.
    pub fn sealing_public(&self) -> Vec<SealingPublic> {
        self.sealing.iter().rev().map(SealingSecret::public).collect()
    }
}

/// The recovery pair of a site: the private half is a file under `recovery/`, which the operator
/// moves away from this machine; the public half is answered. A file that is there already (its
/// site was not kept yet when the power went) is used.
///
/// # Errors
/// The disk's, or `Damaged`.
pub fn recovery(
    directory: &Path,
    site: &str,
    rng: &mut impl CryptoRng,
) -> Result<SealingPublic, KeyringFault> {
    let folder = directory.join("recovery");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{site}.key"));
    let secret = SealingSecret::random(rng);
    match write_secret(&path, &secret.to_text()) {
        Ok(()) => Ok(secret.public()),
        Err(KeyringFault::Exists) => Ok(parsed(&path, SealingSecret::from_text)?.public()),
        Err(fault) => Err(fault),
    }
}

/// A new file for the service's user alone, durable before this returns.
fn write_secret(path: &Path, text: &str) -> Result<(), KeyringFault> {
    let mut options = OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => KeyringFault::Exists,
        _ => error.into(),
    })?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Some(parent) = path.parent() {
        File::open(parent)?.sync_all()?;
    }
    Ok(())
}

fn read_secret(path: &Path) -> Result<Zeroizing<String>, KeyringFault> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => KeyringFault::Missing,
        _ => error.into(),
    })?;
    if metadata.mode() & 0o077 != 0 {
        return Err(KeyringFault::Open(path.into()));
    }
    Ok(Zeroizing::new(fs::read_to_string(path)?))
}

fn parsed<T>(
    path: &Path,
    parse: impl FnOnce(&str) -> Result<T, SealFault>,
) -> Result<T, KeyringFault> {
    parse(&read_secret(path)?).map_err(|_| KeyringFault::Damaged(path.into()))
}

/// The number of a sealing key's file; other files are none of ours.
fn sealing_number(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    name.strip_prefix(SEALING)?.strip_suffix(".key")?.parse().ok()
}
