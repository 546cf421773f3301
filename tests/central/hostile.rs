//! Hostile words in every place where a text may come in: bound parameters only, nothing is
//! executed, nothing is echoed, nothing falls over (SEC-22, SEC-21).

use axum::body::Body;
use axum::http::{Request, StatusCode};
use mon_point_numerique::central::ledger::TokenHash;
use mon_point_numerique::central::server::{DoorKind, Peer};
use mon_point_numerique::sync::wire::{Token, header, path};
use tokio::io::AsyncWriteExt as _;
use tower::ServiceExt as _;

use crate::client::{Open, Papers, ask, read};
use crate::house::{Answer, House, Terminal, Wanted, enrol_request};

fn payloads() -> impl Iterator<Item = &'static str> {
    include_str!("hostile.txt").lines().filter(|line| !line.is_empty())
}

/// As it can stand in a path: what is no path character is escaped.
fn escaped(payload: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%-._~".contains(&byte);
    payload
        .bytes()
        .map(|byte| match byte {
            byte if plain(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

fn harmless(answer: &Answer, payload: &str) {
    assert!(answer.status.is_client_error(), "{payload}: {}", answer.status);
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    // What is not short enough to be in an answer by chance is never echoed.
    assert!(payload.len() < 5 || !body.contains(payload), "{payload}: {body}");
}

async fn everything_is_there(house: &House, terminal: &Terminal) {
    let hello = house.ask(Some(terminal), "GET", path::HELLO, &[], "").await;
    assert_eq!(hello.status, StatusCode::NO_CONTENT);
    for (table, rows) in [("terminals", 1), ("envelopes", 1), ("sites", 1), ("tokens", 1)] {
        assert_eq!(house.count(table), rows, "{table}");
    }
    for table in ["drafts", "sides", "passed", "parts", "chunks", "conflicts"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}

#[tokio::test]
async fn hostile_words_in_paths_and_headers_do_nothing() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    for payload in payloads() {
        for (method, prefix) in [
            ("GET", "/v1/status/"),
            ("PUT", "/v1/envelopes/"),
            ("HEAD", "/v1/parts/"),
            ("PATCH", "/v1/parts/"),
            ("GET", "/v1/drafts/"),
            ("PUT", "/v1/drafts/"),
            ("DELETE", "/v1/drafts/"),
            ("GET", "/"),
        ] {
            let path = format!("{prefix}{}", escaped(payload));
            harmless(&house.ask(Some(&terminal), method, &path, &[], payload).await, payload);
        }
        let Ok(_) = axum::http::HeaderValue::from_str(payload) else { continue };
        let headers = [
            (header::SIGNATURE, payload.to_owned()),
            (header::OFFSET, payload.to_owned()),
            (header::LENGTH, payload.to_owned()),
        ];
        let path = path::part(envelope.digest());
        let answer = house.ask(Some(&terminal), "PATCH", &path, &headers, "x").await;
        harmless(&answer, payload);
    }
    everything_is_there(&house, &terminal).await;
}

#[tokio::test]
async fn hostile_names_of_terminals_are_nobody() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    for payload in payloads() {
        let Ok(name) = axum::http::HeaderValue::from_str(payload) else { continue };
        let peer = Peer { address: ([127, 0, 0, 1], 1).into(), door: DoorKind::Plain };
        let request = Request::get(path::HELLO)
            .header(header::TERMINAL, name.clone())
            .header(header::REQUEST_SIGNATURE, name)
            .extension(peer)
            .body(Body::empty())
            .unwrap();
        let response = house.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{payload}");
        assert!(!house.central.ledger().revoke(payload, house.central.now()).await.unwrap());
    }
    everything_is_there(&house, &terminal).await;
}

#[tokio::test]
async fn hostile_tokens_and_bodies_enrol_nobody() {
    let house = House::new();
    for (at, payload) in (1..).zip(payloads()) {
        let request = enrol_request(Token(payload.to_owned())).0;
        let body = serde_json::to_vec(&request).unwrap();
        for body in [body, payload.as_bytes().to_vec()] {
            // From an address of its own: guessing from one is slowed down.
            let peer = Peer { address: ([10, 0, 1, at], 1).into(), door: DoorKind::Tls(None) };
            let answer = house.ask_as(peer, "POST", path::ENROL, &[], body).await;
            assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            harmless(&answer, payload);
        }
    }
    assert_eq!(house.count("terminals"), 0);
    assert_ne!(TokenHash::of("' OR '1'='1"), TokenHash::of("' OR '1'='2"));
}

#[tokio::test]
async fn hostile_drafts_are_only_ciphertext() {
    let house = House::new();
    let terminal = house.terminal("rouen").await;
    let envelope = terminal.seal(&Wanted::seq(1));
    let _ = terminal.acknowledged(&house.put(&terminal, &envelope).await);
    let lookup = format!("/v1/drafts/{}", "0".repeat(32));
    for payload in payloads() {
        let text = serde_json::to_string(payload).unwrap();
        for body in [
            format!("{{\"draft\":{text}}}"),
            format!("{{\"draft\":\"{}\",\"leaf\":{text}}}", "0".repeat(32)),
            format!("[{text}]"),
            text.repeat(3),
        ] {
            for method in ["PUT", "DELETE"] {
                harmless(
                    &house.ask(Some(&terminal), method, &lookup, &[], body.clone()).await,
                    payload,
                );
            }
        }
    }
    let deep = "[".repeat(100_000);
    harmless(&house.ask(Some(&terminal), "PUT", &lookup, &[], deep).await, "[[[[[");
    everything_is_there(&house, &terminal).await;
}

/// What is not HTTP, or is two requests in one, ends its own connection and no other.
#[tokio::test]
async fn broken_requests_harm_nobody() {
    let open = Open::new(House::new()).await;
    let terminal = open.house.terminal("rouen").await;
    let long = format!("GET /v1/hello HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(100_000));
    let many = format!("GET /v1/hello HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(1000));
    for bytes in [
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET /v1/hello HTTP/9.9\r\n\r\n",
        "GET /v1/hello HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        "GET /v1/hello HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        "\u{0}\u{1}\u{2}\u{3}\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
        &many,
    ] {
        let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
        // The other end may close before all is written.
        let _ = stream.write_all(bytes.as_bytes()).await;
        let _ = stream.shutdown().await;
        if let Ok(answer) = read(&mut stream).await {
            assert!(answer.status.is_client_error() || answer.status.is_server_error());
        }
    }
    let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
    let answer = ask(&mut stream, "GET", path::HELLO, &[], b"").await.unwrap();
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}
