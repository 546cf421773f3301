//! The terminal's one SQLite file: drafts as ciphertext, sealed dossiers, and who it is.
//!
//! Each public method is one transaction, durable when it returns; a fault means that nothing of
//! it happened. The store opens nothing: what is handed in is encrypted already, and no column
//! holds a word that a citizen typed. It reads no clock either.

mod ballast;
mod draft;
mod outbox;
mod schema;
mod terminal;
mod travel;
mod tries;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::sqlite;
pub use crate::sqlite::StoreFault;
use ballast::Ballast;
pub use draft::{CodeWrap, Kept, NewDraft, Recoverable, SITE_WRAP_LIFE};
pub use outbox::{DELIVERED_LIFE, Lodged, LodgedState, SealedPart};
pub use terminal::Identity;
pub use travel::Unsent;
pub use tries::{MOST_TRIES, TRIES_WINDOW, Tries};

/// The open file. One connection, used by one thread at a time.
pub struct Store {
    connection: Connection,
    ballast: Ballast,
}

impl Store {
    /// Opens the file that is there. Never makes one.
    ///
    /// # Errors
    /// Each is a screen for the mediator: see [`StoreFault`].
    pub fn open(path: &Path) -> Result<Self, StoreFault> {
        Ok(Self::over(sqlite::open(path, &schema::PLAN)?, path))
    }

    /// Makes the file: at enrolment, and for a demonstration.
    ///
    /// # Errors
    /// `Exists` when there is one.
    pub fn create(path: &Path) -> Result<Self, StoreFault> {
        Ok(Self::over(sqlite::create(path, &schema::PLAN)?, path))
    }

    fn over(connection: Connection, path: &Path) -> Self {
        let mut name = PathBuf::from(path).into_os_string();
        name.push("-ballast");
        let mut ballast = Ballast::new(name.into());
        let _room = ballast.restore();
        Self { connection, ballast }
    }

    /// There is room for another visit. When there is not, the current one can still be finished.
    pub fn has_room(&mut self) -> bool {
        self.ballast.restore()
    }

    /// Every page, index and constraint is in order.
    ///
    /// # Errors
    /// `Corrupt`.
    pub fn check(&self) -> Result<(), StoreFault> {
        sqlite::check_whole(&self.connection)
    }

    /// One transaction. On a full disk the ballast goes and the transaction is tried once more:
    /// whoever is in front of the terminal can finish.
    fn write<T>(
        &mut self,
        mut act: impl FnMut(&Transaction<'_>) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        match transact(&mut self.connection, &mut act) {
            Err(StoreFault::Full) if self.ballast.drop_it() => {
                transact(&mut self.connection, &mut act)
            }
            other => other,
        }
    }

    /// After keys were destroyed: they must not be read in the log either. Not done while the
    /// disk refuses; the next shredding does it.
    fn forget_log(&self) {
        if let Err(_later) = sqlite::truncate_log(&self.connection) {}
    }
}

fn transact<T>(
    connection: &mut Connection,
    act: &mut impl FnMut(&Transaction<'_>) -> Result<T, StoreFault>,
) -> Result<T, StoreFault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = act(&transaction)?;
    transaction.commit()?;
    Ok(done)
}
