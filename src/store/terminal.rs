//! Who this terminal is, the numbers it gives, and the time it trusts.

use rand::CryptoRng;
use rusqlite::{OptionalExtension, Row, named_params};
use zeroize::Zeroizing;

use super::schema::{json, parsed, to_json};
use super::{Store, StoreFault};
use crate::seal::number::NumberFault;
use crate::seal::{
    Cost, DraftId, Number, SealingPublic, SigningPublic, SigningSecret, TerminalSymbols,
};

/// What a terminal was given at enrolment, and its own private keys. Never shown.
pub struct Identity {
    /// Name of the terminal, also of its certificate: `rouen-2`.
    pub name: String,
    /// The first three symbols of its numbers.
    pub symbols: TerminalSymbols,
    /// Number of its département: `76`.
    pub departement: String,
    /// Short name of its site: `rouen`.
    pub site: String,
    /// Address of the central service: `https://central.example:8443`.
    pub central: String,
    /// Signs manifests and receipts.
    pub signing: SigningSecret,
    /// Private key of its TLS certificate (PKCS #8, DER).
    pub tls_key: Zeroizing<Vec<u8>>,
    /// TLS client certificate (DER).
    pub certificate: Vec<u8>,
    /// Root of the central service's own authority (DER).
    pub authority: Vec<u8>,
    /// Keys that dossiers are sealed to; the first is the one to use.
    pub sealing_keys: Vec<SealingPublic>,
    /// Verifies acknowledgements.
    pub acknowledgement_key: SigningPublic,
    /// The site's recovery key, if it has one.
    pub recovery_key: Option<SealingPublic>,
    /// What a try of a code costs.
    pub cost: Cost,
}

fn identity(row: &Row<'_>) -> Result<Identity, StoreFault> {
    let seed: Zeroizing<Vec<u8>> = Zeroizing::new(row.get("signing_key")?);
    let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| StoreFault::Row)?;
    let recovery: Option<String> = row.get("recovery_key")?;
    let acknowledgement: String = row.get("acknowledgement_key")?;
    Ok(Identity {
        name: row.get("name")?,
        symbols: parsed(row, "symbols")?,
        departement: row.get("departement")?,
        site: row.get("site")?,
        central: row.get("central")?,
        signing: SigningSecret::from_bytes(seed),
        tls_key: Zeroizing::new(row.get("tls_key")?),
        certificate: row.get("certificate")?,
        authority: row.get("authority")?,
        sealing_keys: json(row, "sealing_keys")?,
        acknowledgement_key: SigningPublic::from_text(&acknowledgement)
            .map_err(|_| StoreFault::Row)?,
        recovery_key: recovery
            .map(|text| SealingPublic::from_text(&text).map_err(|_| StoreFault::Row))
            .transpose()?,
        cost: json(row, "cost")?,
    })
}

impl Store {
    /// Who this terminal is; nobody before its enrolment.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn identity(&self) -> Result<Option<Identity>, StoreFault> {
        let mut query = self.connection.prepare("SELECT * FROM terminal")?;
        query.query_and_then([], identity)?.next().transpose()
    }

    /// Enrolled, for the first time or anew. What waits in the outbox stays as it was signed.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn enrol(&mut self, identity: &Identity) -> Result<(), StoreFault> {
        let sealing_keys = to_json(&identity.sealing_keys)?;
        let cost = to_json(&identity.cost)?;
        self.write(|tx| {
            let _row = tx.execute(
                "INSERT OR REPLACE INTO terminal (one, name, symbols, departement, site, central,
                     signing_key, tls_key, certificate, authority, sealing_keys,
                     acknowledgement_key, recovery_key, cost)
                 VALUES (1, :name, :symbols, :departement, :site, :central, :signing, :tls_key,
                     :certificate, :authority, :sealing_keys, :acknowledgement, :recovery, :cost)",
                named_params! {
                    ":name": identity.name,
                    ":symbols": identity.symbols.to_string(),
                    ":departement": identity.departement,
                    ":site": identity.site,
                    ":central": identity.central,
                    ":signing": identity.signing.seed().as_slice(),
                    ":tls_key": identity.tls_key.as_slice(),
                    ":certificate": identity.certificate,
                    ":authority": identity.authority,
                    ":sealing_keys": sealing_keys,
                    ":acknowledgement": identity.acknowledgement_key.to_text(),
                    ":recovery": identity.recovery_key.as_ref().map(SealingPublic::to_text),
                    ":cost": cost,
                },
            )?;
            let _row = tx.execute(
                "INSERT OR IGNORE INTO counter (symbols, next) VALUES (?1, 0)",
                [identity.symbols.to_string()],
            )?;
            Ok(())
        })
    }

    /// The number that the dossier of a draft will have: the same one however often it is asked,
    /// so that the count has no gap when sealing is interrupted.
    ///
    /// # Errors
    /// `Unknown` when there is no such draft or this terminal is nobody; `Conflict` when its
    /// count is used up and it needs new symbols.
    pub fn number_for(
        &mut self,
        draft: DraftId,
        rng: &mut impl CryptoRng,
    ) -> Result<Number, StoreFault> {
        self.write(|tx| {
            let symbols: TerminalSymbols =
                tx.query_row("SELECT symbols FROM terminal", [], |row| {
                    Ok(parsed(row, "symbols"))
                })??;
            let given: Option<String> =
                tx.query_row("SELECT number FROM draft WHERE id = ?1", [draft.0], |row| {
                    row.get(0)
                })?;
            if let Some(number) = given {
                let number: Number = number.parse().map_err(|_| StoreFault::Row)?;
                if number.terminal() == symbols {
                    return Ok(number);
                }
            }
            let seq: u32 = tx.query_row(
                "UPDATE counter SET next = next + 1 WHERE symbols = ?1 RETURNING next - 1",
                [symbols.to_string()],
                |row| row.get(0),
            )?;
            let number = Number::mint(symbols, seq, rng).map_err(|fault| match fault {
                NumberFault::Exhausted => StoreFault::Conflict,
                _ => StoreFault::Row,
            })?;
            let _row = tx.execute(
                "UPDATE draft SET number = ?2 WHERE id = ?1",
                (draft.0, number.to_string()),
            )?;
            Ok(number)
        })
    }

    /// Trusted time, seconds since 1970: heard from the central service, or heard plus the time
    /// since by a monotonic clock. It never goes back.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn heard(&mut self, trusted: i64) -> Result<(), StoreFault> {
        self.write(|tx| {
            let _row = tx.execute(
                "INSERT INTO clock (one, trusted) VALUES (1, ?1)
                 ON CONFLICT (one) DO UPDATE SET trusted = max(trusted, excluded.trusted)",
                [trusted],
            )?;
            Ok(())
        })
    }

    /// The latest trusted time that was written down: after a start, trusted time goes on here.
    ///
    /// # Errors
    /// Of the disk only.
    pub fn trusted_time(&self) -> Result<Option<i64>, StoreFault> {
        let query = "SELECT trusted FROM clock";
        Ok(self.connection.query_row(query, [], |row| row.get(0)).optional()?)
    }
}
