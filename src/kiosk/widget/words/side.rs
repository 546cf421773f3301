//! From which side a text is written: marks for texts that hold words of both directions.
//!
//! They are invisible, and only drawn: what is said, walked and tested keeps its own words.

use std::borrow::Cow;

/// Begins a text from the right whatever its first letter is.
const FROM_THE_RIGHT: char = '\u{200f}';
/// What stands between these two is read from the left, and is one thing for what is around it.
const ISOLATE: char = '\u{2066}';
const END: char = '\u{2069}';

/// From which side the page of a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::kiosk::widget) enum Side {
    /// From the left.
    #[default]
    Left,
    /// From the right.
    Right,
}

/// Whether a text has a letter of a script that is written from the right.
pub(super) fn turns(text: &str) -> bool {
    text.chars().any(from_the_right)
}

/// Hebrew, Arabic, and their drawn forms.
pub(super) const fn from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// The text as it is drawn on such a page, and how many bytes come before its first letter.
///
/// On a page from the right, a sentence that begins with a Latin word would be taken for one from
/// the left; and the groups of a number, or a plate that begins with a figure, would change
/// places, for each group of figures is a thing of its own there.
pub(super) fn marked(text: &str, side: Side) -> (Cow<'_, str>, usize) {
    if side == Side::Left || !turns(text) {
        return (Cow::Borrowed(text), 0);
    }
    let first = text.chars().find(|letter| letter.is_alphabetic());
    let latin = first.is_some_and(|letter| !from_the_right(letter));
    let mut marked = String::with_capacity(text.len() + 16);
    marked.extend(latin.then_some(FROM_THE_RIGHT));
    let mark = marked.len();
    let mut rest = text;
    while let Some((before, run, after)) = next_run(rest) {
        marked.push_str(before);
        marked.push(ISOLATE);
        marked.push_str(run);
        marked.push(END);
        rest = after;
    }
    marked.push_str(rest);
    (Cow::Owned(marked), mark)
}

/// One line of a text that was broken into lines: it begins at the side of its page, whatever is
/// in it.
pub(super) fn line(text: &str, side: Side) -> Cow<'_, str> {
    let (marked, mark) = marked(text, side);
    if side == Side::Left || mark > 0 {
        return marked;
    }
    Cow::Owned(format!("{FROM_THE_RIGHT}{marked}"))
}

/// The next figures that are followed by more figures or by Latin letters, with what comes before
/// and after.
fn next_run(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find(|sign: char| sign.is_ascii_alphanumeric())?;
        let rest = &text[start..];
        let stop = |sign: char| !(sign.is_ascii_alphanumeric() || " \u{a0}-".contains(sign));
        let run = &rest[..rest.find(stop).unwrap_or(rest.len())];
        let run = run.trim_end_matches([' ', '\u{a0}', '-']);
        let several = run.contains([' ', '-']);
        if several && run.starts_with(|sign: char| sign.is_ascii_digit()) {
            return Some((&text[..start], run, &rest[run.len()..]));
        }
        from = start + run.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let marked = marked(text, Side::Right).0;
        marked.replace(ISOLATE, "[").replace(END, "]").replace(FROM_THE_RIGHT, "!")
    }

    #[test]
    fn a_sentence_that_begins_with_a_latin_word_is_from_the_right() {
        assert_eq!(drawn("BE أو CE"), "!BE أو CE");
        assert_eq!(drawn("« WLTP » على"), "!« WLTP » على");
        assert_eq!(drawn("ثم BE"), "ثم BE");
        assert_eq!(marked("BE أو CE", Side::Right).1, 3);
    }

    #[test]
    fn the_groups_of_a_number_stay_in_their_order() {
        assert_eq!(drawn("مثل 732 829 320."), "مثل [732 829 320].");
        assert_eq!(drawn("أو 123 ABC 76."), "أو [123 ABC 76].");
        assert_eq!(drawn("(02 32 94 90 20)، ثم 123-AB-76"), "([02 32 94 90 20])، ثم [123-AB-76]");
        assert_eq!(drawn("مثل AB-123-CD أو 7 من 9"), "مثل AB-123-CD أو 7 من 9");
    }

    #[test]
    fn what_has_one_direction_is_left_alone() {
        assert_eq!(drawn("02 32 94 90 20"), "02 32 94 90 20");
        assert_eq!(marked("ثم 1 2", Side::Left).0, "ثم 1 2");
    }
}
