//! Which keys of a keyboard are those of the tactile keypad, as the operator sets it.
//!
//! A keypad sends keys as any keyboard does. Only the keys of [`KEYS`] can be named: letters,
//! and every combination of keys, stay out of reach (SEC-04). Reads no event by itself.

use std::time::Duration;

use super::stroke::Stroke;

/// The keys that a keypad may send, by the names that the settings use.
pub const KEYS: &[&str] = &[
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "Enter",
    "Escape",
    "Space",
    "Tab",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
    "F13",
    "F14",
    "F15",
    "F16",
    "F17",
    "F18",
    "F19",
    "F20",
    "F21",
    "F22",
    "F23",
    "F24",
    "none",
];

/// The name of no key at all.
const NONE: &str = "none";

/// What a key of the keypad does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its key")]
pub enum Button {
    Up,
    Down,
    Left,
    Right,
    Ok,
    Back,
    Help,
    Volume,
    /// The one switch of a person who has one.
    Switch,
    /// The second switch: the highlight goes one further.
    Advance,
}

/// How many there are.
const COUNT: usize = 10;

impl Button {
    /// What it gives to the terminal.
    const fn stroke(self) -> Stroke {
        match self {
            Self::Up => Stroke::Up,
            Self::Down => Stroke::Down,
            Self::Left => Stroke::Left,
            Self::Right => Stroke::Right,
            Self::Ok => Stroke::Ok,
            Self::Back => Stroke::Escape,
            Self::Help => Stroke::Help,
            Self::Volume => Stroke::Volume,
            Self::Switch => Stroke::Switch,
            Self::Advance => Stroke::Advance,
        }
    }
}

/// The keypad of this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keypad {
    keys: [(Button, &'static str); COUNT],
    /// A key that is held repeats after this long, and acts only once. Nothing: it never repeats.
    pub repeat: Option<Duration>,
    /// How long the highlight of a scan stays at first, in half seconds.
    pub scan_step: u8,
}

impl Default for Keypad {
    fn default() -> Self {
        Self::STANDARD
    }
}

impl Keypad {
    /// What an empty file of settings gives.
    pub const STANDARD: Self = Self {
        keys: [
            (Button::Up, "ArrowUp"),
            (Button::Down, "ArrowDown"),
            (Button::Left, "ArrowLeft"),
            (Button::Right, "ArrowRight"),
            (Button::Ok, "F3"),
            (Button::Back, "F4"),
            (Button::Help, "F1"),
            (Button::Volume, "F2"),
            (Button::Switch, "F5"),
            (Button::Advance, "F6"),
        ],
        repeat: Some(Duration::from_secs(1)),
        scan_step: 4,
    };

    /// This key of [`KEYS`] does this. A name that is not of the list changes nothing.
    pub fn set(&mut self, button: Button, key: &str) {
        let key = KEYS.iter().find(|known| **known == key);
        let place = self.keys.iter_mut().find(|(one, _)| *one == button);
        if let (Some(key), Some(place)) = (key, place) {
            place.1 = key;
        }
    }

    /// What a key of this name gives; nothing when it is none of the keypad's. When two have the
    /// same key, the first of the list has it.
    pub fn stroke(&self, key: &str) -> Option<Stroke> {
        let mut keys = self.keys.iter().filter(|_| key != NONE);
        keys.find(|(_, name)| *name == key).map(|(button, _)| button.stroke())
    }
}
