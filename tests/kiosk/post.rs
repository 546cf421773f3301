//! What the executor makes of every sort of answer, from a server written by hand: one
//! connection, one answer, byte by byte as the case says.

use mon_point_numerique::kiosk::post::{Address, Asked, Payload, Post};
use mon_point_numerique::seal::Signature;
use mon_point_numerique::sync::courier::{Answer, Outcome, Request, Silence};
use mon_point_numerique::sync::wire::{Digest, Id, Problem, ProblemKind};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Any root will do: these answers come over plain HTTP on this machine.
fn root() -> Vec<u8> {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params.self_signed(&key).unwrap().der().to_vec()
}

fn post(central: &str) -> Post {
    let root = root();
    Post::new(&Address { central, authority: &root, terminal: None, trusted: 0 }).unwrap()
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Answers the first request with these bytes, and gives what was asked.
async fn once(listener: TcpListener, answer: Vec<u8>) -> Vec<u8> {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut asked = Vec::new();
    while !whole(&asked) {
        let mut bytes = [0; 4096];
        let count = stream.read(&mut bytes).await.unwrap();
        assert!(count > 0, "the request is not whole");
        asked.extend_from_slice(&bytes[..count]);
    }
    stream.write_all(&answer).await.unwrap();
    stream.shutdown().await.unwrap();
    asked
}

fn whole(asked: &[u8]) -> bool {
    let text = String::from_utf8_lossy(asked);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse::<usize>().unwrap());
    body.len() >= length
}

/// What a request becomes when the other end answers this, and what it asked.
fn exchange(request: Request, payload: Payload, answer: &str) -> (Outcome, String) {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(once(listener, answer.as_bytes().to_vec()));
        let outcome = post(&address).send(request, payload).await;
        (outcome, String::from_utf8_lossy(&server.await.unwrap()).into_owned())
    })
}

fn problem(kind: ProblemKind, headers: &str) -> String {
    let body = serde_json::to_string(&Problem::from(kind)).unwrap();
    let (status, length) = (kind.status(), body.len());
    format!(
        "HTTP/1.1 {status} X\r\nmpn-time: 1790000000\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
}

fn envelope() -> (Request, Payload) {
    let bytes = b"sealed".to_vec();
    (Request::Envelope(Digest::of(&bytes)), Payload::Envelope(bytes, Signature([9; 64])))
}

fn answered(answer: &str) -> Answer {
    let (request, payload) = envelope();
    match exchange(request, payload, answer).0 {
        Outcome::Answer(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn refusals_come_back_as_they_are() {
    for kind in [
        ProblemKind::NotEnrolled,
        ProblemKind::NumberTaken,
        ProblemKind::TooLarge,
        ProblemKind::Fault,
    ] {
        let answer = answered(&problem(kind, ""));
        assert_eq!(answer.status, kind.status());
        assert_eq!(answer.time, Some(1_790_000_000));
        let body: Problem = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(body.known(), Some(kind));
    }
}

#[test]
fn the_wait_is_read() {
    let answer = answered(&problem(ProblemKind::TooMany, "retry-after: 7\r\n"));
    assert_eq!((answer.status, answer.retry_after), (429, Some(7_000)));
    let dated = "retry-after: Wed, 21 Oct 2026 07:28:00 GMT\r\n";
    assert_eq!(answered(&problem(ProblemKind::TooMany, dated)).retry_after, None);
}

#[test]
fn a_page_of_somebody_else_is_only_a_page() {
    let page = "<!doctype html><title>Portail</title>";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n";
    let answer = answered(&format!("{head}content-length: {}\r\n\r\n{page}", page.len()));
    assert_eq!((answer.status, answer.time), (200, None));
    assert_eq!(answer.body, page.as_bytes());
}

/// A redirection is an answer, not an order.
#[test]
fn nobody_sends_it_elsewhere() {
    let answer = answered(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
    );
    assert_eq!(answer.status, 302);
}

#[test]
fn nothing_half_and_nonsense_are_silence() {
    let (request, payload) = envelope();
    for (answer, silence) in [
        ("", Silence::Cut),
        ("HTTP/1.1 200 OK\r\ncontent-le", Silence::Cut),
        ("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"receipt\":", Silence::Cut),
        ("\0\u{1}\u{2} nonsense\r\n\r\n", Silence::Cut),
    ] {
        let outcome = exchange(request, payload.clone(), answer).0;
        assert_eq!(outcome, Outcome::Silent(silence), "{answer:?}");
    }
}

#[test]
fn an_endless_answer_is_cut() {
    let long = "x".repeat(100 * 1024);
    let answer =
        answered(&format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{long}", long.len()));
    assert!(answer.body.len() <= 64 * 1024);
}

#[test]
fn nobody_there_is_said_at_once() {
    let outcome = run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        post(&address).send(Request::Hello, Payload::Nothing).await
    });
    assert_eq!(outcome, Outcome::Silent(Silence::Unreachable));
}

/// Connected, and never answered: the patience of a greeting ends it.
#[test]
fn who_never_answers_is_late() {
    let outcome = run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        post(&address).send(Request::Hello, Payload::Nothing).await
    });
    assert_eq!(outcome, Outcome::Silent(Silence::Late));
}

#[test]
fn requests_say_what_the_protocol_says() {
    let told = "HTTP/1.1 200 OK\r\nmpn-time: 1\r\nupload-offset: 6\r\ncontent-length: 0\r\n\r\n";
    let (request, payload) = envelope();
    let (_, asked) = exchange(request, payload, told);
    let digest = Digest::of(b"sealed");
    assert!(asked.starts_with(&format!("PUT /v1/envelopes/{digest} HTTP/1.1\r\n")), "{asked}");
    assert!(asked.contains("mpn-signature: CQkJ"), "{asked}");
    assert!(asked.ends_with("sealed"), "{asked}");

    let chunk = Request::Chunk { part: digest, offset: 2, length: 4, whole: 6 };
    let (outcome, asked) = exchange(chunk, Payload::Chunk(b"aled".to_vec()), told);
    assert!(asked.starts_with(&format!("PATCH /v1/parts/{digest} ")), "{asked}");
    assert!(asked.contains("upload-offset: 2") && asked.contains("upload-length: 6"), "{asked}");
    let Outcome::Answer(answer) = outcome else { panic!("{outcome:?}") };
    assert_eq!(answer.offset, Some(6));

    let (outcome, asked) = exchange(Request::Offset(digest), Payload::Nothing, told);
    assert!(asked.starts_with("HEAD "), "{asked}");
    assert!(matches!(outcome, Outcome::Answer(Answer { offset: Some(6), .. })), "{outcome:?}");
}

#[test]
fn a_payload_of_another_request_is_never_sent() {
    let (request, _) = envelope();
    let outcome = run(post("http://127.0.0.1:1").send(request, Payload::Nothing));
    assert_eq!(outcome, Outcome::Unreadable);
}

#[test]
fn plain_http_stays_on_this_machine() {
    let root = root();
    for central in ["http://central.example", "ftp://127.0.0.1", "central", ""] {
        let address = Address { central, authority: &root, terminal: None, trusted: 0 };
        assert!(Post::new(&address).is_err(), "{central}");
    }
}

#[test]
fn a_person_is_told_what_the_centre_says() {
    let asked = run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answer = problem(ProblemKind::UnknownDraft, "").into_bytes();
        let server = tokio::spawn(once(listener, answer));
        let found = post(&address).find_draft(Id([1; 16])).await;
        let _asked = server.await.unwrap();
        found
    });
    assert_eq!(asked, Asked::Problem(ProblemKind::UnknownDraft));
}
