//! Cryptography of the drafts, the envelopes and the receipts, and the symbols that people copy.
//!
//! Everything here is a function of its arguments: randomness is always handed in, no clock and
//! no disk are read, and nothing secret has a `Debug`, a `Display` or a `Serialize`. One road for
//! each need, and no choice of algorithm at run time (`docs/decisions.md` says why these).

mod hex;

pub mod code;
pub mod draft;
pub mod key;
pub mod number;
pub mod receipt;
pub mod resume;
pub mod sign;
pub mod symbol;
pub mod wrap;

pub use code::Code;
pub use draft::{Branch, DraftId, DraftKey, DraftState};
pub use hex::Digest;
pub use key::{KeyId, SealingPublic, SealingSecret};
pub use number::{Number, TerminalSymbols};
pub use resume::{Cost, Lookup, Resume};
pub use sign::{Signature, SigningPublic, SigningSecret, TerminalPublic};

/// Why something could not be sealed, opened or believed. The text of each is a key, and none
/// says which byte was wrong: whoever alters a ciphertext learns nothing from the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// Shorter than its own format says.
    #[error("seal.truncated")]
    Truncated,
    /// Longer than the limit; nothing was allocated for it.
    #[error("seal.too_long")]
    TooLong,
    /// Not one of our formats, or of a version that this program does not know.
    #[error("seal.format")]
    Format,
    /// An algorithm that this program does not know.
    #[error("seal.algorithm")]
    Algorithm,
    /// Not in the one canonical form.
    #[error("seal.not_canonical")]
    NotCanonical,
    /// What is inside says something else than what is outside.
    #[error("seal.mismatch")]
    Mismatch,
    /// None of the keys at hand.
    #[error("seal.unknown_key")]
    UnknownKey,
    /// A text or bytes that are no key.
    #[error("seal.bad_key")]
    BadKey,
    /// Wrong key, or altered bytes, or bytes moved from another place.
    #[error("seal.not_opened")]
    NotOpened,
    /// The signature is not of that key over these bytes.
    #[error("seal.not_signed")]
    NotSigned,
    /// A cost of Argon2id out of its range.
    #[error("seal.cost")]
    Cost,
    /// The library refused to encrypt; only absurd lengths do that.
    #[error("seal.not_sealed")]
    NotSealed,
}
