//! The 32 letters and digits that people copy by hand, and their check symbol.
//!
//! Crockford's alphabet: no I, L, O, U. The check is the hybrid scheme of ISO 7064 with modulus
//! 33, 32, so that the check symbol belongs to the same alphabet. It sees every single wrong
//! symbol and nearly every swap of two neighbours.

use zeroize::Zeroizing;

/// The symbols by value.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// More symbols than any text of ours has: what is longer is not read further.
const MOST: usize = 512;

/// A character that is no symbol, or too many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Position of the first character that is no symbol, counted in symbols from 1.
    Symbol(usize),
    /// More than any text of ours.
    TooMany,
}

/// Value of a symbol as a person writes it: either case, O for 0, I and L for 1.
pub fn value(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == symbol).map(|at| at as u8)
}

/// The symbol of a value; only the low five bits count.
pub fn letter(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

/// Values of the symbols of `text`, without the spaces and dashes that people put between them.
pub(crate) fn read(text: &str) -> Result<Zeroizing<Vec<u8>>, Unread> {
    let mut values = Zeroizing::new(Vec::with_capacity(text.len().min(MOST)));
    for written in text.chars() {
        if written.is_whitespace() || matches!(written, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
        {
            continue;
        }
        if values.len() == MOST {
            return Err(Unread::TooMany);
        }
        let position = values.len() + 1;
        values.push(value(written).ok_or(Unread::Symbol(position))?);
    }
    Ok(values)
}

/// The check symbol's value for the values before it (ISO 7064, hybrid, modulus 33, 32).
pub fn check(values: &[u8]) -> u8 {
    let product = values.iter().fold(32_u32, |product, value| {
        let sum = (product + u32::from(*value)) % 32;
        (if sum == 0 { 32 } else { sum }) * 2 % 33
    });
    ((33 - product) % 32) as u8
}

/// Bytes as symbols, five bits each, without padding: fit for the alphanumeric mode of a QR.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter((held >> bits) as u8));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(letter((held << (5 - bits)) as u8));
    }
    text
}

/// Back from [`encode`]: exactly `N` bytes, in the one canonical form (upper case, no look-alike
/// letter, zero bits at the end), so that one signature has one text.
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != (N * 8).div_ceil(5) {
        return None;
    }
    let mut bytes = [0; N];
    let (mut held, mut bits, mut at) = (0_u32, 0, 0);
    for symbol in text.chars() {
        held = held << 5 | u32::from(value(symbol)?);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes[at] = (held >> bits) as u8;
            at += 1;
        }
        held &= (1 << bits) - 1;
    }
    (encode(&bytes) == text).then_some(bytes)
}
