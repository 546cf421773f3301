//! Numbers of the cards and of the passport: sections 5.1, 5.2 and 5.4 of the CNI sheet.
//!
//! Never says that a paper is genuine: a number with the right shape is only that.

use super::Place::{Digit, Either, Letter};
use super::{Checked, Fact, Place, compact, misshapen, mrz, sized, stray};

const CNI_OLD: [Place; 12] =
    [Digit, Digit, Digit, Digit, Either, Either, Either, Digit, Digit, Digit, Digit, Digit];
const CNIE: [Place; 9] = [Either; 9];
const PASSPORT: [Place; 9] = [Digit, Digit, Letter, Letter, Digit, Digit, Digit, Digit, Digit];

/// A card made until 2021: year, month, three signs of the service, five digits.
pub(super) fn cni_old(input: &str) -> Checked {
    let cleaned = compact(input);
    if let Some(typed) = check_digit_typed(&cleaned, &CNI_OLD) {
        return typed;
    }
    if misshapen(&cleaned, &CNIE).is_none() {
        return Checked::invalid(&cleaned, "new_number").number("found", 9).number("wanted", 12);
    }
    if let Some(refused) = misshapen(&cleaned, &CNI_OLD) {
        return refused;
    }
    let part = |from, to| cleaned.get(from..to).and_then(|part: &str| part.parse().ok());
    let (year, month) = (part(0, 2).unwrap_or(0i64), part(2, 4).unwrap_or(0i64));
    if !(1..=12).contains(&month) {
        let refused = Checked::invalid(&cleaned, "month").number("position", 3);
        return refused.number("found", &cleaned[2..4]);
    }
    // The first of these cards is of 1988, the last of 2021.
    let century = if year < 50 { 2000 } else { 1900 };
    Checked::valid(&cleaned)
        .fact("year", Fact::Number(century + year))
        .fact("month", Fact::Number(month))
}

/// A card made since 2021: nine letters or digits without a meaning.
pub(super) fn cnie(input: &str) -> Checked {
    let cleaned = compact(input);
    if let Some(typed) = check_digit_typed(&cleaned, &CNIE) {
        return typed;
    }
    if misshapen(&cleaned, &CNI_OLD).is_none() {
        return Checked::invalid(&cleaned, "old_number").number("found", 12).number("wanted", 9);
    }
    misshapen(&cleaned, &CNIE).unwrap_or_else(|| Checked::valid(cleaned))
}

/// A French passport: two digits, two letters, five digits.
pub(super) fn passport(input: &str) -> Checked {
    let cleaned = compact(input);
    check_digit_typed(&cleaned, &PASSPORT)
        .or_else(|| misshapen(&cleaned, &PASSPORT))
        .unwrap_or_else(|| Checked::valid(cleaned))
}

/// The number of any identity paper, of any State: section 3.2 of the permis sheet.
pub(super) fn piece_identite(input: &str) -> Checked {
    let cleaned = compact(input).replace(['.', '/'], "");
    stray(&cleaned).unwrap_or_else(|| sized(&cleaned, 6..=20))
}

/// One sign too many, which is the check digit of the others: the end of the zone was copied too.
fn check_digit_typed(cleaned: &str, shape: &[Place]) -> Option<Checked> {
    let (number, last) = cleaned.split_at_checked(shape.len())?;
    let digit = last.parse::<u8>().ok().filter(|_| last.len() == 1)?;
    if misshapen(number, shape).is_some() || digit != mrz::digit::of(number) {
        return None;
    }
    let typed = Checked::invalid(cleaned, "check_digit_typed").suggest(number.to_owned());
    Some(typed.number("found", shape.len() + 1).number("wanted", shape.len()))
}
