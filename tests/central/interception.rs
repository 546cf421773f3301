//! Somebody between the terminal and the centre (SEC-10): nothing of a dossier leaves, the
//! terminal says precisely why, and the queue stays as it was.

use std::sync::Arc;

use mon_point_numerique::kiosk::post::{Address, Payload, Post};
use mon_point_numerique::sync::courier::{
    Courier, Effect, Event, Line, Moment, Outcome, Parcel, Silence,
};
use mon_point_numerique::sync::wire::{AcknowledgementKey, Bytes, Digest};
use rcgen::{
    BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// 1 July 2026, as the terminal trusts it.
const TODAY: i64 = 1_782_864_000;

struct Authority {
    root: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

struct Pair {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).unwrap().der().clone();
        Self { root, issuer: Issuer::new(params, key) }
    }

    fn issue(&self, name: &str, usage: ExtendedKeyUsagePurpose, years: (i32, i32)) -> Pair {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.extended_key_usages = vec![usage];
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Pair { certificate, key: key.serialize_der() }
    }

    fn server(&self, name: &str, years: (i32, i32)) -> Pair {
        self.issue(name, ExtendedKeyUsagePurpose::ServerAuth, years)
    }

    fn client(&self) -> Pair {
        self.issue("borne", ExtendedKeyUsagePurpose::ClientAuth, (2026, 2030))
    }
}

/// What stands at the other end.
struct Other<'a> {
    pair: Pair,
    versions: Vec<&'static SupportedProtocolVersion>,
    /// Whose client certificates it asks for.
    clients: &'a Authority,
}

impl<'a> Other<'a> {
    fn new(pair: Pair, clients: &'a Authority) -> Self {
        Self { pair, versions: vec![&rustls::version::TLS13], clients }
    }

    fn acceptor(self) -> TlsAcceptor {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(self.clients.root.clone()).unwrap();
        let verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
                .build()
                .unwrap();
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&self.versions)
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(
                vec![self.pair.certificate],
                PrivatePkcs8KeyDer::from(self.pair.key).into(),
            )
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// The courier sends an envelope to this other end; what the terminal then shows, and what the
/// other end could read.
fn meet(other: Other<'_>, ours: &Authority, client: Option<Pair>) -> (Outcome, Line, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let central = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let server = tokio::spawn(listen(listener, other.acceptor()));
        let post = Post::new(&Address {
            central: &central,
            authority: ours.root.as_ref(),
            terminal: client.as_ref().map(|pair| (pair.certificate.as_ref(), pair.key.as_slice())),
            trusted: TODAY,
        })
        .unwrap();
        let mut courier = Courier::new(AcknowledgementKey(Bytes(vec![0; 32])), 1);
        let parcel = Parcel {
            digest: Digest::of(b"sealed"),
            number: "AAA-0001-AAAA".into(),
            parts: Vec::new(),
            waited: 0,
        };
        courier.handle(Moment(1), Event::Sealed(parcel));
        let Some(Effect::Send { ticket, request }) = courier.poll() else {
            panic!("nothing to send");
        };
        let outcome = post.send(request, Payload::Nothing).await;
        let answered = Event::Answered { ticket, outcome: outcome.clone(), clock: TODAY };
        courier.handle(Moment(2), answered);
        let standing = courier.standing();
        assert_eq!((standing.waiting, standing.set_aside), (1, 0), "the queue stays");
        drop(post);
        (outcome, standing.line, server.await.unwrap())
    })
}

/// Answers one greeting; gives what it could read.
async fn listen(listener: TcpListener, acceptor: TlsAcceptor) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return String::new();
    };
    let mut bytes = [0; 4096];
    let count = stream.read(&mut bytes).await.unwrap_or(0);
    let answer = b"HTTP/1.1 200 OK\r\nmpn-time: 1782864000\r\ncontent-length: 0\r\n\r\n";
    if count > 0 {
        stream.write_all(answer).await.unwrap();
        stream.shutdown().await.unwrap();
    }
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

fn refused(other: Other<'_>, ours: &Authority) {
    let (outcome, line, read) = meet(other, ours, Some(ours.client()));
    assert_eq!(outcome, Outcome::Silent(Silence::NotOurs));
    assert_eq!(line, Line::Foreign);
    assert_eq!(read, "", "not one byte of a request");
}

#[test]
fn the_centre_is_believed() {
    let ours = Authority::new();
    let other = Other::new(ours.server("localhost", (2026, 2027)), &ours);
    let (outcome, line, read) = meet(other, &ours, Some(ours.client()));
    assert!(matches!(outcome, Outcome::Answer(_)), "{outcome:?}");
    assert_eq!(line, Line::Up);
    assert!(read.starts_with("GET /v1/hello "), "{read}");
}

#[test]
fn a_certificate_signed_by_itself() {
    let ours = Authority::new();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().der().clone();
    refused(Other::new(Pair { certificate, key: key.serialize_der() }, &ours), &ours);
}

#[test]
fn the_right_name_by_another_authority() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    refused(Other::new(theirs.server("localhost", (2026, 2027)), &ours), &ours);
}

#[test]
fn another_name_by_our_authority() {
    let ours = Authority::new();
    refused(Other::new(ours.server("central.example", (2026, 2027)), &ours), &ours);
}

#[test]
fn out_of_date_by_trusted_time() {
    let ours = Authority::new();
    refused(Other::new(ours.server("localhost", (2024, 2025)), &ours), &ours);
}

/// Our time may be old after days without power; the certificate was renewed meanwhile.
#[test]
fn not_valid_yet_is_believed() {
    let ours = Authority::new();
    let other = Other::new(ours.server("localhost", (2027, 2028)), &ours);
    let (outcome, line, _) = meet(other, &ours, Some(ours.client()));
    assert!(matches!(outcome, Outcome::Answer(_)), "{outcome:?}");
    assert_eq!(line, Line::Up);
}

#[test]
fn an_old_tls() {
    let ours = Authority::new();
    let mut other = Other::new(ours.server("localhost", (2026, 2027)), &ours);
    other.versions = vec![&rustls::version::TLS12];
    refused(other, &ours);
}

/// A client certificate used as a server's.
#[test]
fn a_terminal_that_plays_the_centre() {
    let ours = Authority::new();
    let pair = ours.issue("localhost", ExtendedKeyUsagePurpose::ClientAuth, (2026, 2027));
    refused(Other::new(pair, &ours), &ours);
}

#[test]
fn the_centre_refuses_who_has_no_certificate() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    for client in [None, Some(theirs.client())] {
        let other = Other::new(ours.server("localhost", (2026, 2027)), &ours);
        let (outcome, line, read) = meet(other, &ours, client);
        assert_eq!(outcome, Outcome::Silent(Silence::NotLetIn));
        assert_eq!(line, Line::NotEnrolled);
        assert_eq!(read, "");
    }
}
