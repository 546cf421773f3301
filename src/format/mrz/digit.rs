//! The check digit of ICAO 9303, also used by the French card of 1988.
//!
//! Never sees signs that are equal modulo ten (0, A, K, U, `<`), nor the swap of two neighbours
//! whose values differ by five.

/// The check digit of a text: weights 7, 3, 1; `A` is 10; `<` and anything else count nothing.
pub(in crate::format) fn of(text: &str) -> u8 {
    let weights = [7, 3, 1].into_iter().cycle();
    let sum: u32 = text.bytes().zip(weights).map(|(sign, weight)| value(sign) * weight).sum();
    (sum % 10) as u8
}

fn value(sign: u8) -> u32 {
    match sign {
        b'0'..=b'9' => u32::from(sign - b'0'),
        b'A'..=b'Z' => u32::from(sign - b'A') + 10,
        _ => 0,
    }
}
