//! Typing: where the caret is, what a stroke writes, what the keyboard shows.
//!
//! Every stroke rewrites one part of one entry, and the walk is made afresh.

use super::Kiosk;
use super::action::{Action, Keys, Press};
use super::field::{self, Change, Part, Slot};
use super::focus;
use super::keyboard::{Case, Plain};
use super::page::Id;
use super::screen::Screen;
use super::screen::pause;
use super::screen::places::{self, Stage};
use super::screen::question::Found;
use super::screen::resume;
use super::screen::tour::{self, Lesson};
use super::stroke::Stroke;
use super::typing::{Letters, Line};
use super::visit::{Over, Shown};
use crate::demarche::QuestionId;

/// Symbols of a code; the hyphens between its groups are written by the terminal.
const CODE_SYMBOLS: usize = 13;

/// Where one types now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pen {
    /// The entry of *Reprendre un dossier*.
    Code,
    /// The entry where a commune is looked for, on the screen of places.
    Place,
    /// The try of *Comment ça marche ?*
    Try,
    /// The mediator's code.
    Pause,
    /// A part of an answer.
    Slot(Slot),
}

impl Kiosk {
    /// Where one types now: the entry that has the focus.
    pub(super) fn pen(&self) -> Option<Pen> {
        let focus = self.visit.focus.as_ref()?;
        if self.visit.over == Some(Over::Pause) {
            return (focus.as_str() == pause::FIELD).then_some(Pen::Pause);
        }
        match &self.visit.screen {
            Screen::Resume(_) if self.visit.over.is_none() => {
                (focus.as_str() == resume::FIELD).then_some(Pen::Code)
            }
            Screen::Places(finding) if self.visit.over.is_none() => {
                let here = finding.stage == Stage::Search && focus.as_str() == places::FIELD;
                here.then_some(Pen::Place)
            }
            Screen::Tour(tour) if self.visit.over.is_none() => {
                let here = tour.lesson == Lesson::Write && focus.as_str() == tour::FIELD;
                here.then_some(Pen::Try)
            }
            _ => self.slots().into_iter().find(|slot| slot.id == *focus).map(Pen::Slot),
        }
    }

    /// The places of this step where one types, in reading order.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let (Some(step), Some(demarche), Some(open), None) =
            (self.visible_step(), self.demarche(), &self.visit.open, self.visit.over)
        else {
            return Vec::new();
        };
        step.questions
            .iter()
            .flat_map(|visible| {
                let question = demarche.question(visible.question);
                let entry = open.draft.entries.get(&question.name);
                field::slots(visible.question, question, entry)
            })
            .collect()
    }

    /// The focus moves; in an entry the caret stands at the end and the keyboard comes.
    pub(super) fn focus_on(&mut self, id: Option<Id>) {
        self.visit.focus = id;
        if let Some(Pen::Slot(slot)) = self.caret_at_end() {
            self.remember(Some(slot.question));
        }
    }

    /// The focus goes to the entry of a question, or to its first choice.
    pub(super) fn focus_on_question(&mut self, id: QuestionId) {
        let slot = self.slots().into_iter().find(|slot| slot.question == id);
        let place = slot.map(|slot| slot.id).or_else(|| {
            let name = &self.demarche()?.question(id).name;
            let own = [format!("choice.{name}."), format!("group.{name}."), format!("ask.{name}.")];
            let page = self.page();
            let all = focus::controls(&page);
            let first =
                all.iter().find(|one| own.iter().any(|own| one.id.as_str().starts_with(own)));
            first.map(|one| one.id.clone())
        });
        if place.is_some() {
            self.focus_on(place);
        }
    }

    /// Where one types now; the caret stands at its end and the keyboard comes.
    pub(super) fn caret_at_end(&mut self) -> Option<Pen> {
        let pen = self.pen()?;
        self.visit.caret = self.written(&pen).chars().count();
        self.visit.keyboard = Shown::Shown;
        Some(pen)
    }

    /// The text under the pen.
    fn written(&self, pen: &Pen) -> String {
        match (pen, &self.visit.screen) {
            (Pen::Code, Screen::Resume(resume)) => resume.typed.to_string(),
            (Pen::Place, Screen::Places(finding)) => finding.typed.to_string(),
            (Pen::Try, Screen::Tour(tour)) => tour.typed.to_string(),
            (Pen::Pause, _) => self.visit.pause.typed.to_string(),
            (Pen::Code | Pen::Place | Pen::Try, _) => String::new(),
            (Pen::Slot(slot), _) => {
                let (Some(open), Some(demarche)) = (&self.visit.open, self.demarche()) else {
                    return String::new();
                };
                let entry = open.draft.entries.get(&demarche.question(slot.question).name);
                match slot.part {
                    Part::Search => field::searched(&open.searches, slot.question, entry),
                    part => field::read(entry, part),
                }
                .to_owned()
            }
        }
    }

    /// A stroke in an entry.
    pub(super) fn typed(&mut self, stroke: Stroke) {
        let Some(pen) = self.pen() else { return };
        let text = self.written(&pen);
        let line = Line { caret: self.visit.caret.min(text.chars().count()), text };
        match pen {
            Pen::Code => self.typed_code(&line, stroke),
            Pen::Pause => self.pause_typed(&line, stroke),
            Pen::Try => self.tour_typed(&line, stroke, tour::LONGEST),
            Pen::Place => {
                let Some(edited) = line.edit(stroke, Letters::Any, places::LONGEST) else { return };
                self.visit.caret = edited.caret;
                if let Screen::Places(finding) = &mut self.visit.screen {
                    finding.typed = edited.text.into();
                }
            }
            Pen::Slot(slot) => match line.edit(stroke, slot.letters, slot.most) {
                Some(edited) => {
                    self.visit.caret = edited.caret;
                    if edited.text != line.text {
                        self.write(&slot, edited.text);
                    }
                }
                None => self.overflow(&slot, stroke),
            },
        }
    }

    /// A digit too many for the day belongs to the month, and so on.
    fn overflow(&mut self, slot: &Slot, stroke: Stroke) {
        let digit = matches!(stroke, Stroke::Char(digit) if digit.is_ascii_digit());
        if !digit || !matches!(slot.part, Part::Day | Part::Month) {
            return;
        }
        let slots = self.slots();
        let next = slots.iter().position(|one| one.id == slot.id).and_then(|at| slots.get(at + 1));
        if let Some(next) = next {
            let empty = self.written(&Pen::Slot(next.clone())).is_empty();
            if empty {
                self.focus_on(Some(next.id.clone()));
                self.typed(stroke);
            }
        }
    }

    fn write(&mut self, slot: &Slot, text: String) {
        let Some(demarche) = self.demarche() else { return };
        let name = demarche.question(slot.question).name.clone();
        let Some(open) = &mut self.visit.open else { return };
        if slot.part == Part::Search {
            // What was chosen no longer has the name that stands in the entry.
            let chosen = open.draft.entries.contains_key(&name);
            drop(open.searches.insert(slot.question, text));
            if let Screen::Question(asking) = &mut self.visit.screen {
                asking.found = Found::Best;
            }
            if chosen {
                self.change(slot.question, Change::Clear);
            }
            return;
        }
        let change = field::write(open.draft.entries.get(&name), slot.part, text);
        self.change(slot.question, change);
    }

    /// The code is written in groups while the caret is at its end.
    fn typed_code(&mut self, line: &Line, stroke: Stroke) {
        let at_end = line.caret == line.text.chars().count();
        let Some(mut edited) = line.edit(stroke, Letters::Code, resume::LONGEST) else { return };
        let symbols: Vec<char> = edited.text.chars().filter(char::is_ascii_alphanumeric).collect();
        if symbols.len() > CODE_SYMBOLS {
            return;
        }
        if at_end && edited.text != line.text {
            let groups: Vec<String> = symbols
                .chunks(4)
                .map(|group| group.iter().map(char::to_ascii_uppercase).collect())
                .collect();
            edited = Line::at_end(&groups.join("-"));
        }
        self.visit.caret = edited.caret;
        if let Screen::Resume(resume) = &mut self.visit.screen
            && *resume.typed != edited.text
        {
            resume.typed = edited.text.into();
            resume.looked_at();
        }
    }

    /// *OK* in an entry: the next entry of the screen, or forward.
    pub(super) fn enter(&mut self, todo: &mut Vec<Action>) {
        let slots = self.slots();
        let here = self.visit.focus.as_ref();
        let at = slots.iter().position(|slot| Some(&slot.id) == here);
        match at.and_then(|at| slots.get(at + 1)) {
            Some(next) => self.focus_on(Some(next.id.clone())),
            None => self.press(Press::Next, todo),
        }
    }

    /// A key that changes the keyboard, or writes a whole piece.
    pub(super) fn keys(&mut self, keys: Keys) {
        let layer = &mut self.visit.layer;
        match keys {
            Keys::Shift => {
                layer.case = match layer.case {
                    Case::Capitals => Case::Small,
                    Case::Small => Case::Capitals,
                };
            }
            Keys::Accents => {
                layer.letters = match layer.letters {
                    Plain::Plain => Plain::Accents,
                    Plain::Accents => Plain::Plain,
                };
            }
            Keys::Close => {
                self.visit.keyboard = Shown::Hidden;
                layer.spot = None;
            }
            Keys::Text(text) => text.chars().for_each(|letter| self.typed(Stroke::Char(letter))),
        }
    }
}
