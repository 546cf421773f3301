//! One stroke of a keyboard, whichever it is: the one on the screen or the one on the table.
//!
//! It is the whole list of what a keyboard may do to the terminal. It never carries a modifier.

use std::fmt;

/// A stroke. What is typed is never shown by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its key")]
pub enum Stroke {
    /// A character that can be printed, other than the space.
    Char(char),
    Backspace,
    Delete,
    Left,
    Right,
    Home,
    End,
    Up,
    Down,
    Tab,
    BackTab,
    Enter,
    /// The space bar: a character in a field, a touch on any other control.
    Space,
    Escape,
    /// *OK* of a keypad: in an entry it leads to the keys of the screen.
    Ok,
    /// *Help* of a keypad: what was said, again.
    Help,
    /// *Volume* of a keypad: the page of the voice.
    Volume,
    /// The one switch of a person who has one.
    Switch,
    /// The second switch: the highlight goes one further.
    Advance,
}

impl fmt::Debug for Stroke {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Char(_) => "Char",
            Self::Backspace => "Backspace",
            Self::Delete => "Delete",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Home => "Home",
            Self::End => "End",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Tab => "Tab",
            Self::BackTab => "BackTab",
            Self::Enter => "Enter",
            Self::Space => "Space",
            Self::Escape => "Escape",
            Self::Ok => "Ok",
            Self::Help => "Help",
            Self::Volume => "Volume",
            Self::Switch => "Switch",
            Self::Advance => "Advance",
        })
    }
}
