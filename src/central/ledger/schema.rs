//! The tables of the ledger, version by version. A published step never changes.

use std::path::Path;

use rusqlite::Connection;

use super::LedgerFault;
use crate::sqlite::{self, Plan, StoreFault};

/// `MPNL`, so that a terminal's store is never taken for a ledger.
const APPLICATION: i32 = 0x4d50_4e4c;

const PLAN: Plan = Plan { application: APPLICATION, steps: &[FIRST] };

/// Identity is the digest of the sealed bytes. `draft_once` holds the draft of the first
/// envelope made from it and is empty in the others, so that UNIQUE is the judge and a second
/// dossier of one draft is still kept for a person to see.
const FIRST: &str = "
CREATE TABLE sites (
    name TEXT PRIMARY KEY,
    departement TEXT NOT NULL,
    place TEXT NOT NULL,
    recovery BLOB NOT NULL CHECK (length(recovery) = 32)
) STRICT;
CREATE TABLE tokens (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    site TEXT NOT NULL REFERENCES sites (name),
    expires INTEGER NOT NULL,
    used INTEGER,
    terminal TEXT
) STRICT;
CREATE TABLE terminals (
    name TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    symbols TEXT NOT NULL UNIQUE,
    key BLOB NOT NULL CHECK (length(key) = 32),
    certificate BLOB NOT NULL UNIQUE CHECK (length(certificate) = 32),
    enrolled INTEGER NOT NULL,
    revoked INTEGER
) STRICT;
CREATE TABLE envelopes (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    number TEXT NOT NULL UNIQUE,
    draft BLOB NOT NULL CHECK (length(draft) = 16),
    draft_once BLOB UNIQUE,
    terminal TEXT NOT NULL,
    speaker TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    edition TEXT NOT NULL,
    sealed_at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    signature TEXT NOT NULL,
    state TEXT NOT NULL,
    arrived INTEGER NOT NULL,
    received INTEGER,
    acknowledgement TEXT,
    official_number TEXT,
    CHECK ((received IS NULL) = (acknowledgement IS NULL))
) STRICT;
CREATE INDEX envelopes_draft ON envelopes (draft);
CREATE INDEX envelopes_sequence ON envelopes (terminal, sequence);
CREATE TABLE marks (
    digest BLOB NOT NULL REFERENCES envelopes (digest),
    mark TEXT NOT NULL,
    PRIMARY KEY (digest, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflicts (
    digest BLOB PRIMARY KEY,
    number TEXT NOT NULL,
    speaker TEXT NOT NULL,
    seen INTEGER NOT NULL
) STRICT;
CREATE TABLE parts (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    held INTEGER NOT NULL,
    whole INTEGER
) STRICT;
CREATE TABLE chunks (
    part BLOB NOT NULL REFERENCES parts (digest),
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (part, start)
) STRICT;
CREATE TABLE envelope_parts (
    envelope BLOB NOT NULL REFERENCES envelopes (digest),
    place INTEGER NOT NULL,
    part BLOB NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (envelope, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX envelope_parts_part ON envelope_parts (part);
CREATE TABLE drafts (
    draft BLOB PRIMARY KEY CHECK (length(draft) = 16),
    lookup BLOB NOT NULL UNIQUE CHECK (length(lookup) = 16),
    closed TEXT,
    until INTEGER NOT NULL
) STRICT;
CREATE TABLE sides (
    draft BLOB NOT NULL REFERENCES drafts (draft),
    branch BLOB NOT NULL CHECK (length(branch) = 16),
    revision INTEGER NOT NULL,
    parents TEXT NOT NULL,
    format INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    wrap_code BLOB NOT NULL,
    wrap_site BLOB,
    sealed BLOB NOT NULL,
    received INTEGER NOT NULL,
    PRIMARY KEY (draft, branch)
) STRICT;
CREATE TABLE passed (
    draft BLOB NOT NULL REFERENCES drafts (draft),
    branch BLOB NOT NULL CHECK (length(branch) = 16),
    revision INTEGER NOT NULL,
    PRIMARY KEY (draft, branch)
) STRICT, WITHOUT ROWID;
";

/// Opens the ledger, or makes a new one where there is none.
pub(super) fn open(path: &Path) -> Result<Connection, LedgerFault> {
    let connection = match sqlite::open(path, &PLAN) {
        Err(StoreFault::Missing) => sqlite::create(path, &PLAN),
        opened => opened,
    };
    let connection = connection.map_err(LedgerFault::File)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
