//! The text of the QR on a receipt: signed by the terminal, verified without any network.
//!
//! `MPN1:number:DÉMARCHE:date:digest:signature`, only in characters of the alphanumeric mode of a
//! QR, so that the picture stays small. No personal data: the digest is that of sealed bytes.

use jiff::civil::Date;

use super::sign::Domain;
use super::{Digest, Number, Signature, SigningSecret, TerminalPublic, symbol};

/// Bytes of the digest that the QR carries: 160 bits, a whole number of symbols.
const SHORT: usize = 20;

/// Why a text is not a receipt of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// Not the text of a receipt.
    #[error("receipt.not_ours")]
    NotOurs,
    /// No key of that terminal in the list.
    #[error("receipt.unknown_terminal")]
    UnknownTerminal,
    /// Altered, or signed by someone else.
    #[error("receipt.not_signed")]
    NotSigned,
}

/// What a genuine receipt says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The number of the dossier.
    pub number: Number,
    /// The démarche, in lower case: `cni`.
    pub demarche: String,
    /// The sealing date.
    pub date: Date,
    /// The first 20 bytes of the digest of the sealed bytes.
    pub digest: [u8; SHORT],
}

impl Verified {
    /// The receipt is of exactly this dossier.
    pub fn is_of(&self, digest: Digest) -> bool {
        digest.0[..SHORT] == self.digest
    }
}

/// The text for the QR. `demarche` is its short name: letters, digits, hyphens (`carte-grise`).
///
/// # Errors
/// `NotOurs` for a name that the QR cannot carry.
pub fn write(
    number: Number,
    demarche: &str,
    date: Date,
    digest: Digest,
    by: &SigningSecret,
) -> Result<String, ReceiptFault> {
    if !plain(&demarche.to_ascii_uppercase()) {
        return Err(ReceiptFault::NotOurs);
    }
    let signed = format!(
        "MPN1:{}:{}:{:04}{:02}{:02}:{}",
        number.compact(),
        demarche.to_ascii_uppercase(),
        date.year(),
        date.month(),
        date.day(),
        symbol::encode(&digest.0[..SHORT]),
    );
    let signature = by.sign(Domain::Receipt, signed.as_bytes());
    Ok(format!("{signed}:{}", symbol::encode(&signature.0)))
}

/// Believes the text of a QR if a known terminal signed it.
///
/// # Errors
/// See [`ReceiptFault`].
pub fn verify(text: &str, terminals: &[TerminalPublic]) -> Result<Verified, ReceiptFault> {
    let text = text.trim();
    let (signed, signature) = text.rsplit_once(':').ok_or(ReceiptFault::NotOurs)?;
    let said = read(signed).ok_or(ReceiptFault::NotOurs)?;
    let signature = Signature(symbol::decode(signature).ok_or(ReceiptFault::NotOurs)?);
    let mut keys =
        terminals.iter().filter(|known| known.symbols == said.number.terminal()).peekable();
    if keys.peek().is_none() {
        return Err(ReceiptFault::UnknownTerminal);
    }
    keys.find(|known| known.key.verify(Domain::Receipt, signed.as_bytes(), &signature).is_ok())
        .map(|_| said)
        .ok_or(ReceiptFault::NotSigned)
}

fn plain(demarche: &str) -> bool {
    (1..=20).contains(&demarche.len())
        && demarche.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
}

fn read(signed: &str) -> Option<Verified> {
    let fields: Vec<&str> = signed.split(':').collect();
    let ["MPN1", number, demarche, date, digest] = fields[..] else { return None };
    let read: Number = number.parse().ok()?;
    if read.compact() != number || !plain(demarche) {
        return None;
    }
    if date.len() != 8 || !date.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| date[range].parse::<i16>().ok();
    let date =
        Date::new(part(0..4)?, part(4..6)?.try_into().ok()?, part(6..8)?.try_into().ok()?).ok()?;
    Some(Verified {
        number: read,
        demarche: demarche.to_ascii_lowercase(),
        date,
        digest: symbol::decode(digest)?,
    })
}
