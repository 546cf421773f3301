//! One citizen in front of one terminal: touches, types, waits; and the edge behind it, which
//! keeps drafts in memory. Time moves only when the citizen says so.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::{DateTime, date};
use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::dossier::Draft;
use mon_point_numerique::kiosk::action::{
    Action, Answer, Fault, Message, NotFound, Now, PrintFault, Sealed, Shelf, Version,
};
use mon_point_numerique::kiosk::focus::{self, Control};
use mon_point_numerique::kiosk::idle::Delays;
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::screen::access::Contact;
use mon_point_numerique::kiosk::speech::Utterance;
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::{Kiosk, Settings};
use mon_point_numerique::seal::code::Code;
use rand::SeedableRng as _;

/// The editions and texts of the program, read once.
pub(crate) fn catalogue() -> Arc<Catalogue> {
    static READ: OnceLock<Arc<Catalogue>> = OnceLock::new();
    let read = || Arc::new(Catalogue::built_in().expect("the assets of the program are sound"));
    Arc::clone(READ.get_or_init(read))
}

pub(crate) fn settings() -> Settings {
    Settings {
        place: "Préfecture de la Seine-Maritime · Rouen".into(),
        contact: Contact { phone: "02 00 00 00 76".into(), address: String::new() },
        departement: "76".into(),
        language: "fr".into(),
        languages: vec!["fr".into(), "en".into()],
        demarches: vec!["cni".into(), "soucoupe".into()],
        switches: BTreeMap::new(),
        delays: Delays::default(),
        repeat_ms: 500,
        draft_days: 30,
        here: mon_point_numerique::reference::places().origin("76540"),
        places_days: 3650,
        speech: mon_point_numerique::kiosk::speech::Setting::default(),
        pause: mon_point_numerique::kiosk::pause::Setting { code: "48211".into(), minutes: 60 },
        practice: mon_point_numerique::settings::Turn::On,
        scan_step: 4,
    }
}

/// What the disk does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    Works,
    Full,
    /// Nothing is answered until it works again.
    Hangs,
}

/// What the voice did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Said(Utterance),
    Hush,
}

/// The edge, in memory.
pub(crate) struct Edge {
    pub(crate) disk: Disk,
    pub(crate) drafts: BTreeMap<String, Draft>,
    pub(crate) sent: Vec<mon_point_numerique::dossier::Contents>,
    pub(crate) done: Vec<String>,
    pub(crate) saves_in_flight: usize,
    pub(crate) other_version: Option<Version>,
    pub(crate) printer: Result<(), PrintFault>,
    pub(crate) said: Vec<Heard>,
    pub(crate) practice_papers: Vec<mon_point_numerique::receipt::Rehearsal>,
    codes: BTreeMap<u64, String>,
    rng: rand_chacha::ChaCha20Rng,
    waiting: Vec<Message>,
}

/// A page that was seen: what led there, the page, and what had the focus.
pub(crate) type Drawn = (String, Page<Message>, Option<Id>);

/// One citizen.
pub(crate) struct Citizen {
    pub(crate) kiosk: Kiosk,
    pub(crate) now: Now,
    pub(crate) edge: Edge,
    pub(crate) temper: Temper,
    /// When there is one, every page that was left is kept in it.
    pub(crate) album: Option<Vec<Drawn>>,
}

/// What follows when a control is not where it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temper {
    /// The test stops.
    Strict,
    /// Nothing: for who touches anything anyway.
    Easy,
}

pub(crate) fn morning() -> DateTime {
    date(2026, 11, 25).at(9, 30, 0, 0)
}

impl Citizen {
    /// In front of the welcome screen.
    pub(crate) fn arrives() -> Self {
        Self::arrives_at(settings())
    }

    pub(crate) fn arrives_at(settings: Settings) -> Self {
        let now = Now { ms: 5_000, civil: morning() };
        let edge = Edge {
            disk: Disk::Works,
            drafts: BTreeMap::new(),
            sent: Vec::new(),
            done: Vec::new(),
            saves_in_flight: 0,
            other_version: None,
            printer: Ok(()),
            said: Vec::new(),
            practice_papers: Vec::new(),
            codes: BTreeMap::new(),
            rng: rand_chacha::ChaCha20Rng::seed_from_u64(7),
            waiting: Vec::new(),
        };
        let mut citizen = Self {
            kiosk: Kiosk::new(catalogue(), settings, now),
            now,
            edge,
            temper: Temper::Strict,
            album: None,
        };
        citizen.tell(Message::Store(Shelf::Ready));
        citizen
    }

    /// A message and all that follows from it.
    pub(crate) fn tell(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            if matches!(message, Message::Answer(_, Answer::Saved(_))) {
                self.edge.saves_in_flight = self.edge.saves_in_flight.saturating_sub(1);
            }
            for action in self.kiosk.react(message, self.now) {
                messages.extend(self.edge.perform(action));
            }
        }
    }

    /// The disk works again: what waited is answered.
    pub(crate) fn disk_works(&mut self) {
        self.edge.disk = Disk::Works;
        for message in std::mem::take(&mut self.edge.waiting) {
            self.tell(message);
        }
    }

    /// Time passes, a second at a time.
    pub(crate) fn waits(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.passes(1000);
            self.tell(Message::Tick);
        }
    }

    fn passes(&mut self, ms: u64) {
        self.now.ms += ms;
        let span = jiff::Span::new().milliseconds(i64::try_from(ms).unwrap());
        self.now.civil = self.now.civil.checked_add(span).unwrap();
    }

    /// Touches a control by its name.
    pub(crate) fn touch(&mut self, id: &str) -> &mut Self {
        self.passes(600);
        let page = self.kiosk.page();
        if let Some(album) = &mut self.album {
            let focus = self.kiosk.focus().cloned();
            album.push((page.name.as_str().to_owned(), page.clone(), focus));
        }
        let press = press_of(&page, id);
        let names = || focus::controls(&page).iter().map(|c| c.id.as_str()).collect::<Vec<_>>();
        if press.is_none() && self.temper == Temper::Easy {
            return self;
        }
        let press = press.unwrap_or_else(|| panic!("{:?}: no {id} among {:?}", page.name, names()));
        self.tell(press);
        self
    }

    /// Types on the keyboard of the table.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.passes(150);
            self.tell(Message::Stroke(if letter == ' ' {
                Stroke::Space
            } else {
                Stroke::Char(letter)
            }));
        }
        self
    }

    /// Types on the keyboard of the screen.
    pub(crate) fn taps(&mut self, text: &str) -> &mut Self {
        for letter in text.to_lowercase().chars() {
            self.passes(150);
            let id = if letter == ' ' { "key.space".into() } else { format!("key.{letter}") };
            let page = self.kiosk.page();
            let rows = page.keyboard.as_ref().expect("a keyboard").rows.iter().flatten();
            let key = rows.into_iter().find(|key| key.id.as_str() == id);
            let press = key.unwrap_or_else(|| panic!("no {id}")).press.clone();
            self.tell(press);
        }
        self
    }

    /// Touches a key of the screen that types nothing by itself.
    pub(crate) fn touch_key(&mut self, id: &str) -> &mut Self {
        self.passes(150);
        let page = self.kiosk.page();
        let keys = page.keyboard.iter().flat_map(|keyboard| keyboard.rows.iter().flatten());
        let mut keys = keys.filter(|key| key.id.as_str() == id);
        let press = keys.next().unwrap_or_else(|| panic!("no {id}")).press.clone();
        self.tell(press);
        self
    }

    pub(crate) fn strikes(&mut self, stroke: Stroke) -> &mut Self {
        self.passes(600);
        self.tell(Message::Stroke(stroke));
        self
    }

    pub(crate) fn next(&mut self) -> &mut Self {
        self.touch("next")
    }

    pub(crate) fn page(&self) -> Page<Message> {
        self.kiosk.page()
    }

    /// Name of the screen.
    pub(crate) fn at(&self) -> String {
        self.page().name.as_str().to_owned()
    }

    pub(crate) fn sees(&self, screen: &str) {
        assert_eq!(self.at(), screen);
    }

    pub(crate) fn focus(&self) -> Option<String> {
        self.kiosk.focus().map(|id| id.as_str().to_owned())
    }

    /// The code that the screen shows.
    pub(crate) fn code(&self) -> String {
        self.kiosk.visit().open.as_ref().unwrap().code.as_ref().unwrap().to_string()
    }

    pub(crate) fn draft(&self) -> Draft {
        self.kiosk.visit().open.as_ref().unwrap().draft.clone()
    }

    /// From the welcome screen to the first question.
    pub(crate) fn begins(&mut self) -> &mut Self {
        self.touch("demarche.cni").next().touch("code.noted")
    }

    /// Every word of the page, spoken or drawn, and of the state that a page may come from.
    pub(crate) fn everything(&self) -> String {
        let visit = self.kiosk.visit();
        let draft =
            visit.open.as_ref().map(|open| String::from_utf8(open.draft.write().unwrap().to_vec()));
        format!("{:?} {:?} {:?}", self.page(), draft, self.kiosk.comfort())
    }
}

pub(crate) fn press_of(page: &Page<Message>, id: &str) -> Option<Message> {
    let controls: Vec<Control<'_, Message>> = focus::controls(page);
    controls.iter().find(|control| control.id == &Id::of(id)).map(|control| control.press.clone())
}

impl Edge {
    /// Does one action; what it answers comes at once unless the disk hangs.
    pub(crate) fn perform(&mut self, action: Action) -> Vec<Message> {
        match action {
            Action::Speak { utterance, .. } => {
                self.said.push(Heard::Said(*utterance));
                Vec::new()
            }
            Action::Hush { .. } => {
                self.said.push(Heard::Hush);
                Vec::new()
            }
            action => self.act(action),
        }
    }

    fn act(&mut self, action: Action) -> Vec<Message> {
        self.done.push(format!("{action:?}"));
        let answer = match action {
            Action::Begin { visit, .. } => {
                let code = Code::random(&mut self.rng).grouped();
                drop(self.codes.insert(visit, code.to_string()));
                Some((visit, Answer::Begun(self.written().map(|()| code))))
            }
            Action::SaveDraft { visit, draft } => {
                self.saves_in_flight += 1;
                assert_eq!(self.saves_in_flight, 1, "two saves in flight");
                let written = self.written();
                if let (Ok(()), Some(code)) = (written, self.codes.get(&visit)) {
                    drop(self.drafts.insert(code.clone(), *draft));
                }
                Some((visit, Answer::Saved(written)))
            }
            Action::KeepAndLeave { visit, draft } => {
                if let (Some(draft), Some(code)) = (draft, self.codes.get(&visit)) {
                    drop(self.drafts.insert(code.clone(), *draft));
                }
                None
            }
            Action::FindDraft { visit, code } => {
                let code = Code::parse(&code).unwrap().grouped().to_string();
                let found = self.drafts.get(&code).cloned();
                drop(self.codes.insert(visit, code));
                let versions = found.map(|draft| {
                    let version = Version { saved: morning(), draft };
                    std::iter::once(version).chain(self.other_version.take()).collect()
                });
                Some((visit, Answer::Found(versions.ok_or(NotFound::Unknown))))
            }
            Action::Send { visit, dossier } => {
                self.sent.push(dossier.contents().clone());
                let number = "R2A-00F2-9QTM".to_owned();
                Some((visit, Answer::Sent(self.written().map(|()| Sealed { number }))))
            }
            Action::PrintPractice { visit, paper } => {
                self.practice_papers.push(*paper);
                Some((visit, Answer::Printed(self.printer)))
            }
            Action::PrintTicket { visit, .. }
            | Action::PrintList { visit, .. }
            | Action::PrintReceipt { visit, .. } => Some((visit, Answer::Printed(self.printer))),
            Action::EraseDraft { visit } => {
                if let Some(code) = self.codes.get(&visit) {
                    drop(self.drafts.remove(code));
                }
                Some((visit, Answer::Erased(self.written())))
            }
            Action::EndVisit { .. } => {
                self.saves_in_flight = 0;
                None
            }
            Action::RefuseCode { .. }
            | Action::ChooseVersion { .. }
            | Action::CallMediator { .. } => None,
            Action::Speak { .. } | Action::Hush { .. } => None,
        };
        let Some((visit, answer)) = answer else { return Vec::new() };
        let message = Message::Answer(visit, answer);
        if self.disk == Disk::Hangs {
            self.waiting.push(message);
            return Vec::new();
        }
        vec![message]
    }

    fn written(&self) -> Result<(), Fault> {
        match self.disk {
            Disk::Works | Disk::Hangs => Ok(()),
            Disk::Full => Err(Fault::Full),
        }
    }

    /// How often an action of this name was done.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.done.iter().filter(|done| done.starts_with(name)).count()
    }
}
