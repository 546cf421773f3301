//! A monkey at the terminal: random messages, one hundred thousand in the run, `MONKEY=n` for
//! more. It never stops the program, and nothing of one visit is left in the next.

use mon_point_numerique::kiosk::action::{
    Answer, Concern, Fault, Keys, Leave, Line, Message, NotFound, Press, PrintFault, Reply, Sealed,
    Tool, Version,
};
use mon_point_numerique::kiosk::focus::controls;
use mon_point_numerique::kiosk::rehearsal::Mode;
use mon_point_numerique::kiosk::screen::Screen;
use mon_point_numerique::kiosk::stroke::Stroke;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use crate::citizen::{Citizen, Disk, Temper, morning};
use crate::journeys::answers;
use crate::practice::harmless;
use crate::wipe::canaries;

const MESSAGES: usize = 100_000;
const STROKES: [Stroke; 13] = [
    Stroke::Backspace,
    Stroke::Delete,
    Stroke::Left,
    Stroke::Right,
    Stroke::Home,
    Stroke::End,
    Stroke::Up,
    Stroke::Down,
    Stroke::Tab,
    Stroke::BackTab,
    Stroke::Enter,
    Stroke::Space,
    Stroke::Escape,
];

struct Monkey {
    rng: ChaCha20Rng,
    citizen: Citizen,
    words: Vec<String>,
    file: toml::Table,
    visits: u64,
    deepest: usize,
    /// The visit was a practice visit before this message, and for how many messages in all.
    practising: bool,
    practised: usize,
}

impl Monkey {
    fn new(seed: u64) -> Self {
        let rng = ChaCha20Rng::seed_from_u64(seed);
        Self {
            rng,
            citizen: Citizen { temper: Temper::Easy, ..Citizen::arrives() },
            words: canaries(),
            file: answers("perte.toml"),
            visits: 1,
            deepest: 0,
            practising: false,
            practised: 0,
        }
    }

    fn act(&mut self) {
        self.citizen.now.ms += self.rng.random_range(0..1500);
        match self.rng.random_range(0..100) {
            0..20 => self.answers(),
            20..55 => self.touches(),
            55..70 => self.types(),
            70..82 => self.strikes(),
            82..88 => self.citizen.tell(Message::Tick),
            88..91 => self.lies(),
            91..94 => self.changes_the_world(),
            94..97 => self.touches_what_is_not_there(),
            _ => self.citizen.tell(Message::Activity),
        }
        self.does_no_harm();
        self.looks();
    }

    /// Now and then it answers what is asked, and so comes further.
    fn answers(&mut self) {
        let free =
            self.citizen.page().dialog.is_none() && self.citizen.kiosk.visit().over.is_none();
        let asked = if free { self.citizen.asked() } else { Vec::new() };
        for id in asked {
            self.citizen.answers_one(id, &self.file);
        }
        let next = crate::citizen::press_of(&self.citizen.page(), "next");
        if let Some(next) = next {
            self.citizen.now.ms += 600;
            self.citizen.tell(next);
        }
    }

    /// Something that is on the page; forward more often than out.
    fn touches(&mut self) {
        let page = self.citizen.page();
        let keys = page.keyboard.iter().flat_map(|keyboard| keyboard.rows.iter().flatten());
        let keys: Vec<Message> = keys.map(|key| key.press.clone()).collect();
        let all = controls(&page);
        let quiet = |id: &str| id.starts_with("leave") || id.starts_with("tool") || id == "back";
        let pick = all
            .choose(&mut self.rng)
            .filter(|control| !quiet(control.id.as_str()) || self.rng.random_range(0..8) == 0)
            .map(|control| control.press.clone());
        let key = keys.choose(&mut self.rng).cloned().filter(|_| self.rng.random_range(0..3) == 0);
        if let Some(message) = key.or(pick) {
            self.citizen.tell(message);
        }
    }

    fn types(&mut self) {
        let word = self.words.choose(&mut self.rng).unwrap().clone();
        let digits = self.rng.random_range(1..3000).to_string();
        let text = if self.rng.random_range(0..4) == 0 { digits } else { word };
        let _ = self.citizen.types(&text);
    }

    fn strikes(&mut self) {
        let stroke = if self.rng.random_range(0..6) == 0 {
            Stroke::Char(char::from_u32(self.rng.random_range(0..0x11_0000)).unwrap_or('\u{301}'))
        } else {
            *STROKES.choose(&mut self.rng).unwrap()
        };
        self.citizen.tell(Message::Stroke(stroke));
    }

    /// Answers to nothing that was asked, of this visit or of another.
    fn lies(&mut self) {
        let visit = self.citizen.kiosk.visit().number + self.rng.random_range(0..2)
            - self.rng.random_range(0..2).min(self.citizen.kiosk.visit().number);
        let draft =
            mon_point_numerique::dossier::Draft { edition: "cni.0".into(), ..Default::default() };
        let answer = match self.rng.random_range(0..9) {
            0 => Answer::Begun(Err(Fault::Full)),
            1 => Answer::Begun(Ok(String::from("0000-0000-0000-0").into())),
            2 => Answer::Found(Ok(vec![Version { saved: morning(), draft }])),
            3 => Answer::Found(Err(NotFound::Unknown)),
            4 => Answer::Sent(Ok(Sealed { number: "R2A-00F2-9QTM".into() })),
            5 => Answer::Sent(Err(Fault::Broken)),
            6 => Answer::Printed(Err(PrintFault::Absent)),
            7 => Answer::Erased(Err(Fault::Broken)),
            _ => Answer::Delivered,
        };
        self.citizen.tell(Message::Answer(visit, answer));
    }

    fn changes_the_world(&mut self) {
        match self.rng.random_range(0..8) {
            6 => self.citizen.tell(Message::Concern(Some(Concern::Late))),
            7 => self.citizen.tell(Message::Concern(None)),
            0 => self.citizen.tell(Message::Line(Line::Down)),
            1 => self.citizen.tell(Message::Line(Line::Up)),
            2 => self.citizen.edge.disk = Disk::Full,
            3 => self.citizen.edge.disk = Disk::Hangs,
            4 => self.citizen.waits(self.rng.random_range(1..200)),
            _ => self.citizen.disk_works(),
        }
    }

    /// While one practises, the edge is asked for nothing but what is harmless.
    fn does_no_harm(&mut self) {
        let done = std::mem::take(&mut self.citizen.edge.done);
        if self.practising && self.citizen.kiosk.mode() == Mode::Practice {
            self.practised += 1;
            for done in &done {
                assert!(harmless(done), "{done} in a practice visit");
            }
        }
        self.practising = self.citizen.kiosk.mode() == Mode::Practice;
    }

    fn touches_what_is_not_there(&mut self) {
        use mon_point_numerique::demarche::QuestionId;
        let question = QuestionId(self.rng.random_range(0..400));
        let replies = [Reply::Accept, Reply::Card("perte".into()), Reply::Remove(7), Reply::Add];
        let presses = [
            Press::Next,
            Press::Back,
            Press::Leave(Leave::Erase),
            Press::Leave(Leave::Keep),
            Press::Tool(Tool::Speak("xx".into())),
            Press::Keys(Keys::Accents),
            Press::Version(9),
            Press::Reply(question, replies.choose(&mut self.rng).unwrap().clone()),
        ];
        self.citizen.tell(Message::Press(presses.choose(&mut self.rng).unwrap().clone()));
    }

    /// A new visit has no word of those before it.
    fn looks(&mut self) {
        let visit = self.citizen.kiosk.visit();
        if let Screen::Question(asking) = &visit.screen {
            self.deepest = self.deepest.max(usize::from(asking.step.0));
        }
        if visit.number == self.visits {
            return;
        }
        self.visits = visit.number;
        assert!(visit.open.is_none());
        let left = format!("{} {visit:?}", self.citizen.everything());
        for word in &self.words {
            assert!(!left.contains(word.as_str()), "{word} is left");
        }
        self.citizen.disk_works();
    }
}

#[test]
fn a_monkey_never_stops_it_and_leaves_nothing() {
    let messages: usize =
        std::env::var("MONKEY").ok().and_then(|n| n.parse().ok()).unwrap_or(MESSAGES);
    let seed: u64 = std::env::var("SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    println!("SEED={seed} MONKEY={messages}");
    let mut monkey = Monkey::new(seed);
    for _ in 0..messages {
        monkey.act();
    }
    assert!(monkey.visits > 20, "only {} visits", monkey.visits);
    assert!(monkey.practised > 500, "only {} messages of practice", monkey.practised);
    assert!(monkey.deepest > 20, "the monkey never went beyond step {}", monkey.deepest);
}
