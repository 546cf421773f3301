//! What a person may ask for on the page *Contraste et confort*.

use crate::dossier::draft::{Pace, Scan};
use crate::kiosk::theme::Theme;

/// A wish about how the terminal is used. Each is a field of `Comfort`, kept with the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// *Contraste*: shows the page.
    Open,
    /// These colours.
    Colours(Theme),
    /// Letters of this size, in percent: one of `SIZES`.
    Letters(u16),
    /// Scanning, so or so, or not.
    Scan(Scan),
    /// The highlight stays half a second longer.
    Slower,
    /// The highlight stays half a second less.
    Faster,
    /// The mediator stops the clock, or lets it go on.
    Clock,
    /// The terminal waits so long.
    Time(Pace),
    /// Everything that is touched in the lower part of the screen, or not.
    Low,
    /// What has the focus twice as large, or not.
    Loupe,
    /// So many milliseconds before the same touch counts again; 0 is the terminal's.
    Repeat(u16),
}
