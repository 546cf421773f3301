//! *Branchez un casque*: said before the welcome screen at an interval, when the operator wants
//! it, to somebody who does not see that this is a screen. Never while somebody is there.

use super::{Action, Kiosk};
use crate::dossier::draft::Hearing;
use crate::kiosk::screen::Screen;
use crate::kiosk::speech::{Engine, Route, Utterance};
use crate::kiosk::visit::Hands;

/// When it was said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Invitations {
    /// When it was said last, or when somebody was last there.
    quiet: u64,
    /// How often it was said: the languages take turns.
    count: usize,
    /// Whether it may still be sounding.
    sounds: Sounds,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sounds {
    #[default]
    No,
    Maybe,
}

impl Invitations {
    /// None yet, from now on.
    pub(in crate::kiosk) fn from(now_ms: u64) -> Self {
        Self { quiet: now_ms, ..Self::default() }
    }
}

impl Kiosk {
    /// Once a second: the next invitation, when it is time.
    pub(in crate::kiosk) fn invite(&mut self, todo: &mut Vec<Action>) {
        let seconds = u64::from(self.settings.speech.invite_seconds);
        let nobody = self.visit.hands == Hands::None
            && matches!(self.visit.screen, Screen::Welcome)
            && !self.visit.comfort.hearing.aloud;
        if !nobody || seconds == 0 || self.engine == Engine::Absent {
            self.invitations.quiet = self.now.ms;
            return;
        }
        if self.now.ms.saturating_sub(self.invitations.quiet) < seconds * 1000 {
            return;
        }
        self.utterances += 1;
        let offered = &self.settings.languages;
        let Some(language) = offered.get(self.invitations.count % offered.len().max(1)) else {
            return;
        };
        let hearing = Hearing::default();
        let utterance = Box::new(Utterance {
            number: self.utterances,
            language: language.clone(),
            route: Route::Loudspeaker,
            decibels: hearing.decibels(),
            speed: hearing.percent(),
            text: self.catalogue.texts(language).interface("voice.invite").to_owned(),
        });
        todo.push(Action::Speak { visit: self.visit.number, utterance });
        let count = self.invitations.count + 1;
        self.invitations = Invitations { quiet: self.now.ms, count, sounds: Sounds::Maybe };
    }

    /// Somebody touches the screen: he does not need to be invited any longer.
    pub(super) fn welcomed(&mut self, todo: &mut Vec<Action>) {
        if std::mem::take(&mut self.invitations.sounds) == Sounds::Maybe {
            todo.push(Action::Hush { visit: self.visit.number });
        }
    }
}
