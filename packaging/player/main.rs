//! Plays a recorded citizen through the real window: touches what `tree.json` says is there, types
//! on the on-screen keyboard, cuts the network and the power on the way, and checks the laws.
//!
//! `player --out DIR --bin DIR --story FILE`, with a display that nobody else uses.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod check;
mod hand;
mod machine;
mod story;

use std::path::PathBuf;
use std::time::Duration;

use hand::Hand;
use machine::Machine;
use story::{Act, Story};

/// Most screens of one journey: more means that the player turns in circles.
const MOST_SCREENS: usize = 120;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut out, mut bin, mut story) = (None, None, None);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().map(PathBuf::from);
        match argument.as_str() {
            "--out" => out = value,
            "--bin" => bin = value,
            "--story" => story = value,
            other => panic!("unknown argument {other}"),
        }
    }
    let out = out.expect("--out DIR");
    let story = Story::read(&story.expect("--story FILE"));
    let mut player = Player::new(out, bin.expect("--bin DIR"), story);
    player.play();
}

struct Player {
    machine: Machine,
    hand: Hand,
    story: Story,
    out: PathBuf,
    pictures: usize,
    killed_at: Option<String>,
}

impl Player {
    fn new(out: PathBuf, bin: PathBuf, story: Story) -> Self {
        let machine = Machine::new(&out, &bin);
        let hand = Hand::new(machine.tree());
        Self { machine, hand, story, out, pictures: 0, killed_at: None }
    }

    fn play(&mut self) {
        self.machine.start_central();
        self.machine.start_kiosk();
        self.begin();
        self.answer_all();
        self.send();
        self.deliver();
        self.leave();
        check::laws(&mut self.machine, &self.story, &self.out);
        println!("the story held: one dossier, equal answers, empty outbox");
    }

    /// From the welcome screen to the first question, with the ticket of the code.
    fn begin(&mut self) {
        self.hand.expect("welcome");
        self.picture("accueil");
        self.hand.touch(&format!("demarche.{}", self.story.demarche));
        self.hand.expect("before");
        self.picture("avant");
        self.hand.touch("next");
        self.hand.expect("code");
        self.picture("code");
        self.hand.touch("code.print");
        let ticket = self.machine.papers().join("code.pdf");
        let text = self.machine.text_of(&ticket);
        self.story.code = story::code_in(&text).expect("the ticket has a code");
        self.hand.touch("next");
    }

    /// Screen after screen, until the review screen has nothing missing.
    fn answer_all(&mut self) {
        for _ in 0..MOST_SCREENS {
            let page = self.hand.settled();
            if page == "review" {
                self.picture("relire");
                return;
            }
            if let Some(acts) = self.story.acts(&page) {
                self.answer(&page);
                for act in acts {
                    self.act(&act, &page);
                }
            }
            self.answer(&page);
            self.picture(page.trim_start_matches("question."));
            self.hand.touch_once(&["caution.confirm", "next"]);
            self.hand.wait_for_change(&page);
        }
        panic!("more than {MOST_SCREENS} screens: the story turns in circles");
    }

    /// Everything of the story that this screen asks and that is not answered yet.
    fn answer(&mut self, page: &str) {
        for _ in 0..40 {
            let controls = self.hand.controls();
            let Some(next) = self.story.next(page, &controls) else { return };
            match next {
                story::Next::Touch(id) => self.hand.touch(&id),
                story::Next::Type(id, text) => {
                    self.hand.touch(&id);
                    self.hand.type_text(&text);
                }
            }
        }
        panic!("{page} is never answered");
    }

    fn act(&mut self, act: &Act, page: &str) {
        match act {
            Act::Cut => {
                self.machine.cut();
                self.hand.wait_seconds(3);
                self.picture("hors-connexion");
            }
            Act::Size => {
                self.hand.touch("tool.size");
                self.picture("taille");
                self.hand.touch("tool.size");
                self.hand.touch("tool.size");
            }
            Act::Contrast => {
                self.colours("comfort.contraste");
                self.picture("contraste");
                self.colours("comfort.clair");
            }
            Act::Kill => {
                self.hand.wait_seconds(1);
                self.killed_at = Some(page.to_owned());
                self.machine.kill_kiosk();
                self.machine.start_kiosk();
                self.resume();
            }
        }
    }

    /// Other colours, on their page, and back where it was.
    fn colours(&self, card: &str) {
        self.hand.touch("tool.contrast");
        self.hand.touch(card);
        self.hand.touch("back");
    }

    /// After the power cut: the welcome screen says so, the code opens the very same question.
    fn resume(&mut self) {
        self.hand.expect("welcome");
        self.hand.wait_seconds(2);
        self.picture("apres-coupure");
        self.hand.touch("resume");
        self.hand.expect("resume");
        self.hand.touch("resume.code");
        let code = self.story.code.clone();
        self.hand.type_text(&code.replace('-', ""));
        self.picture("reprise");
        self.hand.touch("next");
        let page = self.killed_at.clone().expect("killed somewhere");
        self.hand.expect_within(&page, Duration::from_secs(40));
        self.picture("reprise-meme-question");
    }

    fn send(&mut self) {
        self.hand.touch("next");
        self.hand.expect("farewell");
        self.picture("fin");
        self.hand.touch("end.print");
        let paper = self.machine.wait_for_paper("recu-");
        let _length = std::fs::copy(&paper, self.out.join("receipt.pdf")).expect("the receipt");
        let text = self.machine.text_of(&paper);
        let text_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in &self.story.printed {
            assert!(text_line.contains(words), "the paper does not say: {words}");
        }
        self.story.number = story::number_in(&text).expect("the receipt has a number");
    }

    /// The network returns; the dossier leaves by itself.
    fn deliver(&mut self) {
        self.hand.wait_seconds(1);
        self.machine.start_central();
        self.machine.wait_for_delivery(&self.story.number, &self.out);
        self.picture("transmis");
    }

    fn leave(&mut self) {
        if self.hand.settled() == "farewell" {
            self.hand.touch("end.finish");
        }
        self.hand.expect("welcome");
        self.picture("suivant");
        self.hand.wait_seconds(2);
        check::memory(self.machine.kiosk_process(), &self.story);
        self.machine.stop_kiosk();
    }

    fn picture(&mut self, name: &str) {
        self.pictures += 1;
        let file = self.out.join(format!("{:02}-{name}.png", self.pictures));
        self.hand.picture(&file);
    }
}
