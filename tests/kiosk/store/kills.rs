//! Two hundred times a process that types, saves and sends over one store is killed, at an
//! instant that nobody chose. What it was told was done is there each time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use std::{fs, thread};

use mon_point_numerique::seal::DraftId;
use mon_point_numerique::store::{LodgedState, Store};
use rand::Rng;

use super::faults::Scene;
use super::{citizen, identity, seeded};

const RUNS: u64 = 200;

/// What one citizen was told was done.
#[derive(Debug, Default)]
struct Told {
    saved: u64,
    sent: Option<String>,
    acknowledged: bool,
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let scene = Scene::new();
    let mut store = Store::create(&scene.store()).expect("made");
    store.enrol(&identity()).expect("enrolled");
    drop(store);
    let mut rng = seeded(77);
    let (mut dossiers, mut drafts) = (BTreeMap::new(), 0);
    for run in 1..=RUNS {
        let _ = fs::remove_file(scene.list());
        let mut child = scene.play(&format!("typing {run}"), None);
        let started = Instant::now();
        while scene.acknowledged().is_empty() {
            assert!(started.elapsed() < Duration::from_secs(60), "run {run} does not start");
            thread::yield_now();
        }
        thread::park_timeout(Duration::from_micros(u64::from(rng.next_u32() % 40_000)));
        child.kill().expect("killed");
        let _ = child.wait().expect("ended");
        let store = Store::open(&scene.store()).expect("opened");
        store.check().expect("whole");
        drafts += look(&store, &scene, &mut dossiers, run);
    }
    assert!(dossiers.len() as u64 > RUNS / 4, "only {} dossiers", dossiers.len());
    assert!(drafts > RUNS / 4, "only {drafts} drafts were interrupted");
}

/// Looks at the citizens of one run; gives how many drafts were left open (0 or 1).
fn look(store: &Store, scene: &Scene, dossiers: &mut BTreeMap<DraftId, String>, run: u64) -> u64 {
    let mut told: BTreeMap<u64, Told> = BTreeMap::new();
    for line in scene.acknowledged() {
        let words: Vec<&str> = line.split(' ').collect();
        let person = told.entry(words[1].parse().expect("a seed")).or_default();
        match words[0] {
            "begun" => {}
            "saved" => person.saved = words[2].parse().expect("a revision"),
            "sent" => person.sent = Some(words[2].to_owned()),
            "acknowledged" => person.acknowledged = true,
            _ => panic!("run {run}: {line}"),
        }
    }
    let lodged: BTreeMap<DraftId, _> =
        store.lodged().expect("read").into_iter().map(|one| (one.draft, one)).collect();
    assert_eq!(lodged.len(), store.lodged().expect("read").len(), "run {run}: doubled");
    let mut open = 0;
    for (seed, told) in &told {
        let person = citizen(*seed);
        let draft = person.read(store);
        let dossier = lodged.get(&person.id);
        assert!(draft.is_some() != dossier.is_some(), "run {run}, {seed}: both or neither");
        if let Some((revision, words)) = draft {
            assert!(told.sent.is_none(), "run {run}, {seed}: a draft again");
            let (saved, next) = (told.saved, told.saved + 1);
            assert!((saved..=next).contains(&revision), "run {run}, {seed}: {revision}");
            assert_eq!(words, format!("words {revision}"));
            open += 1;
        }
        if let Some(dossier) = dossier {
            let digest = dossier.digest.to_string();
            assert!(told.sent.as_ref().is_none_or(|sent| *sent == digest), "run {run}, {seed}");
            let delivered = dossier.state == LodgedState::Delivered;
            assert!(delivered || !told.acknowledged, "run {run}, {seed}: acknowledged");
            assert!(store.envelope(dossier.digest).is_ok(), "run {run}, {seed}: its bytes");
            let _ = dossiers.insert(person.id, digest);
        }
    }
    for (draft, digest) in dossiers.iter() {
        let still = lodged.get(draft).map(|dossier| dossier.digest.to_string());
        assert_eq!(still.as_ref(), Some(digest), "run {run}: an older dossier");
    }
    assert!(open <= 1, "run {run}: {open} open drafts");
    open
}
