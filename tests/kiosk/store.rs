//! The terminal's file: what it keeps, what it refuses, and what a cut at any instant leaves.

mod acts;
mod canary;
mod crash;
mod drafts;
mod faults;
mod files;
mod kills;
mod outbox;
mod pace;
mod shredded;

use std::path::PathBuf;

use jiff::civil::date;
use mon_point_numerique::dossier::{Envelope, Manifest};
use mon_point_numerique::seal::key::INFO_DOSSIER;
use mon_point_numerique::seal::{
    Branch, Code, Cost, DraftId, DraftKey, DraftState, Number, Resume, SealingSecret, Signature,
    SigningSecret,
};
use mon_point_numerique::store::{CodeWrap, Identity, NewDraft, Store};
use mon_point_numerique::sync::wire::{Acknowledged, AcknowledgementKey, Bytes, Receipt};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// Thirty days, in seconds.
const LIFE: i64 = 30 * 24 * 3600;
/// A trusted time, seconds since 1970.
const NOW: i64 = 1_795_600_000;

fn seeded(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// A folder that goes with the test, and the path of the file in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    (folder, path)
}

/// The central service of these tests.
struct Centre {
    sealing: SealingSecret,
    signing: SigningSecret,
    site: SealingSecret,
}

fn centre() -> Centre {
    let mut rng = seeded(1);
    Centre {
        sealing: SealingSecret::random(&mut rng),
        signing: SigningSecret::random(&mut rng),
        site: SealingSecret::random(&mut rng),
    }
}

fn identity() -> Identity {
    let centre = centre();
    Identity {
        name: "rouen-2".into(),
        symbols: "R2N".parse().expect("symbols"),
        departement: "76".into(),
        site: "rouen".into(),
        central: "https://localhost:8443".into(),
        signing: SigningSecret::random(&mut seeded(2)),
        tls_key: Zeroizing::new(b"tls key".to_vec()),
        certificate: b"certificate".to_vec(),
        authority: b"authority".to_vec(),
        sealing_keys: vec![centre.sealing.public()],
        acknowledgement_key: centre.signing.public(),
        recovery_key: Some(centre.site.public()),
        cost: Cost::LEAST,
    }
}

/// One citizen, made from a seed: another process makes the same one.
struct Citizen {
    id: DraftId,
    branch: Branch,
    key: DraftKey,
    code: Code,
    rng: ChaCha20Rng,
}

fn citizen(seed: u64) -> Citizen {
    let mut rng = seeded(seed);
    Citizen {
        id: DraftId::random(&mut rng),
        branch: Branch::random(&mut rng),
        key: DraftKey::random(&mut rng),
        code: Code::random(&mut rng),
        rng,
    }
}

impl Citizen {
    fn state(&self, revision: u64) -> DraftState {
        DraftState { draft: self.id, branch: self.branch, revision }
    }

    fn resume(&self) -> Resume {
        self.code.derive(Cost::LEAST).expect("derived")
    }

    fn sealed(&mut self, revision: u64, words: &str) -> Vec<u8> {
        let state = self.state(revision);
        self.key.seal_draft(state, words.as_bytes(), &mut self.rng).expect("sealed")
    }

    fn code_wrap(&mut self) -> CodeWrap {
        let resume = self.resume();
        let wrap = self.key.wrap_by_code(self.id, &resume.key, &mut self.rng).expect("wrapped");
        CodeWrap { lookup: resume.lookup, wrap }
    }

    /// As *Commencer* puts it down, with these words.
    fn new_draft(&mut self, words: &str) -> NewDraft {
        let site = centre().site.public();
        NewDraft {
            state: self.state(0),
            parents: Vec::new(),
            code: Some(self.code_wrap()),
            site_wrap: Some(self.key.wrap_for_site(self.id, &site, &mut self.rng).expect("w")),
            edition: "cni.1".into(),
            sealed: self.sealed(0, words),
            born: Some(NOW),
            life: LIFE,
        }
    }

    /// What is in the store for this citizen's code, read with the code alone.
    fn read(&self, store: &Store) -> Option<(u64, String)> {
        let resume = self.resume();
        let kept = store.find_by_lookup(resume.lookup).expect("read")?;
        let wrap = kept.code.expect("a code").wrap;
        let key = DraftKey::unwrap_by_code(kept.state.draft, &resume.key, &wrap).expect("a key");
        let words = key.open_draft(kept.state, &kept.sealed).expect("opened");
        Some((kept.state.revision, String::from_utf8(words.to_vec()).expect("words")))
    }

    /// A dossier with these words, the same bytes each time.
    fn envelope(&self, number: Number, words: &str) -> (Envelope, Signature) {
        let manifest = Manifest {
            number,
            terminal: number.terminal(),
            seq: number.seq(),
            draft: self.id,
            edition: "cni.1".into(),
            edition_digest: "00ff".into(),
            sealed_on: date(2026, 11, 25),
            sealed_at_ms: NOW * 1000 + i64::from(number.seq()),
            departement: "76".into(),
            parts: Vec::new(),
        };
        let header = serde_json::to_vec(&manifest).expect("json");
        let to = centre().sealing.public();
        let (enc, sealed) =
            to.seal(INFO_DOSSIER, &header, words.as_bytes(), &mut seeded(3)).expect("sealed");
        let envelope = Envelope::assemble(&manifest, to.id(), &enc, &sealed).expect("envelope");
        let signature = envelope.sign(&identity().signing);
        (envelope, signature)
    }
}

/// The verified word of the central service about a dossier.
fn acknowledged(envelope: &Envelope) -> Acknowledged {
    let signing = centre().signing;
    let receipt = Receipt {
        digest: envelope.digest(),
        number: envelope.manifest().number.to_string(),
        received_at: NOW,
        parts: Vec::new(),
    };
    let key = AcknowledgementKey(Bytes(signing.public().bytes().to_vec()));
    receipt.sign(&signing).verify(&key).expect("verified")
}
