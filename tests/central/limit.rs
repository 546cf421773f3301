//! Bounds: rates, sizes, slow clients, and a stop that finishes what was begun (SEC-20).

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use mon_point_numerique::central::limit::{Buckets, Failures, Wait};
use mon_point_numerique::sync::wire::{self, Digest, ProblemKind, path};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::client::{Open, Papers, ask, read};
use crate::house::House;

#[test]
fn a_bucket_empties_fills_and_says_how_long() {
    let (buckets, start) = (Buckets::new(5, 20), Instant::now());
    for _ in 0..20 {
        assert_eq!(buckets.take("rouen-1", start), Ok(()));
    }
    assert_eq!(buckets.take("rouen-1", start), Err(Wait(Duration::from_millis(200))));
    assert_eq!(buckets.take("rouen-2", start), Ok(()));
    let later = start + Duration::from_millis(400);
    assert_eq!(buckets.take("rouen-1", later), Ok(()));
    assert_eq!(buckets.take("rouen-1", later), Ok(()));
    assert!(buckets.take("rouen-1", later).is_err());
    // A clock that goes back gives nothing and takes nothing.
    assert!(buckets.take("rouen-1", start).is_err());
    let rested = start + Duration::from_secs(3600);
    let taken = (0..30).filter(|_| buckets.take("rouen-1", rested).is_ok()).count();
    assert_eq!(taken, 20);
}

#[test]
fn failures_are_forgotten_after_their_window() {
    let (failures, start) = (Failures::new(2, Duration::from_secs(900)), Instant::now());
    failures.record("rouen", start);
    assert_eq!(failures.check(&"rouen", start), Ok(()));
    failures.record("rouen", start + Duration::from_secs(100));
    let waits = failures.check(&"rouen", start + Duration::from_secs(200));
    assert_eq!(waits, Err(Wait(Duration::from_secs(700))));
    assert_eq!(failures.check(&"dieppe", start), Ok(()));
    assert_eq!(failures.check(&"rouen", start + Duration::from_secs(900)), Ok(()));
}

#[tokio::test]
async fn a_terminal_that_asks_too_often_is_told_when_to_come_back() {
    let house = House::with(|config| {
        config.limits.rate = 1;
        config.limits.burst = 5;
    });
    let (hasty, calm) = (house.terminal("rouen").await, house.terminal("rouen").await);
    let mut last = None;
    for _ in 0..7 {
        last = Some(house.ask(Some(&hasty), "GET", path::HELLO, &[], "").await);
    }
    let last = last.unwrap();
    assert_eq!(last.problem(), Some(ProblemKind::TooMany));
    let after: u64 = last.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=2).contains(&after));
    assert!(last.headers.contains_key("mpn-time"));
    let other = house.ask(Some(&calm), "GET", path::HELLO, &[], "").await;
    assert_eq!(other.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_is_too_long_is_refused_at_its_announcement() {
    let open = Open::new(House::new()).await;
    let terminal = open.house.terminal("rouen").await;
    let digest = Digest::of(b"");
    let lookup = "0".repeat(32);
    let cases = [
        ("PUT", path::envelope(digest), wire::ENVELOPE_LIMIT),
        ("PATCH", path::part(digest), wire::CHUNK),
        ("PUT", format!("/v1/drafts/{lookup}"), 2 << 20),
        ("POST", path::ENROL.to_owned(), 1 << 20),
    ];
    for (method, path, limit) in cases {
        let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nupload-offset: 0\r\n\
             upload-length: 1\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            limit + 1
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // Not one byte of the body was sent.
        let answer = read(&mut stream).await.unwrap();
        assert_eq!(answer.problem(), Some(ProblemKind::TooLarge), "{method} {path}");
    }
    // The same without an announcement: cut where it becomes too long.
    let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
    let path = path::envelope(digest);
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
         transfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = [b"100000\r\n".to_vec(), vec![b'x'; 1 << 20], b"\r\n".to_vec()].concat();
    for _ in 0..5 {
        if stream.write_all(&chunk).await.is_err() {
            break;
        }
    }
    if let Ok(answer) = read(&mut stream).await {
        assert_eq!(answer.problem(), Some(ProblemKind::TooLarge));
    }
}

#[tokio::test]
async fn a_slow_client_is_let_go_and_harms_nobody() {
    let open = Open::new(House::with(|config| {
        config.connections = 4;
        config.limits.header = Duration::from_millis(400);
        config.limits.idle = Duration::from_millis(400);
    }))
    .await;
    let terminal = open.house.terminal("rouen").await;
    let mut slow = Vec::new();
    // One says nothing at all; one begins a header; one begins a body.
    slow.push(tokio::spawn({
        let mut stream = tokio::net::TcpStream::connect(open.address).await.unwrap();
        async move { stream.read_to_end(&mut Vec::new()).await.is_ok() }
    }));
    for begun in [
        "GET /v1/hello HTT".to_owned(),
        format!(
            "PUT {} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nMP",
            path::envelope(Digest::of(b""))
        ),
    ] {
        let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        slow.push(tokio::spawn(async move {
            // Closed by the other end, with or without a last word.
            let _ = stream.read_to_end(&mut Vec::new()).await;
            true
        }));
    }
    let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
    let answer = ask(&mut stream, "GET", path::HELLO, &[], b"").await.unwrap();
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    for ended in slow {
        let ended = tokio::time::timeout(Duration::from_secs(10), ended).await;
        assert!(ended.expect("a slow client is still connected").unwrap());
    }
}

#[tokio::test]
async fn a_stop_finishes_the_request_in_progress_and_takes_no_other() {
    let open = Open::new(House::new()).await;
    let terminal = open.house.terminal("rouen").await;
    let envelope = terminal.seal(&crate::house::Wanted::seq(1));
    let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
    let head = format!(
        "PUT {} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        path::envelope(envelope.digest()),
        envelope.bytes().len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The service has begun to read the body once it says *continue*.
    let mut told = [0; 25];
    let _ = stream.read_exact(&mut told).await.unwrap();
    assert_eq!(&told[..12], b"HTTP/1.1 100");
    let (address, papers) = (open.address, Papers::of(&terminal));
    let closing = tokio::spawn(open.close());
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(papers.connect(address, "localhost").await.is_err());
    stream.write_all(envelope.bytes()).await.unwrap();
    let _ = terminal.acknowledged(&read(&mut stream).await.unwrap());
    assert_eq!(closing.await.unwrap().count("envelopes"), 1);
}
