//! The door over real TLS on loopback: who gets in, who does not, and what each is told
//! (SEC-10, SEC-27).

use axum::http::StatusCode;
use mon_point_numerique::central::authority::{Authority, day};
use mon_point_numerique::central::server::DoorKind;
use mon_point_numerique::sync::wire::{self, ProblemKind, header, path};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpStream;

use crate::client::{OLD, Open, Papers, ask};
use crate::house::{House, Wanted, base64, enrol_request};

type Identity = (CertificateDer<'static>, PrivateKeyDer<'static>);

fn request() -> (KeyPair, Vec<u8>) {
    let key = KeyPair::generate().unwrap();
    let request = CertificateParams::new(vec![]).unwrap().serialize_request(&key).unwrap();
    (key, request.der().to_vec())
}

fn private(key: &KeyPair) -> PrivateKeyDer<'static> {
    PrivatePkcs8KeyDer::from(key.serialize_der()).into()
}

fn signed_by(authority: &Authority, date: jiff::civil::Date) -> Identity {
    let (key, request) = request();
    (authority.terminal(&request, "rouen-1", date).unwrap(), private(&key))
}

fn another_authority() -> Authority {
    let today = day(mon_point_numerique::central::clock::now());
    Authority::open(&Authority::create(today).unwrap()).unwrap()
}

#[tokio::test]
async fn a_terminal_enrols_and_sends_over_mutual_tls() {
    let open = Open::new(House::new()).await;
    let (request, signing, tls_key) = enrol_request(open.house.token("rouen").await);
    let mut stream =
        Papers::stranger(&open.house).connect(open.address, "localhost").await.unwrap();
    let body = serde_json::to_vec(&request).unwrap();
    let answer = ask(&mut stream, "POST", path::ENROL, &[], &body).await.unwrap();
    assert_eq!(answer.status, StatusCode::OK);
    let terminal = crate::house::Terminal { answer: answer.json(), signing, tls_key };
    let envelope = terminal.seal(&Wanted::seq(1));
    let headers = [(header::SIGNATURE, base64(&envelope.sign(&terminal.signing)))];
    let path = path::envelope(envelope.digest());
    let mut stream = Papers::of(&terminal).connect(open.address, "127.0.0.1").await.unwrap();
    let answer = ask(&mut stream, "PUT", &path, &headers, envelope.bytes()).await.unwrap();
    let _ = terminal.acknowledged(&answer);
    assert_eq!(open.close().await.count("envelopes"), 1);
}

#[tokio::test]
async fn without_a_certificate_only_the_enrolment_is_open() {
    let open = Open::new(House::new()).await;
    let mut stream =
        Papers::stranger(&open.house).connect(open.address, "localhost").await.unwrap();
    let answer = ask(&mut stream, "GET", path::HELLO, &[], b"").await.unwrap();
    assert_eq!(answer.problem(), Some(ProblemKind::NotEnrolled));
}

#[tokio::test]
async fn certificates_that_are_not_ours_do_not_get_past_the_handshake() {
    let open = Open::new(House::new()).await;
    let today = day(open.house.central.now());
    let long_ago = jiff::civil::date(2020, 1, 1);
    let (key, _) = request();
    let own = CertificateParams::new(vec![]).unwrap().self_signed(&key).unwrap();
    let server = open.house.central.authority().server(&["localhost".into()], today).unwrap();
    let cases: Vec<(&str, Identity)> = vec![
        ("another authority", signed_by(&another_authority(), today)),
        ("expired", signed_by(open.house.central.authority(), long_ago)),
        ("self-signed", (own.der().clone(), private(&key))),
        ("a server's", (server.certificate, server.key)),
    ];
    for (name, identity) in cases {
        let papers = Papers { identity: Some(identity), ..Papers::stranger(&open.house) };
        // With TLS 1.3 the client may learn only when it reads.
        let answer = match papers.connect(open.address, "localhost").await {
            Ok(mut stream) => ask(&mut stream, "GET", path::HELLO, &[], b"").await,
            Err(error) => Err(error),
        };
        assert!(answer.is_err(), "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn a_certificate_of_ours_that_the_ledger_does_not_know_is_nobody() {
    let open = Open::new(House::new()).await;
    let today = day(open.house.central.now());
    let identity = signed_by(open.house.central.authority(), today);
    let papers = Papers { identity: Some(identity), ..Papers::stranger(&open.house) };
    let mut stream = papers.connect(open.address, "localhost").await.unwrap();
    let answer = ask(&mut stream, "GET", path::HELLO, &[], b"").await.unwrap();
    assert_eq!(answer.problem(), Some(ProblemKind::NotEnrolled));
}

#[tokio::test]
async fn a_terminal_refuses_a_service_that_is_not_ours() {
    let open = Open::new(House::new()).await;
    let terminal = open.house.terminal("rouen").await;
    let mut other_root = Papers::of(&terminal);
    other_root.roots = vec![another_authority().root().clone()];
    let refused = other_root.connect(open.address, "localhost").await.unwrap_err();
    assert!(refused.to_string().contains("BadSignature"), "{refused}");
    let refused = Papers::of(&terminal).connect(open.address, "elsewhere.test").await.unwrap_err();
    assert!(refused.to_string().contains("not valid for name"), "{refused}");
    let mut old = Papers::of(&terminal);
    old.versions = OLD;
    let refused = old.connect(open.address, "localhost").await.unwrap_err();
    assert!(refused.to_string().contains("ProtocolVersion"), "{refused}");
    assert_eq!(open.close().await.count("envelopes"), 0);
}

#[tokio::test]
async fn a_terminal_refuses_a_service_whose_certificate_is_old() {
    let house = House::new();
    house.pass(jiff::Span::new().hours(-24 * 365));
    let open = Open::new(house).await;
    let papers = Papers::stranger(&open.house);
    let refused = papers.connect(open.address, "localhost").await.unwrap_err();
    assert!(refused.to_string().contains("expired"), "{refused}");
}

#[tokio::test]
async fn plain_http_on_loopback_needs_a_signature_for_each_request() {
    let open =
        Open::new(House::with(|config| config.plain = Some(([127, 0, 0, 1], 0).into()))).await;
    let terminal = open.house.terminal("rouen").await;
    let signed = |method: &str, path: &str, body: &[u8]| {
        let statement = wire::request_statement(method, path, body);
        let signature =
            terminal.signing.sign(mon_point_numerique::seal::sign::Domain::Request, &statement);
        [
            (header::TERMINAL, terminal.name().to_owned()),
            (header::REQUEST_SIGNATURE, base64(&signature)),
        ]
    };
    let hello = |headers| async move {
        let mut stream = TcpStream::connect(open.plain.unwrap()).await.unwrap();
        ask(&mut stream, "GET", path::HELLO, headers, b"").await.unwrap()
    };
    let good = signed("GET", path::HELLO, b"");
    assert_eq!(hello(&good).await.status, StatusCode::NO_CONTENT);
    let other_path = signed("GET", "/v1/status/1", b"");
    let other_method = signed("PUT", path::HELLO, b"");
    let other_body = signed("GET", path::HELLO, b"x");
    let mut other_name = good.clone();
    other_name[0].1 = "rouen-2".into();
    for wrong in [&other_path[..], &other_method, &other_body, &other_name, &good[..1], &[]] {
        assert_eq!(hello(wrong).await.problem(), Some(ProblemKind::NotEnrolled));
    }
    // A certificate is no proof where no TLS carried it.
    assert_ne!(DoorKind::Plain, DoorKind::Tls(Some(terminal.fingerprint())));
}

#[tokio::test]
async fn health_and_metrics_answer_to_this_machine_only() {
    let open =
        Open::new(House::with(|config| config.admin = Some(([127, 0, 0, 1], 0).into()))).await;
    let admin = open.admin.unwrap();
    for path in ["/health", "/metrics"] {
        let mut stream = TcpStream::connect(admin).await.unwrap();
        let answer = ask(&mut stream, "GET", path, &[], b"").await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    // The same router behind another address: as if nothing were there.
    for ip in [[10, 0, 0, 1], [192, 168, 1, 1]] {
        let peer = mon_point_numerique::central::server::Peer {
            address: (ip, 1).into(),
            door: DoorKind::Plain,
        };
        let router = mon_point_numerique::central::health::router(open.house.central.clone());
        let request = axum::http::Request::get("/metrics").extension(peer);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}
