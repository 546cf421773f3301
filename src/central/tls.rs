//! The TLS of the terminals' door: TLS 1.3 only, our own root on both sides.
//!
//! A connection without a client certificate is let in, because a terminal has none before it
//! is enrolled: what such a connection may ask is decided by `caller`. A certificate that is
//! not of our root, or is out of date, never gets past the handshake.

use std::sync::Arc;

use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio_rustls::TlsAcceptor;

use crate::central::authority::{Authority, Identity};

/// Why the TLS door cannot open.
#[derive(Debug, thiserror::Error)]
pub enum TlsFault {
    /// The certificate or key was refused by the TLS library.
    #[error("TLS refuses the certificate")]
    Tls(#[from] rustls::Error),
    /// The root cannot verify anybody.
    #[error("TLS refuses the root")]
    Root(#[from] rustls::server::VerifierBuilderError),
}

/// What accepts TLS connections with this identity.
///
/// # Errors
/// When certificate, key or root do not fit together.
pub fn acceptor(authority: &Authority, identity: Identity) -> Result<TlsAcceptor, TlsFault> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(authority.root().clone())?;
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .allow_unauthenticated()
            .build()?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![identity.certificate], identity.key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
