//! The mediator stops the clock of a visit with a code that the operator set.
//!
//! Whoever knows the code gets time and nothing else. It is compared and never shown.

use zeroize::Zeroizing;

use super::Kiosk;
use super::page::Id;
use super::screen::pause::FIELD;
use super::stroke::Stroke;
use super::typing::{Letters, Line};
use super::visit::Over;

/// Digits of the longest code.
pub const LONGEST: usize = 8;

/// What the operator sets.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Setting {
    /// `visit.pause_code`: 4 to 8 digits; empty, and no clock can be stopped.
    pub code: String,
    /// `visit.pause_minutes`: after so long the clock goes on by itself.
    pub minutes: u32,
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setting").field("minutes", &self.minutes).finish_non_exhaustive()
    }
}

/// The clock of this visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// It goes.
    #[default]
    Going,
    /// It stands until this time, in milliseconds of the steady clock.
    Stopped(u64),
}

/// What the mediator types, and what came of it.
#[derive(Clone, Default)]
pub struct Pause {
    /// The clock.
    pub clock: Clock,
    /// The digits typed.
    pub typed: Zeroizing<String>,
    /// What is known of them.
    pub tried: Tried,
}

/// What is known of the digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tried {
    /// Nothing yet.
    #[default]
    No,
    /// They are not the code.
    Wrong,
}

impl std::fmt::Debug for Pause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pause").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl Kiosk {
    /// *Le médiateur arrête le temps*: asks for the code; or the clock goes on.
    pub(super) fn turn_clock(&mut self) {
        self.visit.idle.seen(self.now.ms);
        if matches!(self.visit.pause.clock, Clock::Stopped(_)) {
            self.visit.pause = Pause::default();
            return;
        }
        self.visit.pause = Pause::default();
        self.visit.over = Some(Over::Pause);
        self.focus_on(Some(Id::new(FIELD)));
    }

    /// A digit of the code.
    pub(super) fn pause_typed(&mut self, line: &Line, stroke: Stroke) {
        let Some(edited) = line.edit(stroke, Letters::Digits, LONGEST) else { return };
        self.visit.caret = edited.caret;
        if edited.text != line.text {
            self.visit.pause.typed = edited.text.into();
            self.visit.pause.tried = Tried::No;
        }
    }

    /// The code is given: the clock stands, or one more try is counted.
    pub(super) fn stop_clock(&mut self) {
        let given = std::mem::take(&mut self.visit.pause.typed);
        let setting = &self.settings.pause;
        if !setting.code.is_empty() && *given == setting.code {
            let until = self.now.ms + u64::from(setting.minutes) * 60_000;
            self.visit.pause = Pause { clock: Clock::Stopped(until), ..Pause::default() };
            self.visit.over = None;
            self.visit.focus = None;
            return;
        }
        self.visit.pause.tried = Tried::Wrong;
        self.pins.retain(|at| self.now.ms - at < super::TRIES_MS);
        self.pins.push(self.now.ms);
        self.focus_on(Some(Id::new(FIELD)));
    }

    /// While the clock stands, somebody is there; at its limit it goes on from now.
    pub(super) fn hold_clock(&mut self) {
        if let Clock::Stopped(until) = self.visit.pause.clock {
            self.visit.idle.seen(self.now.ms);
            if self.now.ms >= until {
                self.visit.pause = Pause::default();
            }
        }
    }
}
