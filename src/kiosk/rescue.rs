//! After a power cut and a lost code: the operator's recovery key opens a draft that is younger
//! than 72 hours and gives it a new code. The key is a file of the operator, never of a terminal.

use std::path::Path;

use crate::chance;
use crate::seal::{Code, DraftKey, SealFault, SealingSecret};
use crate::store::{CodeWrap, Store, StoreFault};

/// Why nothing could be rescued.
#[derive(Debug, thiserror::Error)]
pub enum RescueFault {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// The file is no recovery key.
    #[error(transparent)]
    Key(#[from] SealFault),
    /// No randomness for a new code.
    #[error(transparent)]
    Chance(#[from] chance::NoRandomness),
    /// The terminal is nobody yet.
    #[error("not enrolled")]
    NotEnrolled,
}

/// A new code for each draft that the key opens, oldest first. The old codes open nothing here
/// any more.
///
/// # Errors
/// See [`RescueFault`].
pub fn rescue(store: &Path, key: &str) -> Result<Vec<Code>, RescueFault> {
    let mut store = Store::open(store)?;
    let identity = store.identity()?.ok_or(RescueFault::NotEnrolled)?;
    let secret = SealingSecret::from_text(key)?;
    let mut rng = chance::rng()?;
    let mut codes = Vec::new();
    for found in store.recoverable()? {
        let draft = found.state.draft;
        // Drafts wrapped to another site's key stay closed.
        let Ok(key) = DraftKey::rescue(draft, &secret, &found.site_wrap) else { continue };
        let code = Code::random(&mut rng);
        let resume = code.derive(identity.cost)?;
        let wrap = key.wrap_by_code(draft, &resume.key, &mut rng)?;
        store.give_code(draft, &CodeWrap { lookup: resume.lookup, wrap })?;
        codes.push(code);
    }
    Ok(codes)
}

/// Code of the département of an enrolled terminal.
pub fn departement(store: &Path) -> Option<String> {
    Some(Store::open(store).ok()?.identity().ok()??.departement)
}
