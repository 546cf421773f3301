//! Numbers of the driving licence and of its request: section 7 of the permis sheet.
//!
//! Never corrects an O into a zero by itself: it only proposes.

mod line;

use jiff::ToSpan as _;

use super::Place::{Digit, Letter};
use super::{Beside, Checked, Fact, Place, compact, likely, misshapen, out_of_place, sized, stray};

pub(super) use line::licence_mrz;

const CARD: [Place; 9] = [Digit, Digit, Letter, Letter, Digit, Digit, Digit, Digit, Digit];
/// Two digits of the year in which the first card was made.
const FIRST_CARD: i16 = 13;

/// Signs of the code of a picture; one glossary says one fewer.
const EPHOTO: usize = 22;
/// Months that a picture lives.
const PICTURE_LIFE: i32 = 6;

/// As people copy a number of this sheet: without blanks, dots, hyphens and slashes.
fn bare(input: &str) -> String {
    compact(input).replace(['.', '/'], "")
}

/// The number of a person for life: year, month, département, office, order; twelve digits.
pub(super) fn neph(input: &str) -> Checked {
    neph_of(&bare(input))
}

/// The number on a licence of any age: today's twelve digits, or five to nineteen signs, or a
/// foreign number that begins with `99-`.
pub(super) fn licence_dossier(input: &str) -> Checked {
    let sort = |checked: Checked, sort| checked.fact("sort", Fact::Word(sort));
    let written: Vec<String> = input.split_whitespace().map(str::to_uppercase).collect();
    let written = written.join(" ");
    if written.strip_prefix("99-").is_some_and(|rest| !rest.is_empty()) {
        return sort(sized(&written, 4..=64), "foreign");
    }
    let cleaned = bare(input);
    if let Some(refused) = stray(&cleaned) {
        return refused;
    }
    let signs = cleaned.len();
    let digits_at_end = cleaned.bytes().rev().take_while(u8::is_ascii_digit).count();
    match signs {
        12 if digits_at_end == 12 => sort(neph_of(&cleaned), "neph"),
        5..=19 if digits_at_end >= 4 => sort(Checked::valid(cleaned), "legacy_four"),
        5..=15 => sort(Checked::valid(cleaned), "legacy_short"),
        16..=19 => Checked::invalid(cleaned, "dossier_end").number("found", signs),
        _ => sized(&cleaned, 5..=19),
    }
}

/// The number of a card, at 5: year of making, two letters, five digits.
pub(super) fn licence_number(input: &str, beside: &Beside) -> Checked {
    let cleaned = bare(input);
    if let Some(refused) = misshapen(&cleaned, &CARD) {
        return likely(refused, |meant| licence_number(meant, beside));
    }
    let year: i16 = cleaned[..2].parse().unwrap_or(0);
    let last = beside.day.year() % 100;
    if (FIRST_CARD..=last).contains(&year) {
        return Checked::valid(cleaned);
    }
    let odd = Checked::warning(&cleaned, "licence_year").number("found", &cleaned[..2]);
    odd.number("least", FIRST_CARD).number("most", last)
}

/// The code of a picture and a signature, with the day of the picture when it is known.
pub(super) fn ephoto(input: &str, beside: &Beside) -> Checked {
    let cleaned = bare(input);
    if let Some(refused) = stray(&cleaned) {
        return refused;
    }
    let signs = cleaned.len();
    if signs.abs_diff(EPHOTO) > usize::from(signs < EPHOTO) {
        let length = Checked::invalid(cleaned, "length");
        return length.number("found", signs).number("wanted", EPHOTO);
    }
    if let Some(taken) = beside.made {
        if taken > beside.day {
            return Checked::invalid(cleaned, "picture_future");
        }
        if taken.saturating_add(PICTURE_LIFE.months()) < beside.day {
            return Checked::invalid(cleaned, "picture_old").number("most", PICTURE_LIFE);
        }
    }
    if signs < EPHOTO {
        let short = Checked::warning(cleaned, "ephoto_length");
        return short.number("found", signs).number("wanted", EPHOTO);
    }
    Checked::valid(cleaned)
}

/// The agreement of a driving school, `E 02 076 1234 0`; another shape is only looked at again.
pub(super) fn agrement_ecole(input: &str) -> Checked {
    let cleaned = bare(input);
    if cleaned.is_empty() {
        return Checked::invalid("", "empty");
    }
    let found = cleaned.chars().count();
    if found > 30 {
        return Checked::invalid(cleaned, "too_long").number("found", found).number("most", 30);
    }
    let digits = cleaned.strip_prefix('E').unwrap_or_default();
    if digits.len() == 10 && digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return Checked::valid(cleaned);
    }
    Checked::warning(cleaned, "agrement_shape")
}

fn neph_of(cleaned: &str) -> Checked {
    if let Some(position) = cleaned.chars().position(|sign| !sign.is_ascii_digit()) {
        let meant: Option<String> = cleaned.chars().map(|sign| Digit.twin(sign)).collect();
        return likely(out_of_place(cleaned, position).suggest(meant), neph_of);
    }
    if let Some(refused) = misshapen(cleaned, &[Digit; 12]) {
        return refused;
    }
    let (month, place, order) = (&cleaned[2..4], &cleaned[4..6], &cleaned[8..]);
    if cleaned.bytes().all(|digit| cleaned.starts_with(char::from(digit))) {
        return Checked::invalid(cleaned, "all_equal");
    }
    if !("01"..="12").contains(&month) {
        return Checked::warning(cleaned, "month").number("found", month).number("position", 3);
    }
    if !("01"..="95").contains(&place) && !matches!(place, "97" | "98") {
        return Checked::warning(cleaned, "neph_departement").number("found", place);
    }
    if order == "0000" {
        return Checked::warning(cleaned, "neph_order").number("found", order);
    }
    Checked::valid(cleaned)
}
