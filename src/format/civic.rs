//! Numbers of a person in the State's files: section 3 of the sheet of checks.
//!
//! Never asked for by the kiosk: no request needs the number of social security. These checks see
//! one where it should not stand, and try what a paper says.

use super::Place::{Digit, Either};
use super::{Checked, Fact, Place, misshapen, out_of_place, typed};

const NIR: [Place; 15] = [
    Digit, Digit, Digit, Digit, Digit, Digit, Either, Digit, Digit, Digit, Digit, Digit, Digit,
    Digit, Digit,
];

/// The number of social security: thirteen signs and a key of two digits.
pub(super) fn nir(input: &str) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = misshapen(&cleaned, &NIR) {
        // The twin of a misread sign would need the key, which is what may be wrong.
        return refused.suggest(None);
    }
    // Three and four, seven and eight are the provisional numbers of women and men.
    if !cleaned.starts_with(['1', '2', '3', '4', '7', '8']) {
        return out_of_place(&cleaned, 0);
    }
    // Corsica counts as two departments of the north.
    let place = match &cleaned[5..7] {
        "2A" => "19",
        "2B" => "18",
        place if place.bytes().all(|sign| sign.is_ascii_digit()) => place,
        _ => return out_of_place(&cleaned, 6),
    };
    let number = format!("{}{place}{}", &cleaned[..5], &cleaned[7..13]);
    let key = 97 - remainder(&number, 97);
    keyed(cleaned.clone(), &cleaned[13..], key, 2)
}

/// The number of a taxpayer: ten digits and a key of three.
pub(super) fn spi(input: &str) -> Checked {
    let cleaned = typed(input);
    match taxpayer(&cleaned) {
        Err(refused) => refused,
        Ok(key) => keyed(cleaned.clone(), &cleaned[10..], key, 3),
    }
}

/// The number of a taxpayer where a wrong key is only looked at again: the State prints some.
pub(super) fn spi_avis(input: &str) -> Checked {
    let cleaned = typed(input);
    let checked = match taxpayer(&cleaned) {
        Err(refused) => return refused,
        Ok(key) => keyed(cleaned.clone(), &cleaned[10..], key, 3),
    };
    let right = checked.reason.is_none();
    let checked = if right { checked } else { Checked::warning(cleaned, "check_key") };
    checked.fact("key_right", Fact::YesNo(right))
}

/// The key that a taxpayer's number should have.
fn taxpayer(cleaned: &str) -> Result<u64, Checked> {
    if let Some(refused) = misshapen(cleaned, &[Digit; 13]) {
        return Err(refused.suggest(None));
    }
    if !cleaned.starts_with(['0', '1', '2', '3']) {
        return Err(out_of_place(cleaned, 0));
    }
    Ok(remainder(&cleaned[..10], 511))
}

/// The right key is not told: it would turn any mistake into a number.
fn keyed(cleaned: String, found: &str, wanted: u64, digits: usize) -> Checked {
    if found == format!("{wanted:0digits$}") {
        Checked::valid(cleaned)
    } else {
        Checked::invalid(cleaned, "check_key").number("found", found)
    }
}

fn remainder(digits: &str, by: u64) -> u64 {
    digits.bytes().fold(0, |rest, digit| (rest * 10 + u64::from(digit.wrapping_sub(b'0'))) % by)
}
