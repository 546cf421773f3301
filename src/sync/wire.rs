//! The protocol between terminal and centre, v1 over HTTP: paths, headers, bodies.
//!
//! Only types: it sends nothing, keeps nothing, and knows no personal word. Numbers and codes
//! are checked by `seal`; here they are text.

mod acknowledgement;
mod bytes;
mod problem;

use serde::{Deserialize, Serialize};

pub use acknowledgement::{Acknowledged, Acknowledgement, AcknowledgementKey, Receipt};
pub use bytes::{Bytes, Digest, Id, NotHexadecimal};
pub use problem::{Problem, ProblemKind};

/// Where things are. A `{…}` part is a path argument, as axum writes it.
pub mod path {
    /// `GET`: nothing but the server's time; asked while the line is down.
    pub const HELLO: &str = "/v1/hello";
    /// `POST` [`super::EnrolRequest`] → [`super::EnrolAnswer`]; no client certificate yet.
    pub const ENROL: &str = "/v1/enrol";
    /// `PUT` sealed bytes → 200 [`super::Acknowledgement`] or 202 [`super::Incomplete`].
    pub const ENVELOPE: &str = "/v1/envelopes/{digest}";
    /// `HEAD` → [`super::header::OFFSET`]; `PATCH` bytes at that offset → the next one.
    pub const PART: &str = "/v1/parts/{digest}";
    /// `PUT` [`super::DraftRevision`] → [`super::DraftKept`]; `GET` → [`super::DraftFound`];
    /// `DELETE` with a [`super::DraftClosing`] → 204, also when there is nothing to delete.
    pub const DRAFT: &str = "/v1/drafts/{lookup}";
    /// `GET` → [`super::Status`].
    pub const STATUS: &str = "/v1/status/{number}";

    /// The path of one envelope.
    pub fn envelope(digest: super::Digest) -> String {
        format!("/v1/envelopes/{digest}")
    }

    /// The path of one part.
    pub fn part(digest: super::Digest) -> String {
        format!("/v1/parts/{digest}")
    }

    /// The path of the drafts that one code opens.
    pub fn draft(lookup: super::Id) -> String {
        format!("/v1/drafts/{lookup}")
    }

    /// The path of the state of one dossier.
    pub fn status(number: &str) -> String {
        format!("/v1/status/{number}")
    }
}

/// Headers of our own, in lower case.
pub mod header {
    /// In every answer: the centre's time, whole seconds since 1970. An answer without it does
    /// not come from the centre, whatever its status says.
    pub const TIME: &str = "mpn-time";
    /// With an envelope: the terminal's Ed25519 signature of its manifest, base64. It was made
    /// when the dossier was sealed, so a retry three days later carries the same.
    pub const SIGNATURE: &str = "mpn-signature";
    /// With a part: the offset of the first byte sent, and in answers the next byte expected.
    pub const OFFSET: &str = "upload-offset";
    /// With a part: its whole length in bytes.
    pub const LENGTH: &str = "upload-length";
    /// Without mutual TLS (loopback only): the terminal that speaks.
    pub const TERMINAL: &str = "mpn-terminal";
    /// With [`TERMINAL`]: its Ed25519 signature of [`super::request_statement`], base64.
    pub const REQUEST_SIGNATURE: &str = "mpn-request-signature";
}

/// What a terminal signs where no certificate says who speaks. Asking the same again is always
/// harmless in this protocol, so nothing in it ages.
pub fn request_statement(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    format!("{method}\n{path}\n{}", Digest::of(body)).into_bytes()
}

/// Media type of sealed bytes.
pub const SEALED: &str = "application/vnd.mpn.sealed";
/// Media type of a problem (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";

/// Most bytes of one sealed envelope.
pub const ENVELOPE_LIMIT: u64 = crate::dossier::envelope::LONGEST as u64;
/// Most bytes of one part (SEC-20).
pub const PART_LIMIT: u64 = 25 * 1024 * 1024;
/// Most bytes of all the parts of one dossier (SEC-20).
pub const DOSSIER_LIMIT: u64 = 100 * 1024 * 1024;
/// Most parts of one dossier.
pub const PARTS_LIMIT: usize = 64;
/// Most bytes of a part in one request.
pub const CHUNK: u64 = 256 * 1024;
/// Most bytes of one sealed draft.
pub const DRAFT_LIMIT: u64 = 1024 * 1024;
/// Most revisions kept side by side for one draft.
pub const FORKS_LIMIT: usize = 16;
/// Most parents that a branch names: a draft is resumed less often in its life.
pub const PARENTS_LIMIT: usize = 256;

/// What a new terminal asks with, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// The one-time token that an operator made at the centre.
    pub token: Token,
    /// Ed25519 public key that will sign manifests and receipts: 32 bytes.
    pub signing_key: Bytes,
    /// Request for a TLS client certificate (PKCS #10, DER).
    pub certificate_request: Bytes,
}

/// What a terminal is given at enrolment. All that it must keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolAnswer {
    /// Name of the terminal, also the common name of its certificate: `rouen-2`.
    pub terminal: String,
    /// Three symbols that begin all its numbers; new ones after the loss of a disk.
    pub symbols: String,
    /// TLS client certificate (DER).
    pub certificate: Bytes,
    /// Root of the centre's own authority (DER): the only one that a terminal trusts.
    pub authority: Bytes,
    /// Keys that dossiers are sealed to; the first is the one to use.
    pub sealing_keys: Vec<SealingKey>,
    /// Ed25519 public key that verifies acknowledgements.
    pub acknowledgement_key: AcknowledgementKey,
    /// Where the terminal stands.
    pub site: Site,
    /// Number of its département: `76`.
    pub departement: String,
    /// The centre's time, seconds since 1970.
    pub time: i64,
}

/// Where a terminal stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Short name: `rouen`.
    pub name: String,
    /// X25519 public key of the site's recovery (HPKE): 32 bytes, or none for a site without.
    pub recovery_key: Option<Bytes>,
}

/// A public key of the central service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealingKey {
    /// First eight bytes of the digest of the key, as an envelope names it.
    pub id: Bytes,
    /// Algorithm byte of the envelope format.
    pub algorithm: u8,
    /// The key itself: 32 bytes for X25519.
    pub key: Bytes,
}

/// A one-time secret. Never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[masqué]")
    }
}

/// A part of a dossier: it travels beside the envelope that lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// SHA-256 of its sealed bytes.
    pub digest: Digest,
    /// How many sealed bytes.
    pub length: u64,
}

/// The centre has the envelope, and lacks parts: 202.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incomplete {
    /// Of the envelope.
    pub digest: Digest,
    /// Which parts, and how much of each is there already. Never empty.
    pub missing: Vec<Missing>,
}

/// A part that the centre lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Of the part.
    pub digest: Digest,
    /// Next byte expected. Only the centre knows it.
    pub offset: u64,
}

/// One state of a draft, named. Revisions count within one branch: a branch begins each time a
/// draft is created or resumed, and only one terminal writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// Random, made at *Commencer* and at each resume.
    pub branch: Id,
    /// Grows with each save; gaps are normal, since only the latest travels.
    pub revision: u64,
}

/// What a new branch descends from, when the citizen saw these sides, each with its own parents,
/// and goes on from one of them: all of that, the latest of each branch, at most
/// [`PARENTS_LIMIT`].
pub fn descent<'a>(sides: impl IntoIterator<Item = (Leaf, &'a [Leaf])>) -> Vec<Leaf> {
    let mut latest = std::collections::BTreeMap::new();
    let seen = sides
        .into_iter()
        .flat_map(|(leaf, parents)| std::iter::once(leaf).chain(parents.iter().copied()));
    for leaf in seen {
        let revision = latest.entry(leaf.branch).or_insert(leaf.revision);
        *revision = leaf.revision.max(*revision);
    }
    let mut parents: Vec<Leaf> =
        latest.into_iter().map(|(branch, revision)| Leaf { branch, revision }).collect();
    parents.sort_by_key(|leaf| std::cmp::Reverse(leaf.revision));
    parents.truncate(PARENTS_LIMIT);
    parents
}

/// A draft as it travels: ciphertext. The centre cannot open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRevision {
    /// Whose draft; an envelope made from it carries the same id.
    pub draft: Id,
    /// Which state.
    pub leaf: Leaf,
    /// What this branch descends from: empty at *Commencer*; after a resume, the leaf that was
    /// opened and the parents of that leaf; all the sides when the citizen chose between them.
    pub parents: Vec<Leaf>,
    /// Version of the sealed format, part of the associated data.
    pub format: u8,
    /// When it may be shredded, seconds since 1970.
    pub expires: i64,
    /// The draft's key, sealed.
    pub wraps: Wraps,
    /// XChaCha20-Poly1305, nonce first.
    pub sealed: Bytes,
}

/// The two ways to a draft's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wraps {
    /// By the citizen's code.
    pub code: Bytes,
    /// To the site's recovery key: dropped after 72 hours, at the centre too.
    pub site: Option<Bytes>,
}

/// Answer to a draft that was put: 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftKept {
    /// The leaf that was put (or a later one of its branch was there already).
    pub leaf: Leaf,
    /// How many sides the draft has now: 1, more when forked, 0 when it was sent meanwhile and
    /// nothing of it had to be kept.
    pub leaves: u32,
}

/// Answer to a resume: every side of the draft; the citizen chooses by hour when there are two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftFound {
    /// Never empty.
    pub sides: Vec<Side>,
    /// A dossier made from this draft was received: its number.
    pub sent: Option<String>,
}

/// One side of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// As it was put.
    pub revision: DraftRevision,
    /// When the centre received it, seconds since 1970.
    pub received: i64,
}

/// Body of a `DELETE`: why a draft ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftClosing {
    /// Whose.
    pub draft: Id,
    /// The last state that this terminal had.
    pub leaf: Leaf,
    /// What its branch descends from.
    pub parents: Vec<Leaf>,
    /// Erased: every side goes. Sent: only what the sender had seen goes.
    pub why: Closing,
}

/// Why a draft ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// *Tout effacer*.
    Erased,
    /// *Envoyer*.
    Sent,
}

/// Where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Ours.
    pub number: String,
    /// In words of the ledger.
    pub state: State,
    /// When it was complete at the centre, seconds since 1970.
    pub received_at: i64,
    /// The ten signs of France Titres, once an agent wrote them.
    pub official_number: Option<String>,
}

/// The states of a dossier at the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Parts are missing: not acknowledged yet.
    Incomplet,
    /// Received, opened and reviewed.
    Recu,
    /// Received; it does not open or does not pass review: a person looks at it.
    ARevoir,
    /// Received; another dossier came from the same draft: a person looks at both.
    Conflit,
    /// Filed with France Titres by an agent.
    Transmis,
}
