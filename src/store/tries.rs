//! How often a code may be tried on this terminal (SEC-13). Kept through a restart.

use super::{Store, StoreFault};

/// Tries that find nothing, at most, within [`TRIES_WINDOW`].
pub const MOST_TRIES: u32 = 5;
/// Seconds.
pub const TRIES_WINDOW: i64 = 15 * 60;

/// Whether a code may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// Yes, and it is counted already. So many are left after it.
    Left(u32),
    /// No: not before so many seconds, and the mediator is called.
    Locked(i64),
}

impl Store {
    /// Counts one try before it is made, so that pulling the plug gives none for free. Only a
    /// code whose check symbol is right comes here. `clock` is the terminal's clock in seconds:
    /// a clock that was put back never locks for longer than the window.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn try_code(&mut self, clock: i64) -> Result<Tries, StoreFault> {
        self.write(|tx| {
            let _future = tx.execute("UPDATE try SET at = ?1 WHERE at > ?1", [clock])?;
            let _old = tx.execute("DELETE FROM try WHERE at <= ?1", [clock - TRIES_WINDOW])?;
            let (count, oldest): (u32, Option<i64>) =
                tx.query_row("SELECT count(*), min(at) FROM try", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            if count >= MOST_TRIES {
                return Ok(Tries::Locked(oldest.unwrap_or(clock) + TRIES_WINDOW - clock));
            }
            let _row = tx.execute("INSERT INTO try (at) VALUES (?1)", [clock])?;
            Ok(Tries::Left(MOST_TRIES - count - 1))
        })
    }

    /// The code was right: the tries before it were its owner's.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn code_was_right(&mut self) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _tries = tx.execute("DELETE FROM try", [])?;
            Ok(())
        })
    }
}
