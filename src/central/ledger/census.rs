//! Counts of the ledger, for the metrics: never a name or a number of a dossier.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::envelope::state_word;
use super::{Ledger, LedgerFault};
use crate::sync::wire::State;

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    dossiers: BTreeMap<String, u64>,
    /// Drafts that may be resumed.
    pub drafts: u64,
    /// Terminals that may speak.
    pub terminals: u64,
    /// Envelopes refused because their number belongs to another.
    pub conflicts: u64,
    /// Dossiers before which a number is not here.
    pub gaps: u64,
}

impl Census {
    /// Dossiers in this state.
    pub fn dossiers(&self, state: State) -> u64 {
        self.dossiers.get(state_word(state)).copied().unwrap_or(0)
    }
}

impl Ledger {
    /// Counts everything.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn census(&self) -> Result<Census, LedgerFault> {
        self.read(census).await
    }
}

fn census(ledger: &Connection) -> Result<Census, LedgerFault> {
    let count = |sql: &'static str| {
        let number: i64 = ledger.prepare_cached(sql)?.query_row((), |row| row.get(0))?;
        Ok::<_, LedgerFault>(number.cast_unsigned())
    };
    let mut statement =
        ledger.prepare_cached("SELECT state, count(*) FROM envelopes GROUP BY state")?;
    let rows =
        statement.query_map((), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    Ok(Census {
        dossiers: rows.collect::<Result<_, _>>()?,
        drafts: count("SELECT count(DISTINCT draft) FROM sides")?,
        terminals: count("SELECT count(*) FROM terminals WHERE revoked IS NULL")?,
        conflicts: count("SELECT count(*) FROM conflicts")?,
        gaps: count("SELECT count(*) FROM marks WHERE mark = 'gap'")?,
    })
}
