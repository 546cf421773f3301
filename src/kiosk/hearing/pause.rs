//! *Mettre en pause* and *Continuer*: what was being said when it was cut, and from which line it
//! goes on. Knows lines by their number only, as the voice tells them.

use super::{Action, Heard, Kiosk, script};
use crate::kiosk::speech::Utterance;
use crate::kiosk::visit::Over;

/// What is being read, or was when it was cut.
#[derive(Clone, Debug)]
pub struct Reading {
    utterance: Box<Utterance>,
    /// The line that is being said, from 0; their count when all is said.
    line: usize,
}

/// Whether something is left to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Yes.
    Something,
    /// Everything was said, or nothing.
    Nothing,
}

impl Kiosk {
    /// The page of the voice is not what one wants to hear again.
    pub(super) fn reads(&mut self, utterance: &Utterance) {
        if self.visit.over != Some(Over::Voice) {
            let utterance = Box::new(utterance.clone());
            self.visit.reading = Some(Reading { utterance, line: 0 });
        }
    }

    /// The voice begins a line. What is told of other words than the last is too late.
    pub(in crate::kiosk) fn line(&mut self, utterance: u64, line: usize) {
        if let Some(reading) = &mut self.visit.reading
            && reading.utterance.number == utterance
        {
            reading.line = line;
        }
    }

    /// What is left to be said, if it is still for the same ears and in the same language.
    fn rest(&self) -> Option<String> {
        let reading = self.visit.reading.as_ref()?;
        let utterance = &reading.utterance;
        let same = utterance.route == self.route();
        let same = same && utterance.language == self.visit.comfort.language;
        let rest: Vec<&str> = utterance.text.lines().skip(reading.line).collect();
        (same && !rest.is_empty()).then(|| rest.join("\n"))
    }

    /// For the page of the voice.
    pub(in crate::kiosk) fn left(&self) -> Left {
        if self.rest().is_some() { Left::Something } else { Left::Nothing }
    }

    /// Back where one was, in silence.
    pub(super) fn pause(&mut self) {
        let heard = self.closes();
        self.visit.heard = Some(heard);
    }

    /// From the line that was cut.
    pub(super) fn go_on(&mut self, todo: &mut Vec<Action>) {
        let rest = self.rest();
        let heard = self.closes();
        match rest {
            Some(text) => self.says(text, heard, todo),
            None => self.visit.heard = Some(heard),
        }
    }

    /// The page of the voice closes; the page under it was heard already.
    fn closes(&mut self) -> Heard {
        let over = self.visit.over.take();
        self.visit.focus = self.visit.listened.take();
        self.turned(over);
        let script = script(&self.page(), self.words());
        let said = self.visit.reading.as_ref().map(|reading| reading.utterance.clone());
        Heard { script, focus: self.visit.focus.clone(), route: self.route(), said }
    }
}
