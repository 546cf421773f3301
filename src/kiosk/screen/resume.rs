//! *Reprendre un dossier*: the code is typed; its check symbol says at once when it is mistyped.
//!
//! Only codes whose check symbol is right count as tries. Unknown and wrong are one answer.

use super::Frame;
use crate::kiosk::action::{Message, NotFound};
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Field, Icon, Page, Say, Tone};
use crate::kiosk::rehearsal;
use crate::seal::code::{Code, CodeFault};
use zeroize::Zeroizing;

/// The name of its entry.
pub const FIELD: &str = "resume.code";
/// Thirteen symbols, three hyphens, and room for the spaces that people add.
pub const LONGEST: usize = 24;

/// The screen.
#[derive(Default)]
pub struct Resume {
    /// As typed.
    pub typed: Zeroizing<String>,
    /// What is known of it.
    pub state: State,
}

impl std::fmt::Debug for Resume {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resume").field("state", &self.state).finish_non_exhaustive()
    }
}

/// What is known of what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is being typed.
    #[default]
    Typing,
    /// It cannot be a code.
    Mistyped(CodeFault),
    /// It is the code of a practice visit.
    Practice,
    /// It is being looked for.
    Looking,
    /// It opens nothing.
    NotFound(NotFound),
    /// The dossier was made for a démarche that this terminal does not have.
    Elsewhere,
}

/// Too many codes that open nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Codes may be tried.
    Open,
    /// Not before this many minutes.
    Minutes(u32),
}

impl Resume {
    /// The check symbol speaks as soon as all symbols are there.
    pub fn looked_at(&mut self) {
        self.state = match Code::parse(&self.typed) {
            Ok(_) | Err(CodeFault::Length { .. }) => State::Typing,
            Err(_) if rehearsal::is_code(&self.typed) => State::Practice,
            Err(fault) => State::Mistyped(fault),
        };
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, resume: &Resume, lock: Lock) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("resume", words.say("resume.title"));
    page.hint = Some(words.say("resume.hint"));
    page.bottom.back = frame.back("resume.home");
    if let Lock::Minutes(minutes) = lock {
        let text = words.with("resume.locked", &[("minutes", minutes.to_string())]);
        page.body.push(Block::Note { tone: Tone::Alert, icon: Icon::TriangleAlert, text });
        return page;
    }
    page.refusal = refusal(frame, resume.state);
    page.body.push(Block::Fields(vec![Field {
        example: Some(words.code(words.text("resume.example"))),
        refused: page.refusal.is_some(),
        ..frame.entry(FIELD, "resume.field", resume.typed.to_string())
    }]));
    page.body.push(frame.muted("resume.symbols"));
    if resume.state == State::Looking {
        let text = words.say("resume.looking");
        page.body.push(Block::Note { tone: Tone::Plain, icon: Icon::Clock, text });
    } else {
        page.bottom.next = frame.next("resume.open");
        page.keyboard = frame.keys(FIELD, Layout::Code);
    }
    page
}

fn refusal(frame: &Frame<'_>, state: State) -> Option<Say> {
    let words = frame.words;
    Some(match state {
        State::Typing | State::Looking => return None,
        State::Mistyped(CodeFault::Length { found }) if found > 13 => words.say("resume.too_long"),
        State::Mistyped(CodeFault::Length { found }) => {
            words.with("resume.too_short", &[("found", found.to_string())])
        }
        State::Mistyped(CodeFault::Symbol { .. }) => words.say("resume.symbol"),
        State::Mistyped(CodeFault::Mistyped) => words.say("resume.mistyped"),
        State::Practice => words.say("resume.practice"),
        State::NotFound(NotFound::Unknown) => words.say("resume.unknown"),
        State::NotFound(NotFound::OutOfReach) => words.say("resume.out_of_reach"),
        State::NotFound(NotFound::Locked { minutes }) => {
            words.with("resume.locked", &[("minutes", minutes.to_string())])
        }
        State::NotFound(NotFound::Broken) => words.say("resume.broken"),
        State::Elsewhere => words.say("resume.elsewhere"),
    })
}
