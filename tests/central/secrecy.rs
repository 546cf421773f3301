//! Logs and metrics say nothing of a person, a code, a number or a token (SEC-14, SEC-27).

use std::io::Write;
use std::sync::{Arc, Mutex};

use mon_point_numerique::dossier::envelope::Envelope;
use mon_point_numerique::sync::wire::{
    Bytes, Closing, DraftClosing, DraftRevision, Id, Leaf, Token, Wraps, header, path,
};
use tokio::net::TcpStream;
use tracing_subscriber::fmt::MakeWriter;

use crate::client::{Open, Papers, ask};
use crate::house::{House, Wanted, base64, enrol_request};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const LOOKUP: Id = Id([0xca; 16]);
const GUESSED: Id = Id([0xea; 16]);
const DRAFT: Id = Id([0xda; 16]);

/// One of everything that may be asked, and some that may not.
fn requests(envelope: &Envelope, now: i64) -> Vec<(&'static str, String, Vec<u8>)> {
    let leaf = Leaf { branch: Id([0xba; 16]), revision: 1 };
    let revision = DraftRevision {
        draft: DRAFT,
        leaf,
        parents: vec![],
        format: 1,
        expires: now + 1000,
        wraps: Wraps { code: Bytes(b"CANARIWRAP".to_vec()), site: None },
        sealed: Bytes(b"CANARISEALED".to_vec()),
    };
    let closing = DraftClosing { draft: DRAFT, leaf, parents: vec![], why: Closing::Erased };
    vec![
        ("PUT", path::envelope(envelope.digest()), envelope.bytes().to_vec()),
        ("PUT", path::envelope(envelope.digest()), b"CANARIBODY".to_vec()),
        ("PUT", path::draft(LOOKUP), serde_json::to_vec(&revision).unwrap()),
        ("GET", path::draft(LOOKUP), vec![]),
        ("GET", path::draft(GUESSED), vec![]),
        ("DELETE", path::draft(LOOKUP), serde_json::to_vec(&closing).unwrap()),
        ("GET", path::status(&envelope.manifest().number.to_string()), vec![]),
        ("GET", "/v1/CANARIPATH?nom=CANARIQUERY".to_owned(), vec![]),
        ("CANARIMETHOD", "/v1/hello".to_owned(), vec![]),
    ]
}

#[tokio::test]
async fn nothing_of_what_was_sent_is_in_logs_or_metrics() {
    let captured = Captured::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_env_filter("mon_point_numerique=trace")
        .with_writer(captured.clone())
        .finish();
    // Of the whole test program: what other tests do at the same time is heard too.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let open =
        Open::new(House::with(|config| config.admin = Some(([127, 0, 0, 1], 0).into()))).await;
    let token = open.house.token("rouen").await;
    let (request, signing, tls_key) = enrol_request(token.clone());
    let answer = open.house.enrol(&request).await;
    let terminal = crate::house::Terminal { answer: answer.json(), signing, tls_key };
    let _ = open.house.enrol(&enrol_request(Token("CANARITOKEN".into())).0).await;
    let envelope = terminal.seal(&Wanted { word: "CANARIMARTIN".into(), ..Wanted::seq(1) });
    let number = envelope.manifest().number.to_string();
    let signature = base64(&envelope.sign(&terminal.signing));
    let requests = requests(&envelope, open.house.central.now().as_second());
    for (method, path, body) in requests {
        let headers =
            [(header::SIGNATURE, signature.clone()), ("x-nom", "CANARIHEADER".to_owned())];
        let mut stream = Papers::of(&terminal).connect(open.address, "localhost").await.unwrap();
        let _ = ask(&mut stream, method, &path, &headers, &body).await.unwrap();
    }
    let mut stream = TcpStream::connect(open.admin.unwrap()).await.unwrap();
    let metrics = ask(&mut stream, "GET", "/metrics", &[], b"").await.unwrap();
    let metrics = String::from_utf8(metrics.body).unwrap();
    assert!(metrics.contains("mpn_received_total{state=\"a_revoir\"} 1"), "{metrics}");
    assert!(metrics.contains("mpn_answers_total{class=\"4xx\"}"), "{metrics}");
    let _ = open.close().await;
    let logs = String::from_utf8_lossy(&captured.0.lock().unwrap()).into_owned();
    let ours: Vec<_> = logs.lines().filter(|line| line.contains("mon_point_numerique")).collect();
    assert!(ours.len() > 10, "the scenario is not heard: {}", ours.len());
    let secrets = [
        "CANARI".to_owned(),
        token.0.clone(),
        number,
        LOOKUP.to_string(),
        GUESSED.to_string(),
        DRAFT.to_string(),
        envelope.digest().to_string(),
        signature,
    ];
    for secret in secrets {
        assert!(!metrics.contains(&secret), "{secret} in the metrics");
        // At the level that is used outside this test, only our own events are written.
        let told = ours.iter().find(|line| line.contains(&secret));
        assert!(told.is_none(), "{secret}: {told:?}");
    }
}
