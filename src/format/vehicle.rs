//! Numbers of a vehicle and of its papers: sections 3.4 to 3.6 of the carte grise sheet.
//!
//! Never refuses a number for its North-American check digit: Europe does not use it.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::Place::{Digit, Letter};
use super::{Beside, Checked, Fact, Place, excluded, likely, misshapen, out_of_place, typed};

const FORMULE: [Place; 11] =
    [Digit, Digit, Digit, Digit, Letter, Letter, Digit, Digit, Digit, Digit, Digit];
/// The first certificates with such a number.
const FIRST_YEAR: i16 = 2009;

/// Signs of a whole number, of ISO 3779.
const WHOLE: usize = 17;
/// Numbers had any length before this day,
const OLD_VEHICLE: Date = date(1981, 1, 1);
/// and some were still short before this one.
const RECENT_VEHICLE: Date = date(1990, 1, 1);

/// Days that a code of cession lives.
const CODE_LIFE: i32 = 15;

/// The number under the title of a certificate: year of issue, two letters, five digits.
pub(super) fn formule(input: &str, beside: &Beside) -> Checked {
    let cleaned = typed(input);
    if let Some(refused) = misshapen(&cleaned, &FORMULE) {
        return likely(refused, |meant| formule(meant, beside));
    }
    let year: i16 = cleaned[..4].parse().unwrap_or(0);
    let last = beside.day.year();
    if !(FIRST_YEAR..=last).contains(&year) {
        let refused = Checked::invalid(cleaned, "formule_year").number("found", year);
        return refused.number("least", FIRST_YEAR).number("most", last);
    }
    let checked = match beside.certificate.map(Date::year) {
        Some(wanted) if wanted != year => {
            let differs = Checked::warning(cleaned, "formule_date");
            differs.number("found", year).number("wanted", wanted)
        }
        _ => Checked::valid(cleaned),
    };
    checked.fact("year", Fact::Number(year.into()))
}

/// The number struck on a vehicle: seventeen signs, or fewer on a vehicle that is said to be old.
pub(super) fn vin(input: &str, beside: &Beside) -> Checked {
    let first = beside.first_registered.unwrap_or(RECENT_VEHICLE);
    let cleaned = typed(input);
    let signs = cleaned.chars().count();
    if let Some(refused) = misread(&cleaned, if first < RECENT_VEHICLE { 1 } else { WHOLE }) {
        return likely(refused, |meant| vin(meant, beside));
    }
    let checked = if signs == WHOLE && is_odd_for_europe(&cleaned) {
        Checked::warning(&cleaned, "vin_end")
    } else if signs < WHOLE && first >= OLD_VEHICLE {
        Checked::warning(&cleaned, "vin_short").number("found", signs).number("wanted", WHOLE)
    } else {
        Checked::valid(&cleaned)
    };
    facts(checked, &cleaned)
}

/// The number of a vehicle of any age: one to seventeen signs. A rule judges the date.
pub(super) fn vin_ancien(input: &str) -> Checked {
    let cleaned = typed(input);
    match misread(&cleaned, 1) {
        Some(refused) => likely(refused, vin_ancien),
        None if cleaned.len() == WHOLE && is_odd_for_europe(&cleaned) => {
            facts(Checked::warning(&cleaned, "vin_end"), &cleaned)
        }
        None => facts(Checked::valid(&cleaned), &cleaned),
    }
}

/// The code that a seller gives to the buyer. Its hyphens are not dropped: nobody knows its rule.
pub(super) fn code_cession(input: &str, beside: &Beside) -> Checked {
    let code = input.trim().to_ascii_uppercase();
    let signs = code.chars().count();
    if signs == 0 {
        return Checked::invalid("", "empty");
    }
    if let Some(position) = code.chars().position(|sign| !Place::Either.takes(sign)) {
        return out_of_place(&code, position);
    }
    if !(4..=10).contains(&signs) {
        let refused = Checked::invalid(code, "code_size").number("found", signs);
        return refused.number("least", 4).number("most", 10);
    }
    let last = beside.made.map(|made| made.saturating_add(CODE_LIFE.days()));
    if last.is_some_and(|last| last < beside.day) {
        return Checked::warning(code, "code_old").number("most", CODE_LIFE);
    }
    if signs != 5 {
        return Checked::warning(code, "code_length").number("found", signs).number("wanted", 5);
    }
    Checked::valid(code)
}

/// What no vehicle has: too few or too many signs, then a letter that is none, then another sign.
fn misread(cleaned: &str, least: usize) -> Option<Checked> {
    let signs = cleaned.chars().count();
    if signs == 0 {
        return Some(Checked::invalid("", "empty").number("wanted", WHOLE));
    }
    if !(least..=WHOLE).contains(&signs) {
        let length = Checked::invalid(cleaned, "length");
        return Some(length.number("found", signs).number("wanted", WHOLE));
    }
    if let Some(refused) = excluded(cleaned, "IOQ") {
        // Nobody knows what a Q was read for.
        let meant = cleaned.replace('I', "1").replace('O', "0");
        return Some(refused.suggest((!meant.contains('Q')).then_some(meant)));
    }
    let position = cleaned.chars().position(|sign| !Place::Either.takes(sign))?;
    Some(out_of_place(cleaned, position))
}

fn facts(checked: Checked, cleaned: &str) -> Checked {
    let signs = i64::try_from(cleaned.len()).unwrap_or(0);
    let north_american =
        cleaned.len() == WHOLE && cleaned.starts_with(|first| "12345".contains(first));
    let check = match check_sign(cleaned) {
        wanted if north_american && cleaned.chars().nth(8) == Some(wanted) => "right",
        _ if north_american => "wrong",
        _ => "none",
    };
    checked.fact("signs", Fact::Number(signs)).fact("check", Fact::Word(check))
}

/// European makers end their numbers with four digits.
fn is_odd_for_europe(cleaned: &str) -> bool {
    let european = cleaned.starts_with(|first: char| ('S'..='Z').contains(&first));
    european && !cleaned.bytes().skip(WHOLE - 4).all(|sign| sign.is_ascii_digit())
}

/// The sign that the ninth place has in North America.
fn check_sign(number: &str) -> char {
    const WEIGHTS: [u32; WHOLE] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let value = |sign: u8| match sign {
        b'0'..=b'9' => sign - b'0',
        b'A'..=b'H' => sign - b'A' + 1,
        b'J'..=b'R' => sign - b'J' + 1,
        b'S'..=b'Z' => sign - b'S' + 2,
        _ => 0,
    };
    let sum: u32 = number.bytes().zip(WEIGHTS).map(|(sign, by)| u32::from(value(sign)) * by).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}
