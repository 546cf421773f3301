//! The *code de reprise*: what a citizen keeps in order to find a draft again, anywhere.
//!
//! Twelve random symbols (60 bits) and one check symbol. The code opens the draft by itself: no
//! rate limit protects it against a stolen disk, its entropy and Argon2id do. It is never
//! logged, never stored, never sent.

use rand::CryptoRng;
use zeroize::Zeroizing;

use super::symbol::{self, Unread};

/// Symbols of a code, the check symbol included.
pub const LENGTH: usize = 13;

/// Why what was typed cannot be a code. Found without trying it: none of these counts as a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Not thirteen symbols.
    #[error("code.length")]
    Length {
        /// Symbols found.
        found: usize,
    },
    /// A character that is no symbol.
    #[error("code.symbol")]
    Symbol {
        /// Its position among the symbols, from 1.
        position: usize,
    },
    /// The check symbol says that something was mistyped.
    #[error("code.mistyped")]
    Mistyped,
}

/// A code de reprise whose check symbol is right.
///
/// It cannot be shown by accident:
/// ```compile_fail,E0277
/// let code: mon_point_numerique::seal::Code = todo!();
/// println!("{code:?}");
/// ```
/// ```compile_fail,E0277
/// let code: mon_point_numerique::seal::Code = todo!();
/// println!("{code}");
/// ```
/// ```compile_fail,E0277
/// let code: mon_point_numerique::seal::Code = todo!();
/// let _ = serde_json::to_string(&code);
/// ```
pub struct Code(Zeroizing<[u8; LENGTH]>);

impl Code {
    /// A new one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut values = Zeroizing::new([0; LENGTH]);
        rng.fill_bytes(&mut values[..LENGTH - 1]);
        values.iter_mut().for_each(|value| *value &= 31);
        values[LENGTH - 1] = symbol::check(&values[..LENGTH - 1]);
        Self(values)
    }

    /// As a person writes it: either case, any spaces and hyphens, O for 0, I and L for 1.
    ///
    /// # Errors
    /// At once, without the cost of a try, when it cannot be a code.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let read = symbol::read(text).map_err(|unread| match unread {
            Unread::Symbol(position) => CodeFault::Symbol { position },
            Unread::TooMany => CodeFault::Length { found: usize::MAX },
        })?;
        if read.len() != LENGTH {
            return Err(CodeFault::Length { found: read.len() });
        }
        let mut values = Zeroizing::new([0; LENGTH]);
        values.copy_from_slice(&read);
        if symbol::check(&values[..LENGTH - 1]) == values[LENGTH - 1] {
            Ok(Self(values))
        } else {
            Err(CodeFault::Mistyped)
        }
    }

    /// The thirteen symbols, for the QR of the ticket and for the derivation.
    pub fn compact(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        text.extend(self.0.iter().map(|value| symbol::letter(*value)));
        text
    }

    /// In four groups, 4-4-4-1, as people see it.
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + 3));
        for (at, value) in self.0.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(symbol::letter(*value));
        }
        text
    }
}
