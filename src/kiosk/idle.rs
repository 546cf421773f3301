//! How long nobody has touched anything, and what that means. Never reads a clock.

use crate::dossier::draft::Pace;

/// Delays in seconds. The first two are 30 to 600 in `kiosk.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delays {
    /// Without a touch, before the question *are you still there*.
    pub warning: u32,
    /// Of the countdown after it.
    pub countdown: u32,
    /// On a last screen, before the next person.
    pub last: u32,
    /// How many times longer they are for each person who comes.
    pub pace: Pace,
}

impl Delays {
    /// As long as one person wants them.
    pub fn at(self, pace: Pace) -> Self {
        let times = pace.times();
        Self {
            warning: self.warning.saturating_mul(times),
            countdown: self.countdown.saturating_mul(times),
            last: self.last.saturating_mul(times),
            pace,
        }
    }
}

impl Default for Delays {
    fn default() -> Self {
        Self { warning: 120, countdown: 60, last: 15, pace: Pace::Normal }
    }
}

/// When somebody was last there, in milliseconds of the steady clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    seen: u64,
}

/// What the silence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Somebody is there.
    Here,
    /// The countdown runs: this many seconds are left.
    Warned(u32),
    /// Nobody is there.
    Gone,
}

impl Idle {
    /// Somebody is there now.
    pub fn new(now_ms: u64) -> Self {
        Self { seen: now_ms }
    }

    /// Somebody is there now.
    pub fn seen(&mut self, now_ms: u64) {
        self.seen = self.seen.max(now_ms);
    }

    /// During a visit.
    pub fn presence(&self, now_ms: u64, delays: Delays) -> Presence {
        let silent = now_ms.saturating_sub(self.seen) / 1000;
        let warning = u64::from(delays.warning);
        let end = warning + u64::from(delays.countdown);
        if silent < warning {
            Presence::Here
        } else if silent < end {
            Presence::Warned(u32::try_from(end - silent).unwrap_or(u32::MAX))
        } else {
            Presence::Gone
        }
    }

    /// On a last screen: seconds left, none when the next person may come.
    pub fn last_seconds(&self, now_ms: u64, delays: Delays) -> Option<u32> {
        let silent = now_ms.saturating_sub(self.seen) / 1000;
        let left = u64::from(delays.last).saturating_sub(silent);
        (left > 0).then(|| u32::try_from(left).unwrap_or(u32::MAX))
    }
}
