//! The electronic tax stamp: section 5.3 of the CNI sheet, 7.5 of the permis sheet.
//!
//! Never keeps what looks like a bank card without a warning.

use super::Place::Digit;
use super::{Checked, Fact, compact, luhn, misshapen};

/// Sixteen digits, with no check digit that anyone has published.
pub(super) fn timbre(input: &str) -> Checked {
    let cleaned = compact(input).replace(['.', '/'], "");
    if let Some(refused) = misshapen(&cleaned, &[Digit; 16]) {
        return refused;
    }
    let first = cleaned.as_bytes()[0];
    if cleaned.bytes().all(|digit| digit == first) {
        return Checked::invalid(cleaned, "all_equal");
    }
    if (b'2'..=b'6').contains(&first) && luhn::holds(&cleaned) {
        return Checked::warning(cleaned, "bank_card").fact("bank_card", Fact::YesNo(true));
    }
    Checked::valid(cleaned).fact("bank_card", Fact::YesNo(false))
}
