//! What the person chose on the page *Contraste et confort*, and what *Taille* turns round.
//!
//! A wish never touches an answer. The next person begins with everything as it was.

use super::action::Wish;
use super::visit::Over;
use super::{Kiosk, SIZES};
use crate::dossier::draft::{Aid, Scan, Scanning};

impl Kiosk {
    /// How the screen is reached, touched and looked at.
    pub fn aid(&self) -> Aid {
        let aid = self.visit.comfort.aid;
        let repeat_ms = if aid.repeat_ms == 0 { self.settings.repeat_ms } else { aid.repeat_ms };
        Aid { repeat_ms, ..aid }
    }

    /// A touch on a control of the page, or on *Contraste* that opens it.
    pub(super) fn wish(&mut self, wish: Wish) {
        let comfort = &mut self.visit.comfort;
        match wish {
            Wish::Open => {
                self.visit.over = Some(Over::Comfort);
                return;
            }
            Wish::Clock => return self.turn_clock(),
            Wish::Colours(theme) => comfort.theme = theme.name().to_owned(),
            Wish::Letters(size) => comfort.zoom = size,
            Wish::Scan(Scan::Off) => comfort.scanning.mode = Scan::Off,
            Wish::Scan(mode) => return self.begin_scan(mode),
            Wish::Slower => {
                comfort.scanning.step = (comfort.scanning.step + 1).min(Scanning::LONGEST);
            }
            Wish::Faster => comfort.scanning.step = comfort.scanning.step.saturating_sub(1).max(1),
            Wish::Time(pace) => comfort.pace = pace,
            Wish::Low => comfort.aid.low = !comfort.aid.low,
            Wish::Loupe => comfort.aid.loupe = !comfort.aid.loupe,
            Wish::Repeat(delay) => comfort.aid.repeat_ms = delay,
        }
        self.remember_comfort();
    }

    /// *Taille*: the next size, then the first again.
    pub(super) fn next_size(&mut self) {
        let at = SIZES.iter().position(|size| *size == self.visit.comfort.zoom);
        self.visit.comfort.zoom = SIZES[at.map_or(0, |at| (at + 1) % SIZES.len())];
        self.remember_comfort();
    }

    /// What was chosen goes with the draft, if there is one.
    pub(super) fn remember_comfort(&mut self) {
        if let Some(open) = &mut self.visit.open {
            open.draft.comfort = self.visit.comfort.clone();
            open.touched();
        }
    }
}
