//! A draft at rest: XChaCha20-Poly1305 under a random key of its own.
//!
//! The associated data is `draft ‖ id ‖ branch ‖ revision ‖ format`, so that a ciphertext moved to
//! another draft or passed off as another revision does not open. The plaintext is filled up to
//! whole kilobytes, so that its length says little. To forget a draft is to forget its key.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::SealFault;
use super::hex::hex_bytes;

/// The one format so far: `1 | nonce 24 | ciphertext and tag`.
pub const FORMAT: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Lengths are hidden up to this many bytes.
const STEP: usize = 1024;
/// The longest sealed draft that is looked at, in bytes.
pub const LONGEST: usize = 1 << 20;

hex_bytes! {
    /// A draft, wherever it is. Random: it says nothing of anybody.
    DraftId, 16
}

hex_bytes! {
    /// One line of revisions of a draft, written by one terminal: random, made at *Commencer* and
    /// at each resume.
    Branch, 16
}

/// One state of a draft: what its ciphertext is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DraftState {
    /// Whose.
    pub draft: DraftId,
    /// Which line of revisions.
    pub branch: Branch,
    /// Grows with each save.
    pub revision: u64,
}

impl Branch {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(DraftId::random(rng).0)
    }
}

impl DraftId {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        Self(id)
    }
}

/// The key of one draft.
///
/// ```compile_fail,E0277
/// let key: mon_point_numerique::seal::DraftKey = todo!();
/// println!("{key:?}");
/// ```
pub struct DraftKey(pub(super) Zeroizing<[u8; 32]>);

impl DraftKey {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(key.as_mut_slice());
        Self(key)
    }

    /// Encrypts `plaintext` as that state of that draft.
    ///
    /// # Errors
    /// `TooLong` beyond [`LONGEST`].
    pub fn seal_draft(
        &self,
        state: DraftState,
        plaintext: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealFault> {
        let whole = (plaintext.len() + 4).next_multiple_of(STEP);
        if whole + 1 + NONCE + TAG > LONGEST {
            return Err(SealFault::TooLong);
        }
        let mut filled = Zeroizing::new(Vec::with_capacity(whole));
        filled.extend_from_slice(&(plaintext.len() as u32).to_le_bytes());
        filled.extend_from_slice(plaintext);
        filled.resize(whole, 0);
        close(&self.0, &aad(state), &filled, rng)
    }

    /// Decrypts what was sealed as that revision of that draft.
    ///
    /// # Errors
    /// `NotOpened` for another key, another draft, another revision, or altered bytes.
    pub fn open_draft(
        &self,
        state: DraftState,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealFault> {
        if sealed.len() > LONGEST {
            return Err(SealFault::TooLong);
        }
        let filled = open(&self.0, &aad(state), sealed)?;
        let (length, rest) = filled.split_first_chunk().ok_or(SealFault::Truncated)?;
        let length = u32::from_le_bytes(*length) as usize;
        rest.get(..length).map(|text| Zeroizing::new(text.to_vec())).ok_or(SealFault::Truncated)
    }
}

fn aad(state: DraftState) -> Vec<u8> {
    let revision = state.revision.to_le_bytes();
    [b"draft".as_slice(), &state.draft.0, &state.branch.0, &revision, &[FORMAT]].concat()
}

/// `format | nonce | ciphertext`, with a random nonce of 192 bits: no counter to lose.
pub(super) fn close(
    key: &[u8; 32],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealFault> {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad })
        .map_err(|_| SealFault::NotSealed)?;
    Ok([&[FORMAT], nonce.as_slice(), &sealed].concat())
}

/// Back from [`close`].
pub(super) fn open(
    key: &[u8; 32],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    let (format, rest) = sealed.split_first().ok_or(SealFault::Truncated)?;
    if *format != FORMAT {
        return Err(SealFault::Format);
    }
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(SealFault::Truncated)?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
        .map(Zeroizing::new)
        .map_err(|_| SealFault::NotOpened)
}
