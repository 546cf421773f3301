//! The steps that a draft makes visible: computed afresh from one walk, never stored.

pub mod entry;
mod evaluation;
mod masked;
mod value;
mod walk;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Draft;
use crate::demarche::calculator::{Computed, Figure};
use crate::demarche::formula::Slot;
use crate::demarche::{Demarche, QuestionId, SectionId, StepId};
pub use crate::reference::PartialDay;

/// The terminal's place, read by conditions as `site.departement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Code of the département: `76`.
    pub departement: String,
}

/// What one walk through an edition found. Everything in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// The visible steps, in file order. After a `stop`, nothing.
    pub steps: Vec<VisibleStep>,
    /// The journey ends here with a page: why, and where to go.
    pub stop: Option<Spoken>,
    /// Sentences beside the questions and on the paper.
    pub notices: Vec<Spoken>,
    /// To be confirmed; recorded with the values they were given for.
    pub cautions: Vec<Caution>,
    /// Why entries are not answers, first ones first.
    pub refusals: Vec<Refusal>,
    /// Entries that are answers, with something to look at again (`bank_card`): never in the way.
    pub warnings: Vec<Refusal>,
    /// Visible questions that still want an answer.
    pub missing: Vec<QuestionId>,
    /// Originals to bring, sure or possible.
    pub pieces: Vec<Need>,
    /// Sums due, sure ones added by the reader.
    pub fees: Vec<Fee>,
    /// Derived values by full name, as words for `show` and tests.
    pub derived: BTreeMap<String, Shown>,
    /// What calculators found, by the full name of the derive: lines, and why something is unknown.
    pub computed: BTreeMap<String, Computed>,
}

/// One visible step and its visible questions.
#[derive(Clone, Debug)]
pub struct VisibleStep {
    /// Which step.
    pub step: StepId,
    /// Its segment.
    pub section: SectionId,
    /// Its visible questions, in reading order.
    pub questions: Vec<VisibleQuestion>,
    /// Nothing in it is missing or refused.
    pub done: bool,
    /// `{placeholders}` of its sentence and of its questions' sentences.
    pub with: Vec<(String, Shown)>,
}

/// One visible question with what is known of it now.
#[derive(Clone)]
pub struct VisibleQuestion {
    /// Which question.
    pub question: QuestionId,
    /// What was answered, ready to be written: `Open` when missing or refused, `None` when left
    /// empty.
    pub answer: Shown,
    /// It may stay empty.
    pub optional: bool,
    /// Cards that exist now (`offer`, switches); empty when the kind has no cards.
    pub offered: Vec<String>,
    /// What is proposed to the citizen, if anything.
    pub proposal: Option<Shown>,
    /// For a commune: the day whose names are offered. `None` is today.
    pub commune_at: Option<PartialDay>,
    /// For a commune: only those of this postal code.
    pub commune_postcode: Option<String>,
}

/// A value ready to be written by a language: keys and values, never sentences.
#[derive(Clone, PartialEq, Eq)]
pub enum Shown {
    /// Not answered yet.
    Open,
    /// Not asked.
    None,
    /// *Je ne sais pas*.
    Unknown,
    /// Word of a choice: its sentence is `choice.<question or derive>.<word>`.
    Word(String),
    /// Several words.
    Words(Vec<String>),
    /// Free text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day, maybe partial.
    Day(PartialDay),
    /// A day and an hour `hh:mm`.
    Moment(PartialDay, String),
    /// Whole centimes.
    Money(i64),
    /// Yes or no.
    YesNo(bool),
    /// A commune: code (empty when typed freely) and name.
    Commune(String, String),
    /// Code of a country.
    Country(String),
}

impl From<&Figure> for Shown {
    fn from(figure: &Figure) -> Self {
        value::Value::figure(figure).shown()
    }
}

/// A rule's sentence with its values: `rule.<key>` (or `stop.<key>`) of the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Full name of the rule: `parent.1.parent_jeune`.
    pub name: String,
    /// Key of the sentence: `parent_jeune`, looked up with the block's own words first.
    pub key: String,
    /// `{placeholders}` of the sentence.
    pub with: Vec<(String, Shown)>,
    /// The question it stands beside.
    pub at: Option<QuestionId>,
}

/// A caution and whether it was confirmed for the values of now.
#[derive(Clone, PartialEq, Eq)]
pub struct Caution {
    /// The sentence.
    pub spoken: Spoken,
    /// The canonical values to record on confirmation (`Draft::confirmed`).
    pub values: String,
    /// Confirmed for exactly these values.
    pub confirmed: bool,
}

/// Why an entry is not an answer: a key and its numbers, never a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The question.
    pub question: QuestionId,
    /// From the engine or a format (`refusal.<key>` of the interface texts), or a rule.
    pub why: Why,
}

/// The two sources of a refusal.
#[derive(Clone, PartialEq, Eq)]
pub enum Why {
    /// The engine or a format: `too_long` with `{ "found": 120, "most": 100 }`.
    Entry {
        /// English key.
        key: String,
        /// Its numbers and words.
        numbers: BTreeMap<String, String>,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A `refuse` rule of the edition.
    Rule(Spoken),
}

/// An original to bring: one paper, or alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Alternatives; each is all of its papers. One alternative with one paper is the usual case.
    pub one_of: Vec<Vec<String>>,
    /// Scanned here (`attach`) rather than brought.
    pub attach: bool,
    /// Values for the sentences.
    pub with: Vec<(String, Shown)>,
    /// Something is not answered yet: shown as *peut-être*.
    pub maybe: bool,
}

/// A sum due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// `fee.<name>` of the texts.
    pub name: String,
    /// Whole centimes; `None` is *unknown*, said as such, never as 0.
    pub cents: Option<i64>,
    /// Something is not answered yet.
    pub maybe: bool,
}

/// What a walk needs besides the edition and the draft.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// Today, or the sealing date at review.
    pub today: Date,
    /// The terminal's place.
    pub site: Site,
}

/// Walks once through the edition: what is visible, typed, refused, missing and due today.
/// Total: any draft of any edition has a journey.
pub fn journey(demarche: &Demarche, draft: &Draft, circumstances: &Circumstances) -> Journey {
    walk::walk(demarche, draft, circumstances, &[])
}

/// The same through a block by itself, with what it was given.
pub(crate) fn alone(
    demarche: &Demarche,
    given: &[(Slot, Figure)],
    draft: &Draft,
    circumstances: &Circumstances,
) -> Journey {
    walk::walk(demarche, draft, circumstances, given)
}

impl Journey {
    /// Nothing stands in the way of *Envoyer*.
    pub fn is_complete(&self) -> bool {
        self.stop.is_none()
            && self.missing.is_empty()
            && self.refusals.is_empty()
            && self.cautions.iter().all(|caution| caution.confirmed)
    }

    /// Sums that are not also a paper to bring: a stamp of that name is said once.
    pub fn fees_apart(&self) -> impl Iterator<Item = &Fee> {
        self.fees.iter().filter(|fee| {
            !self
                .pieces
                .iter()
                .flat_map(|need| need.one_of.iter().flatten())
                .any(|one| *one == fee.name)
        })
    }

    /// The visible question, if it is on the path.
    pub fn visible(&self, question: QuestionId) -> Option<&VisibleQuestion> {
        let mut all = self.steps.iter().flat_map(|step| &step.questions);
        all.find(|visible| visible.question == question)
    }
}
