//! What a page says aloud: every line in reading order, and what is new since the last page.
//!
//! Pure: it makes words from pages and never sounds. Each line exists twice: for headphones, and
//! for a loudspeaker that others hear, where no answer is ever said.

pub mod pronounce;
mod script;

use std::fmt;

use super::page::Id;
use super::words::Words;
use crate::settings::Turn;

pub use script::script;

/// Who hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The person alone.
    Headphones,
    /// Everybody around: no answer is said.
    Loudspeaker,
}

/// Which of both, as the operator sets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headphones {
    /// Whatever the plug says.
    #[default]
    Auto,
    /// A handset or a headset that stays: always private.
    Always,
    /// None: never private.
    Never,
}

/// Whether headphones are plugged in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plug {
    /// No, or nobody knows.
    #[default]
    Out,
    /// Yes.
    In,
}

/// The voice of this terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// None is installed, or none is wanted: the page of the voice says so.
    #[default]
    Absent,
    /// It can speak.
    Ready,
}

/// What the operator sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Who hears.
    pub headphones: Headphones,
    /// The voice begins by itself when headphones are plugged in.
    pub start: Turn,
    /// The end of the time is called out, even when the voice is off.
    pub call: Turn,
    /// Every so many seconds the welcome screen says aloud that it can speak; 0: never.
    pub invite_seconds: u32,
}

impl Default for Setting {
    fn default() -> Self {
        let headphones = Headphones::Auto;
        Self { headphones, start: Turn::On, call: Turn::On, invite_seconds: 0 }
    }
}

/// Something to be said now, in place of what is being said. Nothing waits in a queue.
#[derive(Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Which one of this run: what is told of another is too late.
    pub number: u64,
    /// Code of the language: `fr`.
    pub language: String,
    /// Who hears it.
    pub route: Route,
    /// Loudness, in decibels under the loudest: 0, -3 … -18.
    pub decibels: i8,
    /// Speed in percent: 50 to 200.
    pub speed: u16,
    /// The words, one line each.
    pub text: String,
}

impl fmt::Debug for Utterance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.text.len();
        f.debug_struct("Utterance").field("route", &self.route).field("length", &length).finish()
    }
}

/// Words in both forms, pronounced.
#[derive(Clone, PartialEq, Eq)]
struct Part {
    private: String,
    /// None: the same.
    loud: Option<String>,
}

impl Part {
    fn said(&self, route: Route) -> &str {
        match (route, &self.loud) {
            (Route::Loudspeaker, Some(loud)) => loud,
            _ => &self.private,
        }
    }
}

/// What a line is of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Title,
    Refusal,
    Text,
    Control(Id),
    /// An entry, and what stands in it.
    Entry(Id, String),
}

/// One line of a script.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    kind: Kind,
    parts: Vec<Part>,
}

impl Line {
    /// The control that it is of.
    pub fn id(&self) -> Option<&Id> {
        match &self.kind {
            Kind::Control(id) | Kind::Entry(id, _) => Some(id),
            Kind::Title | Kind::Refusal | Kind::Text => None,
        }
    }

    /// All of it that may be said, sign by sign.
    pub fn spelled(&self, route: Route, words: Words<'_>) -> String {
        let parts: Vec<String> =
            self.parts.iter().map(|part| pronounce::spelled(words, part.said(route))).collect();
        parts.join(". ")
    }

    /// Its words; a voice makes a pause at each comma and at the point.
    pub fn said(&self, route: Route) -> String {
        let parts = self.parts.iter().map(|part| part.said(route).trim());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let (mut said, last) = (String::new(), parts.len().saturating_sub(1));
        for (at, part) in parts.iter().enumerate() {
            said.push_str(part);
            let closed = part.ends_with(['.', '?', '!', ':', ',', '؟', '؛']);
            match (at == last, closed) {
                (true, false) => said.push('.'),
                (true, true) => {}
                (false, true) => said.push(' '),
                (false, false) => said.push_str(", "),
            }
        }
        said
    }
}

/// Everything that a page says, in reading order. Its words may be answers: never in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Script {
    page: String,
    language: String,
    dialog: bool,
    /// All its lines.
    pub lines: Vec<Line>,
    /// The key of the screen that is under the cursor.
    pub key: Option<Line>,
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("page", &self.page).finish_non_exhaustive()
    }
}

impl Script {
    /// The line of a control.
    pub fn control(&self, id: &Id) -> Option<&Line> {
        self.lines.iter().find(|line| line.id() == Some(id))
    }

    /// The whole page, then the control that has the focus.
    pub fn whole(&self, route: Route, focus: Option<&Id>) -> String {
        let focus = focus.and_then(|id| self.control(id));
        joined(self.lines.iter().chain(focus), route)
    }

    /// What is new since `before`: all of another page; else the refusal, the signs typed, the
    /// control that has the focus, and the lines that were not there. Empty when nothing is.
    pub fn news(&self, before: &Self, moved: Moved<'_>, route: Route, words: Words<'_>) -> String {
        if !self.is_same_page(before) {
            return self.whole(route, moved.to);
        }
        let mut news: Vec<String> = Vec::new();
        let fresh = |line: &&Line| !before.lines.iter().any(|old| same(old, line));
        let refusal = |line: &&Line| line.kind == Kind::Refusal;
        news.extend(self.lines.iter().filter(refusal).filter(fresh).map(|line| line.said(route)));
        if let Some(line) = moved.to.and_then(|id| self.control(id)) {
            let left = before.key.is_some() && self.key.is_none();
            let back = left.then(|| line.said(route));
            news.extend(focused(line, before, moved, route, words).or(back));
        }
        let key = self.key.as_ref().filter(|key| before.key.as_ref() != Some(key));
        news.extend(key.map(|key| key.said(route)));
        let texts = self.lines.iter().filter(|line| line.kind == Kind::Text);
        news.extend(texts.filter(fresh).map(|line| line.said(route)));
        news.join("\n")
    }

    fn is_same_page(&self, other: &Self) -> bool {
        let title = |script: &Self| {
            let found = script.lines.iter().find(|line| line.kind == Kind::Title);
            found.map(|line| line.said(Route::Headphones))
        };
        self.page == other.page
            && self.language == other.language
            && self.dialog == other.dialog
            && title(self) == title(other)
    }
}

/// Where the focus was, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// Before.
    pub from: Option<&'a Id>,
    /// Now.
    pub to: Option<&'a Id>,
}

/// The control that has the focus: when it came there, what was typed, or what became of it.
fn focused(
    line: &Line,
    before: &Script,
    moved: Moved<'_>,
    route: Route,
    words: Words<'_>,
) -> Option<String> {
    let old = line.id().and_then(|id| before.control(id)).filter(|_| moved.from == moved.to);
    match (old, &line.kind) {
        (Some(old), Kind::Entry(_, now)) => match &old.kind {
            Kind::Entry(_, was) if was != now => Some(typed(was, now, route, words)),
            _ => None,
        },
        (Some(old), _) if old == line => None,
        _ => Some(line.said(route)),
    }
}

/// The signs that came; others hear only that one came.
fn typed(was: &str, now: &str, route: Route, words: Words<'_>) -> String {
    let kept = was.chars().zip(now.chars()).take_while(|(was, now)| was == now).count();
    let (old, new) = (was.chars().count(), now.chars().count());
    if new <= old {
        return words.text("speech.erased").to_owned();
    }
    match route {
        Route::Loudspeaker => words.text("speech.character").to_owned(),
        Route::Headphones => {
            let came: String = now.chars().skip(kept).take(new - old).collect();
            pronounce::spelled(words, &came)
        }
    }
}

/// The same line; a countdown that only counts is the same.
fn same(old: &Line, new: &Line) -> bool {
    let letters = |line: &Line| -> String {
        line.said(Route::Headphones).chars().filter(|sign| !sign.is_ascii_digit()).collect()
    };
    old.kind == new.kind && letters(old) == letters(new)
}

fn joined<'a>(lines: impl Iterator<Item = &'a Line>, route: Route) -> String {
    lines
        .map(|line| line.said(route))
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
