//! Places as pages and papers want them.

use jiff::civil::DateTime;

use super::Words;
use crate::demarche::Demarche;
use crate::kiosk::page::{Icon, Say, Site, Tone};
use crate::reference::Places;
use crate::reference::place::{Near, Today};
use crate::text::place::Said;

/// Who else may act in a procedure: who, and what he may do.
pub type Helper = (String, String);

impl Words<'_> {
    /// A place for a page, with what its hours say of this minute.
    pub fn site(self, near: &Near<'_>, now: DateTime) -> Site {
        let Said { name, distance, address, phone, hours, moves } = self.0.place(near);
        let today = near.place.week().map(|week| week.today(now));
        let said = today.and_then(|today| {
            let (icon, tone) = mark(today);
            Some((icon, Say::plain(self.0.today(today)?), tone))
        });
        let moves = moves.map(|words| (Icon::Info, Say::plain(words), Tone::Waiting));
        Site {
            name: Say::plain(name),
            distance: distance.map(Say::plain),
            address: Say::plain(address),
            phone: phone.map(Say::plain),
            hours: Say::plain(hours),
            now: moves.or(said),
        }
    }

    /// A place for a paper: its name, then the rest in one line. It says nothing of today.
    pub fn entry(self, near: &Near<'_>) -> (String, String) {
        let Said { name, distance, address, phone, hours, moves } = self.0.place(near);
        let line: Vec<String> = [distance, Some(address), phone].into_iter().flatten().collect();
        let parts = [Some(line.join(" · ")), Some(hours), moves];
        (name, parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }

    /// *Check before you come*, and who published these places when.
    pub fn caution(self, table: &Places, near: &[Near<'_>]) -> Vec<String> {
        let check = self.0.interface("place.check").to_owned();
        std::iter::once(check).chain(self.0.sources(table, near)).collect()
    }

    /// The words of somebody who may act, by his name in the guide.
    pub fn helper(self, demarche: &Demarche, name: &str) -> Option<Helper> {
        let part = |part: &str| {
            let key = format!("places.helper.{name}.{part}");
            self.0.line(demarche, &key).map(str::to_owned)
        };
        Some((part("title")?, part("may")?))
    }
}

fn mark(today: Today) -> (Icon, Tone) {
    match today {
        Today::Open(_) => (Icon::CircleCheck, Tone::Success),
        Today::Opens(_) | Today::Closed => (Icon::Info, Tone::Waiting),
        Today::Unsure => (Icon::Info, Tone::Muted),
    }
}
