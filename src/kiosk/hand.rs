//! Touches and strokes. Only what the page shows now is listened to.

mod keypad;
mod scan;

use super::Kiosk;
use super::action::{Action, Leave, Message, Press, Tool, Voice};
use super::focus::{self, Arrow, Direction};
use super::page::Id;
use super::stroke::Stroke;
use super::visit::{Hands, Over, Saving, Warning};
use keypad::Used;

impl Kiosk {
    /// A control was touched.
    pub(super) fn press(&mut self, press: Press, todo: &mut Vec<Action>) {
        let page = self.page();
        let Some(id) = focus::offers(&page, &Message::Press(press.clone())) else { return };
        let id = id.cloned();
        self.visit.hands = Hands::On;
        if let Press::Keys(keys) = press {
            self.visit.idle.seen(self.now.ms);
            return self.keys(keys);
        }
        if let Some((last, at)) = &self.visit.last
            && *last == press
            && self.now.ms.saturating_sub(*at) < u64::from(self.aid().repeat_ms)
        {
            return;
        }
        self.visit.helps = 0;
        self.visit.last = Some((press.clone(), self.now.ms));
        self.visit.idle.seen(self.now.ms);
        if matches!(press, Press::Tool(Tool::Voice(Voice::Listen))) {
            self.visit.listened = self.visit.focus.clone().filter(|had| Some(had) != id.as_ref());
        }
        if id.is_some() {
            self.visit.layer.spot = None;
            if !matches!(press, Press::Focus(_)) {
                self.visit.focus = id;
            }
        }
        self.act(press, todo);
    }

    fn act(&mut self, press: Press, todo: &mut Vec<Action>) {
        match press {
            Press::Back => self.back(todo),
            Press::Next => self.next(todo),
            Press::Focus(id) => self.focus_on(Some(id)),
            Press::Tool(tool) => self.tool(tool, todo),
            Press::Keys(keys) => self.keys(keys),
            Press::Leave(leave) => self.leave(leave, todo),
            Press::Welcome(welcome) => self.welcome(welcome),
            Press::Practice(practice) => self.practise(practice),
            Press::Tour(touch) => self.tour(touch),
            Press::Code(code) => self.code(code, todo),
            Press::Reply(question, reply) => self.reply(question, &reply),
            Press::Step(step) => self.step(step),
            Press::Prepare(prepare) => self.prepare(prepare, todo),
            Press::Review(review) => self.review(review),
            Press::Version(version) => self.version(version, todo),
            Press::End(end) => self.end(end, todo),
            Press::Find(find) => self.find_place(find, todo),
            Press::Retry => {
                self.visit.answered();
                if let Some(open) = &mut self.visit.open {
                    open.saving = Saving::Dirty;
                }
            }
        }
    }

    /// A key of either keyboard.
    pub(super) fn stroke(&mut self, stroke: Stroke, todo: &mut Vec<Action>) {
        self.visit.hands = Hands::On;
        if self.visit.warning == Warning::Quiet {
            self.visit.idle.seen(self.now.ms);
        }
        let page = self.page();
        if stroke == Stroke::Help {
            return self.help(todo);
        }
        self.visit.helps = 0;
        if self.scanned(stroke, todo) == Used::Yes || self.on_keys(&page, stroke, todo) == Used::Yes
        {
            return;
        }
        let typing = self.pen().is_some() && page.dialog.is_none();
        let here = self.visit.focus.clone();
        let to = match stroke {
            Stroke::Tab => focus::step(&page, here.as_ref(), Direction::Next),
            Stroke::BackTab => focus::step(&page, here.as_ref(), Direction::Previous),
            Stroke::Up => focus::arrow(&page, here.as_ref(), Arrow::Up),
            Stroke::Down => focus::arrow(&page, here.as_ref(), Arrow::Down),
            Stroke::Left if !typing => focus::arrow(&page, here.as_ref(), Arrow::Left),
            Stroke::Right if !typing => focus::arrow(&page, here.as_ref(), Arrow::Right),
            Stroke::Escape => return self.escape(todo),
            Stroke::Volume => return self.volume(&page, todo),
            Stroke::Ok if typing => return self.enter_keys(),
            Stroke::Enter if typing => return self.enter(todo),
            Stroke::Ok | Stroke::Enter | Stroke::Space if !typing => {
                let control = here.and_then(|id| {
                    let all = focus::controls(&page);
                    all.iter().find(|one| *one.id == id).map(|one| one.press.clone())
                });
                if let Some(Message::Press(press)) = control {
                    self.press(press, todo);
                }
                return;
            }
            _ if typing => return self.typed(stroke),
            _ => return,
        };
        self.focus_on(to);
    }

    /// Back, or the answer of a dialog that loses nothing.
    fn escape(&mut self, todo: &mut Vec<Action>) {
        let ways = [Press::Leave(Leave::Here), Press::Leave(Leave::Stay), Press::Back];
        let page = self.page();
        let way = ways
            .into_iter()
            .find(|way| focus::offers(&page, &Message::Press(way.clone())).is_some());
        if let Some(way) = way {
            self.press(way, todo);
        }
    }

    /// The page of a tool begins without a focus; what had it before has it again after.
    pub(super) fn turned(&mut self, before: Option<Over>) {
        match (before, self.visit.over) {
            (None, Some(_)) => self.visit.before = self.visit.focus.take(),
            (Some(_), None) if self.visit.focus.is_none() => {
                let had = self.visit.before.take();
                let page = self.page();
                let there = |id: &Id| focus::controls(&page).iter().any(|one| one.id == id);
                self.visit.focus = had.filter(there);
            }
            _ => {}
        }
    }
}
