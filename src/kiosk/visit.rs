//! One person in front of the terminal, from the first touch to the wipe.
//!
//! A visit is dropped and rebuilt, never reset field by field: nothing of it can stay behind.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::action::{Fault, Press, VisitNumber};
use super::again::Again;
use super::hearing::Heard;
use super::hearing::pause::Reading;
use super::idle::Idle;
use super::keyboard::Layer;
use super::page::Id;
use super::pause::Pause;
use super::screen::Screen;
use crate::demarche::{Demarche, QuestionId};
use crate::dossier::Draft;
use crate::dossier::draft::Comfort;
use crate::dossier::journey::{Circumstances, Journey, journey};

/// Everything that belongs to one person.
#[derive(Debug)]
pub struct Visit {
    /// Answers carry it; those of another visit fall on the floor.
    pub number: VisitNumber,
    /// What is shown.
    pub screen: Screen,
    /// A page of a tool, in place of the screen.
    pub over: Option<Over>,
    /// A question over the dimmed screen.
    pub dialog: Option<Asked>,
    /// Language, size, contrast.
    pub comfort: Comfort,
    /// The dossier that is open, once there is one.
    pub open: Option<Open>,
    /// What was typed in this visit and may be said again in another démarche.
    pub again: Again,
    /// The control that has the focus.
    pub focus: Option<Id>,
    /// What had the focus before a dialog.
    pub opener: Option<Id>,
    /// What had the focus before the page of a tool.
    pub before: Option<Id>,
    /// Where the caret is, in characters, when an entry has the focus.
    pub caret: usize,
    /// Which letters the on-screen keyboard gives.
    pub layer: Layer,
    /// *Fermer le clavier*.
    pub keyboard: Shown,
    /// Numbers of papers, whole on the review screen.
    pub numbers: Shown,
    /// When somebody was last there.
    pub idle: Idle,
    /// The last control that acted, and when: a second touch at once is not another wish.
    pub last: Option<(Press, u64)>,
    /// The mediator.
    pub mediator: Mediator,
    /// What the mediator does with the clock.
    pub pause: Pause,
    /// Whether the silence was already spoken of.
    pub warning: Warning,
    /// Whether somebody touched anything: before that there is no one to warn.
    pub hands: Hands,
    /// The last page that was said, when the voice speaks.
    pub heard: Option<Heard>,
    /// What is being read, or was when it was cut.
    pub reading: Option<Reading>,
    /// What had the focus before *Écouter*.
    pub listened: Option<Id>,
    /// When the highlight of a scan last moved, in milliseconds of the steady clock.
    pub scanned: u64,
    /// When the switch was last closed.
    pub switched: u64,
    /// How often *Help* of the keypad was pressed in a row.
    pub helps: u8,
}

/// Whether the silence was already spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Warning {
    /// No.
    #[default]
    Quiet,
    /// Yes; this had the focus before.
    Raised(Option<Id>),
}

/// Whether somebody touched anything during this visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    /// Nobody yet.
    #[default]
    None,
    /// Somebody.
    On,
}

/// Shown or hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Shown.
    #[default]
    Shown,
    /// Hidden until an entry is touched.
    Hidden,
}

/// The mediator of this visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mediator {
    /// Not called.
    #[default]
    Away,
    /// Called; the screen says so.
    Called,
}

/// A page in place of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// *Vos données*.
    Data,
    /// *Pause du médiateur*.
    Pause,
    /// *Accessibilité de la borne*.
    Access,
    /// The languages.
    Languages,
    /// The code again.
    Code,
    /// *Contraste et confort*.
    Comfort,
    /// *La voix*.
    Voice,
    /// *Lire mon papier*.
    Paper,
}

/// A question over the dimmed screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// How do you want to leave?
    Leave,
    /// Really erase everything?
    Erase,
    /// Really no code?
    RefuseCode,
    /// The last answer is not on the disk.
    NotSaved(Fault),
}

/// The dossier that is open.
pub struct Open {
    /// What was typed.
    pub draft: Draft,
    /// Computed afresh after each change, never stored.
    pub journey: Journey,
    /// The code as shown; none when refused.
    pub code: Option<Zeroizing<String>>,
    /// The discipline of saving.
    pub saving: Saving,
    /// Proposals that the citizen said are not his case.
    pub disputed: BTreeSet<QuestionId>,
    /// What is typed in a search, until something is chosen.
    pub searches: BTreeMap<QuestionId, String>,
    /// Papers that the citizen says are here, by [`prepare::paper`](super::screen::prepare::paper):
    /// no answer, gone at the end of the visit.
    pub ticked: BTreeSet<String>,
    /// Questions that a new edition asks again, by full name: told once.
    pub asked_again: Vec<String>,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("saving", &self.saving).finish_non_exhaustive()
    }
}

/// At most one save is in flight; the next one takes what changed meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is on the disk.
    Clean,
    /// Something is not, and no save is in flight.
    Dirty,
    /// A save is in flight.
    InFlight(Since),
    /// The last save failed; the next change or *Réessayer* tries again.
    Failed(Fault),
}

/// What happened since the save in flight left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    Same,
    /// Something changed.
    Stale,
}

impl Open {
    /// A dossier and its first walk.
    pub fn new(draft: Draft, demarche: &Demarche, around: &Circumstances) -> Self {
        let journey = journey(demarche, &draft, around);
        Self {
            draft,
            journey,
            code: None,
            saving: Saving::Dirty,
            disputed: BTreeSet::new(),
            searches: BTreeMap::new(),
            ticked: BTreeSet::new(),
            asked_again: Vec::new(),
        }
    }

    /// Something changed: walk again, and it wants saving.
    pub fn changed(&mut self, demarche: &Demarche, around: &Circumstances) {
        self.journey = journey(demarche, &self.draft, around);
        self.touched();
    }

    /// Something that no rule reads changed: it only wants saving.
    pub fn touched(&mut self) {
        self.saving = match self.saving {
            Saving::InFlight(_) => Saving::InFlight(Since::Stale),
            Saving::Clean | Saving::Dirty | Saving::Failed(_) => Saving::Dirty,
        };
    }
}

impl Visit {
    /// Nobody yet: the welcome screen, the default settings.
    pub fn new(number: VisitNumber, comfort: Comfort, now_ms: u64) -> Self {
        Self {
            number,
            screen: Screen::Welcome,
            over: None,
            dialog: None,
            comfort,
            open: None,
            again: Again::default(),
            focus: None,
            opener: None,
            before: None,
            caret: 0,
            layer: Layer::default(),
            keyboard: Shown::Shown,
            numbers: Shown::Hidden,
            idle: Idle::new(now_ms),
            last: None,
            mediator: Mediator::Away,
            pause: Pause::default(),
            warning: Warning::Quiet,
            hands: Hands::None,
            heard: None,
            reading: None,
            listened: None,
            scanned: now_ms,
            switched: 0,
            helps: 0,
        }
    }

    /// Another screen: what belonged to the last one is gone.
    pub fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.over = None;
        self.dialog = None;
        self.focus = None;
        self.opener = None;
        self.caret = 0;
        self.layer = Layer::default();
        self.keyboard = Shown::Shown;
        self.numbers = Shown::Hidden;
    }

    /// A question over the screen; the focus goes to the answer that loses nothing.
    pub fn ask(&mut self, asked: Asked) {
        if self.dialog.is_none() {
            self.opener = self.focus.take();
        }
        self.focus = Some(asked.safest());
        self.dialog = Some(asked);
    }

    /// The question is answered: the focus returns to what opened it.
    pub fn answered(&mut self) {
        if self.dialog.take().is_some() {
            self.focus = self.opener.take();
        }
    }
}

impl Asked {
    fn safest(self) -> Id {
        Id::new(match self {
            Self::Leave | Self::Erase => "leave.stay",
            Self::RefuseCode => "code.stay",
            Self::NotSaved(_) => "retry",
        })
    }
}
