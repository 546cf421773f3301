//! Sealed dossiers: `sealed → sending → delivered → purged`, or `set_aside` until a person looked.
//!
//! Nothing leaves before the central service's signed word was verified, and what leaves leaves a
//! row behind: the same draft never gives a second dossier.

use rusqlite::{OptionalExtension, Row, named_params};

use super::draft::{end, one};
use super::schema::{json, parsed, to_json};
use super::{Store, StoreFault};
use crate::dossier::Envelope;
use crate::seal::{Digest, DraftId, Number, Signature};
use crate::sync::courier::Parcel;
use crate::sync::wire::{Acknowledged, Closing, Part};

/// A delivered dossier keeps its bytes this long, in seconds.
pub const DELIVERED_LIFE: i64 = 24 * 3600;

/// A piece, sealed like its dossier.
#[derive(Clone, Copy, Debug)]
pub struct SealedPart<'a> {
    /// As the manifest lists it.
    pub digest: Digest,
    /// All of it.
    pub bytes: &'a [u8],
}

/// Where a dossier stands on this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LodgedState {
    /// On the disk, not yet tried.
    Sealed,
    /// Tried at least once.
    Sending,
    /// Refused for good: a person must look. Nothing of it is lost.
    SetAside,
    /// The central service has it; its bytes are still here.
    Delivered,
    /// Only this row is left.
    Purged,
}

impl LodgedState {
    fn word(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Sending => "sending",
            Self::SetAside => "set_aside",
            Self::Delivered => "delivered",
            Self::Purged => "purged",
        }
    }
}

impl std::str::FromStr for LodgedState {
    type Err = StoreFault;

    fn from_str(word: &str) -> Result<Self, StoreFault> {
        [Self::Sealed, Self::Sending, Self::SetAside, Self::Delivered, Self::Purged]
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or(StoreFault::Row)
    }
}

/// A dossier that was sealed here, as the mediator sees it. No personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodged {
    /// Its identity.
    pub digest: Digest,
    /// On the receipt.
    pub number: Number,
    /// The draft it comes from.
    pub draft: DraftId,
    /// Milliseconds since 1970, by the terminal's clock.
    pub sealed_at_ms: i64,
    /// Where it stands.
    pub state: LodgedState,
    /// How often it was tried.
    pub attempts: u32,
    /// Key of the last refusal.
    pub fault: Option<String>,
    /// How many receipts were printed.
    pub printed: u32,
}

fn lodged(row: &Row<'_>) -> Result<Lodged, StoreFault> {
    Ok(Lodged {
        digest: Digest(row.get("digest")?),
        number: parsed(row, "number")?,
        draft: DraftId(row.get("draft")?),
        sealed_at_ms: row.get("sealed_at_ms")?,
        state: parsed(row, "state")?,
        attempts: row.get("attempts")?,
        fault: row.get("fault")?,
        printed: row.get("printed")?,
    })
}

impl Store {
    /// *Envoyer*: the draft goes and the envelope is there, at one instant. Right also when it
    /// was done already.
    ///
    /// # Errors
    /// `Unknown` when the draft is not here, `Conflict` when it gave another dossier, or the
    /// number did, or the parts are not those of the manifest.
    pub fn send(
        &mut self,
        envelope: &Envelope,
        signature: &Signature,
        parts: &[SealedPart<'_>],
    ) -> Result<(), StoreFault> {
        let manifest = envelope.manifest();
        let draft = manifest.draft;
        let listed: Vec<Part> = manifest
            .parts
            .iter()
            .map(|part| Part { digest: part.digest, length: part.length })
            .collect();
        let whole = listed.len() == parts.len()
            && listed.iter().zip(parts).all(|(listed, part)| {
                listed.digest == part.digest
                    && listed.length == part.bytes.len() as u64
                    && Digest::of(part.bytes) == part.digest
            });
        if !whole {
            return Err(StoreFault::Conflict);
        }
        let listed = to_json(&listed)?;
        self.write(|tx| {
            let query = "SELECT digest FROM envelope WHERE draft = ?1";
            match tx.query_row(query, [draft.0], |row| row.get(0)).optional()?.map(Digest) {
                Some(before) if before == envelope.digest() => return Ok(()),
                Some(_) => return Err(StoreFault::Conflict),
                None => {}
            }
            let query = "SELECT EXISTS (SELECT 1 FROM draft WHERE id = ?1)";
            if !tx.query_row(query, [draft.0], |row| row.get::<_, bool>(0))? {
                return Err(StoreFault::Unknown);
            }
            let _row = tx.execute(
                "INSERT INTO envelope
                     (digest, number, draft, bytes, signature, parts, sealed_at_ms, state)
                 VALUES
                     (:digest, :number, :draft, :bytes, :signature, :parts, :sealed, 'sealed')",
                named_params! {
                    ":digest": envelope.digest().0,
                    ":number": manifest.number.to_string(),
                    ":draft": draft.0,
                    ":bytes": envelope.bytes(),
                    ":signature": signature.0,
                    ":parts": listed,
                    ":sealed": manifest.sealed_at_ms,
                },
            )?;
            for part in parts {
                let _row = tx.execute(
                    "INSERT OR IGNORE INTO part (digest, envelope, bytes) VALUES (?1, ?2, ?3)",
                    (part.digest.0, envelope.digest().0, part.bytes),
                )?;
            }
            end(tx, draft, Some(Closing::Sent))
        })?;
        self.forget_log();
        Ok(())
    }

    /// Everything that was sealed here, oldest first.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn lodged(&self) -> Result<Vec<Lodged>, StoreFault> {
        let mut query =
            self.connection.prepare("SELECT * FROM envelope ORDER BY sealed_at_ms, number")?;
        query.query_and_then([], lodged)?.collect()
    }

    /// What the courier must carry, oldest first: told to it at start-up. `clock_ms` is the
    /// terminal's clock, only to say how long each waited.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn outbox(&self, clock_ms: i64) -> Result<Vec<Parcel>, StoreFault> {
        let mut query = self.connection.prepare(
            "SELECT digest, number, parts, sealed_at_ms FROM envelope
             WHERE acknowledgement IS NULL ORDER BY sealed_at_ms, number",
        )?;
        query
            .query_and_then([], |row| {
                let sealed: i64 = row.get("sealed_at_ms")?;
                Ok(Parcel {
                    digest: Digest(row.get("digest")?),
                    number: row.get("number")?,
                    parts: json(row, "parts")?,
                    waited: u64::try_from(clock_ms.saturating_sub(sealed)).unwrap_or(0),
                })
            })?
            .collect()
    }

    /// The bytes to send and the signature made when they were sealed.
    ///
    /// # Errors
    /// `Unknown` when they are not here (any more), `Row` when they are not what was sealed.
    pub fn envelope(&self, digest: Digest) -> Result<(Vec<u8>, Signature), StoreFault> {
        let (bytes, signature): (Vec<u8>, [u8; 64]) = self.connection.query_row(
            "SELECT bytes, signature FROM envelope WHERE digest = ?1 AND bytes IS NOT NULL",
            [digest.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if Digest::of(&bytes) == digest {
            Ok((bytes, Signature(signature)))
        } else {
            Err(StoreFault::Row)
        }
    }

    /// Up to `length` bytes of a part, from `offset` on.
    ///
    /// # Errors
    /// `Unknown` when it is not here (any more).
    pub fn part(&self, part: Digest, offset: u64, length: u64) -> Result<Vec<u8>, StoreFault> {
        let clip = |value: u64| i64::try_from(value).unwrap_or(i64::MAX - 1);
        Ok(self.connection.query_row(
            "SELECT substr(bytes, ?2, ?3) FROM part WHERE digest = ?1 LIMIT 1",
            (part.0, clip(offset) + 1, clip(length)),
            |row| row.get(0),
        )?)
    }

    /// A dossier is on its way, once more. Says nothing of whether it arrives.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn sending(&mut self, digest: Digest) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _rows = tx.execute(
                "UPDATE envelope SET state = 'sending', attempts = attempts + 1
                 WHERE digest = ?1 AND acknowledgement IS NULL",
                [digest.0],
            )?;
            Ok(())
        })
    }

    /// The central service has it: only its verified word says so. Right also when it was said
    /// before; its first word is the one that is kept.
    ///
    /// # Errors
    /// `Unknown` when no such dossier was sealed here, `Conflict` when its number is another.
    pub fn acknowledged(&mut self, proof: &Acknowledged) -> Result<(), StoreFault> {
        let receipt = proof.receipt();
        let kept = to_json(proof.acknowledgement())?;
        self.write(|tx| {
            let number: String = tx.query_row(
                "SELECT number FROM envelope WHERE digest = ?1",
                [receipt.digest.0],
                |row| row.get(0),
            )?;
            if number != receipt.number {
                return Err(StoreFault::Conflict);
            }
            let _rows = tx.execute(
                "UPDATE envelope SET state = 'delivered', fault = NULL, acknowledgement = ?2,
                     delivered_at = ?3
                 WHERE digest = ?1 AND acknowledgement IS NULL",
                (receipt.digest.0, &kept, receipt.received_at),
            )?;
            Ok(())
        })
    }

    /// Refused for good: it stays, and someone sees it. `fault` is a key.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn set_aside(&mut self, digest: Digest, fault: &str) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _rows = tx.execute(
                "UPDATE envelope SET state = 'set_aside', fault = ?2
                 WHERE digest = ?1 AND acknowledgement IS NULL",
                (digest.0, fault),
            )?;
            Ok(())
        })
    }

    /// Destroys the bytes of what was delivered 24 hours ago. Gives how many.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn purge_delivered(&mut self, trusted_now: i64) -> Result<usize, StoreFault> {
        let due = trusted_now.saturating_sub(DELIVERED_LIFE);
        let purged = self.write(|tx| {
            let _parts = tx.execute(
                "DELETE FROM part WHERE envelope IN (SELECT digest FROM envelope
                     WHERE state = 'delivered' AND delivered_at <= ?1)",
                [due],
            )?;
            Ok(tx.execute(
                "UPDATE envelope SET state = 'purged', bytes = NULL
                 WHERE state = 'delivered' AND delivered_at <= ?1",
                [due],
            )?)
        })?;
        if purged > 0 {
            self.forget_log();
        }
        Ok(purged)
    }

    /// A receipt is about to be printed: gives how many were before. After the first, it is a
    /// duplicate.
    ///
    /// # Errors
    /// `Unknown` when no such dossier was sealed here.
    pub fn count_print(&mut self, number: Number) -> Result<u32, StoreFault> {
        self.write(|tx| {
            Ok(tx.query_row(
                "UPDATE envelope SET printed = printed + 1 WHERE number = ?1
                 RETURNING printed - 1",
                [number.to_string()],
                |row| row.get(0),
            )?)
        })
    }

    /// The paper did not come out: the next one is not a duplicate because of it.
    ///
    /// # Errors
    /// `Unknown` when no receipt of it was counted.
    pub fn uncount_print(&mut self, number: Number) -> Result<(), StoreFault> {
        self.write(|tx| {
            one(tx.execute(
                "UPDATE envelope SET printed = printed - 1 WHERE number = ?1 AND printed > 0",
                [number.to_string()],
            )?)
        })
    }
}
