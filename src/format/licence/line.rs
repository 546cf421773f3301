//! The line on the front of a licence: section 7.3 of the permis sheet.
//!
//! Never a zone of ICAO: its first check digit covers the code of the document too.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::super::mrz::digit;
use super::Place::{Digit, Letter};
use super::{Beside, Checked, Fact, Place, bare, likely, out_of_place};

const SIGNS: usize = 30;
/// The codes that were seen on licences.
const DOCUMENTS: [&str; 4] = ["D1", "A1", "A2", "B1"];
const NUMBER: [Place; 9] = [Digit, Digit, Letter, Letter, Digit, Digit, Digit, Digit, Digit];
/// The most signs of a name.
const NAME: usize = 8;

/// Thirty signs: document, country, number, check, end of validity, name, check.
pub(in crate::format) fn licence_mrz(input: &str, beside: &Beside) -> Checked {
    let cleaned = bare(input);
    let found = cleaned.chars().count();
    if found == 0 {
        return Checked::invalid("", "empty").number("wanted", SIGNS);
    }
    if found != SIGNS {
        let length = Checked::invalid(cleaned, "length");
        return length.number("found", found).number("wanted", SIGNS);
    }
    let known = |sign: char| Place::Either.takes(sign) || sign == '<';
    if let Some(position) = cleaned.chars().position(|sign| !known(sign)) {
        return out_of_place(&cleaned, position);
    }
    let end = match read(&cleaned) {
        Ok(end) => end,
        Err(refused) => {
            let again = Some(meant(&cleaned)).filter(|meant| *meant != cleaned);
            return likely(refused.suggest(again), |meant| licence_mrz(meant, beside));
        }
    };
    let named = |name: &String| cleaned[21..29] == on_card(name);
    let checked = if beside.surnames.is_empty() || beside.surnames.iter().any(named) {
        Checked::valid(&cleaned)
    } else {
        Checked::warning(&cleaned, "line_name")
            .number("found", cleaned[21..29].trim_end_matches('<'))
    };
    checked.fact("expired", Fact::YesNo(end < beside.day)).fact("until", Fact::Day(end))
}

/// The end of validity, or the first thing that is wrong, in the order of the sheet.
fn read(line: &str) -> Result<Date, Checked> {
    let refused = |reason, from: usize, to: usize| {
        let refused = Checked::invalid(line, reason).number("line", 1);
        refused.number("position", from + 1).number("found", &line[from..to])
    };
    if !DOCUMENTS.contains(&&line[..2]) {
        return Err(refused("document", 0, 2));
    }
    if &line[2..5] != "FRA" {
        return Err(refused("line_country", 2, 5));
    }
    let stray = line[5..14].chars().zip(NUMBER).position(|(sign, place)| !place.takes(sign));
    if let Some(position) = stray {
        return Err(out_of_place(line, 5 + position));
    }
    let check = |reason, at: usize| match digit::of(&line[..at]).to_string() {
        wanted if line[at..=at] == wanted => Ok(()),
        wanted => Err(refused(reason, at, at + 1).number("wanted", wanted)),
    };
    check("check_number", 14)?;
    let end = day(&line[15..21]).ok_or_else(|| refused("mrz_date", 15, 21))?;
    let letters = line[21..29].bytes().all(|sign| sign.is_ascii_uppercase() || sign == b'<');
    if !letters || line[21..].starts_with('<') {
        return Err(refused("mrz_name", 21, 29));
    }
    check("check_composite", 29)?;
    Ok(end)
}

/// `YYMMDD` of this century.
fn day(text: &str) -> Option<Date> {
    if !text.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| text[from..from + 2].parse::<i8>().ok();
    Date::new(2000 + i16::from(part(0)?), part(2)?, part(4)?).ok()
}

/// The line with each sign of the sort that its place wants, as a machine may have misread it.
fn meant(line: &str) -> String {
    let place = |at: usize| match at {
        0 | 2..=4 | 7 | 8 | 21..=28 => Letter,
        _ => Digit,
    };
    line.chars().enumerate().map(|(at, sign)| place(at).twin(sign).unwrap_or(sign)).collect()
}

/// A name as a card has it: plain capitals, no apostrophe, a filler for a blank or a hyphen.
fn on_card(name: &str) -> String {
    let upper = name.trim().to_uppercase().replace('Œ', "OE").replace('Æ', "AE");
    let signs = upper.nfd().filter(|sign| !is_combining_mark(*sign));
    let signs = signs.filter(|sign| !matches!(sign, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}'));
    let filled =
        |sign: char| if sign.is_whitespace() || super::super::is_hyphen(sign) { '<' } else { sign };
    let mut written: String = signs.map(filled).take(NAME).collect();
    while written.chars().count() < NAME {
        written.push('<');
    }
    written
}
