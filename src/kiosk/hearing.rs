//! What the person hears: the voice is turned on and off, follows the screen, and stops when a
//! hand moves. It never reads the dossier, only the page that is shown.

pub mod invite;
pub mod pause;

use super::Kiosk;
use super::action::{Action, Message, Voice};
use super::page::Id;
use super::screen;
use super::speech::{Engine, Headphones, Moved, Plug, Route, Script, Utterance, script};
use super::visit::Over;
use crate::dossier::draft::Hearing;
use crate::settings::Turn;

/// The last page that was said, and what had the focus.
#[derive(Clone, Debug)]
pub struct Heard {
    script: Script,
    focus: Option<Id>,
    route: Route,
    /// The last words.
    said: Option<Box<Utterance>>,
}

/// What led to the page of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stir {
    /// A hand.
    Hand,
    /// Time, or an answer.
    Other,
}

impl Stir {
    pub(super) fn of(message: &Message) -> Self {
        match message {
            Message::Press(_) | Message::Stroke(_) => Self::Hand,
            _ => Self::Other,
        }
    }
}

impl Kiosk {
    /// Who hears it now.
    pub fn route(&self) -> Route {
        match (self.settings.speech.headphones, self.plug) {
            (Headphones::Always, _) | (Headphones::Auto, Plug::In) => Route::Headphones,
            (Headphones::Never, _) | (Headphones::Auto, Plug::Out) => Route::Loudspeaker,
        }
    }

    /// Headphones come: the voice begins by itself. They go: it stops at once, before anybody
    /// else hears it.
    pub(super) fn plugged(&mut self, plug: Plug) {
        let came = self.plug == Plug::Out && plug == Plug::In;
        let went = self.plug == Plug::In && plug == Plug::Out;
        self.plug = plug;
        let begins = came && self.settings.speech.start == Turn::On;
        self.visit.reading = self.visit.reading.take().filter(|_| !went);
        if self.settings.speech.headphones != Headphones::Auto || !(begins || went) {
            return;
        }
        self.visit.comfort.hearing.aloud = begins && self.engine == Engine::Ready;
        if begins {
            self.visit.heard = None;
        }
    }

    /// A touch on a control of the voice.
    pub(super) fn voice(&mut self, voice: Voice, todo: &mut Vec<Action>) {
        let hearing = &mut self.visit.comfort.hearing;
        match voice {
            Voice::Listen if self.engine == Engine::Absent || hearing.aloud => {
                self.visit.over = Some(Over::Voice);
                return;
            }
            Voice::Listen => hearing.aloud = true,
            Voice::Stop => {
                hearing.aloud = false;
                self.visit.over = None;
                self.visit.focus = None;
            }
            Voice::Again => {
                self.visit.heard = None;
                self.visit.over = None;
                self.visit.focus = self.visit.listened.take();
            }
            Voice::Pause => self.pause(),
            Voice::GoOn => return self.go_on(todo),
            Voice::Spell => return self.spell(todo),
            Voice::Louder => hearing.volume = Hearing::LOUDEST.min(hearing.volume + 1),
            Voice::Softer => hearing.volume = hearing.volume.saturating_sub(1),
            Voice::Faster => hearing.speed = Hearing::FASTEST.min(hearing.speed + 1),
            Voice::Slower => hearing.speed = hearing.speed.saturating_sub(1),
        }
        self.remember_comfort();
        if let Voice::Louder | Voice::Softer | Voice::Faster | Voice::Slower = voice {
            self.say_step(voice, todo);
        }
    }

    /// The new loudness or speed, heard as it is.
    fn say_step(&mut self, voice: Voice, todo: &mut Vec<Action>) {
        let (words, hearing) = (self.words(), self.visit.comfort.hearing);
        if !hearing.aloud || self.engine == Engine::Absent {
            return;
        }
        let text = match voice {
            Voice::Louder | Voice::Softer => screen::voice::volume(words, hearing),
            _ => screen::voice::speed(words, hearing),
        };
        let (text, script, route) = (text.spoken, script(&self.page(), words), self.route());
        self.says(text, Heard { script, focus: self.visit.focus.clone(), route, said: None }, todo);
    }

    /// The control that had the focus, sign by sign.
    fn spell(&mut self, todo: &mut Vec<Action>) {
        self.visit.over = None;
        self.visit.focus = self.visit.listened.take();
        self.say_spelled(todo);
    }

    /// The key, the control or the title where the hand is, sign by sign.
    pub(super) fn say_spelled(&mut self, todo: &mut Vec<Action>) {
        let (page, words) = (self.page(), self.words());
        let script = script(&page, words);
        let line = self.visit.focus.as_ref().and_then(|id| script.control(id));
        let line = script.key.as_ref().or(line).or_else(|| script.lines.first());
        let route = self.route();
        let text = line.map(|line| line.spelled(route, words)).unwrap_or_default();
        self.says(text, Heard { script, focus: self.visit.focus.clone(), route, said: None }, todo);
    }

    /// What was said last, once more.
    pub(super) fn say_again(&mut self, todo: &mut Vec<Action>) {
        let Some(heard) = self.visit.heard.take() else { return };
        let text = heard.said.as_ref().map(|said| said.text.clone()).unwrap_or_default();
        self.says(text, heard, todo);
    }

    fn says(&mut self, text: String, heard: Heard, todo: &mut Vec<Action>) {
        let utterance = self.utterance(text, heard.route);
        self.reads(&utterance);
        let visit = self.visit.number;
        self.visit.heard = Some(Heard { said: Some(utterance.clone()), ..heard });
        todo.push(Action::Speak { visit, utterance });
    }

    /// After each message: what is new is said in place of what was being said.
    pub(super) fn follow(&mut self, stir: Stir, todo: &mut Vec<Action>) {
        if stir == Stir::Hand {
            self.welcomed(todo);
        }
        let last = self.visit.heard.take();
        let hearing = &self.visit.comfort.hearing;
        if !hearing.aloud || self.engine == Engine::Absent {
            todo.extend(last.map(|_| Action::Hush { visit: self.visit.number }));
            return;
        }
        let spoke = todo.iter().any(|action| matches!(action, Action::Speak { .. }));
        let script = script(&self.page(), self.words());
        let focus = self.visit.focus.clone();
        let route = self.route();
        let text = match &last {
            Some(last) if last.route == route => {
                let moved = Moved { from: last.focus.as_ref(), to: focus.as_ref() };
                script.news(&last.script, moved, route, self.words())
            }
            _ => script.whole(route, focus.as_ref()),
        };
        let said = last.and_then(|last| last.said).filter(|last| last.route == route);
        let heard = Heard { script, focus, route, said };
        if !text.is_empty() {
            return self.says(text, heard, todo);
        }
        self.visit.heard = Some(heard);
        if stir == Stir::Hand && !spoke {
            todo.push(Action::Hush { visit: self.visit.number });
        }
    }

    /// Whether the end of the time is called out to who does not listen to the screen.
    pub(super) fn calls(&self) -> bool {
        self.settings.speech.call == Turn::On
            && self.engine == Engine::Ready
            && !self.visit.comfort.hearing.aloud
    }

    /// One sentence, the same for everybody: it says nothing of a person.
    pub(super) fn call(&mut self) -> Action {
        let text = self.words().text("time.call").to_owned();
        let utterance = self.utterance(text, self.route());
        Action::Speak { visit: self.visit.number, utterance }
    }

    fn utterance(&mut self, text: String, route: Route) -> Box<Utterance> {
        let hearing = self.visit.comfort.hearing;
        self.utterances += 1;
        Box::new(Utterance {
            number: self.utterances,
            language: self.visit.comfort.language.clone(),
            route,
            decibels: hearing.decibels(),
            speed: hearing.percent(),
            text,
        })
    }
}
