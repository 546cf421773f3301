//! The real program: killed in the middle, stopped, started again (R1, R2, SEC-14).

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::StatusCode;
use mon_point_numerique::dossier::envelope::Envelope;
use mon_point_numerique::sync::wire::{Token, header, path};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::client::{NEWEST, Papers, ask};
use crate::house::{Answer, Terminal, Wanted, base64, count, enrol_request};

struct Running {
    child: Child,
    address: SocketAddr,
    root: CertificateDer<'static>,
    token: Token,
}

fn start(directory: &Path) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_central"))
        .args(["--demo", "--dir"])
        .arg(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let _ = BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).expect("one line of JSON");
    let root = ready["root"].as_str().unwrap();
    Running {
        child,
        address: ready["address"].as_str().unwrap().parse().unwrap(),
        root: CertificateDer::from_pem_file(root).unwrap(),
        token: Token(ready["token"].as_str().unwrap().to_owned()),
    }
}

async fn enrol(running: &Running) -> Terminal {
    let (request, signing, tls_key) = enrol_request(running.token.clone());
    let papers = Papers { roots: vec![running.root.clone()], identity: None, versions: NEWEST };
    let mut stream = papers.connect(running.address, "localhost").await.unwrap();
    let body = serde_json::to_vec(&request).unwrap();
    let answer = ask(&mut stream, "POST", path::ENROL, &[], &body).await.unwrap();
    assert_eq!(answer.status, StatusCode::OK);
    Terminal { answer: answer.json(), signing, tls_key }
}

async fn send(
    terminal: &Terminal,
    address: SocketAddr,
    envelope: &Envelope,
) -> std::io::Result<Answer> {
    let mut stream = Papers::of(terminal).connect(address, "localhost").await?;
    let headers = [(header::SIGNATURE, base64(&envelope.sign(&terminal.signing)))];
    ask(&mut stream, "PUT", &path::envelope(envelope.digest()), &headers, envelope.bytes()).await
}

/// Killed at a moment that nobody chose, over and over: what was acknowledged is there, once,
/// and is acknowledged again with the same bytes.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let mut running = start(directory.path());
    let terminal = Arc::new(enrol(&running).await);
    let (address, next) = (running.address, Arc::new(AtomicU32::new(1)));
    let mut acknowledged: Vec<(Envelope, Vec<u8>)> = Vec::new();
    for round in 0..6 {
        let mut senders = tokio::task::JoinSet::new();
        let done = Arc::new(AtomicU32::new(0));
        for _ in 0..6 {
            let (terminal, next, done) =
                (Arc::clone(&terminal), Arc::clone(&next), Arc::clone(&done));
            let _ = senders.spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let seq = next.fetch_add(1, Ordering::Relaxed);
                    let envelope = terminal.seal(&Wanted::seq(seq));
                    match send(&terminal, address, &envelope).await {
                        Ok(answer) if answer.status == StatusCode::OK => {
                            let _ = done.fetch_add(1, Ordering::Relaxed);
                            mine.push((envelope, answer.body));
                        }
                        Ok(_) => {}
                        Err(_) => return mine,
                    }
                }
            });
        }
        while done.load(Ordering::Relaxed) < 3 + round {
            tokio::task::yield_now().await;
        }
        running.child.kill().unwrap();
        let _ = running.child.wait().unwrap();
        acknowledged.extend(senders.join_all().await.into_iter().flatten());
        running = start(directory.path());
        assert_eq!(running.address, address, "the demonstration keeps its port");
    }
    assert!(acknowledged.len() >= 6 * 3);
    for (envelope, body) in &acknowledged {
        let again = loop {
            let answer = send(&terminal, address, envelope).await.unwrap();
            if answer.status != StatusCode::TOO_MANY_REQUESTS {
                break answer;
            }
        };
        assert_eq!(again.body, *body);
    }
    assert!(count(directory.path(), "envelopes") >= acknowledged.len() as i64);
    running.child.kill().unwrap();
    let _ = running.child.wait().unwrap();
}

/// SEC-24. Whether a debugger may look is not in `/proc`; that there is no image is.
#[test]
fn the_real_program_leaves_no_image_of_its_memory() {
    let directory = tempfile::tempdir().unwrap();
    let mut running = start(directory.path());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", running.child.id())).unwrap();
    running.child.kill().unwrap();
    let _ = running.child.wait().unwrap();
    let image = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let numbers: Vec<&str> = image.split_whitespace().skip(4).take(2).collect();
    assert_eq!(numbers, ["0", "0"], "{image}");
}

/// Its parent gone, it stops by itself; what it wrote while it ran says nothing of a dossier.
#[tokio::test(flavor = "multi_thread")]
async fn it_stops_when_its_standard_input_closes() {
    let directory = tempfile::tempdir().unwrap();
    let mut running = start(directory.path());
    let terminal = enrol(&running).await;
    let envelope = terminal.seal(&Wanted { word: "CANARIMARTIN".into(), ..Wanted::seq(1) });
    let answer = send(&terminal, running.address, &envelope).await.unwrap();
    let _ = terminal.acknowledged(&answer);
    drop(running.child.stdin.take());
    assert!(running.child.wait().unwrap().success());
    let mut logs = String::new();
    let _ = running.child.stderr.take().unwrap().read_to_string(&mut logs).unwrap();
    assert!(logs.lines().count() > 3, "{logs}");
    let number = envelope.manifest().number.to_string();
    for secret in ["CANARI", &number, &envelope.digest().to_string(), &running.token.0] {
        assert!(!logs.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_term_signal_is_a_clean_stop() {
    let directory = tempfile::tempdir().unwrap();
    let mut running = start(directory.path());
    let killed = Command::new("kill").arg(running.child.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert!(running.child.wait().unwrap().success());
}

fn central(directory: &Path, arguments: &[&str]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_central"))
        .args(arguments)
        .arg("--dir")
        .arg(directory)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_commands_of_an_operator() {
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| central(directory.path(), arguments);
    assert!(!run(&["keys", "extra"]).0);
    let site = ["token", "--site", "rouen", "--departement", "76", "--place", "Préfecture"];
    let (done, _, said) = run(&site);
    assert!(!done && said.contains("central init"), "{said}");
    assert!(run(&["init"]).0);
    let (again, _, said) = run(&["init"]);
    assert!(!again && said.contains("existent"), "{said}");
    let (done, token, said) = run(&site);
    assert!(done, "{said}");
    assert_eq!(token.trim().len(), 29);
    assert!(directory.path().join("recovery/rouen.key").exists());
    let bad = ["token", "--site", "../x", "--departement", "76", "--place", "Préfecture"];
    assert!(!run(&bad).0);
    let bad = ["token", "--site", "rouen", "--departement", "Seine", "--place", "Préfecture"];
    assert!(!run(&bad).0);
    assert_eq!(run(&["keys"]).1.trim(), "[]");
    assert!(!run(&["revoke", "rouen-1"]).0);
    assert!(!run(&["show", "ABC-DEFG-HJKM"]).0);
    let (_, _, said) = central(directory.path(), &["--confg", "x"]);
    assert!(said.contains("central init"), "{said}");
    // A key that others may read stops the service before it starts.
    let key = directory.path().join("keys/accuse.key");
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let (done, _, said) = run(&site);
    assert!(!done && said.contains("chmod 600"), "{said}");
}
