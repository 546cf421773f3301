//! Pieces of an address and references of an act: section 4.6 of the CNI sheet, NF Z10-011.
//!
//! Never corrects the name of a street: it only refuses what does not fit on an envelope.

use super::Checked;

/// Longest line of a French address, blanks included.
const LINE: usize = 38;
/// Longest number of a decree, a declaration or an act.
const REFERENCE: usize = 30;

/// Name of a street, or any line of an address: at most 38 signs, no underscore.
pub(super) fn line(input: &str) -> Checked {
    let cleaned = one_line(input);
    let found = cleaned.chars().count();
    let stray = cleaned.chars().position(|sign| !is_of_line(sign));
    match (found, stray) {
        (0, _) => Checked::invalid("", "empty"),
        (_, Some(position)) => super::out_of_place(&cleaned, position),
        (_, None) if found > LINE => {
            Checked::invalid(cleaned, "too_long").number("found", found).number("most", LINE)
        }
        _ if !cleaned.chars().any(char::is_alphanumeric) => Checked::invalid(cleaned, "shape"),
        _ => Checked::valid(cleaned),
    }
}

/// Number in a street: 1 to 9999, and a letter, *bis*, *ter* or *quater*.
pub(super) fn house_number(input: &str) -> Checked {
    let cleaned = one_line(input).to_lowercase();
    let after = cleaned.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let (digits, after) = (&cleaned[..cleaned.len() - after.len()], after.trim_start());
    let after = match after {
        "" | "bis" | "ter" | "quater" => after.to_owned(),
        letter if letter.len() == 1 && letter.bytes().all(|sign| sign.is_ascii_lowercase()) => {
            letter.to_ascii_uppercase()
        }
        _ => return Checked::invalid(cleaned.clone(), "shape"),
    };
    match digits.trim_start_matches('0') {
        _ if cleaned.is_empty() => Checked::invalid("", "empty"),
        number if (1..=4).contains(&number.len()) => {
            Checked::valid(format!("{number} {after}").trim_end())
        }
        _ => Checked::invalid(cleaned, "shape"),
    }
}

/// Number of a decree, of a declaration or of an act: at most 30 signs, as on the paper.
pub(super) fn reference(input: &str) -> Checked {
    let cleaned = one_line(input);
    let found = cleaned.chars().count();
    match found {
        0 => Checked::invalid("", "empty"),
        _ if found > REFERENCE => {
            Checked::invalid(cleaned, "too_long").number("found", found).number("most", REFERENCE)
        }
        _ if !cleaned.chars().any(char::is_alphanumeric) => Checked::invalid(cleaned, "shape"),
        _ => Checked::valid(cleaned),
    }
}

/// One blank between words, straight apostrophes: how an address is kept.
fn one_line(input: &str) -> String {
    let words: Vec<&str> = input.split_whitespace().collect();
    words.join(" ").replace(['\u{2018}', '\u{2019}'], "'")
}

fn is_of_line(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '\'' | '/' | '.' | ',' | '(' | ')' | '°')
}
