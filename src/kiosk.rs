//! The terminal: what is shown, what is touched, what follows.
//!
//! `Kiosk::react` is pure: message and clocks in, actions out. It reads no clock, opens no file,
//! knows no window; the edge performs the actions and answers with messages.

pub mod action;
pub mod again;
pub mod application;
pub mod clerk;
pub mod clock;
mod comfort;
pub mod command;
pub mod config;
pub mod demo;
pub mod directory;
pub mod enrol;
pub mod field;
pub mod focus;
pub mod font;
pub mod glass;
mod hand;
pub mod hearing;
pub mod icon;
pub mod idle;
pub mod keyboard;
pub mod keypad;
pub mod onward;
pub mod page;
pub mod paper;
pub mod pause;
mod pen;
pub mod picture;
mod place;
pub mod post;
pub mod printer;
pub mod rehearsal;
pub mod renewal;
mod reply;
pub mod rescue;
pub mod screen;
pub mod speech;
pub mod stroke;
mod teach;
pub mod theme;
pub mod typing;
mod veil;
pub mod visit;
pub mod voice;
mod walk;
mod way;
pub mod widget;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::demarche::{Catalogue, Demarche};
use crate::dossier::draft::{Answers, Comfort, Scanning};
use crate::dossier::journey::{Circumstances, Site};
use crate::reference::place::Origin;
use crate::settings::Turn;

pub use action::{Action, Message, Now};

use action::{Concern, Line, Shelf};
use directory::Directory;
use hearing::Stir;
use hearing::invite::Invitations;
use idle::{Delays, Presence};
use page::{Id, Page};
use rehearsal::Rehearsal;
use screen::access::Contact;
use screen::code::Printing;
use screen::farewell::Erasing;
use screen::places::Around;
use screen::resume::Lock;
use screen::welcome::Past;
use screen::{Frame, Screen};
use speech::{Engine, Plug};
use visit::{Hands, Over, Saving, Since, Visit, Warning};
use words::Words;

/// Codes that open nothing, before the terminal waits.
const MOST_TRIES: usize = 5;
/// How long it waits, in milliseconds: fifteen minutes.
const TRIES_MS: u64 = 15 * 60 * 1000;

/// Sizes of letters, in percent, in the order of the button *Taille*.
const SIZES: [u16; 3] = [100, 150, 200];
/// The language of the law.
const FRENCH: &str = "fr";

/// What the operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// Whom to tell that something does not work.
    pub contact: Contact,
    /// Code of the département: `76`.
    pub departement: String,
    /// Language of the welcome screen.
    pub language: String,
    /// Languages offered here, of those that exist.
    pub languages: Vec<String>,
    /// The démarches offered here, without edition, in the order of the tiles.
    pub demarches: Vec<String>,
    /// Switches that differ from the edition's.
    pub switches: BTreeMap<String, bool>,
    /// Idle delays.
    pub delays: Delays,
    /// A second touch of the same control sooner than this is the same touch: 300 to 1500 ms.
    pub repeat_ms: u16,
    /// Life of a draft, in days.
    pub draft_days: u16,
    /// Where the terminal is: its commune, and its position if that is set.
    pub here: Origin,
    /// A table of places older than so many days is told to the house.
    pub places_days: u32,
    /// The voice.
    pub speech: speech::Setting,
    /// Whether one may practise here.
    pub practice: Turn,
    /// What lets a mediator stop the clock.
    pub pause: pause::Setting,
    /// How long the highlight of a scan stays at first, in half seconds.
    pub scan_step: u8,
}

impl Settings {
    /// How the terminal is used at first.
    fn comfort(&self) -> Comfort {
        let scanning = Scanning { step: self.scan_step, ..Scanning::default() };
        let (language, pace) = (self.language.clone(), self.delays.pace);
        Comfort { language, scanning, pace, ..Comfort::default() }
    }
}

/// The whole state of the terminal.
pub struct Kiosk {
    catalogue: Arc<Catalogue>,
    settings: Settings,
    around: Circumstances,
    now: Now,
    line: Line,
    concern: Option<Concern>,
    shelf: Shelf,
    directory: Option<Directory>,
    past: Past,
    /// When codes were tried that opened nothing. No code is kept.
    tries: Vec<u64>,
    /// When a mediator's code was wrong.
    pins: Vec<u64>,
    plug: Plug,
    engine: Engine,
    /// How many utterances there were since the start.
    utterances: u64,
    invitations: Invitations,
    visit: Visit,
    /// Answers in place of the edge while one practises.
    rehearsal: Option<Rehearsal>,
}

impl Kiosk {
    /// The welcome screen, before anybody came.
    pub fn new(catalogue: Arc<Catalogue>, settings: Settings, now: Now) -> Self {
        let site = Site { departement: settings.departement.clone() };
        let comfort = settings.comfort();
        Self {
            around: Circumstances { today: now.civil.date(), site },
            visit: Visit::new(1, comfort, now.ms),
            catalogue,
            settings,
            now,
            line: Line::default(),
            concern: None,
            shelf: Shelf::default(),
            directory: None,
            past: Past::default(),
            tries: Vec::new(),
            pins: Vec::new(),
            plug: Plug::Out,
            engine: Engine::Absent,
            rehearsal: None,
            utterances: 0,
            invitations: Invitations::from(now.ms),
        }
    }

    /// One message, its consequences, and what is to be done. Total: no message can fail.
    pub fn react(&mut self, message: Message, now: Now) -> Vec<Action> {
        let mut todo = Vec::new();
        let stir = Stir::of(&message);
        self.clock(now);
        let over = self.visit.over;
        match message {
            Message::Press(press) => self.press(press, &mut todo),
            Message::Stroke(stroke) => self.stroke(stroke, &mut todo),
            Message::Activity => self.activity(),
            Message::Tick => {
                self.tick(&mut todo);
                self.scan_on();
            }
            Message::Line(line) => self.line = line,
            Message::Concern(concern) => self.concern = concern,
            Message::Store(shelf) => self.shelf = shelf,
            Message::Places(directory) => self.directory = Some(directory),
            Message::Plug(plug) => self.plugged(plug),
            Message::Engine(engine) => self.engine = engine,
            Message::Saying(utterance, line) => self.line(utterance, line),
            Message::Interrupted => self.past = Past::Interrupted,
            Message::Answer(visit, answer) if visit == self.visit.number => {
                self.answered(answer, &mut todo);
            }
            Message::Answer(..) => {}
        }
        self.turned(over);
        self.save(&mut todo);
        let mut todo = self.rehearse(todo);
        self.follow(stir, &mut todo);
        todo
    }

    /// What is shown now.
    pub fn page(&self) -> Page<Message> {
        let frame = self.frame();
        if let (Shelf::Trouble(trouble), None, false) =
            (self.shelf, &self.visit.open, self.is_last())
        {
            return screen::trouble::page(&frame, trouble);
        }
        let mut page = match self.visit.over {
            Some(Over::Access) => {
                let french = Words(self.catalogue.texts(FRENCH));
                screen::access::page(&frame, &self.settings.contact, french)
            }
            Some(Over::Data) => screen::data::page(&frame),
            Some(Over::Languages) => screen::language::page(&frame, &self.languages()),
            Some(Over::Code) => screen::code::again(&frame),
            Some(Over::Comfort) => screen::comfort::page(&frame),
            Some(Over::Pause) => {
                screen::pause::page(&frame, &self.visit.pause, self.lock(&self.pins))
            }
            Some(Over::Paper) => self.reading(&frame),
            Some(Over::Voice) => screen::voice::page(&frame, self.engine, self.left()),
            None => self.screen_page(&frame),
        };
        page.dialog = match (&self.visit.warning, self.presence()) {
            (Warning::Raised(_), Presence::Warned(seconds)) => {
                Some(screen::dialog::idle(&frame, seconds))
            }
            (Warning::Raised(_), _) => Some(screen::dialog::idle(&frame, 0)),
            (Warning::Quiet, _) => {
                self.visit.dialog.map(|asked| screen::dialog::asked(&frame, asked))
            }
        };
        if !matches!((self.visit.over, &self.visit.screen), (None, Screen::Welcome)) {
            page.top.action = page.top.action.or_else(|| Some(frame.veil()));
        }
        if frame.comfort.answers == Answers::Hidden {
            veil::veil(&mut page, frame.words);
        }
        page
    }

    fn welcome_page(&self, frame: &Frame<'_>) -> Page<Message> {
        screen::welcome::page(frame, &self.demarches(), &self.languages(), self.past)
    }

    fn screen_page(&self, frame: &Frame<'_>) -> Page<Message> {
        let seconds = self.last_seconds().unwrap_or(0);
        match &self.visit.screen {
            Screen::Welcome => self.welcome_page(frame),
            Screen::Tour(tour) => screen::tour::page(frame, tour),
            Screen::Practice => screen::practice::page(frame, &self.demarches()),
            Screen::Practised(ended) => screen::practice::ended(frame, ended),
            Screen::Before(before) => match self.catalogue.latest(&before.name) {
                Some(demarche) => screen::before::page(frame, before, demarche),
                None => self.welcome_page(frame),
            },
            Screen::Code(code) => screen::code::page(frame, code),
            Screen::Question(asking) => screen::question::page(frame, asking),
            Screen::Review => screen::review::page(frame),
            Screen::Stopped => screen::stopped::page(frame),
            Screen::Sending(_) => screen::wait::page(frame),
            Screen::Farewell(farewell) => {
                let demarche = self.catalogue.demarche(&farewell.contents.edition);
                let here = self.here();
                let around = Around { places: self.places(), here: &here, now: self.now.civil };
                screen::farewell::sent(frame, farewell, demarche, around, seconds)
            }
            Screen::Places(finding) => {
                let here = self.here();
                let around = Around { places: self.places(), here: &here, now: self.now.civil };
                screen::places::page(frame, finding, around)
            }
            Screen::Kept(kept) => screen::farewell::kept(frame, kept, seconds),
            Screen::Erasing(erasing) => screen::farewell::erased(frame, *erasing, seconds),
            Screen::Resume(resume) => screen::resume::page(frame, resume, self.lock(&self.tries)),
            Screen::Versions(versions) => screen::version::page(frame, versions),
        }
    }

    /// Language, size and contrast of now: what the window needs to draw.
    pub fn comfort(&self) -> &Comfort {
        &self.visit.comfort
    }

    /// The control that has the focus.
    pub fn focus(&self) -> Option<&Id> {
        self.visit.focus.as_ref()
    }

    /// The visit of now, for those who drive it and for tests.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            words: self.words(),
            place: &self.settings.place,
            line: self.line,
            concern: self.house_concern(),
            open: self.visit.open.as_ref(),
            again: &self.visit.again,
            demarche: self.demarche(),
            comfort: &self.visit.comfort,
            mediator: self.visit.mediator,
            clock: self.visit.pause.clock,
            pause: if self.settings.pause.code.is_empty() { Turn::Off } else { Turn::On },
            mode: self.mode(),
            invented: self.demarche().and_then(|one| self.catalogue.invented(one.name())),
            practice: self.settings.practice,
            draft_days: self.settings.draft_days,
            languages: &self.settings.languages,
            focus: self.visit.focus.as_ref(),
            caret: self.visit.caret,
            layer: self.visit.layer,
            keyboard: self.visit.keyboard,
            numbers: self.visit.numbers,
        }
    }

    fn words(&self) -> Words<'_> {
        Words(self.catalogue.texts(&self.visit.comfort.language))
    }

    /// The démarche of the open dossier.
    fn demarche(&self) -> Option<&Demarche> {
        self.catalogue.demarche(&self.visit.open.as_ref()?.draft.edition)
    }

    /// The démarches that are set and that exist.
    fn demarches(&self) -> Vec<&Demarche> {
        self.settings.demarches.iter().filter_map(|name| self.catalogue.latest(name)).collect()
    }

    /// The clocks move; a new day changes what the walk finds.
    fn clock(&mut self, now: Now) {
        self.now = Now { ms: self.now.ms.max(now.ms), civil: now.civil };
        if self.around.today != now.civil.date() {
            self.around.today = now.civil.date();
            self.walk_again();
        }
    }

    fn tick(&mut self, todo: &mut Vec<Action>) {
        self.hold_clock();
        self.invite(todo);
        if self.is_last() && self.visit.over != Some(Over::Paper) {
            if self.last_seconds().is_none() && !self.busy() {
                self.end_visit(todo);
            }
            return;
        }
        match (self.visit.hands, self.presence()) {
            (Hands::None, _) => self.visit.idle.seen(self.now.ms),
            (Hands::On, Presence::Here) => {}
            (Hands::On, _) if matches!(self.visit.screen, Screen::Welcome) => self.end_visit(todo),
            (Hands::On, Presence::Warned(_)) => self.warn(todo),
            (Hands::On, Presence::Gone) => self.suspend(todo),
        }
    }

    fn presence(&self) -> Presence {
        self.visit.idle.presence(self.now.ms, self.delays())
    }

    fn last_seconds(&self) -> Option<u32> {
        self.visit.idle.last_seconds(self.now.ms, self.delays())
    }

    /// A screen after which comes the next person.
    fn is_last(&self) -> bool {
        match &self.visit.screen {
            Screen::Farewell(_) | Screen::Kept(_) | Screen::Erasing(_) => true,
            Screen::Welcome
            | Screen::Practice
            | Screen::Tour(_)
            | Screen::Practised(_)
            | Screen::Before(_)
            | Screen::Code(_)
            | Screen::Question(_)
            | Screen::Review
            | Screen::Stopped
            | Screen::Sending(_)
            | Screen::Resume(_)
            | Screen::Places(_)
            | Screen::Versions(_) => false,
        }
    }

    /// Something of a last screen is still on its way; not for ever.
    fn busy(&self) -> bool {
        let working = match &self.visit.screen {
            Screen::Farewell(farewell) => farewell.printing == Printing::Working,
            Screen::Kept(kept) => kept.printing == Printing::Working,
            Screen::Erasing(erasing) => *erasing == Erasing::Working,
            _ => false,
        };
        working && self.presence() == Presence::Here
    }

    /// The question *are you still there* comes up; what had the focus will have it again.
    fn warn(&mut self, todo: &mut Vec<Action>) {
        if self.visit.warning == Warning::Quiet {
            self.visit.warning = Warning::Raised(self.visit.focus.take());
            self.visit.focus = Some(Id::new("idle.here"));
            todo.extend(self.calls().then(|| self.call()));
        }
    }

    /// Somebody is there without touching a control. A warning wants a plain answer.
    fn activity(&mut self) {
        if self.visit.warning == Warning::Quiet {
            self.visit.idle.seen(self.now.ms);
        }
    }

    /// Nobody is there: the draft is kept, the screen is wiped.
    fn suspend(&mut self, todo: &mut Vec<Action>) {
        if !matches!(self.visit.screen, Screen::Sending(_)) {
            self.keep(todo);
        }
        self.end_visit(todo);
    }

    /// The draft leaves the screen for its code; what is not on the disk goes along.
    fn keep(&mut self, todo: &mut Vec<Action>) {
        if let Some(open) = self.visit.open.take() {
            let clean = matches!(open.saving, Saving::Clean | Saving::InFlight(Since::Same));
            let draft = (!clean).then(|| Box::new(open.draft));
            todo.push(Action::KeepAndLeave { visit: self.visit.number, draft });
        }
    }

    /// The visit is dropped, a new one is built: nothing of it can stay behind.
    fn end_visit(&mut self, todo: &mut Vec<Action>) {
        let (number, said) = (self.visit.number, self.visit.heard.take());
        let comfort = self.settings.comfort();
        self.visit = Visit::new(number + 1, comfort, self.now.ms);
        if said.is_some() {
            todo.push(Action::Hush { visit: number });
        }
        todo.push(Action::EndVisit { visit: number });
    }

    /// At most one save in flight; what changed meanwhile goes with the next one.
    fn save(&mut self, todo: &mut Vec<Action>) {
        let visit = self.visit.number;
        if let Some(open) = &mut self.visit.open
            && open.saving == Saving::Dirty
        {
            open.saving = Saving::InFlight(Since::Same);
            todo.push(Action::SaveDraft { visit, draft: Box::new(open.draft.clone()) });
        }
    }

    /// Whether codes may be tried now, after those that were wrong.
    fn lock(&self, tries: &[u64]) -> Lock {
        let recent = || tries.iter().filter(|at| self.now.ms - *at < TRIES_MS);
        match recent().next() {
            Some(first) if recent().count() >= MOST_TRIES => {
                let left = (first + TRIES_MS).saturating_sub(self.now.ms);
                Lock::Minutes(u32::try_from(left.div_ceil(60_000)).unwrap_or(u32::MAX))
            }
            _ => Lock::Open,
        }
    }
}
