//! Becoming a terminal of a central service, with a one-time token: keys are made here and only
//! their public halves leave.

use std::path::Path;

use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use zeroize::Zeroizing;

use super::clock;
use super::post::{Address, Asked, Post, PostFault};
use crate::chance;
use crate::seal::{Cost, SealFault, SealingPublic, SigningPublic, SigningSecret, TerminalSymbols};
use crate::store::{Identity, Store, StoreFault};
use crate::sync::wire::{Bytes, EnrolAnswer, EnrolRequest, Token};

/// Where to enrol, and by what right.
pub struct Invitation {
    /// `https://central.example:8443`
    pub central: String,
    /// Root of the centre's own authority (PEM).
    pub root: Vec<u8>,
    /// The one-time token.
    pub token: String,
}

/// Why a terminal could not be enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolFault {
    /// The file is no certificate.
    #[error("root")]
    Root,
    /// The address or the keys cannot be used.
    #[error("address")]
    Post(#[from] PostFault),
    /// The centre refuses the token: unknown, used or too old.
    #[error("refused")]
    Refused,
    /// Nobody answers there, or somebody else.
    #[error("silent")]
    Silent,
    /// What the centre gave is not what a terminal needs.
    #[error("answer")]
    Answer,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// No randomness.
    #[error(transparent)]
    Chance(#[from] chance::NoRandomness),
    /// The certificate request could not be made.
    #[error("certificate")]
    Certificate(#[from] rcgen::Error),
    /// No runtime for the network.
    #[error("runtime")]
    Runtime(#[from] std::io::Error),
}

impl From<SealFault> for EnrolFault {
    fn from(_: SealFault) -> Self {
        Self::Answer
    }
}

/// Enrols and writes down who the terminal is: makes the store when there is none yet; a store
/// that is there keeps all that waits in it.
///
/// # Errors
/// See [`EnrolFault`]. A token that was used up is used up.
pub fn enrol(invitation: &Invitation, store: &Path) -> Result<Identity, EnrolFault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let identity = runtime.block_on(ask(invitation))?;
    let mut store = match Store::open(store) {
        Err(StoreFault::Missing) => Store::create(store)?,
        other => other?,
    };
    store.enrol(&identity)?;
    Ok(identity)
}

async fn ask(invitation: &Invitation) -> Result<Identity, EnrolFault> {
    let root = CertificateDer::from_pem_slice(&invitation.root).map_err(|_| EnrolFault::Root)?;
    let signing = SigningSecret::random(&mut chance::rng()?);
    let tls = KeyPair::generate()?;
    let request = CertificateParams::new(Vec::new())?.serialize_request(&tls)?;
    let post = Post::new(&Address {
        central: &invitation.central,
        authority: &root,
        terminal: None,
        trusted: clock::wall_ms() / 1000,
    })?;
    let asked = post
        .enrol(&EnrolRequest {
            token: Token(invitation.token.clone()),
            signing_key: Bytes(signing.public().bytes().to_vec()),
            certificate_request: Bytes(request.der().to_vec()),
        })
        .await;
    let answer = match asked {
        Asked::Found(answer) => answer,
        Asked::Problem(_) => return Err(EnrolFault::Refused),
        Asked::Nonsense | Asked::Silent(_) => return Err(EnrolFault::Silent),
    };
    let tls_key = Zeroizing::new(tls.serialize_der());
    // The root that was given beforehand is the one that counts, not the one that answers.
    identity(invitation, root.to_vec(), answer, signing, tls_key)
}

fn identity(
    invitation: &Invitation,
    authority: Vec<u8>,
    answer: EnrolAnswer,
    signing: SigningSecret,
    tls_key: Zeroizing<Vec<u8>>,
) -> Result<Identity, EnrolFault> {
    let symbols: TerminalSymbols = answer.symbols.parse().map_err(|_| EnrolFault::Answer)?;
    let sealing_keys = answer
        .sealing_keys
        .into_iter()
        .map(|key| key32(&key.key).map(SealingPublic::from_bytes))
        .collect::<Result<Vec<_>, _>>()?;
    if sealing_keys.is_empty() {
        return Err(EnrolFault::Answer);
    }
    let recovery_key = answer.site.recovery_key.as_ref().map(key32).transpose()?;
    Ok(Identity {
        name: answer.terminal,
        symbols,
        departement: answer.departement,
        site: answer.site.name,
        central: invitation.central.clone(),
        signing,
        tls_key,
        certificate: answer.certificate.0,
        authority,
        sealing_keys,
        acknowledgement_key: SigningPublic::from_bytes(&key32(&answer.acknowledgement_key.0)?)?,
        recovery_key: recovery_key.map(SealingPublic::from_bytes),
        cost: Cost::FULL,
    })
}

fn key32(bytes: &Bytes) -> Result<[u8; 32], EnrolFault> {
    bytes.0.as_slice().try_into().map_err(|_| EnrolFault::Answer)
}
