//! The clocks of the terminal: the one place where they are read.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::action::Now;
use crate::sync::courier::Moment;

/// A monotonic clock that begins with the program, and the wall clock of the place.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    begun: Instant,
}

impl Clock {
    /// Begins now.
    pub fn start() -> Self {
        Self { begun: Instant::now() }
    }

    /// Milliseconds since the start.
    pub fn moment(&self) -> Moment {
        Moment(u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// Both clocks, for the screens.
    pub fn now(&self) -> Now {
        Now { ms: self.moment().0, civil: civil() }
    }
}

/// Milliseconds since 1970, by the terminal's own clock: only compared and shown.
pub fn wall_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Date and hour of the place.
pub fn civil() -> DateTime {
    at_place(wall_ms() / 1000)
}

/// Date and hour of the place at a moment, in seconds since 1970.
pub fn at_place(seconds: i64) -> DateTime {
    let moment = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::system().to_datetime(moment)
}
