//! Carries out what the courier decides: one request, one answer, over TLS to the centre alone.
//!
//! It never tries again, follows nobody elsewhere, keeps nothing and logs nothing: what comes,
//! whole or not, goes back as it came. Only certificates of the centre's own root count.

mod certificate;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response};
use rustls::AlertDescription;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::seal::{DraftId, Signature};
use crate::store::{Store, StoreFault};
use crate::sync::courier::{Answer, Outcome, Request, Silence};
use crate::sync::wire::{
    DraftClosing, DraftFound, DraftRevision, EnrolAnswer, EnrolRequest, Id, Problem, ProblemKind,
    SEALED, Status, header, path,
};

pub use certificate::Trusted;

/// Most bytes of an answer to the courier.
const ANSWER_LIMIT: usize = 64 * 1024;
/// Most bytes of a draft that is found: some sides of one mebibyte, in base64.
const FOUND_LIMIT: usize = 24 * 1024 * 1024;
/// How long a person waits for an answer.
const PERSON_WAITS: Duration = Duration::from_secs(8);
/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);

/// Where the centre is, and how both ends know each other.
pub struct Address<'a> {
    /// `https://central.example:8443`; plain `http` only on this machine.
    pub central: &'a str,
    /// Root of the centre's own authority (DER).
    pub authority: &'a [u8],
    /// Certificate and private key of this terminal (DER, PKCS #8); none before enrolment.
    pub terminal: Option<(&'a [u8], &'a [u8])>,
    /// The time this terminal trusts when it starts, seconds since 1970.
    pub trusted: i64,
}

/// Why there can be no connection to the centre at all.
#[derive(Debug, thiserror::Error)]
pub enum PostFault {
    /// Neither `https`, nor `http` on this machine.
    #[error("the address of the centre is not one")]
    Address,
    /// A certificate or key is damaged.
    #[error("TLS refuses the identity of this terminal")]
    Tls(#[from] rustls::Error),
    /// The root cannot verify anybody.
    #[error("TLS refuses the root")]
    Root(#[from] rustls::client::VerifierBuilderError),
    /// The HTTP library refuses its settings.
    #[error("no client")]
    Client(#[from] reqwest::Error),
}

/// What goes with a request of the courier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The request says all.
    Nothing,
    /// Sealed bytes, and the signature of their manifest.
    Envelope(Vec<u8>, Signature),
    /// Bytes of a part.
    Chunk(Vec<u8>),
    /// A state of a draft.
    Draft(Box<DraftRevision>),
    /// Why a draft ends.
    Close(DraftClosing),
}

impl Payload {
    /// What the store has for this request.
    ///
    /// # Errors
    /// Of the store: then the courier is told [`Outcome::Unreadable`].
    pub fn load(store: &Store, request: Request, trusted: i64) -> Result<Self, StoreFault> {
        Ok(match request {
            Request::Hello | Request::Offset(_) => Self::Nothing,
            Request::Envelope(digest) => {
                let (bytes, signature) = store.envelope(digest)?;
                Self::Envelope(bytes, signature)
            }
            Request::Chunk { part, offset, length, .. } => {
                Self::Chunk(store.part(part, offset, length)?)
            }
            Request::Draft { draft, .. } => {
                Self::Draft(Box::new(store.draft_revision(DraftId(draft.0), trusted)?))
            }
            Request::Close { draft, .. } => {
                let mut closings = store.closings()?.into_iter().map(|(_, closing)| closing);
                let closing = closings.find(|closing| closing.draft == draft);
                Self::Close(closing.ok_or(StoreFault::Unknown)?)
            }
        })
    }
}

/// What came of a question that a person waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// What was asked for.
    Found(T),
    /// The centre says no, and why.
    Problem(ProblemKind),
    /// Somebody answers, who is not the centre or is of another time.
    Nonsense,
    /// Nobody answers.
    Silent(Silence),
}

/// The connection to the centre.
#[derive(Clone)]
pub struct Post {
    client: Client,
    central: String,
    trusted: Arc<Trusted>,
}

impl Post {
    /// Opens nothing yet.
    ///
    /// # Errors
    /// When the address or the identity cannot be used.
    pub fn new(address: &Address<'_>) -> Result<Self, PostFault> {
        let central = address.central.trim_end_matches('/').to_owned();
        let url = reqwest::Url::parse(&central).map_err(|_| PostFault::Address)?;
        let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if !(url.scheme() == "https" || url.scheme() == "http" && here) {
            return Err(PostFault::Address);
        }
        let trusted = Arc::new(Trusted::new(address.trusted));
        let tls = certificate::tls(address, Arc::clone(&trusted))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECT)
            .build()?;
        Ok(Self { client, central, trusted })
    }

    /// Sends one request of the courier. Whatever happens is an outcome.
    pub async fn send(&self, request: Request, payload: Payload) -> Outcome {
        let sent = match (request, payload) {
            (Request::Hello, _) => self.ask(Method::GET, path::HELLO),
            (Request::Envelope(digest), Payload::Envelope(bytes, signature)) => self
                .ask(Method::PUT, &path::envelope(digest))
                .header(CONTENT_TYPE, SEALED)
                .header(header::SIGNATURE, STANDARD.encode(signature.0))
                .body(bytes),
            (Request::Offset(part), _) => self.ask(Method::HEAD, &path::part(part)),
            (Request::Chunk { part, offset, whole, .. }, Payload::Chunk(bytes)) => self
                .ask(Method::PATCH, &path::part(part))
                .header(CONTENT_TYPE, SEALED)
                .header(header::OFFSET, offset)
                .header(header::LENGTH, whole)
                .body(bytes),
            (Request::Draft { lookup, .. }, Payload::Draft(revision)) => {
                json(self.ask(Method::PUT, &path::draft(lookup)), &revision)
            }
            (Request::Close { lookup, .. }, Payload::Close(closing)) => {
                json(self.ask(Method::DELETE, &path::draft(lookup)), &closing)
            }
            _ => return Outcome::Unreadable,
        };
        let patience = Duration::from_millis(request.patience());
        match self.answer(sent.timeout(patience), ANSWER_LIMIT).await {
            Ok(answer) => Outcome::Answer(answer),
            Err(silence) => Outcome::Silent(silence),
        }
    }

    /// The sides of the draft that a code opens.
    pub async fn find_draft(&self, lookup: Id) -> Asked<DraftFound> {
        self.question(self.ask(Method::GET, &path::draft(lookup)), FOUND_LIMIT).await
    }

    /// Where a dossier stands.
    pub async fn status(&self, number: &str) -> Asked<Status> {
        self.question(self.ask(Method::GET, &path::status(number)), ANSWER_LIMIT).await
    }

    /// Becomes a terminal of the centre, with a one-time token.
    pub async fn enrol(&self, request: &EnrolRequest) -> Asked<EnrolAnswer> {
        self.question(json(self.ask(Method::POST, path::ENROL), request), ANSWER_LIMIT).await
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.central))
    }

    async fn question<T: DeserializeOwned>(&self, sent: RequestBuilder, limit: usize) -> Asked<T> {
        let answer = match self.answer(sent.timeout(PERSON_WAITS), limit).await {
            Ok(answer) => answer,
            Err(silence) => return Asked::Silent(silence),
        };
        if answer.time.is_some() && (200..300).contains(&answer.status) {
            return serde_json::from_slice(&answer.body).map_or(Asked::Nonsense, Asked::Found);
        }
        let problem = serde_json::from_slice::<Problem>(&answer.body).ok();
        problem.and_then(|problem| problem.known()).map_or(Asked::Nonsense, Asked::Problem)
    }

    async fn answer(&self, sent: RequestBuilder, limit: usize) -> Result<Answer, Silence> {
        let response = sent.send().await.map_err(|fault| silence(&fault))?;
        let mut answer = head(&response);
        answer.body = body(response, limit).await?;
        if let Some(time) = answer.time {
            self.trusted.heard(time);
        }
        Ok(answer)
    }
}

fn json(request: RequestBuilder, body: &impl Serialize) -> RequestBuilder {
    request.json(body)
}

fn head(response: &Response) -> Answer {
    let headers = response.headers();
    let seconds = |wait: u64| wait.saturating_mul(1000);
    Answer {
        status: response.status().as_u16(),
        time: number(headers, header::TIME),
        retry_after: number(headers, RETRY_AFTER.as_str()).map(seconds),
        offset: number(headers, header::OFFSET),
        body: Vec::new(),
    }
}

fn number<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// A body that is longer than it should be is cut there: it will mean nothing to anybody.
async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, Silence> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= limit => body.extend_from_slice(&chunk),
            Ok(Some(_)) | Ok(None) => return Ok(body),
            Err(fault) if fault.is_timeout() => return Err(Silence::Late),
            Err(_) => return Err(Silence::Cut),
        }
    }
}

/// How an answer failed to come, from the innermost cause.
fn silence(fault: &reqwest::Error) -> Silence {
    let mut cause: Option<&(dyn Error + 'static)> = Some(fault);
    while let Some(one) = cause {
        if let Some(tls) = one.downcast_ref::<rustls::Error>() {
            return match tls {
                rustls::Error::AlertReceived(alert) if about_us(*alert) => Silence::NotLetIn,
                _ => Silence::NotOurs,
            };
        }
        // An I/O error holds its cause without telling it as its source.
        let inner = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = inner.map_or_else(|| one.source(), |inner| Some(inner as &(dyn Error + 'static)));
    }
    if fault.is_timeout() {
        Silence::Late
    } else if fault.is_connect() {
        Silence::Unreachable
    } else {
        Silence::Cut
    }
}

/// The other end complains of the terminal's certificate, not of anything else.
fn about_us(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError
    )
}
