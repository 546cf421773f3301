//! A dossier made immutable: sealed to the central service, so that not even the terminal that
//! made it can read it back.
//!
//! ```text
//! "MPN1" | algorithm 1 | key id 8 | encapsulated key 32 | header length u32 LE | header | sealed
//! ```
//!
//! The header is the [`Manifest`] as canonical JSON, without personal data, and it is the
//! associated data of the seal. The identity of a dossier is the SHA-256 of all these bytes.
//! Lengths are checked before anything is allocated, and nothing may follow the end.

use std::fmt;

use jiff::civil::Date;
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Contents, Dossier};
use crate::seal::key::INFO_DOSSIER;
use crate::seal::sign::{Domain, Signature, SigningPublic, SigningSecret};
use crate::seal::{
    Digest, DraftId, KeyId, Number, SealFault, SealingPublic, SealingSecret, TerminalSymbols,
};

const MAGIC: &[u8; 4] = b"MPN1";
/// X25519 + HKDF-SHA256 + ChaCha20-Poly1305. The next one is a post-quantum hybrid.
const X25519: u8 = 1;
const PREFIX: usize = 4 + 1 + 8 + 32 + 4;
const TAG: usize = 16;
/// The longest envelope that is looked at, in bytes. Pieces travel beside it.
pub const LONGEST: usize = 1 << 20;
/// The longest header, in bytes.
pub const LONGEST_HEADER: usize = 1 << 16;

/// A piece that travels beside the envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Digest of its sealed bytes.
    pub digest: Digest,
    /// Their length.
    pub length: u64,
}

/// What the outside of an envelope says, without personal data. Its fields are written in this
/// order and no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The number on the receipt.
    pub number: Number,
    /// The terminal that gave it.
    pub terminal: TerminalSymbols,
    /// That terminal's count.
    pub seq: u32,
    /// The draft it comes from: one draft gives at most one dossier.
    pub draft: DraftId,
    /// `cni.1`
    pub edition: String,
    /// Digest of that resolved edition, hexadecimal.
    pub edition_digest: String,
    /// *Today* for review.
    pub sealed_on: Date,
    /// When it was sealed, in milliseconds since 1970, by the terminal's own clock.
    pub sealed_at_ms: i64,
    /// Département of the terminal.
    pub departement: String,
    /// Pieces that belong to it.
    pub parts: Vec<Part>,
}

/// What the terminal adds to a dossier in order to seal it.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// From the durable counter.
    pub number: Number,
    /// The draft it comes from.
    pub draft: DraftId,
    /// Milliseconds since 1970.
    pub sealed_at_ms: i64,
    /// Pieces that belong to it.
    pub parts: Vec<Part>,
}

/// A sealed dossier. Its bytes never change.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    manifest: Manifest,
    key: KeyId,
    digest: Digest,
    header: usize,
    bytes: Vec<u8>,
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("number", &self.manifest.number)
            .field("digest", &self.digest)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// Seals a dossier to the central service.
///
/// # Errors
/// `TooLong`, or `BadKey` for a key to which nothing can be sealed.
pub fn seal(
    dossier: &Dossier,
    stamp: Stamp,
    to: &SealingPublic,
    rng: &mut impl CryptoRng,
) -> Result<Envelope, SealFault> {
    let contents = dossier.contents();
    let manifest = Manifest {
        terminal: stamp.number.terminal(),
        seq: stamp.number.seq(),
        number: stamp.number,
        draft: stamp.draft,
        edition: contents.edition.clone(),
        edition_digest: contents.edition_digest.clone(),
        sealed_on: contents.sealed_on,
        sealed_at_ms: stamp.sealed_at_ms,
        departement: contents.departement.clone(),
        parts: stamp.parts,
    };
    let header = canonical(&manifest)?;
    let (enc, sealed) = to.seal(INFO_DOSSIER, &header, &canonical(contents)?, rng)?;
    Envelope::assemble(&manifest, to.id(), &enc, &sealed)
}

/// Opens an envelope with the one of `keys` that it names, at the central service.
///
/// # Errors
/// `UnknownKey`, `NotOpened`, `NotCanonical`, or `Mismatch` when the inside speaks of another
/// edition, day or place than the outside.
pub fn open(envelope: &Envelope, keys: &[SealingSecret]) -> Result<Contents, SealFault> {
    let key = keys.iter().find(|key| key.id() == envelope.key).ok_or(SealFault::UnknownKey)?;
    let (enc, sealed) = envelope.sealed()?;
    let plain = key.open(INFO_DOSSIER, envelope.header(), enc, sealed)?;
    let contents: Contents = from_canonical(&plain)?;
    let outside = envelope.manifest();
    let same = contents.edition == outside.edition
        && contents.edition_digest == outside.edition_digest
        && contents.sealed_on == outside.sealed_on
        && contents.departement == outside.departement;
    if same { Ok(contents) } else { Err(SealFault::Mismatch) }
}

impl Envelope {
    /// Puts an envelope together from its parts. Nobody but the central service can tell whether
    /// `sealed` opens, so the simulations of the transport use this with a stub.
    ///
    /// # Errors
    /// `TooLong`, or `Mismatch` for a manifest that contradicts itself.
    pub fn assemble(
        manifest: &Manifest,
        key: KeyId,
        enc: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Self, SealFault> {
        let header = canonical(manifest)?;
        let length = u32::try_from(header.len()).map_err(|_| SealFault::TooLong)?;
        let bytes = [
            MAGIC.as_slice(),
            &[X25519],
            &key.0,
            enc,
            &length.to_le_bytes(),
            header.as_slice(),
            sealed,
        ]
        .concat();
        Self::parse(bytes)
    }

    /// Reads the outside of an envelope and believes none of it: only the digest, the signature
    /// and the seal say that it is genuine.
    ///
    /// # Errors
    /// Everything that is not exactly an envelope of version 1.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, SealFault> {
        if bytes.len() > LONGEST {
            return Err(SealFault::TooLong);
        }
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(SealFault::Truncated)?;
        if magic != MAGIC {
            return Err(SealFault::Format);
        }
        let (algorithm, rest) = rest.split_first().ok_or(SealFault::Truncated)?;
        if *algorithm != X25519 {
            return Err(SealFault::Algorithm);
        }
        let (key, rest) = rest.split_first_chunk().ok_or(SealFault::Truncated)?;
        let (_enc, rest) = rest.split_first_chunk::<32>().ok_or(SealFault::Truncated)?;
        let (length, rest) = rest.split_first_chunk().ok_or(SealFault::Truncated)?;
        let length = u32::from_le_bytes(*length) as usize;
        if length > LONGEST_HEADER {
            return Err(SealFault::TooLong);
        }
        if rest.len() < length + TAG {
            return Err(SealFault::Truncated);
        }
        let manifest: Manifest = from_canonical(&rest[..length])?;
        let own = manifest.number.terminal() == manifest.terminal
            && manifest.number.seq() == manifest.seq;
        if !own {
            return Err(SealFault::Mismatch);
        }
        let (key, digest) = (KeyId(*key), Digest::of(&bytes));
        Ok(Self { manifest, key, digest, header: length, bytes })
    }

    /// What the outside says.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The key of the central service that opens it.
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// The identity of the dossier.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// All of it, as it is stored and sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The terminal's signature at rest, over the digest of all the bytes and the manifest: a
    /// sending three days later carries the same.
    pub fn sign(&self, by: &SigningSecret) -> Signature {
        by.sign(Domain::Manifest, &self.signed_bytes())
    }

    /// The terminal really sealed exactly this.
    ///
    /// # Errors
    /// `NotSigned`.
    pub fn verify(&self, signature: &Signature, by: &SigningPublic) -> Result<(), SealFault> {
        by.verify(Domain::Manifest, &self.signed_bytes(), signature)
    }

    fn signed_bytes(&self) -> Vec<u8> {
        [self.digest.0.as_slice(), self.header()].concat()
    }

    fn header(&self) -> &[u8] {
        &self.bytes[PREFIX..PREFIX + self.header]
    }

    fn sealed(&self) -> Result<(&[u8; 32], &[u8]), SealFault> {
        let enc = self.bytes[13..].first_chunk().ok_or(SealFault::Truncated)?;
        Ok((enc, &self.bytes[PREFIX + self.header..]))
    }
}

/// Canonical JSON is what this program writes: fields in the order of the type, maps sorted, no
/// blank. Room is taken once, since a buffer that grows leaves its old copy in freed memory.
fn canonical(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST_HEADER));
    serde_json::to_writer(&mut *bytes, value).map_err(|_| SealFault::NotCanonical)?;
    if bytes.len() > LONGEST - PREFIX - LONGEST_HEADER {
        return Err(SealFault::TooLong);
    }
    Ok(bytes)
}

/// Accepts JSON only in the one form in which this program writes it.
fn from_canonical<T: Serialize + serde::de::DeserializeOwned>(
    bytes: &[u8],
) -> Result<T, SealFault> {
    let value: T = serde_json::from_slice(bytes).map_err(|_| SealFault::NotCanonical)?;
    if canonical(&value)?.as_slice() == bytes { Ok(value) } else { Err(SealFault::NotCanonical) }
}
