//! *Comment ça marche ?*: four pages in which a person does the thing once, before anything is
//! asked. One idea a page. It holds no data, and nothing of it is kept.

use zeroize::Zeroizing;

use super::Frame;
use crate::kiosk::action::{Message, Press, Tour as Touch};
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Card, Icon, Id, Mark, Page, Progress, Shape, Tone};

/// The name of its entry.
pub const FIELD: &str = "tour.field";
/// Room for a try, in characters.
pub const LONGEST: usize = 12;

/// Where one is in it.
#[derive(Default)]
pub struct Tour {
    /// The page.
    pub lesson: Lesson,
    /// The card.
    pub card: Done,
    /// What stands in the entry: a try, no answer.
    pub typed: Zeroizing<String>,
    /// The letter.
    pub letter: Letter,
    /// Back, and here again.
    pub back: Done,
}

impl std::fmt::Debug for Tour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tour").field("lesson", &self.lesson).finish_non_exhaustive()
    }
}

/// Its pages, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lesson {
    /// Touching a card.
    #[default]
    Touch,
    /// Writing a letter, erasing it.
    Write,
    /// Going back, going on.
    Move,
    /// The tools at the bottom.
    Bar,
}

/// Whether a thing was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Done {
    /// Not yet.
    #[default]
    Not,
    /// It was.
    Yes,
}

/// How far the letter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letter {
    /// None was written.
    #[default]
    None,
    /// One was.
    Written,
    /// And it was erased.
    Erased,
}

impl Tour {
    const ALL: [Lesson; 4] = [Lesson::Touch, Lesson::Write, Lesson::Move, Lesson::Bar];

    /// The page after this one; none after the last.
    pub fn after(&self) -> Option<Lesson> {
        let at = Self::ALL.iter().position(|lesson| *lesson == self.lesson)?;
        Self::ALL.get(at + 1).copied()
    }

    /// The page before this one; none before the first.
    pub fn before(&self) -> Option<Lesson> {
        let at = Self::ALL.iter().position(|lesson| *lesson == self.lesson)?;
        Self::ALL.get(at.checked_sub(1)?).copied()
    }

    /// The try was typed on.
    pub fn wrote(&mut self, text: String) {
        self.letter = match (self.letter, text.is_empty()) {
            (_, false) => Letter::Written,
            (Letter::Written | Letter::Erased, true) => Letter::Erased,
            (Letter::None, true) => Letter::None,
        };
        self.typed = text.into();
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, tour: &Tour) -> Page<Message> {
    let words = frame.words;
    let (name, title, hint) = match tour.lesson {
        Lesson::Touch => ("tour.touch", "tour.touch_title", "tour.touch_hint"),
        Lesson::Write => ("tour.write", "tour.write_title", "tour.write_hint"),
        Lesson::Move => ("tour.move", "tour.move_title", "tour.move_hint"),
        Lesson::Bar => ("tour.bar", "tour.bar_title", "tour.bar_hint"),
    };
    let mut page = frame.page(name, words.say(title));
    page.hint = Some(words.say(hint));
    page.crumb = Some(words.line(&[words.text("tour.open"), words.text("tour.nothing")]));
    page.progress = progress(frame, tour.lesson);
    match tour.lesson {
        Lesson::Touch => touch(frame, tour, &mut page),
        Lesson::Write => write(frame, tour, &mut page),
        Lesson::Move => {
            page.body.push(frame.text("tour.move_text"));
            page.body.extend((tour.back == Done::Yes).then(|| bravo(frame, "tour.move_done")));
        }
        Lesson::Bar => {
            let lines = ["tour.bar_listen", "tour.bar_size", "tour.bar_comfort", "tour.bar_call"];
            let lines = lines.map(|key| (Mark::Done, words.say(key)));
            page.body.push(Block::Checklist(lines.to_vec()));
        }
    }
    page.bottom.back =
        frame.back(if tour.lesson == Lesson::Touch { "resume.home" } else { "frame.back" });
    page.bottom.next =
        frame.next(if tour.lesson == Lesson::Bar { "tour.end" } else { "frame.next" });
    page
}

fn touch(frame: &Frame<'_>, tour: &Tour, page: &mut Page<Message>) {
    page.body.push(Block::Cards {
        columns: 1,
        cards: vec![Card {
            id: Id::new("tour.card"),
            title: frame.words.say("tour.touch_card"),
            detail: None,
            shape: Shape::Checkbox,
            chosen: tour.card == Done::Yes,
            press: Message::Press(Press::Tour(Touch::Card)),
        }],
    });
    page.body.extend((tour.card == Done::Yes).then(|| bravo(frame, "tour.touch_done")));
}

fn write(frame: &Frame<'_>, tour: &Tour, page: &mut Page<Message>) {
    let done = match tour.letter {
        Letter::None => None,
        Letter::Written => Some(bravo(frame, "tour.write_now")),
        Letter::Erased => Some(bravo(frame, "tour.write_done")),
    };
    // What is done takes the place of what was to do: under the entry the keyboard would hide it.
    page.hint = page.hint.take().filter(|_| done.is_none());
    page.body.extend(done);
    let entry = frame.entry(FIELD, "tour.write_field", tour.typed.to_string());
    page.body.push(Block::Fields(vec![entry]));
    page.keyboard = frame.keys(FIELD, Layout::Azerty);
}

/// It is done, in words and with a mark.
fn bravo(frame: &Frame<'_>, key: &str) -> Block<Message> {
    Block::Note { tone: Tone::Success, icon: Icon::CircleCheck, text: frame.words.say(key) }
}

fn progress(frame: &Frame<'_>, lesson: Lesson) -> Option<Progress> {
    let current = Tour::ALL.iter().position(|one| *one == lesson)?;
    let sections = Tour::ALL.len();
    let values = [("n", (current + 1).to_string()), ("of", sections.to_string())];
    let done = (0..sections).map(|at| at < current).collect();
    Some(Progress { sections, current, done, name: frame.words.with("frame.progress", &values) })
}
