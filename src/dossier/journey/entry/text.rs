//! Free text and whole numbers. What is not seen on paper is refused.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{Read, Value};

/// Longer than this, a text is not looked at to see whether it is blank.
pub(super) const BLANK_MAX: usize = 16_384;

/// Letters with their accents as one sign, whatever the keyboard sent.
pub(super) fn composed(typed: &str) -> String {
    if typed.is_ascii() || typed.len() > BLANK_MAX {
        typed.to_owned()
    } else {
        typed.nfc().collect()
    }
}

/// Free text of at most `to` characters on so many lines.
pub(super) fn free(typed: &str, to: u16, lines: u8) -> Read {
    // Four bytes hold any character: a pasted book is refused by its length alone.
    if typed.len() > BLANK_MAX.max(usize::from(to) * 4) {
        return Read::refused_with("too_long", "most", to);
    }
    let text = composed(typed.trim());
    if text.is_empty() {
        return Read::Empty;
    }
    if text.chars().any(|letter| is_hidden(letter) && !(letter == '\n' && lines > 1)) {
        return Read::refused("control_character");
    }
    if text.chars().count() > usize::from(to) {
        return Read::refused_with("too_long", "most", to);
    }
    Read::answer(Value::Text(text, BTreeMap::new()))
}

/// A whole number between two bounds, both included.
pub(super) fn number(typed: &str, from: i64, to: i64) -> Read {
    if typed.len() > 64 {
        return Read::refused("not_a_number");
    }
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.is_empty() {
        return Read::Empty;
    }
    match digits.parse::<i64>() {
        Ok(number) if number < from => Read::refused_with("too_small", "least", from),
        Ok(number) if number > to => Read::refused_with("too_large", "most", to),
        Ok(number) => Read::answer(Value::Number(number)),
        Err(_) => Read::refused("not_a_number"),
    }
}

/// Control characters, and the marks that turn or hide a text.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}
