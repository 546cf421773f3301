//! The on-screen keyboards as data: which rows of keys, for which kind of entry.
//!
//! Never knows what was typed. A key that types gives the same stroke as a keyboard on the table.

pub mod spot;

use super::action::{Keys, Message, Press};
use super::page::{Id, Key, Keyboard, Say, Spot};
use super::stroke::Stroke;
use super::words::Words;

/// Which keys an entry wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Letters, digits, accents.
    Azerty,
    /// Small letters, `@`, `.fr`, `.com`.
    Email,
    /// Digits.
    Digits,
    /// Digits and `+`.
    Phone,
    /// The three entries of a day.
    Date,
    /// The 32 symbols of a code.
    Code,
    /// The signs of a line that machines read: letters, digits, `<`.
    Line,
}

/// Which letters the keys give now, and where the cursor is on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// Capitals or small letters.
    pub case: Case,
    /// Plain letters or letters with accents.
    pub letters: Plain,
    /// Where a hand is that walks the keys.
    pub spot: Option<Spot>,
}

/// Capitals come first: names are written so on French papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Capitals.
    #[default]
    Capitals,
    /// Small letters.
    Small,
}

/// Plain letters or letters with accents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plain {
    /// A to Z.
    #[default]
    Plain,
    /// É, È, Ç…
    Accents,
}

const LETTER: u16 = 10;

const AZERTY: [&str; 4] = ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn'-"];
const ACCENTS: [&str; 4] = ["éèêëàâäçîï", "ôöùûüÿœæñã", "áíóúõøåßšž", "òìčćłőý.,/"];
const EMAIL: [&str; 4] = ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn._-+"];
const CODE: [&str; 3] = ["1234567890", "ABCDEFGHJKM", "NPQRSTVWXYZ"];
const LINE: [&str; 4] = ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn<"];
const PAD: [&str; 3] = ["123", "456", "789"];

/// The keyboard of an entry.
pub fn keyboard(layout: Layout, layer: Layer, words: Words<'_>) -> Keyboard<Message> {
    let mut keyboard = match layout {
        Layout::Azerty => letters(layer, words),
        Layout::Email => email(layer, words),
        Layout::Digits => pad("digits", None, words),
        Layout::Phone => pad("digits.phone", Some('+'), words),
        Layout::Date => pad("digits.date", None, words),
        Layout::Code => symbols("code", &CODE, words),
        Layout::Line => symbols("line", &LINE, words),
    };
    keyboard.spot = layer.spot.and_then(|spot| spot::within(&keyboard, spot));
    keyboard
}

fn letters(layer: Layer, words: Words<'_>) -> Keyboard<Message> {
    let (name, rows) = match layer.letters {
        Plain::Plain => ("azerty", AZERTY),
        Plain::Accents => ("azerty.accents", ACCENTS),
    };
    let mut rows: Vec<Vec<Key<Message>>> =
        rows.iter().map(|row| signs(row, layer.case, words)).collect();
    let shift = match layer.case {
        Case::Capitals => "keyboard.small",
        Case::Small => "keyboard.capitals",
    };
    rows[3].insert(0, special("key.shift", shift, 20, Press::Keys(Keys::Shift), words));
    rows[3].push(erase(20, words));
    let other = match layer.letters {
        Plain::Plain => "keyboard.accents",
        Plain::Accents => "keyboard.plain",
    };
    rows.push(vec![
        special("key.accents", other, 27, Press::Keys(Keys::Accents), words),
        stroke("key.space", "keyboard.space", 67, Stroke::Space, words),
        special("key.close", "keyboard.close", 27, Press::Keys(Keys::Close), words),
    ]);
    Keyboard { layout: Id::new(name), rows, spot: None }
}

fn email(layer: Layer, words: Words<'_>) -> Keyboard<Message> {
    // An address has small letters: the first layer of this keyboard is the small one.
    let case = match layer.case {
        Case::Capitals => Case::Small,
        Case::Small => Case::Capitals,
    };
    let mut rows: Vec<Vec<Key<Message>>> =
        EMAIL.iter().map(|row| signs(row, case, words)).collect();
    rows[3].push(erase(15, words));
    let shift = match case {
        Case::Capitals => "keyboard.small",
        Case::Small => "keyboard.capitals",
    };
    rows.push(vec![
        special("key.shift", shift, 22, Press::Keys(Keys::Shift), words),
        sign('@', 20, words),
        piece("key.fr", ".fr"),
        piece("key.com", ".com"),
        special("key.close", "keyboard.close", 22, Press::Keys(Keys::Close), words),
    ]);
    Keyboard { layout: Id::new("email"), rows, spot: None }
}

fn pad(name: &'static str, extra: Option<char>, words: Words<'_>) -> Keyboard<Message> {
    let mut rows: Vec<Vec<Key<Message>>> =
        PAD.iter().map(|row| signs(row, Case::Small, words)).collect();
    rows.push(vec![
        erase(LETTER, words),
        sign('0', LETTER, words),
        stroke("key.ok", "keyboard.ok", LETTER, Stroke::Enter, words),
    ]);
    if let Some(extra) = extra {
        rows.push(vec![
            sign(extra, LETTER, words),
            special("key.close", "keyboard.close", 2 * LETTER, Press::Keys(Keys::Close), words),
        ]);
    }
    Keyboard { layout: Id::new(name), rows, spot: None }
}

/// Capitals and digits only, without another layer.
fn symbols(name: &'static str, rows: &[&str], words: Words<'_>) -> Keyboard<Message> {
    let mut rows: Vec<Vec<Key<Message>>> =
        rows.iter().map(|row| signs(row, Case::Capitals, words)).collect();
    rows.push(vec![
        special("key.close", "keyboard.close", 30, Press::Keys(Keys::Close), words),
        erase(30, words),
        stroke("key.ok", "keyboard.ok", 30, Stroke::Enter, words),
    ]);
    Keyboard { layout: Id::new(name), rows, spot: None }
}

fn signs(row: &str, case: Case, words: Words<'_>) -> Vec<Key<Message>> {
    let cased = row.chars().map(|letter| match case {
        Case::Capitals => capital(letter),
        Case::Small => letter,
    });
    cased.map(|letter| sign(letter, LETTER, words)).collect()
}

/// One capital for one letter: `ß` has its own since 2017.
fn capital(letter: char) -> char {
    match letter {
        'ß' => 'ẞ',
        other => other.to_uppercase().next().unwrap_or(other),
    }
}

/// A key that types itself. Its name is the small letter, so that it does not move with the layer.
fn sign(letter: char, width: u16, words: Words<'_>) -> Key<Message> {
    let small = match letter {
        'ẞ' => 'ß',
        other => other.to_lowercase().next().unwrap_or(other),
    };
    let name = match spoken(letter) {
        Some(key) => Say::aloud(letter.to_string(), words.text(key)),
        None => Say::plain(letter.to_string()),
    };
    Key {
        id: Id::of(format!("key.{small}")),
        name,
        width,
        press: Message::Stroke(Stroke::Char(letter)),
    }
}

/// Signs that have no sound of their own.
fn spoken(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\'' => "keyboard.sign.apostrophe",
        '-' => "keyboard.sign.hyphen",
        '.' => "keyboard.sign.dot",
        ',' => "keyboard.sign.comma",
        '/' => "keyboard.sign.slash",
        '_' => "keyboard.sign.underscore",
        '@' => "keyboard.sign.at",
        '+' => "keyboard.sign.plus",
        '<' => "keyboard.sign.less",
        _ => return None,
    })
}

fn erase(width: u16, words: Words<'_>) -> Key<Message> {
    stroke("key.erase", "keyboard.erase", width, Stroke::Backspace, words)
}

fn stroke(
    id: &'static str,
    key: &str,
    width: u16,
    stroke: Stroke,
    words: Words<'_>,
) -> Key<Message> {
    Key { id: Id::new(id), name: words.say(key), width, press: Message::Stroke(stroke) }
}

fn special(
    id: &'static str,
    key: &str,
    width: u16,
    press: Press,
    words: Words<'_>,
) -> Key<Message> {
    Key { id: Id::new(id), name: words.say(key), width, press: Message::Press(press) }
}

fn piece(id: &'static str, text: &'static str) -> Key<Message> {
    let press = Message::Press(Press::Keys(Keys::Text(text)));
    Key { id: Id::new(id), name: Say::plain(text), width: 20, press }
}
