//! The published vectors of each algorithm, through our own functions wherever they allow it.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use mon_point_numerique::seal::{SealingPublic, SealingSecret};
use zeroize::Zeroizing;

use super::{Replayed, read};

fn vectors() -> toml::Table {
    include_str!("vectors.toml").parse().expect("the file of vectors")
}

fn array<const N: usize>(bytes: Vec<u8>) -> [u8; N] {
    bytes.try_into().expect("the right length")
}

#[test]
fn hpke_of_rfc_9180() {
    let file = vectors();
    let value = |name| read(&file, "hpke", name);
    let secret = SealingSecret::from_bytes(Zeroizing::new(array(value("recipient_secret"))));
    let public = SealingPublic::from_bytes(array(value("recipient_public")));
    assert_eq!(secret.public(), public);

    let mut ephemeral = Replayed::new(value("ephemeral_seed"));
    let (enc, sealed) = public
        .seal(&value("info"), &value("aad"), &value("plaintext"), &mut ephemeral)
        .expect("sealed");
    assert_eq!(enc.to_vec(), value("encapsulated"));
    assert_eq!(sealed, value("sealed"));

    let opened = secret.open(&value("info"), &value("aad"), &enc, &sealed).expect("opened");
    assert_eq!(*opened, value("plaintext"));
}

#[test]
fn xchacha20_poly1305_of_its_draft() {
    let file = vectors();
    let value = |name| read(&file, "xchacha", name);
    let key: [u8; 32] = array(value("key"));
    let nonce: [u8; 24] = array(value("nonce"));
    let sealed = XChaCha20Poly1305::new(&key.into())
        .encrypt(&nonce.into(), Payload { msg: &value("plaintext"), aad: &value("aad") })
        .expect("encrypted");
    assert_eq!(sealed, value("sealed"));
}

#[test]
fn chacha20_poly1305_of_rfc_8439() {
    let file = vectors();
    let value = |name| read(&file, "chacha", name);
    let key: [u8; 32] = array(value("key"));
    let nonce: [u8; 12] = array(value("nonce"));
    let sealed = ChaCha20Poly1305::new(&key.into())
        .encrypt(&nonce.into(), Payload { msg: &value("plaintext"), aad: &value("aad") })
        .expect("encrypted");
    assert_eq!(sealed, value("sealed"));
}

#[test]
fn argon2id_of_rfc_9106() {
    let mut builder = ParamsBuilder::new();
    let _ = builder
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).expect("associated data"));
    let argon = Argon2::new_with_secret(
        &[3; 8],
        Algorithm::Argon2id,
        Version::V0x13,
        builder.build().expect("parameters"),
    )
    .expect("argon2id");
    let mut tag = [0; 32];
    argon.hash_password_into(&[1; 32], &[2; 16], &mut tag).expect("hashed");
    assert_eq!(tag.to_vec(), read(&vectors(), "argon2id", "tag"));
}

#[test]
fn ed25519_of_rfc_8032() {
    let file = vectors();
    let value = |name| read(&file, "ed25519", name);
    let key = SigningKey::from_bytes(&array(value("secret")));
    assert_eq!(key.verifying_key().to_bytes().to_vec(), value("public"));
    assert_eq!(key.sign(b"").to_bytes().to_vec(), value("signature"));
    let public = VerifyingKey::from_bytes(&array(value("public"))).expect("a key");
    let signature = ed25519_dalek::Signature::from_bytes(&array(value("signature")));
    assert!(public.verify_strict(b"", &signature).is_ok());
    assert!(public.verify_strict(b"x", &signature).is_err());
}
