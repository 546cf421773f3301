//! The keypad and the keys of the screen: a cursor walks them, *OK* types, *Back* leaves them.
//!
//! So that eight keys write everything: in each language, with accents, without a letter on them.

use crate::kiosk::Kiosk;
use crate::kiosk::action::{Action, Message, Voice};
use crate::kiosk::focus::Arrow;
use crate::kiosk::keyboard::spot;
use crate::kiosk::page::{Page, Spot};
use crate::kiosk::speech::Engine;
use crate::kiosk::stroke::Stroke;
use crate::kiosk::visit::{Over, Shown};

/// Whether a stroke found its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Used {
    /// It did.
    Yes,
    /// Somebody else may have it.
    No,
}

impl Kiosk {
    /// *OK* in an entry: the cursor comes to the keys of the screen, which are shown for it.
    pub(super) fn enter_keys(&mut self) {
        self.visit.keyboard = Shown::Shown;
        self.visit.layer.spot = self.page().keyboard.as_ref().and_then(spot::entrance);
    }

    /// A stroke while the cursor is on the keys of the screen.
    pub(super) fn on_keys(
        &mut self,
        page: &Page<Message>,
        stroke: Stroke,
        todo: &mut Vec<Action>,
    ) -> Used {
        let Some(keyboard) = page.keyboard.as_ref().filter(|_| page.dialog.is_none()) else {
            return Used::No;
        };
        let Some(here) = keyboard.spot else { return Used::No };
        let arrow = match stroke {
            Stroke::Up => Arrow::Up,
            Stroke::Down => Arrow::Down,
            Stroke::Left => Arrow::Left,
            Stroke::Right => Arrow::Right,
            Stroke::Escape => {
                self.visit.layer.spot = None;
                return Used::Yes;
            }
            Stroke::Ok => {
                self.strike_key(page, here, todo);
                return Used::Yes;
            }
            Stroke::Tab | Stroke::BackTab => {
                self.visit.layer.spot = None;
                return Used::No;
            }
            _ => return Used::No,
        };
        self.visit.layer.spot = spot::arrow(keyboard, here, arrow);
        Used::Yes
    }

    /// The key under the cursor does what it does under a finger.
    pub(super) fn strike_key(&mut self, page: &Page<Message>, here: Spot, todo: &mut Vec<Action>) {
        let key = page.keyboard.as_ref().and_then(|keyboard| spot::key(keyboard, here));
        match key.map(|key| &key.press) {
            Some(Message::Stroke(Stroke::Enter)) => self.enter(todo),
            Some(Message::Stroke(stroke)) => self.typed(*stroke),
            Some(Message::Press(press)) => self.press(press.clone(), todo),
            _ => {}
        }
    }

    /// *Help*: the voice begins; when it speaks, the last words again; pressed once more, sign by
    /// sign; and then the whole page.
    pub(super) fn help(&mut self, todo: &mut Vec<Action>) {
        let before = self.visit.helps;
        self.visit.helps = before.saturating_add(1);
        if !self.visit.comfort.hearing.aloud || self.engine == Engine::Absent {
            self.visit.listened = self.visit.focus.clone();
            return self.voice(Voice::Listen, todo);
        }
        match before % 3 {
            0 => self.say_again(todo),
            1 => self.say_spelled(todo),
            _ => self.visit.heard = None,
        }
    }

    /// *Volume*: the page of the voice, where arrows and *OK* do the rest; once more, and back.
    pub(super) fn volume(&mut self, page: &Page<Message>, todo: &mut Vec<Action>) {
        match self.visit.over {
            _ if page.dialog.is_some() => {}
            Some(Over::Voice) => self.back(todo),
            _ => {
                self.visit.listened = self.visit.focus.clone();
                self.visit.over = Some(Over::Voice);
            }
        }
    }
}
