//! Numbers of companies and of their establishments: section 3.7 of the carte grise sheet.
//!
//! Never says that a company exists.

use super::Place::Digit;
use super::{Beside, Checked, likely, luhn, misshapen, typed};

/// The one company whose establishments also have another sum.
const LA_POSTE: &str = "356000000";
/// What the register of vehicles writes for a body that has no number.
const NONE: &str = "000000000";

/// A company: nine digits.
pub(super) fn siren(input: &str) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = misshapen(&cleaned, &[Digit; 9]) {
        return likely(refused, siren);
    }
    match cleaned.as_str() {
        NONE => Checked::invalid(cleaned, "default_number"),
        number if !luhn::holds(number) => Checked::invalid(cleaned, "luhn"),
        _ => Checked::valid(cleaned),
    }
}

/// An establishment: the nine digits of its company, and five.
pub(super) fn siret(input: &str, beside: &Beside) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = misshapen(&cleaned, &[Digit; 14]) {
        return likely(refused, |meant| siret(meant, beside));
    }
    let company = &cleaned[..9];
    let sum: u32 = cleaned.bytes().map(|digit| u32::from(digit - b'0')).sum();
    let holds = luhn::holds(&cleaned) || (company == LA_POSTE && sum.is_multiple_of(5));
    if company == NONE {
        return Checked::invalid(&cleaned, "default_number");
    }
    if !luhn::holds(company) {
        return Checked::invalid(&cleaned, "luhn_siren").number("found", company);
    }
    if !holds {
        return Checked::invalid(&cleaned, "luhn");
    }
    match beside.siren.as_deref().map(typed) {
        Some(wanted) if !wanted.is_empty() && wanted != company => {
            let other = Checked::invalid(&cleaned, "other_siren").number("found", company);
            other.number("wanted", wanted)
        }
        _ => Checked::valid(cleaned),
    }
}
