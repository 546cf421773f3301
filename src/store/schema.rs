//! The tables of the terminal's file, and how each version became the next. A published step
//! never changes. No column holds a word that a citizen typed.

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::sqlite::{Plan, StoreFault};

/// `MPNK`
const APPLICATION: i32 = 0x4d50_4e4b;

pub(super) const PLAN: Plan = Plan { application: APPLICATION, steps: &[FIRST] };

const FIRST: &str = "
-- Who this terminal is. At most one row; it holds the terminal's own private keys.
CREATE TABLE terminal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL,
    symbols TEXT NOT NULL,
    departement TEXT NOT NULL,
    site TEXT NOT NULL,
    central TEXT NOT NULL,
    signing_key BLOB NOT NULL,
    tls_key BLOB NOT NULL,
    certificate BLOB NOT NULL,
    authority BLOB NOT NULL,
    sealing_keys TEXT NOT NULL,
    acknowledgement_key TEXT NOT NULL,
    recovery_key TEXT,
    cost TEXT NOT NULL
) STRICT;

-- The durable count of the numbers, for each set of symbols this terminal ever had.
CREATE TABLE counter (
    symbols TEXT PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next >= 0)
) STRICT, WITHOUT ROWID;

-- Ciphertext only. `born` is trusted time (seconds since 1970), unknown until the first is heard.
CREATE TABLE draft (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    branch BLOB NOT NULL CHECK (length(branch) = 16),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    parents TEXT NOT NULL,
    lookup BLOB UNIQUE CHECK (length(lookup) = 16),
    code_wrap BLOB,
    site_wrap BLOB,
    edition TEXT NOT NULL,
    sealed BLOB NOT NULL,
    number TEXT,
    born INTEGER,
    life INTEGER NOT NULL,
    kept_branch BLOB,
    kept_revision INTEGER,
    CHECK ((lookup IS NULL) = (code_wrap IS NULL))
) STRICT;

-- The draft that is open on the screen: found here after a crash.
CREATE TABLE open (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    draft BLOB NOT NULL
) STRICT;

-- Drafts that ended here and of which the central service must still be told.
CREATE TABLE closing (
    draft BLOB PRIMARY KEY,
    lookup BLOB NOT NULL,
    branch BLOB NOT NULL,
    revision INTEGER NOT NULL,
    parents TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed dossiers. The row outlives its bytes: one draft gives one dossier, for ever.
CREATE TABLE envelope (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    number TEXT NOT NULL UNIQUE,
    draft BLOB NOT NULL UNIQUE,
    bytes BLOB,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    parts TEXT NOT NULL,
    sealed_at_ms INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sealed', 'sending', 'set_aside', 'delivered', 'purged')),
    attempts INTEGER NOT NULL DEFAULT 0,
    fault TEXT,
    acknowledgement TEXT,
    delivered_at INTEGER,
    printed INTEGER NOT NULL DEFAULT 0,
    CHECK ((state IN ('delivered', 'purged')) = (acknowledgement IS NOT NULL)),
    CHECK ((state = 'purged') = (bytes IS NULL))
) STRICT;

-- Pieces that travel beside an envelope. The central service alone knows how much of each it has.
CREATE TABLE part (
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    envelope BLOB NOT NULL REFERENCES envelope (digest),
    bytes BLOB NOT NULL,
    PRIMARY KEY (digest, envelope)
) STRICT;

-- Tries of a code de reprise that found nothing, seconds of the terminal's clock.
CREATE TABLE try (
    at INTEGER NOT NULL
) STRICT;

-- The latest time heard from the central service, and the time since.
CREATE TABLE clock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    trusted INTEGER NOT NULL
) STRICT;
";

/// A column that holds JSON of our own.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, StoreFault> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| StoreFault::Row)
}

/// JSON for a column.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreFault> {
    serde_json::to_string(value).map_err(|_| StoreFault::Row)
}

/// A column that holds the written form of something.
pub(super) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<T, StoreFault> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| StoreFault::Row)
}

/// Counts and revisions are never negative in a row of ours.
pub(super) fn unsigned(row: &Row<'_>, column: &str) -> Result<u64, StoreFault> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|_| StoreFault::Row)
}

/// Back from [`unsigned`].
pub(super) fn signed(value: u64) -> Result<i64, StoreFault> {
    i64::try_from(value).map_err(|_| StoreFault::Row)
}
