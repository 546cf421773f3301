//! Editing one line of text, stroke by stroke: caret, erasing, normal form, longest length.
//!
//! Never knows which field it edits, never judges what was typed: that is the engine's work.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::stroke::Stroke;

/// What a field lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Everything that can be printed.
    Any,
    /// Digits only.
    Digits,
    /// Digits, spaces and `+`.
    Phone,
    /// Letters and digits of a code, and the hyphens between its groups.
    Code,
}

/// A text and the place of its caret, in characters from the start.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// The text, in normal form C.
    pub text: String,
    /// From 0 to the number of characters.
    pub caret: usize,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("caret", &self.caret).finish_non_exhaustive()
    }
}

impl Line {
    /// A text with the caret at its end.
    pub fn at_end(text: &str) -> Self {
        Self { caret: text.chars().count(), text: text.to_owned() }
    }

    /// The line after one stroke; `None` when the stroke does not edit or would not fit.
    pub fn edit(&self, stroke: Stroke, letters: Letters, most: usize) -> Option<Self> {
        let chars: Vec<char> = self.text.chars().collect();
        let caret = self.caret.min(chars.len());
        match stroke {
            Stroke::Char(letter) => insert(&chars, caret, letter, letters, most),
            Stroke::Space => insert(&chars, caret, ' ', letters, most),
            Stroke::Backspace => {
                let start = before(&chars, caret);
                (start < caret).then(|| cut(&chars, start, caret))
            }
            Stroke::Delete => {
                let end = after(&chars, caret);
                (end > caret).then(|| cut(&chars, caret, end))
            }
            Stroke::Left => Some(Self { text: self.text.clone(), caret: before(&chars, caret) }),
            Stroke::Right => Some(Self { text: self.text.clone(), caret: after(&chars, caret) }),
            Stroke::Home => Some(Self { text: self.text.clone(), caret: 0 }),
            Stroke::End => Some(Self { text: self.text.clone(), caret: chars.len() }),
            _ => None,
        }
    }
}

/// The place one drawn letter earlier: an accent that stands alone goes with its letter.
fn before(chars: &[char], caret: usize) -> usize {
    let mut at = caret;
    while at > 0 {
        at -= 1;
        if !is_combining_mark(chars[at]) {
            break;
        }
    }
    at
}

/// The place one drawn letter later.
fn after(chars: &[char], caret: usize) -> usize {
    let mut at = caret;
    if at < chars.len() {
        at += 1;
    }
    while at < chars.len() && is_combining_mark(chars[at]) {
        at += 1;
    }
    at
}

fn cut(chars: &[char], start: usize, end: usize) -> Line {
    let text = chars[..start].iter().chain(&chars[end..]).collect();
    Line { text, caret: start }
}

fn insert(
    chars: &[char],
    caret: usize,
    letter: char,
    letters: Letters,
    most: usize,
) -> Option<Line> {
    if !letters.lets_in(letter) {
        return None;
    }
    let head: String = chars[..caret].iter().copied().chain([letter]).nfc().collect();
    let at = head.chars().count();
    let text: String = head.chars().chain(chars[caret..].iter().copied()).nfc().collect();
    let length = text.chars().count();
    (length <= most).then_some(Line { caret: at.min(length), text })
}

impl Letters {
    /// A control, a mark that turns the direction of the text, or nothing visible, never enters.
    fn lets_in(self, letter: char) -> bool {
        match self {
            Self::Any => {
                !letter.is_control()
                    && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                    && !matches!(letter, '\u{2060}'..='\u{206f}' | '\u{061c}' | '\u{feff}')
                    && !matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..)
            }
            Self::Digits => letter.is_ascii_digit(),
            Self::Phone => letter.is_ascii_digit() || matches!(letter, ' ' | '+' | '.'),
            Self::Code => letter.is_ascii_alphanumeric() || matches!(letter, '-' | ' '),
        }
    }
}
