//! The number of a dossier, `TTT-CCCC-RRRK`: final at the terminal, even without a network.
//!
//! Three symbols of the terminal (the first is a letter), four of its durable counter, three
//! random ones so that a number cannot be guessed from another, one check symbol. No clock. It
//! has eleven symbols and always its hyphens: it can never be taken for a pré-demande number of
//! France Titres, which is ten letters and digits.

use std::fmt;
use std::str::FromStr;

use rand::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::symbol::{self, Unread};

/// Numbers that one terminal can give before it needs new symbols: four symbols of 32.
pub const SEQ_END: u32 = 1 << 20;

/// The first values of the alphabet are digits; letters come after them.
const FIRST_LETTER: u8 = 10;

/// Why a text is not a number of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Ten letters and digits: it looks like a pré-demande number, which is not ours.
    #[error("number.official")]
    Official,
    /// Not eleven symbols.
    #[error("number.length")]
    Length {
        /// Symbols found.
        found: usize,
    },
    /// A character that is no symbol.
    #[error("number.symbol")]
    Symbol {
        /// Its position among the symbols, from 1.
        position: usize,
    },
    /// The check symbol says that something was mistyped.
    #[error("number.mistyped")]
    Mistyped,
    /// No terminal has such symbols.
    #[error("number.terminal")]
    Terminal,
    /// The terminal's counter is used up: it needs new symbols.
    #[error("number.exhausted")]
    Exhausted,
}

/// The three symbols given to a terminal at enrolment, and new ones after the loss of its disk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerminalSymbols([u8; 3]);

impl TerminalSymbols {
    /// Random ones. Who hands them out sees to it that no two terminals have the same.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let letters = 32 - u32::from(FIRST_LETTER);
        let first = loop {
            // The largest multiple of the count of letters below 2³²: no letter is likelier.
            let drawn = rng.next_u32();
            if drawn < u32::MAX / letters * letters {
                break FIRST_LETTER + (drawn % letters) as u8;
            }
        };
        let rest = rng.next_u32();
        Self([first, (rest & 31) as u8, (rest >> 5 & 31) as u8])
    }
}

impl fmt::Display for TerminalSymbols {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|value| fmt::Write::write_char(f, symbol::letter(*value)))
    }
}

impl fmt::Debug for TerminalSymbols {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TerminalSymbols {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let values = read(text)?;
        let symbols: [u8; 3] =
            values[..].try_into().map_err(|_| NumberFault::Length { found: values.len() })?;
        if symbols[0] < FIRST_LETTER { Err(NumberFault::Terminal) } else { Ok(Self(symbols)) }
    }
}

/// The number of one dossier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number([u8; 11]);

impl Number {
    /// A new number: `seq` comes from the durable counter and is never used twice.
    ///
    /// # Errors
    /// `Exhausted` from [`SEQ_END`] on.
    pub fn mint(
        terminal: TerminalSymbols,
        seq: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, NumberFault> {
        if seq >= SEQ_END {
            return Err(NumberFault::Exhausted);
        }
        let mut values = [0; 11];
        values[..3].copy_from_slice(&terminal.0);
        for (at, value) in values[3..7].iter_mut().enumerate() {
            *value = (seq >> (15 - 5 * at) & 31) as u8;
        }
        let random = rng.next_u32();
        for (at, value) in values[7..10].iter_mut().enumerate() {
            *value = (random >> (5 * at) & 31) as u8;
        }
        values[10] = symbol::check(&values[..10]);
        Ok(Self(values))
    }

    /// The terminal that gave it.
    pub fn terminal(&self) -> TerminalSymbols {
        TerminalSymbols([self.0[0], self.0[1], self.0[2]])
    }

    /// The count of that terminal.
    pub fn seq(&self) -> u32 {
        self.0[3..7].iter().fold(0, |seq, value| seq << 5 | u32::from(*value))
    }

    /// The eleven symbols without hyphens, for a QR; people always see them with hyphens.
    pub fn compact(&self) -> String {
        self.0.iter().map(|value| symbol::letter(*value)).collect()
    }
}

fn read(text: &str) -> Result<zeroize::Zeroizing<Vec<u8>>, NumberFault> {
    symbol::read(text).map_err(|unread| match unread {
        Unread::Symbol(position) => NumberFault::Symbol { position },
        Unread::TooMany => NumberFault::Length { found: usize::MAX },
    })
}

impl FromStr for Number {
    type Err = NumberFault;

    /// As a person writes it: either case, with or without hyphens and spaces, O for 0.
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let shown = text.chars().filter(char::is_ascii_alphanumeric).count();
        if shown == 10 {
            return Err(NumberFault::Official);
        }
        let values = read(text)?;
        let number: [u8; 11] =
            values[..].try_into().map_err(|_| NumberFault::Length { found: values.len() })?;
        if symbol::check(&number[..10]) != number[10] {
            return Err(NumberFault::Mistyped);
        }
        if number[0] < FIRST_LETTER { Err(NumberFault::Terminal) } else { Ok(Self(number)) }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbols = self.compact();
        write!(f, "{}-{}-{}", &symbols[..3], &symbols[3..7], &symbols[7..])
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Serialised as written, and read back only in exactly that form.
macro_rules! serde_as_written {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                let read: $name = text.parse().map_err(de::Error::custom)?;
                if read.to_string() == text {
                    Ok(read)
                } else {
                    Err(de::Error::custom(NumberFault::Mistyped))
                }
            }
        }
    };
}
serde_as_written!(TerminalSymbols);
serde_as_written!(Number);
