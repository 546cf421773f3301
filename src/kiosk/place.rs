//! Places, as the terminal knows them: which table serves, where the terminal is, what is touched
//! on the screen of places.

use super::Kiosk;
use super::action::{Action, Concern, Find, Line};
use super::page::Id;
use super::screen::Screen;
use super::screen::code::Printing;
use super::screen::places::{Around, FIELD, Finding, Stage, Start};
use crate::receipt::List;
use crate::reference::place::Origin;
use crate::reference::{Places, places};

impl Kiosk {
    /// The table that serves; the built-in one until the edge has spoken.
    pub(super) fn places(&self) -> &Places {
        match &self.directory {
            Some(directory) => directory.places(),
            None => places(),
        }
    }

    /// Where this terminal is: its own position, or its commune's.
    pub(super) fn here(&self) -> Origin {
        match self.settings.here.position {
            Some(_) => self.settings.here.clone(),
            None => self.places().origin(&self.settings.here.code),
        }
    }

    /// What a person of the house should look at. The table of places comes last: while the line
    /// is down, that is said first; and who has begun a démarche is not told of it.
    pub(super) fn house_concern(&self) -> Option<Concern> {
        let said = matches!(self.visit.screen, Screen::Welcome | Screen::Places(_));
        let heard = said && self.line == Line::Up;
        let table = self.directory.as_ref().filter(|_| heard).and_then(|table| {
            let old = table.is_old(self.around.today, self.settings.places_days);
            match (table.is_refused(), old) {
                (true, _) => Some(Concern::PlacesRefused),
                (false, true) => Some(Concern::PlacesOld),
                (false, false) => None,
            }
        });
        self.concern.or(table)
    }

    /// The screen of places.
    pub(super) fn find_place(&mut self, find: Find, todo: &mut Vec<Action>) {
        let around = match &find {
            Find::Commune(code) => {
                let origin = self.places().origin(code);
                match origin.position {
                    Some(_) => Start::Commune(origin),
                    None => Start::Beyond(origin.code),
                }
            }
            _ => Start::Here,
        };
        let (visit, letters) = (self.visit.number, self.print().letters);
        let lists = (find == Find::Print).then(|| self.printed()).flatten();
        let Screen::Places(finding) = &mut self.visit.screen else { return };
        match find {
            Find::Family(family) => finding.list(family, Start::Here),
            Find::Here | Find::Commune(_) => finding.list(finding.family, around),
            Find::More => finding.more(),
            Find::Elsewhere => {
                finding.stage = Stage::Search;
                return self.focus_on(Some(Id::new(FIELD)));
            }
            Find::Print => {
                if let Some((list, second)) = lists {
                    finding.printing = Printing::Working;
                    todo.push(Action::PrintList { visit, list, second, letters });
                }
                return;
            }
        }
        if find != Find::More {
            self.visit.focus = None;
        }
    }

    /// The list of now, on paper.
    fn printed(&self) -> Option<(Box<List>, Option<Box<List>>)> {
        let Screen::Places(finding) = &self.visit.screen else { return None };
        let here = self.here();
        let around = Around { places: self.places(), here: &here, now: self.now.civil };
        self.lists(|frame| Some(finding.printed(frame, around)))
    }

    /// One stage back; from the first, the welcome screen.
    pub(super) fn back_from_places(&mut self) {
        let Screen::Places(finding) = &mut self.visit.screen else { return };
        finding.stage = match finding.stage {
            Stage::Families => return self.visit.show(Screen::Welcome),
            Stage::List => Stage::Families,
            Stage::Search => Stage::List,
        };
        self.visit.focus = None;
    }

    /// *Trouver un lieu d'accueil*.
    pub(super) fn open_places(&mut self) {
        self.visit.show(Screen::Places(Box::<Finding>::default()));
    }
}
