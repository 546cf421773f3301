//! Sites, one-time tokens and terminals. A terminal's row is never deleted: its key verifies
//! receipts and signatures for as long as papers live.

use std::sync::Arc;

use jiff::Timestamp;
use rand::CryptoRng;
use rusqlite::{Connection, OptionalExtension as _, named_params};
use rustls::pki_types::CertificateDer;
use sha2::{Digest as _, Sha256};

use super::{Ledger, LedgerFault};
use crate::central::authority::{Authority, AuthorityFault, Fingerprint, day};
use crate::seal::{SealingPublic, SigningPublic, TerminalPublic, TerminalSymbols};

/// A place where terminals stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// Short name: `rouen`.
    pub name: String,
    /// Number of its département: `76`.
    pub departement: String,
    /// As people say it.
    pub place: String,
    /// Public half of its recovery pair.
    pub recovery: SealingPublic,
}

/// A terminal that is enrolled and not revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalRow {
    /// `rouen-2`
    pub name: String,
    /// Where it stands.
    pub site: String,
    /// The beginning of its numbers.
    pub symbols: TerminalSymbols,
    /// Verifies its signatures.
    pub key: SigningPublic,
}

/// What a new terminal brings.
pub struct Newcomer {
    /// Hash of the token that it showed.
    pub token: TokenHash,
    /// Its signing key.
    pub key: SigningPublic,
    /// Its certificate request, DER.
    pub request: Vec<u8>,
}

/// A terminal that has just been enrolled.
pub struct Enrolled {
    /// Its row.
    pub terminal: TerminalRow,
    /// Its site.
    pub site: SiteRow,
    /// Its certificate.
    pub certificate: CertificateDer<'static>,
}

/// Why nobody was enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnrolFault {
    /// The token is unknown, used or old: one answer for all three.
    Token,
    /// The certificate request is not one.
    Request,
    /// No symbols are left, or no certificate could be made.
    Exhausted,
}

/// What the ledger keeps of a token. A token has 125 bits of chance: a fast hash is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Of a token as typed: case, spaces and hyphens do not count.
    pub fn of(token: &str) -> Self {
        let mut hash = Sha256::new_with_prefix(b"mpn/v1/token\0");
        let symbols = token.chars().filter(char::is_ascii_alphanumeric);
        symbols.for_each(|symbol| hash.update([symbol.to_ascii_uppercase() as u8]));
        Self(hash.finalize().into())
    }
}

impl Ledger {
    /// The site of this name.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn site(&self, name: &str) -> Result<Option<SiteRow>, LedgerFault> {
        let name = name.to_owned();
        self.read(move |ledger| site(ledger, &name)).await
    }

    /// Keeps a new site, or the new place of a known one; its recovery key never changes.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn keep_site(&self, row: SiteRow) -> Result<(), LedgerFault> {
        self.write(move |ledger| {
            let sql = "INSERT INTO sites (name, departement, place, recovery)
                       VALUES (:name, :departement, :place, :recovery)
                       ON CONFLICT (name) DO UPDATE SET departement = :departement, place = :place";
            let _ = ledger.prepare_cached(sql)?.execute(named_params! {
                ":name": row.name, ":departement": row.departement, ":place": row.place,
                ":recovery": row.recovery.bytes(),
            })?;
            Ok(())
        })
        .await
    }

    /// Keeps a token of a known site.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn keep_token(
        &self,
        token: TokenHash,
        site: &str,
        expires: Timestamp,
    ) -> Result<(), LedgerFault> {
        let site = site.to_owned();
        self.write(move |ledger| {
            let sql = "INSERT INTO tokens (hash, site, expires) VALUES (:hash, :site, :expires)";
            let _ = ledger.prepare_cached(sql)?.execute(named_params! {
                ":hash": token.0, ":site": site, ":expires": expires.as_second(),
            })?;
            Ok(())
        })
        .await
    }

    /// Uses a token up and keeps the new terminal, in one transaction.
    ///
    /// # Errors
    /// The ledger's outside, the newcomer's inside.
    pub async fn enrol(
        &self,
        newcomer: Newcomer,
        authority: Arc<Authority>,
        now: Timestamp,
        mut rng: impl CryptoRng + Send + 'static,
    ) -> Result<Result<Enrolled, EnrolFault>, LedgerFault> {
        self.write(move |ledger| enrol(ledger, &newcomer, &authority, now, &mut rng)).await
    }

    /// The terminal that owns this certificate, unless it was revoked.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn terminal_by_certificate(
        &self,
        certificate: Fingerprint,
    ) -> Result<Option<TerminalRow>, LedgerFault> {
        self.read(move |ledger| terminal(ledger, "certificate = ?1", &certificate.0)).await
    }

    /// The terminal of this name, unless it was revoked.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn terminal_by_name(&self, name: &str) -> Result<Option<TerminalRow>, LedgerFault> {
        let name = name.to_owned();
        self.read(move |ledger| terminal(ledger, "name = ?1", &name)).await
    }

    /// Revokes a terminal: its next request is refused. False when there is none to revoke.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn revoke(&self, name: &str, now: Timestamp) -> Result<bool, LedgerFault> {
        let name = name.to_owned();
        self.write(move |ledger| {
            let sql = "UPDATE terminals SET revoked = ?2 WHERE name = ?1 AND revoked IS NULL";
            Ok(ledger.prepare_cached(sql)?.execute((name, now.as_second()))? == 1)
        })
        .await
    }

    /// The public keys of all terminals, revoked ones too: they verify papers already printed.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn terminal_keys(&self) -> Result<Vec<TerminalPublic>, LedgerFault> {
        self.read(|ledger| {
            let sql = "SELECT symbols, key FROM terminals ORDER BY enrolled, name";
            let mut statement = ledger.prepare_cached(sql)?;
            let rows = statement
                .query_map((), |row| Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 32]>(1)?)))?;
            rows.map(|row| {
                let (symbols, key) = row?;
                let symbols = symbols.parse().map_err(|_| LedgerFault::Damaged)?;
                let key = SigningPublic::from_bytes(&key).map_err(|_| LedgerFault::Damaged)?;
                Ok(TerminalPublic { symbols, key })
            })
            .collect()
        })
        .await
    }
}

fn site(ledger: &Connection, name: &str) -> Result<Option<SiteRow>, LedgerFault> {
    let sql = "SELECT name, departement, place, recovery FROM sites WHERE name = ?1";
    let row = ledger.prepare_cached(sql)?.query_row([name], |row| {
        Ok(SiteRow {
            name: row.get(0)?,
            departement: row.get(1)?,
            place: row.get(2)?,
            recovery: SealingPublic::from_bytes(row.get(3)?),
        })
    });
    Ok(row.optional()?)
}

/// `condition` is one of two constants of this file, never a text from outside.
fn terminal(
    ledger: &Connection,
    condition: &'static str,
    value: &dyn rusqlite::ToSql,
) -> Result<Option<TerminalRow>, LedgerFault> {
    let sql = match condition {
        "name = ?1" => {
            "SELECT name, site, symbols, key FROM terminals
             WHERE name = ?1 AND revoked IS NULL"
        }
        _ => {
            "SELECT name, site, symbols, key FROM terminals
             WHERE certificate = ?1 AND revoked IS NULL"
        }
    };
    let row = ledger.prepare_cached(sql)?.query_row([value], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, [u8; 32]>(3)?))
    });
    let Some((name, site, symbols, key)) = row.optional()? else { return Ok(None) };
    let symbols = symbols.parse().map_err(|_| LedgerFault::Damaged)?;
    let key = SigningPublic::from_bytes(&key).map_err(|_| LedgerFault::Damaged)?;
    Ok(Some(TerminalRow { name, site, symbols, key }))
}

fn enrol(
    ledger: &Connection,
    newcomer: &Newcomer,
    authority: &Authority,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<Result<Enrolled, EnrolFault>, LedgerFault> {
    let sql = "SELECT site FROM tokens WHERE hash = ?1 AND used IS NULL AND expires > ?2";
    let parameters = (newcomer.token.0, now.as_second());
    let known = ledger.prepare_cached(sql)?.query_row(parameters, |row| row.get(0)).optional()?;
    let Some(site_name) = known else { return Ok(Err(EnrolFault::Token)) };
    let site_name: String = site_name;
    let site = site(ledger, &site_name)?.ok_or(LedgerFault::Damaged)?;
    let Some(symbols) = free_symbols(ledger, rng)? else { return Ok(Err(EnrolFault::Exhausted)) };
    let sql = "SELECT count(*) FROM terminals WHERE site = ?1";
    let before: i64 = ledger.prepare_cached(sql)?.query_row([&site_name], |row| row.get(0))?;
    let name = format!("{site_name}-{}", before + 1);
    let certificate = match authority.terminal(&newcomer.request, &name, day(now)) {
        Ok(certificate) => certificate,
        Err(AuthorityFault::Request) => return Ok(Err(EnrolFault::Request)),
        Err(AuthorityFault::Certificate(_)) => return Ok(Err(EnrolFault::Exhausted)),
    };
    let sql = "INSERT INTO terminals (name, site, symbols, key, certificate, enrolled)
               VALUES (:name, :site, :symbols, :key, :certificate, :now)";
    let _ = ledger.prepare_cached(sql)?.execute(named_params! {
        ":name": name, ":site": site_name, ":symbols": symbols.to_string(),
        ":key": newcomer.key.bytes(), ":certificate": Fingerprint::of(&certificate).0,
        ":now": now.as_second(),
    })?;
    let sql = "UPDATE tokens SET used = ?2, terminal = ?3 WHERE hash = ?1";
    let _ = ledger.prepare_cached(sql)?.execute((newcomer.token.0, now.as_second(), &name))?;
    let terminal = TerminalRow { name, site: site_name, symbols, key: newcomer.key };
    Ok(Ok(Enrolled { terminal, site, certificate }))
}

/// Symbols that no terminal ever had. Some of the 22 528 are always free, or the service says
/// so: it then needs longer ones, which is another version of the number.
fn free_symbols(
    ledger: &Connection,
    rng: &mut impl CryptoRng,
) -> Result<Option<TerminalSymbols>, LedgerFault> {
    let mut statement = ledger.prepare_cached("SELECT 1 FROM terminals WHERE symbols = ?1")?;
    for _ in 0..256 {
        let symbols = TerminalSymbols::random(rng);
        if !statement.exists([symbols.to_string()])? {
            return Ok(Some(symbols));
        }
    }
    Ok(None)
}
