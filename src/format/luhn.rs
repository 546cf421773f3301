//! The sum of Luhn, of bank cards and of French companies: every second digit counts twice.
//!
//! Never sees a 0 and a 9 in the wrong order.

/// Whether the sum of these ASCII digits ends with 0; other signs count nothing.
pub(super) fn holds(digits: &str) -> bool {
    let value = |(place, digit): (usize, u8)| match (place % 2, digit.wrapping_sub(b'0')) {
        (_, 10..) => 0,
        (0, digit) => u32::from(digit),
        (_, digit @ 0..=4) => u32::from(digit) * 2,
        (_, digit) => u32::from(digit) * 2 - 9,
    };
    digits.bytes().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}
