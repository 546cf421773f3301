//! From a key of a keyboard on the table to a stroke: a list of what is allowed, nothing else.
//!
//! Control, Alt, the logo key and function keys never reach the application (SEC-04). The
//! characters of AltGr do: the system gives them as text, without a modifier.

use crate::kiosk::stroke::Stroke;
use iced::keyboard::key::Named;
use iced::keyboard::{Event, Key, Modifiers};

/// The stroke of a key that goes down; none for a key that is not allowed.
///
/// A key that is held repeats letters and arrows, never an activation.
pub fn stroke(event: &Event) -> Option<Stroke> {
    let Event::KeyPressed { key, modifiers, text, repeat, .. } = event else { return None };
    if modifiers.intersects(Modifiers::CTRL | Modifiers::ALT | Modifiers::LOGO) {
        return None;
    }
    let stroke = match key {
        Key::Named(named) => from_named(*named, *modifiers)?,
        Key::Character(_) | Key::Unidentified => from_text(text.as_deref()?)?,
    };
    let acts = matches!(stroke, Stroke::Enter | Stroke::Space | Stroke::Escape);
    if *repeat && acts { None } else { Some(stroke) }
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
