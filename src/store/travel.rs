//! What travels of the drafts: their latest state, and that they ended. Never more than ciphertext.

use super::draft::{kept, state};
use super::schema::{json, signed, unsigned};
use super::{Store, StoreFault};
use crate::seal::draft::FORMAT;
use crate::seal::{DraftId, DraftState, Lookup};
use crate::sync::wire::{Bytes, DraftClosing, DraftRevision, Id, Leaf, Wraps};

/// A draft of which the central service may lack the latest state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Whose.
    pub draft: DraftId,
    /// What the code finds.
    pub lookup: Lookup,
    /// The latest state.
    pub leaf: Leaf,
}

/// The wire's name of a state.
fn leaf(state: DraftState) -> Leaf {
    Leaf { branch: Id(state.branch.0), revision: state.revision }
}

impl Store {
    /// Drafts whose latest state the central service did not confirm: told to the courier at
    /// start-up. Without a code nothing travels.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn unsent_drafts(&self) -> Result<Vec<Unsent>, StoreFault> {
        let mut query = self.connection.prepare(
            "SELECT id, branch, revision, lookup FROM draft
             WHERE lookup IS NOT NULL
               AND (kept_branch IS NOT branch OR kept_revision < revision)",
        )?;
        query
            .query_and_then([], |row| {
                let state = state(row)?;
                let lookup = Lookup(row.get("lookup")?);
                Ok(Unsent { draft: state.draft, lookup, leaf: leaf(state) })
            })?
            .collect()
    }

    /// The latest state of a draft as it travels, with the code's wrap. `trusted_now` counts its
    /// life when no trusted time was known at its beginning.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft, or it has no code.
    pub fn draft_revision(
        &self,
        draft: DraftId,
        trusted_now: i64,
    ) -> Result<DraftRevision, StoreFault> {
        let mut query =
            self.connection.prepare("SELECT * FROM draft WHERE id = ?1 AND lookup IS NOT NULL")?;
        query
            .query_and_then([draft.0], |row| {
                let born: Option<i64> = row.get("born")?;
                let kept = kept(row)?;
                let code = kept.code.ok_or(StoreFault::Row)?;
                Ok(DraftRevision {
                    draft: Id(draft.0),
                    leaf: leaf(kept.state),
                    parents: kept.parents,
                    format: FORMAT,
                    expires: born.unwrap_or(trusted_now).saturating_add(row.get("life")?),
                    wraps: Wraps {
                        code: Bytes(code.wrap),
                        site: row.get::<_, Option<Vec<u8>>>("site_wrap")?.map(Bytes),
                    },
                    sealed: Bytes(kept.sealed),
                })
            })?
            .next()
            .unwrap_or(Err(StoreFault::Unknown))
    }

    /// The central service has this state of a draft. Right also when the draft is gone.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn draft_kept(&mut self, draft: DraftId, leaf: Leaf) -> Result<(), StoreFault> {
        let revision = signed(leaf.revision)?;
        self.write(|tx| {
            let _rows = tx.execute(
                "UPDATE draft SET kept_branch = ?2, kept_revision = ?3 WHERE id = ?1",
                (draft.0, leaf.branch.0, revision),
            )?;
            Ok(())
        })
    }

    /// Drafts that ended here and of which the central service must still be told, each with what
    /// its code finds.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn closings(&self) -> Result<Vec<(Lookup, DraftClosing)>, StoreFault> {
        let mut query = self.connection.prepare("SELECT * FROM closing")?;
        query
            .query_and_then([], |row| {
                let closing = DraftClosing {
                    draft: Id(row.get("draft")?),
                    leaf: Leaf {
                        branch: Id(row.get("branch")?),
                        revision: unsigned(row, "revision")?,
                    },
                    parents: json(row, "parents")?,
                    why: json(row, "why")?,
                };
                Ok((Lookup(row.get("lookup")?), closing))
            })?
            .collect()
    }

    /// The central service knows that this draft ended.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn closing_told(&mut self, draft: DraftId) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _told = tx.execute("DELETE FROM closing WHERE draft = ?1", [draft.0])?;
            Ok(())
        })
    }
}
