//! The keys to which dossiers and drafts are sealed: HPKE (RFC 9180) in base mode, with X25519,
//! HKDF-SHA256 and ChaCha20-Poly1305. A terminal only ever has the public halves.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use super::hex::hex_bytes;
use super::{Digest, SealFault};

/// What sealing a dossier is bound to.
pub const INFO_DOSSIER: &[u8] = b"mpn/v1/dossier";
/// What wrapping a draft's key to the site is bound to.
pub const INFO_RECOVERY: &[u8] = b"mpn/v1/recovery";

const PUBLIC_PREFIX: &str = "mpn-x25519:";
const SECRET_PREFIX: &str = "mpn-x25519-secret:";

hex_bytes! {
    /// Names a sealing key: the first eight bytes of the SHA-256 of its public half.
    KeyId, 8
}

/// The half that seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealingPublic([u8; 32]);

impl SealingPublic {
    /// From its 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        let digest = Digest::of(&self.0);
        let mut id = [0; 8];
        id.copy_from_slice(&digest.0[..8]);
        KeyId(id)
    }

    /// Encapsulated key and ciphertext (16 bytes longer than the plaintext).
    ///
    /// # Errors
    /// `BadKey` for a public key of low order.
    pub fn seal(
        &self,
        info: &[u8],
        aad: &[u8],
        plaintext: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<([u8; 32], Vec<u8>), SealFault> {
        let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&self.0)
            .map_err(|_| SealFault::BadKey)?;
        let (enc, sealed) = hpke::single_shot_seal_with_rng::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
        >(&OpModeS::Base, &public, info, plaintext, aad, rng)
        .map_err(|_| SealFault::BadKey)?;
        Ok((enc.to_bytes().into(), sealed))
    }

    /// As written in files: `mpn-x25519:` and base64.
    pub fn to_text(&self) -> String {
        format!("{PUBLIC_PREFIX}{}", STANDARD.encode(self.0))
    }

    /// Back from [`SealingPublic::to_text`].
    ///
    /// # Errors
    /// `BadKey`.
    pub fn from_text(text: &str) -> Result<Self, SealFault> {
        Ok(Self(*read_key(text, PUBLIC_PREFIX)?))
    }
}

impl Serialize for SealingPublic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for SealingPublic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::from_text(&text).map_err(de::Error::custom)
    }
}

/// The half that opens: at the central service, or with the operator; never on a terminal.
///
/// ```compile_fail,E0277
/// let key: mon_point_numerique::seal::SealingSecret = todo!();
/// println!("{key:?}");
/// ```
pub struct SealingSecret(Zeroizing<[u8; 32]>);

impl SealingSecret {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let (secret, _) = X25519HkdfSha256::gen_keypair_with_rng(rng);
        Self(Zeroizing::new(secret.to_bytes().into()))
    }

    /// From its 32 bytes.
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    fn hpke(&self) -> Result<<X25519HkdfSha256 as Kem>::PrivateKey, SealFault> {
        <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(self.0.as_slice())
            .map_err(|_| SealFault::BadKey)
    }

    /// The other half.
    pub fn public(&self) -> SealingPublic {
        // Every 32 bytes are a private key of X25519, so the other branch is never taken; it
        // gives a key to which nothing can be sealed.
        self.hpke().map_or(SealingPublic([0; 32]), |secret| {
            SealingPublic(X25519HkdfSha256::sk_to_pk(&secret).to_bytes().into())
        })
    }

    /// Its name, the same as of the public half.
    pub fn id(&self) -> KeyId {
        self.public().id()
    }

    /// Back from [`SealingPublic::seal`].
    ///
    /// # Errors
    /// `NotOpened`.
    pub fn open(
        &self,
        info: &[u8],
        aad: &[u8],
        enc: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealFault> {
        let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(enc)
            .map_err(|_| SealFault::NotOpened)?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.hpke()?,
            &enc,
            info,
            sealed,
            aad,
        )
        .map(Zeroizing::new)
        .map_err(|_| SealFault::NotOpened)
    }

    /// As written in the operator's file: `mpn-x25519-secret:` and base64.
    pub fn to_text(&self) -> Zeroizing<String> {
        write_secret(&self.0, SECRET_PREFIX)
    }

    /// Back from [`SealingSecret::to_text`].
    ///
    /// # Errors
    /// `BadKey`.
    pub fn from_text(text: &str) -> Result<Self, SealFault> {
        read_key(text, SECRET_PREFIX).map(Self)
    }
}

/// A secret of 32 bytes as text, without a copy left behind.
pub(super) fn write_secret(secret: &[u8; 32], prefix: &str) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves its old copy in freed memory.
    let mut text = Zeroizing::new(String::with_capacity(prefix.len() + 44));
    text.push_str(prefix);
    STANDARD.encode_string(secret, &mut text);
    text
}

/// The 32 bytes of a key written as `prefix` and base64; blanks around are forgiven.
pub(super) fn read_key(text: &str, prefix: &str) -> Result<Zeroizing<[u8; 32]>, SealFault> {
    let text = text.trim().strip_prefix(prefix).ok_or(SealFault::BadKey)?;
    let mut key = Zeroizing::new([0; 32]);
    // The decoder asks for room for the padding too.
    let mut room = Zeroizing::new([0; 36]);
    let length = STANDARD.decode_slice(text, room.as_mut_slice()).map_err(|_| SealFault::BadKey)?;
    if length != key.len() {
        return Err(SealFault::BadKey);
    }
    key.copy_from_slice(&room[..length]);
    Ok(key)
}
