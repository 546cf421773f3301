//! A démarche: one *edition* of one procedure, checked. Loading it is proving it.
//!
//! Never reads a disk, a clock or a network: sources come as text, faults come out as data.

pub mod alone;
pub(crate) mod answers;
pub mod author;
pub mod calculator;
pub mod catalogue;
pub(crate) mod check;
pub(crate) mod edition;
pub(crate) mod expression;
pub mod fault;
pub(crate) mod formula;
pub mod invented;
pub(crate) mod library;
pub mod question;
pub(crate) mod source;

use std::collections::BTreeMap;

pub use catalogue::Catalogue;
pub use fault::{Fault, Faults};
pub use question::{Group, Kind, Question, QuestionId, Section, SectionId, Step, StepId};

use edition::{Asked, Derive, Due, Item, Line, Needed, Piece, Rule, Shown, Table};

/// A checked edition. Only the checker makes one; every index in it exists.
#[derive(Clone, Debug, Default)]
pub struct Demarche {
    pub(crate) name: String,
    pub(crate) edition: String,
    pub(crate) digest: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) steps: Vec<Step>,
    pub(crate) shown: Vec<Shown>,
    pub(crate) questions: Vec<Question>,
    pub(crate) asked: Vec<Asked>,
    pub(crate) derives: Vec<Derive>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) needs: Vec<Needed>,
    pub(crate) fees: Vec<Due>,
    pub(crate) pieces: BTreeMap<String, Piece>,
    pub(crate) tables: Vec<Table>,
    pub(crate) switches: BTreeMap<String, bool>,
    pub(crate) items: Vec<Item>,
    pub(crate) outline: Vec<Line>,
    pub(crate) slots: u16,
    pub(crate) guards: u16,
}

impl Demarche {
    /// `cni`
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `cni.1`
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// SHA-256 of the resolved edition (blocks put in, canonical form), hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The segments of the progress bar; they never change during a visit.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// A section, with the index that its steps carry.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[usize::from(id.0)]
    }

    /// A step.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[usize::from(id.0)]
    }

    /// A question.
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[usize::from(id.0)]
    }

    /// All questions with their indices, in the order of the page.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionId, &Question)> {
        (0u16..).map(QuestionId).zip(&self.questions)
    }

    /// All steps with their indices, in the order of the page.
    pub fn steps(&self) -> impl Iterator<Item = (StepId, &Step)> {
        (0u16..).map(StepId).zip(&self.steps)
    }

    /// The question of this full name.
    pub fn find(&self, full_name: &str) -> Option<QuestionId> {
        self.questions().find(|(_, question)| question.name == full_name).map(|(id, _)| id)
    }

    /// The step of this full name.
    pub fn find_step(&self, full_name: &str) -> Option<StepId> {
        self.steps().find(|(_, step)| step.name == full_name).map(|(id, _)| id)
    }

    /// What the operator may turn, and what holds when he says nothing.
    pub fn switches(&self) -> &BTreeMap<String, bool> {
        &self.switches
    }

    /// The picture of a question's choices, if any.
    pub fn picture(&self, id: QuestionId) -> Option<&str> {
        self.asked(id).picture.as_deref()
    }

    pub(crate) fn asked(&self, id: QuestionId) -> &Asked {
        &self.asked[usize::from(id.0)]
    }
}
