//! The central service's word that it has a dossier: what a terminal needs before it forgets one.

use serde::{Deserialize, Serialize};

use super::sign::Domain;
use super::{Digest, Number, SealFault, Signature, SigningPublic, SigningSecret};

/// *I have, durably, the dossier of this digest and all these parts.* The same dossier always
/// gets the same acknowledgement, however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Its number.
    pub number: Number,
    /// Digest of the sealed bytes.
    pub digest: Digest,
    /// Digests of its parts, in the order of the manifest.
    pub parts: Vec<Digest>,
    /// When it was stored, in milliseconds since 1970, by the clock of the central service.
    pub received_at_ms: i64,
    /// Of the central service, over all the above.
    pub signature: Signature,
}

/// Proof that the central service has a dossier: only a verified acknowledgement makes one.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivered {
    digest: Digest,
    received_at_ms: i64,
}

impl Delivered {
    /// Of the sealed bytes that it has.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// When it was stored, in milliseconds since 1970, by the clock of the central service.
    pub fn received_at_ms(&self) -> i64 {
        self.received_at_ms
    }
}

fn signed_bytes(number: Number, digest: Digest, parts: &[Digest], received_at_ms: i64) -> Vec<u8> {
    let mut bytes = number.to_string().into_bytes();
    bytes.extend_from_slice(&digest.0);
    bytes.extend_from_slice(&received_at_ms.to_le_bytes());
    parts.iter().for_each(|part| bytes.extend_from_slice(&part.0));
    bytes
}

impl Acknowledgement {
    /// Made by the central service once everything is durable.
    pub fn sign(
        number: Number,
        digest: Digest,
        parts: Vec<Digest>,
        received_at_ms: i64,
        by: &SigningSecret,
    ) -> Self {
        let bytes = signed_bytes(number, digest, &parts, received_at_ms);
        let signature = by.sign(Domain::Acknowledgement, &bytes);
        Self { number, digest, parts, received_at_ms, signature }
    }

    /// Believed only if one of the central service's keys signed it.
    ///
    /// # Errors
    /// `NotSigned`.
    pub fn verify(&self, keys: &[SigningPublic]) -> Result<Delivered, SealFault> {
        let bytes = signed_bytes(self.number, self.digest, &self.parts, self.received_at_ms);
        keys.iter()
            .find(|key| key.verify(Domain::Acknowledgement, &bytes, &self.signature).is_ok())
            .map(|_| Delivered { digest: self.digest, received_at_ms: self.received_at_ms })
            .ok_or(SealFault::NotSigned)
    }
}
