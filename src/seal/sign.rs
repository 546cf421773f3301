//! Signatures: Ed25519, strictly verified, each bound to what it is for.
//!
//! A signature of one domain never passes for another: the signed bytes begin with the name of
//! the domain and a zero byte.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use rand::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use super::key::{read_key, write_secret};
use super::{SealFault, TerminalSymbols};

const PUBLIC_PREFIX: &str = "mpn-ed25519:";
const SECRET_PREFIX: &str = "mpn-ed25519-secret:";

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// The terminal signs a sealed dossier at rest.
    Manifest,
    /// The central service has a dossier and all its parts durably.
    Acknowledgement,
    /// The text of the QR on a receipt.
    Receipt,
    /// A request of a terminal, where the channel does not say who speaks.
    Request,
}

impl Domain {
    fn prefix(self) -> &'static [u8] {
        match self {
            Self::Manifest => b"mpn/v1/manifest\0",
            Self::Acknowledgement => b"mpn/v1/acknowledgement\0",
            Self::Receipt => b"mpn/v1/receipt\0",
            Self::Request => b"mpn/v1/request\0",
        }
    }
}

/// 64 bytes; base64 where it is text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        let bytes = STANDARD.decode(text.as_bytes()).map_err(de::Error::custom)?;
        bytes.try_into().map(Self).map_err(|_| de::Error::custom(SealFault::Format))
    }
}

/// Who signed: the public half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningPublic(VerifyingKey);

impl SigningPublic {
    /// From its 32 bytes.
    ///
    /// # Errors
    /// `BadKey` for bytes that are no point, or a weak one.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SealFault> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| SealFault::BadKey)?;
        if key.is_weak() { Err(SealFault::BadKey) } else { Ok(Self(key)) }
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Believes `bytes` if this key signed exactly them, for exactly this.
    ///
    /// # Errors
    /// `NotSigned`.
    pub fn verify(
        &self,
        domain: Domain,
        bytes: &[u8],
        signature: &Signature,
    ) -> Result<(), SealFault> {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0
            .verify_strict(&[domain.prefix(), bytes].concat(), &signature)
            .map_err(|_| SealFault::NotSigned)
    }

    /// As written in files: `mpn-ed25519:` and base64.
    pub fn to_text(&self) -> String {
        format!("{PUBLIC_PREFIX}{}", STANDARD.encode(self.bytes()))
    }

    /// Back from [`SigningPublic::to_text`].
    ///
    /// # Errors
    /// `BadKey`.
    pub fn from_text(text: &str) -> Result<Self, SealFault> {
        let bytes = read_key(text, PUBLIC_PREFIX)?;
        Self::from_bytes(&bytes)
    }
}

impl Serialize for SigningPublic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for SigningPublic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::from_text(&text).map_err(de::Error::custom)
    }
}

/// One terminal as others know it. After the loss of a disk a terminal has new symbols; the old
/// line stays in the list, for the receipts that it signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerminalPublic {
    /// The first three symbols of its numbers.
    pub symbols: TerminalSymbols,
    /// The key of its signatures.
    pub key: SigningPublic,
}

/// The half that signs: the terminal's own, or that of the central service's acknowledgements.
///
/// ```compile_fail,E0277
/// let key: mon_point_numerique::seal::SigningSecret = todo!();
/// println!("{key:?}");
/// ```
pub struct SigningSecret(SigningKey);

impl SigningSecret {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut_slice());
        Self(SigningKey::from_bytes(&seed))
    }

    /// From its 32 bytes (the seed of RFC 8032).
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    /// Its 32 bytes, for the terminal's own store.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The other half.
    pub fn public(&self) -> SigningPublic {
        SigningPublic(self.0.verifying_key())
    }

    /// Signs `bytes` for one purpose.
    pub fn sign(&self, domain: Domain, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(&[domain.prefix(), bytes].concat()).to_bytes())
    }

    /// As written in a file of the operator: `mpn-ed25519-secret:` and base64.
    pub fn to_text(&self) -> Zeroizing<String> {
        write_secret(self.0.as_bytes(), SECRET_PREFIX)
    }

    /// Back from [`SigningSecret::to_text`].
    ///
    /// # Errors
    /// `BadKey`.
    pub fn from_text(text: &str) -> Result<Self, SealFault> {
        Ok(Self::from_bytes(&*read_key(text, SECRET_PREFIX)?))
    }
}
