//! From a code de reprise to what it opens: one run of Argon2id, then two unrelated values.
//!
//! The lookup is all that the store and the central service ever see; the wrapping key never
//! leaves the terminal. Neither can be found from the other.

use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::hex::hex_bytes;
use super::{Code, SealFault};

/// Fixed, so that the code alone finds the draft from any terminal; 60 bits of entropy make it
/// sound (no two citizens share a code, so no table serves twice).
const SALT: &[u8] = b"mpn/v1/reprise";

hex_bytes! {
    /// Where the draft of a code is found. Says nothing of the code.
    Lookup, 16
}

/// What one try of a code costs, to us and to whoever guesses. A stored parameter: the same for
/// all the terminals of a central service, since the lookup follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB, 8 to 1 048 576 (1 GiB).
    pub memory_kib: u32,
    /// Passes over it, 1 to 16.
    pub passes: u32,
}

impl Cost {
    /// 64 MiB and three passes: about 0.15 s, and 2.7 thousand million core-years for a guess.
    pub const FULL: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// Next to nothing: for tests and simulations only.
    pub const LEAST: Self = Self { memory_kib: 8, passes: 1 };
}

impl Default for Cost {
    fn default() -> Self {
        Self::FULL
    }
}

/// The key that wraps the key of a draft. Never stored, never sent.
pub struct WrapKey(pub(super) Zeroizing<[u8; 32]>);

/// What follows from a code.
pub struct Resume {
    /// Where its draft is.
    pub lookup: Lookup,
    /// What opens it.
    pub key: WrapKey,
}

impl Code {
    /// The slow step: run it away from the screen's thread.
    ///
    /// # Errors
    /// `Cost` when the parameters are out of their range.
    pub fn derive(&self, cost: Cost) -> Result<Resume, SealFault> {
        if cost.memory_kib > 1024 * 1024 || cost.passes > 16 {
            return Err(SealFault::Cost);
        }
        let params =
            Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| SealFault::Cost)?;
        let mut root = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.compact().as_bytes(), SALT, root.as_mut_slice())
            .map_err(|_| SealFault::Cost)?;
        let root = Hkdf::<Sha256>::from_prk(root.as_slice()).map_err(|_| SealFault::Cost)?;
        let mut lookup = [0; 16];
        let mut key = Zeroizing::new([0; 32]);
        root.expand(b"mpn/v1/lookup", &mut lookup).map_err(|_| SealFault::Cost)?;
        root.expand(b"mpn/v1/wrap", key.as_mut_slice()).map_err(|_| SealFault::Cost)?;
        Ok(Resume { lookup: Lookup(lookup), key: WrapKey(key) })
    }
}
