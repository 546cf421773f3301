//! A central service in a directory of its own, terminals that are enrolled with it, and the
//! envelopes that they seal.

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use jiff::{Span, Timestamp};
use mon_point_numerique::central::Central;
use mon_point_numerique::central::authority::{Fingerprint, day};
use mon_point_numerique::central::config::{Config, Limits};
use mon_point_numerique::central::enrol;
use mon_point_numerique::central::keyring::{self, Keyring};
use mon_point_numerique::central::ledger::{SiteRow, TokenHash};
use mon_point_numerique::central::router::router;
use mon_point_numerique::central::server::{DoorKind, Peer};
use mon_point_numerique::chance;
use mon_point_numerique::dossier::Contents;
use mon_point_numerique::dossier::envelope::{Envelope, Manifest, Part};
use mon_point_numerique::seal::key::INFO_DOSSIER;
use mon_point_numerique::seal::{
    DraftId, Number, SealingPublic, Signature, SigningSecret, TerminalSymbols,
};
use mon_point_numerique::sync::wire::{
    Acknowledged, Acknowledgement, Bytes, EnrolAnswer, EnrolRequest, Problem, ProblemKind, Token,
    header, path,
};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::CertificateDer;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A service, not listening: requests go to its router.
pub struct House {
    pub central: Arc<Central>,
    pub router: Router,
    pub clock: Arc<Mutex<Timestamp>>,
    pub directory: TempDir,
}

/// An enrolled terminal with all its keys.
pub struct Terminal {
    pub answer: EnrolAnswer,
    pub signing: SigningSecret,
    pub tls_key: KeyPair,
}

/// An answer, read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("an answer of this shape")
    }

    pub fn problem(&self) -> Option<ProblemKind> {
        let kind = self.headers.get("content-type").map(|kind| kind.as_bytes());
        assert_eq!(kind, Some(b"application/problem+json".as_slice()), "{}", self.status);
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        problem.known()
    }
}

/// Fast enough for any test.
pub fn generous() -> Limits {
    Limits { rate: 10_000, burst: 100_000, ..Limits::default() }
}

pub fn config(directory: &Path) -> Config {
    Config {
        directory: directory.to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        names: vec!["localhost".into(), "127.0.0.1".into()],
        admin: None,
        limits: generous(),
        ..Config::default()
    }
}

impl House {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let start = mon_point_numerique::central::clock::now();
        let mut rng = chance::rng().unwrap();
        Keyring::create(directory.path(), day(start), &mut rng).unwrap();
        let mut config = config(directory.path());
        change(&mut config);
        let clock = Arc::new(Mutex::new(start));
        let shown = Arc::clone(&clock);
        let central =
            Central::open(config, Arc::new(move || *shown.lock().unwrap())).expect("a service");
        Self { router: router(Arc::clone(&central)), central, clock, directory }
    }

    pub fn pass(&self, span: Span) {
        let mut clock = self.clock.lock().unwrap();
        *clock = clock.saturating_add(span).unwrap();
    }

    /// A one-time token of a site.
    pub async fn token(&self, site: &str) -> Token {
        token(&self.central, site).await
    }

    pub async fn terminal(&self, site: &str) -> Terminal {
        let token = self.token(site).await;
        let (request, signing, tls_key) = enrol_request(token);
        let answer = self.enrol(&request).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", String::from_utf8_lossy(&answer.body));
        Terminal { answer: answer.json(), signing, tls_key }
    }

    pub async fn enrol(&self, request: &EnrolRequest) -> Answer {
        let body = serde_json::to_vec(request).unwrap();
        self.ask(None, "POST", path::ENROL, &[], body).await
    }

    /// Asks as this terminal, or as a stranger.
    pub async fn ask(
        &self,
        terminal: Option<&Terminal>,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: impl Into<Body>,
    ) -> Answer {
        let peer = Peer {
            address: ([10, 0, 0, 1], 40_000).into(),
            door: DoorKind::Tls(terminal.map(Terminal::fingerprint)),
        };
        self.ask_as(peer, method, path, headers, body).await
    }

    pub async fn ask_as(
        &self,
        peer: Peer,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.extension(peer).body(body.into()).unwrap();
        read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub async fn put(&self, terminal: &Terminal, envelope: &Envelope) -> Answer {
        let signature = envelope.sign(&terminal.signing);
        let headers = [(header::SIGNATURE, base64(&signature))];
        let path = path::envelope(envelope.digest());
        self.ask(Some(terminal), "PUT", &path, &headers, envelope.bytes().to_vec()).await
    }

    /// Rows of a table of the ledger, counted from outside.
    pub fn count(&self, table: &str) -> i64 {
        count(self.directory.path(), table)
    }
}

pub fn count(directory: &Path, table: &str) -> i64 {
    let ledger = rusqlite::Connection::open(directory.join("ledger.sqlite")).unwrap();
    ledger.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0)).unwrap()
}

pub async fn token(central: &Central, site: &str) -> Token {
    let mut rng = chance::rng().unwrap();
    let recovery = match central.ledger().site(site).await.unwrap() {
        Some(row) => row.recovery,
        None => keyring::recovery(&central.config().directory, site, &mut rng).unwrap(),
    };
    let row = SiteRow {
        name: site.into(),
        departement: "76".into(),
        place: "Préfecture".into(),
        recovery,
    };
    central.ledger().keep_site(row).await.unwrap();
    let token = enrol::token(&mut rng);
    let expires = central.now().saturating_add(Span::new().hours(48)).unwrap();
    central.ledger().keep_token(TokenHash::of(&token.0), site, expires).await.unwrap();
    token
}

pub fn enrol_request(token: Token) -> (EnrolRequest, SigningSecret, KeyPair) {
    let signing = SigningSecret::random(&mut chance::rng().unwrap());
    let tls_key = KeyPair::generate().unwrap();
    let request = CertificateParams::new(vec![]).unwrap().serialize_request(&tls_key).unwrap();
    let request = EnrolRequest {
        token,
        signing_key: Bytes(signing.public().bytes().to_vec()),
        certificate_request: Bytes(request.der().to_vec()),
    };
    (request, signing, tls_key)
}

pub async fn read(response: Response<Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub fn base64(signature: &Signature) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(signature.0)
}

/// What an envelope of a test says outside.
pub struct Wanted {
    pub seq: u32,
    pub draft: DraftId,
    pub parts: Vec<Part>,
    /// A word inside, to be looked for where it must not be.
    pub word: String,
}

impl Wanted {
    pub fn seq(seq: u32) -> Self {
        let draft = DraftId::random(&mut chance::rng().unwrap());
        Self { seq, draft, parts: Vec::new(), word: "MARTIN".into() }
    }
}

impl Terminal {
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&CertificateDer::from(self.answer.certificate.0.clone()))
    }

    #[allow(dead_code)]
    pub fn name(&self) -> &str {
        &self.answer.terminal
    }

    pub fn symbols(&self) -> TerminalSymbols {
        self.answer.symbols.parse().unwrap()
    }

    pub fn number(&self, seq: u32) -> Number {
        Number::mint(self.symbols(), seq, &mut chance::rng().unwrap()).unwrap()
    }

    /// An envelope that opens at the centre and does not pass review: its edition is unknown.
    pub fn seal(&self, wanted: &Wanted) -> Envelope {
        self.seal_numbered(self.number(wanted.seq), wanted)
    }

    pub fn seal_numbered(&self, number: Number, wanted: &Wanted) -> Envelope {
        let today = day(mon_point_numerique::central::clock::now());
        let manifest = Manifest {
            number,
            terminal: number.terminal(),
            seq: number.seq(),
            draft: wanted.draft,
            edition: "essai.1".into(),
            edition_digest: "00".into(),
            sealed_on: today,
            sealed_at_ms: mon_point_numerique::central::clock::now().as_millisecond(),
            departement: "76".into(),
            parts: wanted.parts.clone(),
        };
        let contents = Contents {
            edition: "essai.1".into(),
            edition_digest: "00".into(),
            sealed_on: today,
            departement: "76".into(),
            switches: Default::default(),
            entries: [(
                "nom".to_owned(),
                mon_point_numerique::dossier::Entry::Text(wanted.word.clone()),
            )]
            .into(),
            confirmed: Default::default(),
            helped: false,
            consent: "1".into(),
            language: "fr".into(),
        };
        let key = &self.answer.sealing_keys[0].key.0;
        let key = SealingPublic::from_bytes(key.as_slice().try_into().unwrap());
        let header = serde_json::to_vec(&manifest).unwrap();
        let plain = serde_json::to_vec(&contents).unwrap();
        let mut rng = chance::rng().unwrap();
        let (enc, sealed) = key.seal(INFO_DOSSIER, &header, &plain, &mut rng).unwrap();
        Envelope::assemble(&manifest, key.id(), &enc, &sealed).unwrap()
    }

    /// The acknowledgement in this answer, verified.
    pub fn acknowledged(&self, answer: &Answer) -> Acknowledged {
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        let acknowledgement: Acknowledgement = answer.json();
        acknowledgement.verify(&self.answer.acknowledgement_key).expect("a genuine signature")
    }
}
