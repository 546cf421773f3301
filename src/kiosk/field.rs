//! Kinds of question: how each is drawn, touched and typed. One file a kind.
//!
//! A field is drawn from a question and its entry; it keeps nothing and judges nothing.

mod choice;
mod commune;
mod country;
mod date;
mod declaration;
mod line;
mod list;
mod proposal;
mod search;
mod several;
mod yesno;

use std::collections::BTreeMap;

pub use commune::offered;

use super::action::{Message, Press, Reply};
use super::keyboard::Layout;
use super::page::{Block, Card, Field, Id, Say, Shape};
use super::screen::Frame;
use super::screen::question::{Asking, suggestion};
use super::typing::Letters;
use crate::demarche::{Kind, Question, QuestionId};
use crate::dossier::Entry;
use crate::dossier::draft::Answers;
use crate::dossier::journey::{Refusal, VisibleQuestion, VisibleStep};
use crate::reference::countries;

/// One question, with all that its field is lent.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The frame of the screen.
    pub frame: Frame<'a>,
    /// The question.
    pub id: QuestionId,
    /// What the walk knows of it now.
    pub visible: &'a VisibleQuestion,
    /// Its step.
    pub step: &'a VisibleStep,
    /// Why its entry is not an answer, once that is said.
    pub refusal: Option<&'a Refusal>,
    /// It has no entry, once that is said.
    pub missing: bool,
    /// Where the citizen is in the step.
    pub asking: &'a Asking,
    /// Alone on the screen, or not.
    pub company: Company,
}

/// Whether a question has the screen for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// The title asks it already.
    Alone,
    /// It needs its own words.
    Together,
}

/// A place where one types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Name of the entry on the page.
    pub id: Id,
    /// Its question.
    pub question: QuestionId,
    /// Which part of the entry.
    pub part: Part,
    /// Its keyboard.
    pub layout: Layout,
    /// What it lets in.
    pub letters: Letters,
    /// Longest, in characters.
    pub most: usize,
}

/// Which part of an entry is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Day of the month.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
    /// Hour and minute.
    Hour,
    /// One of a list, from 0.
    Item(usize),
    /// Not the entry: what one looks for in a table.
    Search,
}

/// What a touch does to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It becomes this.
    Set(Entry),
    /// It is empty again.
    Clear,
    /// Nothing.
    None,
}

impl<'a> Asked<'a> {
    /// Its question.
    fn question(&self) -> Option<&'a Question> {
        Some(self.frame.demarche?.question(self.id))
    }

    /// What was typed or touched.
    fn entry(&self) -> Option<&'a Entry> {
        self.frame.open?.draft.entries.get(&self.question()?.name)
    }

    /// What is typed in its search.
    fn searched(&self) -> &'a str {
        self.frame.open.map_or("", |open| searched(&open.searches, self.id, self.entry()))
    }

    /// A name under its own: `ask.nom.suggestion`.
    pub fn sub(&self, part: &str) -> Id {
        Id::of(format!("{}.{part}", self.name()))
    }

    fn name(&self) -> String {
        format!("ask.{}", self.question().map_or("", |question| &question.name))
    }

    /// `choice.motif.perte`.
    fn choice(&self, word: &str) -> Id {
        Id::of(format!("choice.{}.{word}", self.question().map_or("", |q| &q.name)))
    }

    fn label(&self) -> Say {
        let Some(demarche) = self.frame.demarche else { return Say::plain("") };
        let ask = self.frame.words.ask(demarche, self.step, self.id);
        let label = match self.company {
            Company::Alone => ask.short,
            Company::Together => ask.ask,
        };
        // A step of which nothing must be answered says so once, under its title.
        match self.visible.optional && !optional(self.step) {
            true => self.frame.words.around("question.optional", "name", &label),
            false => label,
        }
    }

    /// Once something is chosen, what stands beside it would tell it to those who look on.
    fn keeps_to_itself(&self) -> bool {
        self.frame.comfort.answers == Answers::Hidden
    }

    fn reply(&self, reply: Reply) -> Message {
        Message::Press(Press::Reply(self.id, reply))
    }

    fn refused(&self) -> bool {
        self.refusal.is_some() || self.missing
    }

    /// An entry that types, at this part.
    fn field(&self, part: Part, name: Say) -> Option<Field<Message>> {
        let slot = slots(self.id, self.question()?, self.entry())
            .into_iter()
            .find(|slot| slot.part == part)?;
        let value = match part {
            Part::Search => self.searched().to_owned(),
            _ => read(self.entry(), part).to_owned(),
        };
        let focused = self.frame.focus == Some(&slot.id);
        Some(Field {
            name,
            labelled: self.company == Company::Together,
            caret: if focused { self.frame.caret } else { value.chars().count() },
            value,
            veil: None,
            example: None,
            unit: None,
            width: None,
            lines: 1,
            refused: self.refused(),
            press: Message::Press(Press::Focus(slot.id.clone())),
            id: slot.id,
        })
    }

    /// *Je ne sais pas*, as a card.
    fn unknown_card(&self) -> Option<Card<Message>> {
        self.question()?.unknown.then(|| Card {
            id: self.sub("unknown"),
            title: self.frame.words.say("question.unknown"),
            detail: None,
            shape: Shape::Radio,
            chosen: self.entry() == Some(&Entry::Unknown),
            press: self.reply(Reply::Unknown),
        })
    }

    /// Words of its own above it, when it is not alone.
    fn heading(&self) -> Option<Block<Message>> {
        (self.company == Company::Together).then(|| Block::Heading(self.label()))
    }
}

/// Nothing of this step must be answered.
pub fn optional(step: &VisibleStep) -> bool {
    !step.questions.is_empty() && step.questions.iter().all(|visible| visible.optional)
}

/// The blocks of one question.
pub fn blocks(asked: &Asked<'_>) -> Vec<Block<Message>> {
    let Some(question) = asked.question() else { return Vec::new() };
    let mut blocks = match &question.kind {
        Kind::Choice(groups) => choice::blocks(asked, groups),
        Kind::Several(groups) => several::blocks(asked, groups),
        Kind::YesNo => yesno::blocks(asked),
        Kind::Text { lines, .. } => line::blocks(asked, *lines, None),
        Kind::Number { unit, .. } => line::blocks(asked, 1, unit.as_deref()),
        Kind::Format(_) => line::blocks(asked, 1, None),
        Kind::Date { partial, hour } => date::blocks(asked, *partial, *hour),
        Kind::Commune => commune::blocks(asked),
        Kind::Country => country::blocks(asked),
        Kind::List { from, to, .. } => list::blocks(asked, *from, *to),
        Kind::Search { table } => search::blocks(asked, table),
        Kind::Declaration => declaration::blocks(asked),
    };
    blocks.extend(suggestion(asked));
    let carded = matches!(question.kind, Kind::Choice(_) | Kind::Several(_) | Kind::YesNo);
    if !carded {
        blocks.extend(proposal::offer(asked));
        let unknown = asked.unknown_card().map(|card| vec![card]);
        blocks.extend(unknown.map(|cards| Block::Cards { columns: 1, cards }));
    }
    blocks
}

/// The places where one types, in reading order.
pub fn slots(id: QuestionId, question: &Question, entry: Option<&Entry>) -> Vec<Slot> {
    match &question.kind {
        Kind::Text { to, .. } => {
            vec![line::slot(id, question, Layout::Azerty, Letters::Any, usize::from(*to))]
        }
        Kind::Number { .. } => vec![line::slot(id, question, Layout::Digits, Letters::Digits, 12)],
        Kind::Format(name) => vec![line::format_slot(id, question, name)],
        Kind::Date { hour, .. } => date::slots(id, question, *hour),
        Kind::Commune => vec![commune::slot(id, question, entry)],
        Kind::Country | Kind::Search { .. } => vec![search::slot(id, question)],
        Kind::List { format, .. } => list::slots(id, question, format, entry),
        Kind::Choice(_) | Kind::Several(_) | Kind::YesNo | Kind::Declaration => Vec::new(),
    }
}

/// What stands in a part of an entry.
pub fn read(entry: Option<&Entry>, part: Part) -> &str {
    match (entry, part) {
        (Some(Entry::Text(text) | Entry::FreeCommune(text)), Part::Whole) => text,
        (Some(Entry::Date { day, .. }), Part::Day) => day,
        (Some(Entry::Date { month, .. }), Part::Month) => month,
        (Some(Entry::Date { year, .. }), Part::Year) => year,
        (Some(Entry::Date { hour, .. }), Part::Hour) => hour,
        (Some(Entry::List(items)), Part::Item(at)) => items.get(at).map_or("", String::as_str),
        _ => "",
    }
}

/// What stands in a search: what is typed, or the name of what was chosen before.
pub fn searched<'a>(
    searches: &'a BTreeMap<QuestionId, String>,
    id: QuestionId,
    entry: Option<&'a Entry>,
) -> &'a str {
    match (searches.get(&id), entry) {
        (Some(text), _) => text,
        (None, Some(Entry::Commune { name, .. })) => name,
        (None, Some(Entry::Country(code))) => countries().get(code).map_or("", |one| one.name),
        (None, _) => "",
    }
}

/// The entry after a part was typed.
pub fn write(entry: Option<&Entry>, part: Part, text: String) -> Change {
    match part {
        Part::Whole => match entry {
            Some(Entry::FreeCommune(_)) => Change::Set(Entry::FreeCommune(text)),
            _ if text.is_empty() => Change::Clear,
            _ => Change::Set(Entry::Text(text)),
        },
        Part::Day | Part::Month | Part::Year | Part::Hour => date::write(entry, part, text),
        Part::Item(at) => list::write(entry, at, text),
        Part::Search => Change::None,
    }
}

/// The entry after a touch. `meant` is what a refusal suggests.
pub fn touched(
    question: &Question,
    visible: &VisibleQuestion,
    entry: Option<&Entry>,
    reply: &Reply,
    meant: Option<&str>,
) -> Change {
    match reply {
        Reply::Unknown if entry == Some(&Entry::Unknown) => Change::Clear,
        Reply::Unknown => Change::Set(Entry::Unknown),
        Reply::Suggested => meant.map_or(Change::None, |meant| suggested(entry, meant)),
        Reply::Accept => proposal::accepted(&question.kind, visible),
        _ => match &question.kind {
            Kind::Choice(_) => choice::touched(reply),
            Kind::Several(_) => several::touched(entry, reply),
            Kind::YesNo => yesno::touched(reply),
            Kind::Date { .. } => date::touched(entry, reply),
            Kind::Commune => commune::touched(entry, reply),
            Kind::Country => country::touched(reply),
            Kind::List { .. } => list::touched(entry, reply),
            Kind::Search { .. } => search::touched(reply),
            Kind::Declaration => declaration::touched(entry, reply),
            Kind::Text { .. } | Kind::Number { .. } | Kind::Format(_) => Change::None,
        },
    }
}

/// What was probably meant takes the place of what was typed.
fn suggested(entry: Option<&Entry>, meant: &str) -> Change {
    match entry {
        Some(Entry::Text(_)) => Change::Set(Entry::Text(meant.to_owned())),
        _ => Change::None,
    }
}
