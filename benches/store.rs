//! What the terminal's file costs: a durable keystroke beside one raw sync of the same disk in the
//! same run, then beginning and sending. `cargo bench --bench store`, with `TMPDIR` on the disk
//! that is meant: a folder in memory syncs for nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod table;

use std::fs::File;
use std::io::Write as _;
use std::time::{Duration, Instant};

use jiff::civil::date;
use mon_point_numerique::dossier::{Envelope, Manifest};
use mon_point_numerique::seal::key::INFO_DOSSIER;
use mon_point_numerique::seal::{
    Branch, Code, Cost, DraftId, DraftKey, DraftState, SealingSecret, SigningSecret,
};
use mon_point_numerique::store::{CodeWrap, Identity, NewDraft, Store};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use zeroize::Zeroizing;

const SAVES: u64 = 500;
const VISITS: u64 = 100;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut raw = File::create(folder.path().join("raw")).expect("made");
    let mut bench = Bench::new(Store::create(&folder.path().join("store.db")).expect("made"));
    table::heads();
    let (begin, send) = bench.visits();
    let (syncs, saves) = bench.keystrokes(&mut raw);
    let _times = table::print("begin a draft, both wraps", begin);
    let _times = table::print("send: seal, sign, out of the drafts", send);
    let sync = table::print("one raw sync", syncs);
    let save = table::print("a saved keystroke", saves);
    let part = |save: Duration, sync: Duration| save.as_secs_f64() / sync.as_secs_f64();
    let (best, median) = (part(save.0, sync.0), part(save.1, sync.1));
    println!("a saved keystroke is {median:.2} raw syncs at the median, {best:.2} at the best");
}

struct Bench {
    store: Store,
    rng: ChaCha20Rng,
    central: SealingSecret,
    site: SealingSecret,
    signing: SigningSecret,
    words: Vec<u8>,
}

impl Bench {
    fn new(mut store: Store) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (central, site) = (SealingSecret::random(&mut rng), SealingSecret::random(&mut rng));
        let signing = SigningSecret::random(&mut rng);
        let identity = Identity {
            name: "rouen-1".into(),
            symbols: "R2N".parse().expect("symbols"),
            departement: "76".into(),
            site: "rouen".into(),
            central: "https://localhost:8443".into(),
            tls_key: Zeroizing::new(b"tls key".to_vec()),
            certificate: b"certificate".to_vec(),
            authority: b"authority".to_vec(),
            sealing_keys: vec![central.public()],
            acknowledgement_key: signing.public(),
            signing: SigningSecret::random(&mut rng),
            recovery_key: Some(site.public()),
            cost: Cost::LEAST,
        };
        store.enrol(&identity).expect("enrolled");
        let words = include_bytes!("draft.json").to_vec();
        Self { store, rng, central, site, signing, words }
    }

    /// *Commencer*, without the slow derivation of the code, which is done beside it.
    fn begin(&mut self) -> (DraftState, DraftKey, Duration) {
        let draft = DraftId::random(&mut self.rng);
        let state = DraftState { draft, branch: Branch::random(&mut self.rng), revision: 0 };
        let key = DraftKey::random(&mut self.rng);
        let resume = Code::random(&mut self.rng).derive(Cost::LEAST).expect("derived");
        let started = Instant::now();
        let wrap = key.wrap_by_code(draft, &resume.key, &mut self.rng).expect("wrapped");
        let site = self.site.public();
        let site_wrap = key.wrap_for_site(draft, &site, &mut self.rng).expect("wrapped");
        let new = NewDraft {
            state,
            parents: Vec::new(),
            code: Some(CodeWrap { lookup: resume.lookup, wrap }),
            site_wrap: Some(site_wrap),
            edition: "cni.1".into(),
            sealed: key.seal_draft(state, &self.words, &mut self.rng).expect("sealed"),
            born: Some(1),
            life: 30 * 24 * 3600,
        };
        self.store.begin(&new).expect("begun");
        (state, key, started.elapsed())
    }

    fn send(&mut self, state: DraftState) -> Duration {
        let started = Instant::now();
        let number = self.store.number_for(state.draft, &mut self.rng).expect("a number");
        let manifest = Manifest {
            number,
            terminal: number.terminal(),
            seq: number.seq(),
            draft: state.draft,
            edition: "cni.1".into(),
            edition_digest: "00".repeat(32),
            sealed_on: date(2026, 11, 25),
            sealed_at_ms: 1,
            departement: "76".into(),
            parts: Vec::new(),
        };
        let header = serde_json::to_vec(&manifest).expect("json");
        let to = self.central.public();
        let (enc, sealed) =
            to.seal(INFO_DOSSIER, &header, &self.words, &mut self.rng).expect("sealed");
        let envelope = Envelope::assemble(&manifest, to.id(), &enc, &sealed).expect("whole");
        let signature = envelope.sign(&self.signing);
        self.store.send(&envelope, &signature, &[]).expect("sent");
        started.elapsed()
    }

    fn visits(&mut self) -> (Vec<Duration>, Vec<Duration>) {
        let one = |_| {
            let (state, _key, begin) = self.begin();
            (begin, self.send(state))
        };
        (0..VISITS).map(one).unzip()
    }

    /// In turn, so that whatever else the machine does falls on both.
    fn keystrokes(&mut self, raw: &mut File) -> (Vec<Duration>, Vec<Duration>) {
        let (begun, key, _) = self.begin();
        let block = [7; 8192];
        let one = |revision| {
            let started = Instant::now();
            raw.write_all(&block).expect("written");
            raw.sync_all().expect("synced");
            let sync = started.elapsed();
            let state = DraftState { revision, ..begun };
            let started = Instant::now();
            let sealed = key.seal_draft(state, &self.words, &mut self.rng).expect("sealed");
            self.store.save(state, "cni.1", &sealed).expect("saved");
            (sync, started.elapsed())
        };
        (1..=SAVES).map(one).unzip()
    }
}
