//! The two wraps of a draft's key: by the citizen's code, and to the site's recovery key.
//!
//! The first lives as long as the draft. The second is dropped after 72 hours; until then the
//! operator can save a draft whose code was lost, with a private key that no terminal has.

use rand::CryptoRng;
use zeroize::Zeroizing;

use super::SealFault;
use super::draft::{self, DraftId, DraftKey};
use super::key::{INFO_RECOVERY, KeyId, SealingPublic, SealingSecret};
use super::resume::WrapKey;

fn code_aad(id: DraftId) -> Vec<u8> {
    [b"wrap".as_slice(), &id.0, &[draft::FORMAT]].concat()
}

impl DraftKey {
    /// Wrapped by what follows from the code: 73 bytes.
    ///
    /// # Errors
    /// None in practice.
    pub fn wrap_by_code(
        &self,
        id: DraftId,
        by: &WrapKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealFault> {
        draft::close(&by.0, &code_aad(id), self.0.as_slice(), rng)
    }

    /// Back from [`DraftKey::wrap_by_code`].
    ///
    /// # Errors
    /// `NotOpened` when the code, the draft or the bytes are others.
    pub fn unwrap_by_code(id: DraftId, by: &WrapKey, wrapped: &[u8]) -> Result<Self, SealFault> {
        Self::from_slice(&draft::open(&by.0, &code_aad(id), wrapped)?)
    }

    /// Wrapped to the site's recovery key: `format | key id 8 | enc 32 | ciphertext 48`.
    ///
    /// # Errors
    /// `BadKey` when the public key is none.
    pub fn wrap_for_site(
        &self,
        id: DraftId,
        site: &SealingPublic,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealFault> {
        let (enc, sealed) = site.seal(INFO_RECOVERY, &id.0, self.0.as_slice(), rng)?;
        Ok([&[draft::FORMAT], site.id().0.as_slice(), &enc, &sealed].concat())
    }

    /// Saves a draft whose code was lost: `kiosk rescue`, by the operator, never by a terminal.
    ///
    /// # Errors
    /// `UnknownKey` when it was wrapped to another recovery key.
    pub fn rescue(id: DraftId, secret: &SealingSecret, wrapped: &[u8]) -> Result<Self, SealFault> {
        let (format, rest) = wrapped.split_first().ok_or(SealFault::Truncated)?;
        if *format != draft::FORMAT {
            return Err(SealFault::Format);
        }
        let (key, rest) = rest.split_first_chunk().ok_or(SealFault::Truncated)?;
        if KeyId(*key) != secret.id() {
            return Err(SealFault::UnknownKey);
        }
        let (enc, sealed) = rest.split_first_chunk().ok_or(SealFault::Truncated)?;
        Self::from_slice(&secret.open(INFO_RECOVERY, &id.0, enc, sealed)?)
    }

    fn from_slice(bytes: &[u8]) -> Result<Self, SealFault> {
        let key: [u8; 32] = bytes.try_into().map_err(|_| SealFault::Truncated)?;
        Ok(Self(Zeroizing::new(key)))
    }
}
