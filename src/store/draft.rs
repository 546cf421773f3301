//! Drafts at rest: one row each, ciphertext and the two wraps of its key.

use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::schema::{json, signed, to_json, unsigned};
use super::{Store, StoreFault};
use crate::seal::{Branch, DraftId, DraftState, Lookup};
use crate::sync::wire::{Closing, Leaf};

/// The site's wrap of a draft's key lives this long, in seconds of trusted time.
pub const SITE_WRAP_LIFE: i64 = 72 * 3600;

/// What follows from the citizen's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeWrap {
    /// Where the code finds the draft.
    pub lookup: Lookup,
    /// The draft's key, wrapped by the code.
    pub wrap: Vec<u8>,
}

/// A draft to be put down: new at *Commencer*, or chosen at a resume from what the central
/// service had.
#[derive(Clone, Debug)]
pub struct NewDraft {
    /// Which state its ciphertext is bound to.
    pub state: DraftState,
    /// What its branch descends from; none at *Commencer*.
    pub parents: Vec<Leaf>,
    /// Absent until the code is derived, or for good when the citizen wants none.
    pub code: Option<CodeWrap>,
    /// The draft's key, wrapped to the site's recovery key.
    pub site_wrap: Option<Vec<u8>>,
    /// `cni.1`
    pub edition: String,
    /// The ciphertext.
    pub sealed: Vec<u8>,
    /// Trusted time now, seconds since 1970, if it is known.
    pub born: Option<i64>,
    /// Seconds of trusted time after which it is shredded.
    pub life: i64,
}

/// A draft as it lies here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which state its ciphertext is bound to.
    pub state: DraftState,
    /// What its branch descends from.
    pub parents: Vec<Leaf>,
    /// What the code finds and opens, unless the citizen wants no code.
    pub code: Option<CodeWrap>,
    /// `cni.1`
    pub edition: String,
    /// The ciphertext.
    pub sealed: Vec<u8>,
}

/// A draft that the operator's recovery key opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoverable {
    /// Which state its ciphertext is bound to.
    pub state: DraftState,
    /// Trusted time of its beginning, if it is known.
    pub born: Option<i64>,
    /// The draft's key, wrapped to the site.
    pub site_wrap: Vec<u8>,
}

pub(super) fn state(row: &Row<'_>) -> Result<DraftState, StoreFault> {
    Ok(DraftState {
        draft: DraftId(row.get("id")?),
        branch: Branch(row.get("branch")?),
        revision: unsigned(row, "revision")?,
    })
}

pub(super) fn kept(row: &Row<'_>) -> Result<Kept, StoreFault> {
    let lookup: Option<[u8; 16]> = row.get("lookup")?;
    let wrap: Option<Vec<u8>> = row.get("code_wrap")?;
    Ok(Kept {
        state: state(row)?,
        parents: json(row, "parents")?,
        code: lookup.zip(wrap).map(|(lookup, wrap)| CodeWrap { lookup: Lookup(lookup), wrap }),
        edition: row.get("edition")?,
        sealed: row.get("sealed")?,
    })
}

impl Store {
    /// Puts a draft down and marks it as open on the screen. Takes the place of an older state of
    /// the same draft: at a resume the citizen has seen it.
    ///
    /// # Errors
    /// `Full` when there is no room for a whole visit, `Conflict` when another draft has the
    /// lookup, or a dossier was made from this one.
    pub fn begin(&mut self, new: &NewDraft) -> Result<(), StoreFault> {
        if !self.has_room() {
            return Err(StoreFault::Full);
        }
        let parents = to_json(&new.parents)?;
        let revision = signed(new.state.revision)?;
        self.write(|tx| {
            if sent(tx, new.state.draft)? {
                return Err(StoreFault::Conflict);
            }
            let _replaced = tx.execute(
                "INSERT INTO draft (id, branch, revision, parents, lookup, code_wrap, site_wrap,
                     edition, sealed, born, life)
                 VALUES (:id, :branch, :revision, :parents, :lookup, :code_wrap, :site_wrap,
                     :edition, :sealed, :born, :life)
                 ON CONFLICT (id) DO UPDATE SET branch = excluded.branch,
                     revision = excluded.revision, parents = excluded.parents,
                     lookup = excluded.lookup, code_wrap = excluded.code_wrap,
                     site_wrap = excluded.site_wrap, edition = excluded.edition,
                     sealed = excluded.sealed, born = excluded.born, life = excluded.life",
                named_params! {
                    ":id": new.state.draft.0,
                    ":branch": new.state.branch.0,
                    ":revision": revision,
                    ":parents": parents,
                    ":lookup": new.code.as_ref().map(|code| code.lookup.0),
                    ":code_wrap": new.code.as_ref().map(|code| &code.wrap),
                    ":site_wrap": new.site_wrap,
                    ":edition": new.edition,
                    ":sealed": new.sealed,
                    ":born": new.born,
                    ":life": new.life,
                },
            )?;
            mark_open(tx, new.state.draft)
        })
    }

    /// The code of a draft is known: from now on it opens the draft. Also after a rescue.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft, `Conflict` when another has the lookup.
    pub fn give_code(&mut self, draft: DraftId, code: &CodeWrap) -> Result<(), StoreFault> {
        self.write(|tx| {
            one(tx.execute(
                "UPDATE draft SET lookup = ?2, code_wrap = ?3 WHERE id = ?1",
                (draft.0, code.lookup.0, &code.wrap),
            )?)
        })
    }

    /// The citizen wants no code: its wrap is destroyed.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft.
    pub fn drop_code(&mut self, draft: DraftId) -> Result<(), StoreFault> {
        self.write(|tx| {
            one(tx.execute(
                "UPDATE draft SET lookup = NULL, code_wrap = NULL WHERE id = ?1",
                [draft.0],
            )?)
        })?;
        self.forget_log();
        Ok(())
    }

    /// A later state of a draft: one row. `edition` changes when it was carried over.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft, or it has a later state, or another branch.
    pub fn save(
        &mut self,
        state: DraftState,
        edition: &str,
        sealed: &[u8],
    ) -> Result<(), StoreFault> {
        let revision = signed(state.revision)?;
        self.write(|tx| {
            one(tx
                .prepare_cached(
                    "UPDATE draft SET revision = ?3, edition = ?4, sealed = ?5
                     WHERE id = ?1 AND branch = ?2 AND revision < ?3",
                )?
                .execute((state.draft.0, state.branch.0, revision, edition, sealed))?)
        })
    }

    /// The draft that a code finds here.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn find_by_lookup(&self, lookup: Lookup) -> Result<Option<Kept>, StoreFault> {
        let mut query = self.connection.prepare("SELECT * FROM draft WHERE lookup = ?1")?;
        query.query_and_then([lookup.0], kept)?.next().transpose()
    }

    /// A draft by its name.
    ///
    /// # Errors
    /// `Unknown` when there is none.
    pub fn draft(&self, draft: DraftId) -> Result<Kept, StoreFault> {
        let mut query = self.connection.prepare("SELECT * FROM draft WHERE id = ?1")?;
        query.query_and_then([draft.0], kept)?.next().unwrap_or(Err(StoreFault::Unknown))
    }

    /// The draft that was open when the program stopped without a word. Until [`Store::leave`].
    ///
    /// # Errors
    /// Of the disk only.
    pub fn interrupted(&self) -> Result<Option<DraftId>, StoreFault> {
        let query = "SELECT open.draft FROM open JOIN draft ON draft.id = open.draft";
        Ok(self.connection.query_row(query, [], |row| row.get(0)).optional()?.map(DraftId))
    }

    /// The draft is open on the screen again: it was resumed from here, as it lies.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft.
    pub fn reopen(&mut self, draft: DraftId) -> Result<(), StoreFault> {
        self.write(|tx| {
            let query = "SELECT EXISTS (SELECT 1 FROM draft WHERE id = ?1)";
            if !tx.query_row(query, [draft.0], |row| row.get::<_, bool>(0))? {
                return Err(StoreFault::Unknown);
            }
            mark_open(tx, draft)
        })
    }

    /// No draft is open on the screen any more.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn leave(&mut self) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _open = tx.execute("DELETE FROM open", [])?;
            Ok(())
        })
    }

    /// *Tout effacer*: the key is destroyed with the row, and the central service will be told.
    /// Right also when it was done already.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn erase_draft(&mut self, draft: DraftId) -> Result<(), StoreFault> {
        self.write(|tx| end(tx, draft, Some(Closing::Erased)))?;
        self.forget_log();
        Ok(())
    }

    /// The citizen erased it at another terminal: nobody needs to be told.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn erased_elsewhere(&mut self, draft: DraftId) -> Result<(), StoreFault> {
        self.write(|tx| end(tx, draft, None))?;
        self.forget_log();
        Ok(())
    }

    /// Shreds the drafts whose life is over. A draft begun before any trusted time was heard is
    /// born now. Gives how many were shredded.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn expire(&mut self, trusted_now: i64) -> Result<usize, StoreFault> {
        let shredded = self.write(|tx| {
            let _born = tx.execute(
                "UPDATE draft SET born = ?1 WHERE born IS NULL OR born > ?1",
                [trusted_now],
            )?;
            let _open = tx.execute(
                "DELETE FROM open WHERE draft IN
                     (SELECT id FROM draft WHERE born + life <= ?1)",
                [trusted_now],
            )?;
            Ok(tx.execute("DELETE FROM draft WHERE born + life <= ?1", [trusted_now])?)
        })?;
        if shredded > 0 {
            self.forget_log();
        }
        Ok(shredded)
    }

    /// Destroys the site's wraps that are 72 hours old: then only the code opens those drafts.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn drop_site_wraps(&mut self, trusted_now: i64) -> Result<usize, StoreFault> {
        let dropped = self.write(|tx| {
            Ok(tx.execute(
                "UPDATE draft SET site_wrap = NULL
                 WHERE site_wrap IS NOT NULL AND born + ?2 <= ?1",
                (trusted_now, SITE_WRAP_LIFE),
            )?)
        })?;
        if dropped > 0 {
            self.forget_log();
        }
        Ok(dropped)
    }

    /// What the operator's recovery key can still open.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn recoverable(&self) -> Result<Vec<Recoverable>, StoreFault> {
        let mut query = self.connection.prepare(
            "SELECT id, branch, revision, born, site_wrap FROM draft
             WHERE site_wrap IS NOT NULL ORDER BY born, id",
        )?;
        query
            .query_and_then([], |row| {
                Ok(Recoverable {
                    state: state(row)?,
                    born: row.get("born")?,
                    site_wrap: row.get("site_wrap")?,
                })
            })?
            .collect()
    }
}

/// Exactly one row changed, or there was none to change.
pub(super) fn one(rows: usize) -> Result<(), StoreFault> {
    if rows == 1 { Ok(()) } else { Err(StoreFault::Unknown) }
}

fn mark_open(tx: &Transaction<'_>, draft: DraftId) -> Result<(), StoreFault> {
    let _row = tx.execute(
        "INSERT INTO open (one, draft) VALUES (1, ?1)
         ON CONFLICT (one) DO UPDATE SET draft = excluded.draft",
        [draft.0],
    )?;
    Ok(())
}

fn sent(tx: &Transaction<'_>, draft: DraftId) -> Result<bool, StoreFault> {
    let query = "SELECT EXISTS (SELECT 1 FROM envelope WHERE draft = ?1)";
    Ok(tx.query_row(query, [draft.0], |row| row.get(0))?)
}

/// The end of a draft: its row and its keys go, and the central service is told if it may have
/// heard of it (only a draft with a code ever travels).
pub(super) fn end(
    tx: &Transaction<'_>,
    draft: DraftId,
    why: Option<Closing>,
) -> Result<(), StoreFault> {
    if let Some(why) = why {
        let _told = tx.execute(
            "INSERT INTO closing (draft, lookup, branch, revision, parents, why)
             SELECT id, lookup, branch, revision, parents, ?2 FROM draft
             WHERE id = ?1 AND lookup IS NOT NULL
             ON CONFLICT (draft) DO NOTHING",
            (draft.0, to_json(&why)?),
        )?;
    }
    let _draft = tx.execute("DELETE FROM draft WHERE id = ?1", [draft.0])?;
    let _open = tx.execute("DELETE FROM open WHERE draft = ?1", [draft.0])?;
    Ok(())
}
