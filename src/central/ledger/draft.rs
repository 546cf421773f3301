//! Drafts at the centre: ciphertext by lookup id, every side of a fork, and how a draft ended.
//! The centre holds nothing from which a key follows.

use jiff::{Timestamp, ToSpan as _};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::{Ledger, LedgerFault, stored};
use crate::sync::reception::{self, Drafts, Keep};
use crate::sync::wire::{
    Bytes, Closing, DraftClosing, DraftFound, DraftKept, DraftRevision, Id, Leaf, ProblemKind,
    Side, Wraps,
};

/// A site's wrap is dropped this long after it was received.
const SITE_WRAP_HOURS: i64 = 72;

/// What one cleaning removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Drafts that had lived long enough.
    pub drafts: usize,
    /// Site wraps older than 72 hours.
    pub wraps: usize,
}

impl Ledger {
    /// Keeps a revision as `reception` decides.
    ///
    /// # Errors
    /// The ledger's outside, the problem to answer inside.
    pub async fn keep_draft(
        &self,
        lookup: Id,
        revision: DraftRevision,
        life_days: u32,
        now: Timestamp,
    ) -> Result<Result<DraftKept, ProblemKind>, LedgerFault> {
        self.write(move |ledger| keep(ledger, lookup, &revision, life(now, life_days), now)).await
    }

    /// Every side of the draft that this code looks up, or none: never here, erased and too old
    /// are the same answer.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn find_draft(
        &self,
        lookup: Id,
        now: Timestamp,
    ) -> Result<Option<DraftFound>, LedgerFault> {
        self.read(move |ledger| find(ledger, lookup, now)).await
    }

    /// Ends a draft. Also when there is nothing to end: a revision that comes later must not
    /// bring it back.
    ///
    /// # Errors
    /// The ledger's outside, the problem to answer inside.
    pub async fn close_draft(
        &self,
        lookup: Id,
        closing: DraftClosing,
        life_days: u32,
        now: Timestamp,
    ) -> Result<Result<(), ProblemKind>, LedgerFault> {
        self.write(move |ledger| close(ledger, lookup, &closing, life(now, life_days))).await
    }

    /// Removes drafts that are too old and site wraps older than 72 hours. Time is the centre's.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn clean_drafts(&self, now: Timestamp) -> Result<Cleaned, LedgerFault> {
        self.write(move |ledger| clean(ledger, now)).await
    }
}

fn life(now: Timestamp, days: u32) -> i64 {
    now.as_second() + i64::from(days) * 86_400
}

fn keep(
    ledger: &Connection,
    lookup: Id,
    revision: &DraftRevision,
    latest: i64,
    now: Timestamp,
) -> Result<Result<DraftKept, ProblemKind>, LedgerFault> {
    if !fits(ledger, lookup, revision.draft)? {
        return Ok(Err(ProblemKind::Invalid));
    }
    let drafts = drafts(ledger, revision.draft)?;
    match reception::keep(revision, &drafts) {
        Keep::Refuse(problem) => return Ok(Err(problem)),
        Keep::Known => {}
        Keep::Write { replaced, passed } => {
            let until = revision.expires.min(latest);
            open_row(ledger, lookup, revision.draft, until)?;
            shred(ledger, revision.draft, &replaced)?;
            pass(ledger, revision.draft, &passed)?;
            write_side(ledger, revision, now)?;
        }
    }
    let sql = "SELECT count(*) FROM sides WHERE draft = ?1";
    let leaves = ledger.prepare_cached(sql)?.query_row([revision.draft.0], |row| row.get(0))?;
    Ok(Ok(DraftKept { leaf: revision.leaf, leaves }))
}

/// One lookup id belongs to one draft, and the reverse: anything else is not one of our codes.
fn fits(ledger: &Connection, lookup: Id, draft: Id) -> Result<bool, LedgerFault> {
    let sql = "SELECT count(*) FROM drafts
               WHERE (draft = ?1 AND lookup <> ?2) OR (draft <> ?1 AND lookup = ?2)";
    let other: i64 = ledger.prepare_cached(sql)?.query_row([draft.0, lookup.0], |r| r.get(0))?;
    Ok(other == 0)
}

fn drafts(ledger: &Connection, draft: Id) -> Result<Drafts, LedgerFault> {
    let sql = "SELECT closed FROM drafts WHERE draft = ?1";
    let closed: Option<Option<String>> =
        ledger.prepare_cached(sql)?.query_row([draft.0], |row| row.get(0)).optional()?;
    let closed = match closed.flatten() {
        Some(word) => Some(closing_named(&word).ok_or(LedgerFault::Damaged)?),
        None => None,
    };
    let leaves = |sql: &'static str| {
        let mut statement = ledger.prepare_cached(sql)?;
        let rows = statement.query_map([draft.0], |row| {
            Ok(Leaf { branch: Id(row.get(0)?), revision: row.get::<_, i64>(1)?.cast_unsigned() })
        })?;
        Ok::<_, LedgerFault>(rows.collect::<Result<Vec<_>, _>>()?)
    };
    Ok(Drafts {
        leaves: leaves("SELECT branch, revision FROM sides WHERE draft = ?1 ORDER BY rowid")?,
        passed: leaves("SELECT branch, revision FROM passed WHERE draft = ?1")?,
        closed,
    })
}

fn open_row(ledger: &Connection, lookup: Id, draft: Id, until: i64) -> Result<(), LedgerFault> {
    let sql = "INSERT INTO drafts (draft, lookup, until) VALUES (?1, ?2, ?3)
               ON CONFLICT (draft) DO UPDATE SET until = max(until, ?3)";
    let _ = ledger.prepare_cached(sql)?.execute((draft.0, lookup.0, until))?;
    Ok(())
}

fn shred(ledger: &Connection, draft: Id, sides: &[Leaf]) -> Result<(), LedgerFault> {
    let sql = "DELETE FROM sides WHERE draft = ?1 AND branch = ?2";
    for side in sides {
        let _ = ledger.prepare_cached(sql)?.execute((draft.0, side.branch.0))?;
    }
    Ok(())
}

fn pass(ledger: &Connection, draft: Id, leaves: &[Leaf]) -> Result<(), LedgerFault> {
    let sql = "INSERT INTO passed (draft, branch, revision) VALUES (?1, ?2, ?3)
               ON CONFLICT (draft, branch) DO UPDATE SET revision = max(revision, ?3)";
    for leaf in leaves {
        let _ = ledger.prepare_cached(sql)?.execute((
            draft.0,
            leaf.branch.0,
            stored(leaf.revision)?,
        ))?;
    }
    Ok(())
}

fn write_side(
    ledger: &Connection,
    revision: &DraftRevision,
    now: Timestamp,
) -> Result<(), LedgerFault> {
    let parents = serde_json::to_string(&revision.parents).map_err(|_| LedgerFault::Damaged)?;
    let sql = "INSERT INTO sides (draft, branch, revision, parents, format, expires,
                   wrap_code, wrap_site, sealed, received)
               VALUES (:draft, :branch, :revision, :parents, :format, :expires,
                   :wrap_code, :wrap_site, :sealed, :received)";
    let _ = ledger.prepare_cached(sql)?.execute(named_params! {
        ":draft": revision.draft.0, ":branch": revision.leaf.branch.0,
        ":revision": stored(revision.leaf.revision)?, ":parents": parents,
        ":format": revision.format, ":expires": revision.expires,
        ":wrap_code": revision.wraps.code.0,
        ":wrap_site": revision.wraps.site.as_ref().map(|wrap| &wrap.0),
        ":sealed": revision.sealed.0, ":received": now.as_second(),
    })?;
    Ok(())
}

fn find(
    ledger: &Connection,
    lookup: Id,
    now: Timestamp,
) -> Result<Option<DraftFound>, LedgerFault> {
    let sql = "SELECT draft FROM drafts WHERE lookup = ?1 AND until > ?2";
    let draft = ledger
        .prepare_cached(sql)?
        .query_row((lookup.0, now.as_second()), |row| row.get(0))
        .optional()?;
    let Some(draft) = draft.map(Id) else { return Ok(None) };
    let known = drafts(ledger, draft)?;
    let mut sides = sides(ledger, draft, now)?;
    sides.retain(|side| reception::find(&known).contains(&side.revision.leaf));
    if sides.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT number FROM envelopes WHERE draft = ?1 AND received IS NOT NULL
               ORDER BY received LIMIT 1";
    let sent = ledger.prepare_cached(sql)?.query_row([draft.0], |row| row.get(0)).optional()?;
    Ok(Some(DraftFound { sides, sent }))
}

fn sides(ledger: &Connection, draft: Id, now: Timestamp) -> Result<Vec<Side>, LedgerFault> {
    let sql = "SELECT branch, revision, parents, format, expires, wrap_code,
                      CASE WHEN received > ?2 THEN wrap_site END, sealed, received
               FROM sides WHERE draft = ?1 ORDER BY rowid";
    let mut statement = ledger.prepare_cached(sql)?;
    let mut rows = statement.query((draft.0, wraps_since(now)))?;
    let mut sides = Vec::new();
    while let Some(row) = rows.next()? {
        let parents: String = row.get(2)?;
        let revision = DraftRevision {
            draft,
            leaf: Leaf { branch: Id(row.get(0)?), revision: row.get::<_, i64>(1)?.cast_unsigned() },
            parents: serde_json::from_str(&parents).map_err(|_| LedgerFault::Damaged)?,
            format: row.get(3)?,
            expires: row.get(4)?,
            wraps: Wraps {
                code: Bytes(row.get(5)?),
                site: row.get::<_, Option<Vec<u8>>>(6)?.map(Bytes),
            },
            sealed: Bytes(row.get(7)?),
        };
        sides.push(Side { revision, received: row.get(8)? });
    }
    Ok(sides)
}

fn close(
    ledger: &Connection,
    lookup: Id,
    closing: &DraftClosing,
    until: i64,
) -> Result<Result<(), ProblemKind>, LedgerFault> {
    if !fits(ledger, lookup, closing.draft)? {
        return Ok(Err(ProblemKind::Invalid));
    }
    let ended = reception::close(closing, &drafts(ledger, closing.draft)?);
    open_row(ledger, lookup, closing.draft, until)?;
    shred(ledger, closing.draft, &ended.shredded)?;
    pass(ledger, closing.draft, &ended.passed)?;
    let sql = "UPDATE drafts SET closed = ?2 WHERE draft = ?1";
    let _ = ledger.prepare_cached(sql)?.execute((closing.draft.0, closing_word(ended.closed)))?;
    Ok(Ok(()))
}

fn clean(ledger: &Connection, now: Timestamp) -> Result<Cleaned, LedgerFault> {
    let run = |sql: &'static str, before: i64| {
        Ok::<_, LedgerFault>(ledger.prepare_cached(sql)?.execute([before])?)
    };
    let old = now.as_second();
    let _ =
        run("DELETE FROM sides WHERE draft IN (SELECT draft FROM drafts WHERE until <= ?1)", old)?;
    let _ =
        run("DELETE FROM passed WHERE draft IN (SELECT draft FROM drafts WHERE until <= ?1)", old)?;
    let drafts = run("DELETE FROM drafts WHERE until <= ?1", old)?;
    let wraps = run(
        "UPDATE sides SET wrap_site = NULL WHERE wrap_site IS NOT NULL AND received <= ?1",
        wraps_since(now),
    )?;
    Ok(Cleaned { drafts, wraps })
}

/// Site wraps received before this moment are dropped.
fn wraps_since(now: Timestamp) -> i64 {
    now.saturating_sub(SITE_WRAP_HOURS.hours()).map_or(0, Timestamp::as_second)
}

fn closing_word(closing: Closing) -> &'static str {
    match closing {
        Closing::Erased => "erased",
        Closing::Sent => "sent",
    }
}

fn closing_named(word: &str) -> Option<Closing> {
    [Closing::Erased, Closing::Sent].into_iter().find(|closing| closing_word(*closing) == word)
}
