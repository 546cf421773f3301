//! Envelopes, their parts and their marks. What is decided comes from `sync::reception`; here
//! the view is read and the decision written, in the same transaction.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, named_params};
use sha2::{Digest as _, Sha256};

use super::{Ledger, LedgerFault, stored};
use crate::seal::{SigningPublic, SigningSecret, TerminalSymbols};
use crate::sync::reception::{self, Append, Arrival, Decision, End, Held, Mark, View};
use crate::sync::wire::{Acknowledgement, Digest, Incomplete, Part, ProblemKind, State};

/// An envelope on its way into the ledger.
pub struct Incoming {
    /// What its header says and what was found about it.
    pub arrival: Arrival,
    /// The terminal that speaks.
    pub speaker: String,
    /// `cni.1`, from the header.
    pub edition: String,
    /// All its bytes.
    pub sealed: Vec<u8>,
    /// The signature that came with it, as it came.
    pub signature: String,
}

/// What to answer for an envelope.
pub enum Answered {
    /// The acknowledgement, byte for byte the same for ever.
    Acknowledged(String, State),
    /// It had been acknowledged before.
    Again(String),
    /// Parts are missing.
    Wait(Incomplete),
    /// A problem.
    Refused(ProblemKind),
}

/// A received dossier, for `central show` and the status by number.
pub struct Received {
    /// Identity.
    pub digest: Digest,
    /// Ours.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// Name of the terminal that sealed it, or its symbols if nobody knows them.
    pub terminal: String,
    /// When it was complete here.
    pub received: Option<Timestamp>,
    /// All its bytes.
    pub sealed: Vec<u8>,
    /// What was odd.
    pub marks: Vec<String>,
    /// The ten signs of France Titres.
    pub official_number: Option<String>,
}

/// Bytes of a part.
pub struct Chunk {
    /// Of the part.
    pub digest: Digest,
    /// The terminal that speaks.
    pub speaker: String,
    /// Offset of the first byte.
    pub offset: u64,
    /// The whole length, as the terminal says it.
    pub length: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What to answer for a part: the next byte expected, or a problem with it.
pub type Grown = Result<u64, (ProblemKind, Option<u64>)>;

impl Ledger {
    /// Keeps an envelope as `reception` decides, signs and keeps its acknowledgement.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn receive(
        &self,
        incoming: Incoming,
        key: Arc<SigningSecret>,
        now: Timestamp,
    ) -> Result<Answered, LedgerFault> {
        self.write(move |ledger| receive(ledger, &incoming, &key, now)).await
    }

    /// The name and key of the terminal that has these symbols, revoked or not.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn sealer(
        &self,
        symbols: TerminalSymbols,
    ) -> Result<Option<(String, SigningPublic)>, LedgerFault> {
        self.read(move |ledger| {
            let sql = "SELECT name, key FROM terminals WHERE symbols = ?1";
            let row = ledger.prepare_cached(sql)?.query_row([symbols.to_string()], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 32]>(1)?))
            });
            let Some((name, key)) = row.optional()? else { return Ok(None) };
            let key = SigningPublic::from_bytes(&key).map_err(|_| LedgerFault::Damaged)?;
            Ok(Some((name, key)))
        })
        .await
    }

    /// The next byte of a part that an envelope of this terminal lists, or none.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn part_offset(
        &self,
        digest: Digest,
        speaker: &str,
    ) -> Result<Option<u64>, LedgerFault> {
        let speaker = speaker.to_owned();
        self.read(move |ledger| {
            let Some(part) = expected(ledger, digest, &speaker)? else { return Ok(None) };
            Ok(Some(match held(ledger, digest)? {
                Held::Whole => part.length,
                Held::Begun(offset) => offset,
            }))
        })
        .await
    }

    /// Adds bytes to a part.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn grow(&self, chunk: Chunk, now: Timestamp) -> Result<Grown, LedgerFault> {
        self.write(move |ledger| grow(ledger, &chunk, now)).await
    }

    /// The dossier of this number.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn received(&self, number: &str) -> Result<Option<Received>, LedgerFault> {
        let number = number.to_owned();
        self.read(move |ledger| received(ledger, &number)).await
    }
}

fn receive(
    ledger: &Connection,
    incoming: &Incoming,
    key: &SigningSecret,
    now: Timestamp,
) -> Result<Answered, LedgerFault> {
    let arrival = &incoming.arrival;
    let view = view(ledger, arrival)?;
    let seconds = now.as_second();
    match reception::envelope(arrival, &incoming.speaker, &view, seconds) {
        Decision::Again(_) => {
            // The stored text rather than the parsed one: equal to the last byte.
            let sql = "SELECT acknowledgement FROM envelopes WHERE digest = ?1";
            let text =
                ledger.prepare_cached(sql)?.query_row([&arrival.digest.0], |row| row.get(0))?;
            Ok(Answered::Again(text))
        }
        Decision::Wait(incomplete) => {
            keep(ledger, incoming, &view, seconds)?;
            Ok(Answered::Wait(incomplete))
        }
        Decision::Accept { receipt, state, marks } => {
            keep(ledger, incoming, &view, seconds)?;
            let text =
                serde_json::to_string(&receipt.sign(key)).map_err(|_| LedgerFault::Damaged)?;
            accept(ledger, arrival.digest, state, &marks, &text, seconds)?;
            Ok(Answered::Acknowledged(text, state))
        }
        Decision::Conflict(problem) => {
            let sql = "INSERT INTO conflicts (digest, number, speaker, seen)
                       VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING";
            let _ = ledger.prepare_cached(sql)?.execute((
                &arrival.digest.0,
                &arrival.number,
                &incoming.speaker,
                seconds,
            ))?;
            Ok(Answered::Refused(problem))
        }
        Decision::Refuse(problem) => Ok(Answered::Refused(problem)),
    }
}

/// What the ledger knows that touches one arrival.
fn view(ledger: &Connection, arrival: &Arrival) -> Result<View, LedgerFault> {
    let same_digest = ledger
        .prepare_cached("SELECT acknowledgement FROM envelopes WHERE digest = ?1")?
        .query_row([&arrival.digest.0], |row| row.get::<_, Option<String>>(0))
        .optional()?
        .map(|text| text.map(|text| serde_json::from_str::<Acknowledgement>(&text)).transpose())
        .transpose()
        .map_err(|_| LedgerFault::Damaged)?;
    let digest_by = |sql: &'static str, value: &dyn rusqlite::ToSql| {
        let row = ledger.prepare_cached(sql)?.query_row([value], |row| row.get(0)).optional()?;
        Ok::<_, LedgerFault>(row.map(Digest))
    };
    let sequence = stored(arrival.sequence)?;
    let same_sequence = ledger
        .prepare_cached(
            "SELECT digest FROM envelopes WHERE terminal = ?1 AND sequence = ?2
             ORDER BY arrived LIMIT 1",
        )?
        .query_row((&arrival.terminal, sequence), |row| row.get(0))
        .optional()?
        .map(Digest);
    // The row of an envelope that waited for its parts does not make it late.
    let last_sequence = ledger
        .prepare_cached("SELECT max(sequence) FROM envelopes WHERE terminal = ?1 AND digest <> ?2")?
        .query_row((&arrival.terminal, &arrival.digest.0), |row| row.get::<_, Option<i64>>(0))?;
    let parts = arrival.parts.iter().map(|part| held(ledger, part.digest));
    Ok(View {
        same_digest,
        same_number: digest_by("SELECT digest FROM envelopes WHERE number = ?1", &arrival.number)?,
        same_draft: digest_by(
            "SELECT digest FROM envelopes WHERE draft_once = ?1",
            &arrival.draft.0,
        )?,
        same_sequence,
        last_sequence: last_sequence.and_then(|last| u64::try_from(last).ok()),
        parts: parts.collect::<Result<_, _>>()?,
    })
}

/// Writes the row of an envelope that is not here yet, waiting.
fn keep(
    ledger: &Connection,
    incoming: &Incoming,
    view: &View,
    now: i64,
) -> Result<(), LedgerFault> {
    if view.same_digest.is_some() {
        return Ok(());
    }
    let arrival = &incoming.arrival;
    let sql = "INSERT INTO envelopes (digest, number, draft, draft_once, terminal, speaker,
                   sequence, edition, sealed_at, sealed, signature, state, arrived)
               VALUES (:digest, :number, :draft, :draft_once, :terminal, :speaker,
                   :sequence, :edition, :sealed_at, :sealed, :signature, :state, :arrived)";
    let _ = ledger.prepare_cached(sql)?.execute(named_params! {
        ":digest": arrival.digest.0, ":number": arrival.number, ":draft": arrival.draft.0,
        ":draft_once": view.same_draft.is_none().then_some(arrival.draft.0),
        ":terminal": arrival.terminal, ":speaker": incoming.speaker,
        ":sequence": stored(arrival.sequence)?,
        ":edition": incoming.edition, ":sealed_at": arrival.sealed_at,
        ":sealed": incoming.sealed, ":signature": incoming.signature,
        ":state": state_word(State::Incomplet), ":arrived": now,
    })?;
    let sql = "INSERT INTO envelope_parts (envelope, place, part, length)
               VALUES (?1, ?2, ?3, ?4)";
    for (place, part) in arrival.parts.iter().enumerate() {
        let length = stored(part.length)?;
        let _ = ledger.prepare_cached(sql)?.execute((
            &arrival.digest.0,
            place as i64,
            &part.digest.0,
            length,
        ))?;
    }
    Ok(())
}

fn accept(
    ledger: &Connection,
    digest: Digest,
    state: State,
    marks: &[Mark],
    acknowledgement: &str,
    now: i64,
) -> Result<(), LedgerFault> {
    let sql = "UPDATE envelopes SET state = ?2, received = ?3, acknowledgement = ?4
               WHERE digest = ?1 AND acknowledgement IS NULL";
    let changed = ledger.prepare_cached(sql)?.execute((
        &digest.0,
        state_word(state),
        now,
        acknowledgement,
    ))?;
    if changed != 1 {
        return Err(LedgerFault::Damaged);
    }
    let sql = "INSERT OR IGNORE INTO marks (digest, mark) VALUES (?1, ?2)";
    for mark in marks {
        let _ = ledger.prepare_cached(sql)?.execute((&digest.0, mark_word(*mark)))?;
    }
    Ok(())
}

fn held(ledger: &Connection, digest: Digest) -> Result<Held, LedgerFault> {
    let row = ledger
        .prepare_cached("SELECT held, whole IS NOT NULL FROM parts WHERE digest = ?1")?
        .query_row([&digest.0], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    Ok(match row {
        Some((_, true)) => Held::Whole,
        Some((begun, false)) => Held::Begun(begun.cast_unsigned()),
        None => Held::Begun(0),
    })
}

/// The part as an envelope that this terminal sent lists it.
fn expected(
    ledger: &Connection,
    digest: Digest,
    speaker: &str,
) -> Result<Option<Part>, LedgerFault> {
    let sql = "SELECT length FROM envelope_parts
               JOIN envelopes ON envelopes.digest = envelope_parts.envelope
               WHERE envelope_parts.part = ?1 AND envelopes.speaker = ?2 LIMIT 1";
    let row = ledger.prepare_cached(sql)?.query_row((&digest.0, speaker), |row| row.get(0));
    Ok(row.optional()?.map(|length: i64| Part { digest, length: length.cast_unsigned() }))
}

fn grow(ledger: &Connection, chunk: &Chunk, now: Timestamp) -> Result<Grown, LedgerFault> {
    let digest = chunk.digest;
    let part = expected(ledger, digest, &chunk.speaker)?;
    let held = held(ledger, digest)?;
    if part.is_some_and(|part| part.length != chunk.length) {
        return Ok(Err((ProblemKind::Invalid, None)));
    }
    match reception::append(part.as_ref(), held, chunk.offset, chunk.bytes.len() as u64) {
        Append::Refuse(ProblemKind::WrongOffset) => {
            let next = if let Held::Begun(next) = held { Some(next) } else { None };
            Ok(Err((ProblemKind::WrongOffset, next)))
        }
        Append::Refuse(problem) => Ok(Err((problem, None))),
        Append::Whole => Ok(Ok(chunk.length)),
        Append::Write { next, ends } => {
            write_chunk(ledger, chunk, next)?;
            match ends {
                End::Later => Ok(Ok(next)),
                End::Here if digest_of_part(ledger, digest)? == digest => {
                    let sql = "UPDATE parts SET whole = ?2 WHERE digest = ?1";
                    let _ = ledger.prepare_cached(sql)?.execute((&digest.0, now.as_second()))?;
                    Ok(Ok(next))
                }
                End::Here => {
                    drop_part(ledger, digest)?;
                    Ok(Err((ProblemKind::DigestMismatch, Some(0))))
                }
            }
        }
    }
}

fn write_chunk(ledger: &Connection, chunk: &Chunk, next: u64) -> Result<(), LedgerFault> {
    let sql = "INSERT INTO parts (digest, held) VALUES (?1, ?2)
               ON CONFLICT (digest) DO UPDATE SET held = ?2";
    let _ = ledger.prepare_cached(sql)?.execute((&chunk.digest.0, stored(next)?))?;
    let sql = "INSERT INTO chunks (part, start, bytes) VALUES (?1, ?2, ?3)";
    let _ = ledger.prepare_cached(sql)?.execute((
        &chunk.digest.0,
        stored(chunk.offset)?,
        &chunk.bytes,
    ))?;
    Ok(())
}

fn digest_of_part(ledger: &Connection, digest: Digest) -> Result<Digest, LedgerFault> {
    let sql = "SELECT bytes FROM chunks WHERE part = ?1 ORDER BY start";
    let mut statement = ledger.prepare_cached(sql)?;
    let mut rows = statement.query([&digest.0])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().map_err(|_| LedgerFault::Damaged)?;
        hash.update(bytes);
    }
    Ok(Digest(hash.finalize().into()))
}

fn drop_part(ledger: &Connection, digest: Digest) -> Result<(), LedgerFault> {
    let _ = ledger.prepare_cached("DELETE FROM chunks WHERE part = ?1")?.execute([&digest.0])?;
    let _ = ledger.prepare_cached("DELETE FROM parts WHERE digest = ?1")?.execute([&digest.0])?;
    Ok(())
}

fn received(ledger: &Connection, number: &str) -> Result<Option<Received>, LedgerFault> {
    let sql = "SELECT digest, state, terminal, received, sealed, official_number
               FROM envelopes WHERE number = ?1";
    let row = ledger
        .prepare_cached(sql)?
        .query_row([number], |row| {
            Ok((
                Digest(row.get(0)?),
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, Option<i64>>(3)?,
                row.get::<_, Vec<u8>>(4)?,
                row.get::<_, Option<String>>(5)?,
            ))
        })
        .optional()?;
    let Some((digest, state, terminal, seconds, sealed, official_number)) = row else {
        return Ok(None);
    };
    let state = state_named(&state).ok_or(LedgerFault::Damaged)?;
    let received =
        seconds.map(Timestamp::from_second).transpose().map_err(|_| LedgerFault::Damaged)?;
    let sql = "SELECT mark FROM marks WHERE digest = ?1 ORDER BY mark";
    let mut statement = ledger.prepare_cached(sql)?;
    let marks = statement.query_map([&digest.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let number = number.to_owned();
    Ok(Some(Received { digest, number, state, terminal, received, sealed, marks, official_number }))
}

/// All states, as the ledger writes them; the same words travel.
const STATES: &[(State, &str)] = &[
    (State::Incomplet, "incomplet"),
    (State::Recu, "recu"),
    (State::ARevoir, "a_revoir"),
    (State::Conflit, "conflit"),
    (State::Transmis, "transmis"),
];

fn state_named(word: &str) -> Option<State> {
    STATES.iter().find(|(_, known)| *known == word).map(|(state, _)| *state)
}

/// The word of a state in the ledger, on the wire and in metrics.
pub fn state_word(state: State) -> &'static str {
    STATES.iter().find(|(known, _)| *known == state).map_or("", |(_, word)| *word)
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Gap => "gap",
        Mark::Behind => "behind",
        Mark::RolledBack => "rolled_back",
        Mark::Clock => "clock",
        Mark::Signature => "signature",
        Mark::OtherTerminal => "other_terminal",
        Mark::Closed => "closed",
        Mark::Review => "review",
        Mark::SecondOfDraft => "second_of_draft",
    }
}
