//! Numbers of vehicles: sections 3.1 to 3.3 of the carte grise sheet.
//!
//! Never says that a vehicle exists: a plate with the right shape is only that.

use jiff::civil::{Date, date};

use super::Place::{Digit, Letter};
use super::{Beside, Checked, Fact, Place, excluded, likely, misshapen, stray, typed};

const SIV: [Place; 7] = [Letter, Letter, Digit, Digit, Digit, Letter, Letter];

/// Corsica was one département, 20, on the plates of the vehicles registered before this day.
const CORSICA_DIVIDED: Date = date(1976, 1, 1);

/// A number for life, since 2009: `AB-123-CD`.
pub(super) fn siv(input: &str) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = misshapen(&cleaned, &SIV) {
        return likely(refused, siv);
    }
    if let Some(refused) = excluded(&cleaned, "IOU") {
        return refused;
    }
    let (left, number, right) = (&cleaned[..2], &cleaned[2..5], &cleaned[5..]);
    match (left, number, right) {
        (_, "000", _) => Checked::invalid(&cleaned, "number_zero"),
        ("SS", ..) | (_, _, "SS") => Checked::invalid(&cleaned, "series_ss"),
        ("WW", ..) => Checked::invalid(&cleaned, "provisional"),
        _ => Checked::valid(format!("{left}-{number}-{right}")),
    }
}

/// A number of 1950 to 2009: `123 ABC 76`.
pub(super) fn fni(input: &str, beside: &Beside) -> Checked {
    let divided = beside.first_registered.is_none_or(|day| day >= CORSICA_DIVIDED);
    fni_of(&typed(input), !divided)
}

/// A number of a moped, since 2004 or 2009: `AB-123-C`.
pub(super) fn cyclo(input: &str) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = stray(&cleaned) {
        return refused;
    }
    let Some((letters, number, last)) = cyclo_parts(&cleaned) else {
        return Checked::invalid(cleaned, "cyclo_shape");
    };
    if let Some(refused) = excluded(&cleaned, "IOU") {
        return refused;
    }
    match (letters, number) {
        (_, "000") => Checked::invalid(&cleaned, "number_zero"),
        (_, number) if number.len() == 2 && number < "11" => {
            Checked::invalid(&cleaned, "below").number("found", number).number("limit", 11)
        }
        ("SS", _) => Checked::invalid(&cleaned, "series_ss"),
        ("WW", _) => Checked::invalid(&cleaned, "provisional"),
        _ => Checked::valid(format!("{letters}-{number}-{last}")),
    }
}

/// Any of the three, with its shape; the old number of Corsica is looked at again, for only the
/// date of the vehicle can say whether it goes.
pub(super) fn any(input: &str, beside: &Beside) -> Checked {
    let cleaned = typed(input);
    let shaped = |checked: Checked, shape, former: bool| {
        checked.fact("shape", Fact::Word(shape)).fact("former_corsica", Fact::YesNo(former))
    };
    if cyclo_parts(&cleaned).is_some() {
        return shaped(cyclo(&cleaned), "cyclo", false);
    }
    if let Some((_, _, place)) = fni_parts(&cleaned) {
        let former = place == "20";
        let checked = match fni_of(&cleaned, true) {
            checked
                if former && checked.reason.is_none() && fni(input, beside).reason.is_some() =>
            {
                Checked::warning(checked.normalized, "former_corsica")
            }
            checked => checked,
        };
        return shaped(checked, "fni", former);
    }
    let checked = siv(&cleaned);
    let unshaped = matches!(checked.reason, Some("length" | "character"));
    match stray(&cleaned) {
        None if unshaped => Checked::invalid(cleaned, "plate_shape").suggest(checked.suggestion),
        _ => shaped(checked, "siv", false),
    }
}

fn fni_of(cleaned: &str, former_corsica: bool) -> Checked {
    if let Some(refused) = stray(cleaned) {
        return refused;
    }
    let Some((number, letters, place)) = fni_parts(cleaned) else {
        return Checked::invalid(cleaned, "fni_shape");
    };
    if number.starts_with('0') {
        return Checked::invalid(cleaned, "leading_zero").number("found", number);
    }
    if let Some(refused) = excluded(cleaned, "IO") {
        return refused;
    }
    if letters.len() == 3 && number.len() > 3 {
        return Checked::invalid(cleaned, "fni_digits").number("found", number);
    }
    if !(is_departement(place) || (former_corsica && place == "20")) {
        return Checked::invalid(cleaned, "departement").number("found", place);
    }
    let normalized = format!("{number} {letters} {place}");
    match letters {
        "W" | "WW" => Checked::invalid(cleaned, "provisional"),
        "TT" => Checked::warning(normalized, "transit"),
        _ if letters.contains('U') => Checked::warning(normalized, "letter_u"),
        _ => Checked::valid(normalized),
    }
}

/// One to four digits, one to three letters, two or three signs of a département.
fn fni_parts(cleaned: &str) -> Option<(&str, &str, &str)> {
    let (number, rest) = cut(cleaned, |sign| sign.is_ascii_digit(), 1..=4)?;
    let (letters, place) = cut(rest, |sign| sign.is_ascii_uppercase(), 1..=3)?;
    let digits = place.bytes().all(|sign| sign.is_ascii_digit());
    let shaped = matches!(place, "2A" | "2B") || (digits && matches!(place.len(), 2 | 3));
    shaped.then_some((number, letters, place))
}

/// One or two letters, two or three digits, one letter.
fn cyclo_parts(cleaned: &str) -> Option<(&str, &str, &str)> {
    let (letters, rest) = cut(cleaned, |sign| sign.is_ascii_uppercase(), 1..=2)?;
    let (number, last) = cut(rest, |sign| sign.is_ascii_digit(), 2..=3)?;
    let letter = last.len() == 1 && last.bytes().all(|sign| sign.is_ascii_uppercase());
    letter.then_some((letters, number, last))
}

/// The signs at the beginning that are of a kind, when their count goes, and what follows them.
fn cut(
    text: &str,
    kind: fn(&u8) -> bool,
    count: std::ops::RangeInclusive<usize>,
) -> Option<(&str, &str)> {
    let found = text.bytes().take_while(kind).count();
    if count.contains(&found) { text.split_at_checked(found) } else { None }
}

/// The départements that a plate of that time may name.
fn is_departement(place: &str) -> bool {
    match place {
        "2A" | "2B" => true,
        "20" => false,
        _ if place.len() == 2 => ("01"..="95").contains(&place),
        _ => ("971"..="976").contains(&place),
    }
}
