//! From a key of a keyboard on the table to a stroke: a list of what is allowed, nothing else.
//!
//! Control, Alt and the logo key never reach the application, nor a function key that is not set
//! as one of the keypad's (SEC-04). The characters of AltGr do: the system gives them as text,
//! without a modifier.

use crate::kiosk::keypad::Keypad;
use crate::kiosk::stroke::Stroke;
use iced::keyboard::key::Named;
use iced::keyboard::{Event, Key, Modifiers};
use std::time::{Duration, Instant};

/// The key that is down, and since when.
#[derive(Clone, Debug, Default)]
pub struct Held(Option<Instant>);

impl Held {
    /// Whether a key that is held long enough may act again: the time to let it go is the
    /// person's, not the system's.
    pub fn lets(&mut self, event: &Event, keypad: &Keypad, now: Instant) -> Pass {
        match event {
            Event::KeyPressed { repeat: false, .. } => {
                self.0 = Some(now);
                Pass::Goes
            }
            Event::KeyPressed { .. } => {
                let held =
                    self.0.map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
                let after = keypad.repeat.unwrap_or(Duration::MAX);
                if held >= after { Pass::Goes } else { Pass::Stays }
            }
            Event::KeyReleased { .. } | Event::ModifiersChanged(_) => Pass::Stays,
        }
    }
}

/// Whether an event of the keyboard goes further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// It does.
    Goes,
    /// It does not.
    Stays,
}

/// The stroke of a key that goes down; none for a key that is not allowed.
///
/// A key that is held repeats letters and arrows, never an activation.
pub fn stroke(event: &Event, keypad: &Keypad) -> Option<Stroke> {
    let Event::KeyPressed { key, modifiers, text, repeat, .. } = event else { return None };
    if modifiers.intersects(Modifiers::CTRL | Modifiers::ALT | Modifiers::LOGO) {
        return None;
    }
    let stroke = match key {
        Key::Named(named) => {
            let plain = !modifiers.contains(Modifiers::SHIFT);
            let pad = name(*named).filter(|_| plain).and_then(|name| keypad.stroke(name));
            pad.or_else(|| from_named(*named, *modifiers))?
        }
        Key::Character(_) | Key::Unidentified => from_text(text.as_deref()?)?,
    };
    let moves = matches!(
        stroke,
        Stroke::Char(_)
            | Stroke::Backspace
            | Stroke::Delete
            | Stroke::Up
            | Stroke::Down
            | Stroke::Left
            | Stroke::Right
            | Stroke::Tab
            | Stroke::BackTab
    );
    if *repeat && !moves { None } else { Some(stroke) }
}

/// The name of a key that a keypad may send, as the settings write it.
const fn name(named: Named) -> Option<&'static str> {
    Some(match named {
        Named::ArrowUp => "ArrowUp",
        Named::ArrowDown => "ArrowDown",
        Named::ArrowLeft => "ArrowLeft",
        Named::ArrowRight => "ArrowRight",
        Named::Enter => "Enter",
        Named::Escape => "Escape",
        Named::Space => "Space",
        Named::Tab => "Tab",
        Named::Home => "Home",
        Named::End => "End",
        Named::PageUp => "PageUp",
        Named::PageDown => "PageDown",
        _ => return function(named),
    })
}

/// The name of a function key.
const fn function(named: Named) -> Option<&'static str> {
    Some(match named {
        Named::F1 => "F1",
        Named::F2 => "F2",
        Named::F3 => "F3",
        Named::F4 => "F4",
        Named::F5 => "F5",
        Named::F6 => "F6",
        Named::F7 => "F7",
        Named::F8 => "F8",
        Named::F9 => "F9",
        Named::F10 => "F10",
        Named::F11 => "F11",
        Named::F12 => "F12",
        Named::F13 => "F13",
        Named::F14 => "F14",
        Named::F15 => "F15",
        Named::F16 => "F16",
        Named::F17 => "F17",
        Named::F18 => "F18",
        Named::F19 => "F19",
        Named::F20 => "F20",
        Named::F21 => "F21",
        Named::F22 => "F22",
        Named::F23 => "F23",
        Named::F24 => "F24",
        _ => return None,
    })
}

const fn from_named(named: Named, modifiers: Modifiers) -> Option<Stroke> {
    Some(match named {
        Named::Backspace => Stroke::Backspace,
        Named::Delete => Stroke::Delete,
        Named::ArrowLeft => Stroke::Left,
        Named::ArrowRight => Stroke::Right,
        Named::ArrowUp => Stroke::Up,
        Named::ArrowDown => Stroke::Down,
        Named::Home => Stroke::Home,
        Named::End => Stroke::End,
        Named::Tab if modifiers.contains(Modifiers::SHIFT) => Stroke::BackTab,
        Named::Tab => Stroke::Tab,
        Named::Enter => Stroke::Enter,
        Named::Space => Stroke::Space,
        Named::Escape => Stroke::Escape,
        _ => return None,
    })
}

fn from_text(text: &str) -> Option<Stroke> {
    let mut chars = text.chars();
    let (only, None) = (chars.next()?, chars.next()) else { return None };
    match only {
        // French layouts give a no-break space with AltGr.
        ' ' | '\u{a0}' | '\u{202f}' => Some(Stroke::Space),
        // Private use: some systems give function keys as such characters.
        '\u{e000}'..='\u{f8ff}' => None,
        other if other.is_control() || other.is_whitespace() => None,
        other => Some(Stroke::Char(other)),
    }
}
