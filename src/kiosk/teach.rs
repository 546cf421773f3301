//! *Comment ça marche ?*: what the person does in it. No draft, no action, no word that stays.

use super::Kiosk;
use super::action::Tour as Touch;
use super::page::Id;
use super::screen::Screen;
use super::screen::tour::{Done, FIELD, Lesson, Tour};
use super::stroke::Stroke;
use super::typing::{Letters, Line};

impl Kiosk {
    /// The entrance, or the card of the first page.
    pub(super) fn tour(&mut self, touch: Touch) {
        match (touch, &mut self.visit.screen) {
            (Touch::Open, _) => self.visit.show(Screen::Tour(Tour::default())),
            (Touch::Card, Screen::Tour(tour)) => {
                tour.card = match tour.card {
                    Done::Not => Done::Yes,
                    Done::Yes => Done::Not,
                };
            }
            (Touch::Card, _) => {}
        }
    }

    /// *Suivant*, *J'ai compris*.
    pub(super) fn tour_forward(&mut self) {
        let Screen::Tour(tour) = &self.visit.screen else { return };
        self.lesson(tour.after());
    }

    /// *Précédent*. Who goes back from the page about it has done it.
    pub(super) fn tour_back(&mut self) {
        let Screen::Tour(tour) = &mut self.visit.screen else { return };
        if tour.lesson == Lesson::Move {
            tour.back = Done::Yes;
        }
        let before = tour.before();
        self.lesson(before);
    }

    /// Another page of it, or the welcome screen.
    fn lesson(&mut self, lesson: Option<Lesson>) {
        let screen = std::mem::replace(&mut self.visit.screen, Screen::Welcome);
        match (screen, lesson) {
            (Screen::Tour(tour), Some(lesson)) => {
                self.visit.show(Screen::Tour(Tour { lesson, ..tour }));
                if lesson == Lesson::Write {
                    self.focus_on(Some(Id::new(FIELD)));
                }
            }
            _ => self.visit.show(Screen::Welcome),
        }
    }

    /// A stroke in its entry.
    pub(super) fn tour_typed(&mut self, line: &Line, stroke: Stroke, most: usize) {
        let Some(edited) = line.edit(stroke, Letters::Any, most) else { return };
        self.visit.caret = edited.caret;
        if let Screen::Tour(tour) = &mut self.visit.screen
            && edited.text != line.text
        {
            tour.wrote(edited.text);
        }
    }
}
