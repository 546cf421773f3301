//! The centre's signed word that it has a dossier, whole and durable. Never made by a terminal.

use serde::{Deserialize, Serialize};

use super::{Bytes, Digest};
use crate::seal::sign::{Domain, Signature, SigningPublic, SigningSecret};

/// What the centre signs. Made once, stored with the dossier, and answered byte-equal ever after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Of the envelope.
    pub digest: Digest,
    /// Of the dossier.
    pub number: String,
    /// When the last of it was durable at the centre, seconds since 1970.
    pub received_at: i64,
    /// The parts that are there: all that the manifest lists, in its order.
    pub parts: Vec<Digest>,
}

/// A receipt and its signature: 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// What is said.
    pub receipt: Receipt,
    /// Ed25519 by the centre's acknowledgement key.
    pub signature: Bytes,
}

/// Proof that an acknowledgement was verified: only [`Acknowledgement::verify`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged(Acknowledgement);

/// The centre's public key for acknowledgements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AcknowledgementKey(pub Bytes);

impl Receipt {
    /// Signed by the centre.
    pub fn sign(self, key: &SigningSecret) -> Acknowledgement {
        let signature = key.sign(Domain::Acknowledgement, self.statement().as_bytes());
        Acknowledgement { receipt: self, signature: Bytes(signature.0.to_vec()) }
    }

    /// The text under the signature: one field a line.
    fn statement(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(Digest::to_string).collect();
        format!("{}\n{}\n{}\n{}", self.digest, self.number, self.received_at, parts.join(","))
    }
}

impl Acknowledgement {
    /// The proof, if the signature is the centre's. A key or signature of another shape is none.
    pub fn verify(self, key: &AcknowledgementKey) -> Option<Acknowledged> {
        let key: &[u8; 32] = key.0.0.as_slice().try_into().ok()?;
        let signature = Signature(self.signature.0.as_slice().try_into().ok()?);
        SigningPublic::from_bytes(key)
            .and_then(|key| {
                key.verify(Domain::Acknowledgement, self.receipt.statement().as_bytes(), &signature)
            })
            .ok()?;
        Some(Acknowledged(self))
    }
}

impl Acknowledged {
    /// What the centre said.
    pub fn receipt(&self) -> &Receipt {
        &self.0.receipt
    }

    /// What to keep as proof.
    pub fn acknowledgement(&self) -> &Acknowledgement {
        &self.0
    }
}
