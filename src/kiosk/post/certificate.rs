//! Whom the terminal believes to be the centre: a certificate of our own root, for the right
//! name, over TLS 1.3. The system's list of authorities is never asked.
//!
//! The wall clock of a terminal may be years away. Whether a certificate is out of date is
//! judged by trusted time only; that it is not valid yet says that our time is old.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};

use super::{Address, PostFault};

/// The last date heard from the centre, and the time since: never ahead of the truth.
#[derive(Debug)]
pub struct Trusted {
    /// Trusted time when the program started, seconds since 1970.
    origin: AtomicI64,
    started: Instant,
}

impl Trusted {
    /// From what the store knew.
    pub fn new(trusted: i64) -> Self {
        Self { origin: AtomicI64::new(trusted), started: Instant::now() }
    }

    /// The centre said its time.
    pub fn heard(&self, time: i64) {
        let _before = self.origin.fetch_max(time - self.elapsed(), Ordering::Relaxed);
    }

    /// Seconds since 1970.
    pub fn now(&self) -> i64 {
        self.origin.load(Ordering::Relaxed).saturating_add(self.elapsed())
    }

    fn elapsed(&self) -> i64 {
        i64::try_from(self.started.elapsed().as_secs()).unwrap_or(i64::MAX)
    }
}

/// How the terminal speaks TLS.
pub(super) fn tls(address: &Address<'_>, trusted: Arc<Trusted>) -> Result<ClientConfig, PostFault> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(address.authority.to_vec()))?;
    let inner = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(OurCentre { inner, trusted }));
    let mut config = match address.terminal {
        None => config.with_no_client_auth(),
        Some((certificate, key)) => config.with_client_auth_cert(
            vec![CertificateDer::from(certificate.to_vec())],
            PrivatePkcs8KeyDer::from(key.to_vec()).into(),
        )?,
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The usual verifier, except that it is asked about trusted time.
#[derive(Debug)]
struct OurCentre {
    inner: Arc<WebPkiServerVerifier>,
    trusted: Arc<Trusted>,
}

impl ServerCertVerifier for OurCentre {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        _clock: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verify = |at| {
            let inner = &self.inner;
            inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, at)
        };
        let seconds = u64::try_from(self.trusted.now()).unwrap_or(0);
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        match verify(now) {
            Err(rustls::Error::InvalidCertificate(CertificateError::NotValidYetContext {
                not_before,
                ..
            })) => verify(not_before),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
