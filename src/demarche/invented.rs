//! The invented person of a practice visit: a name, and an answer to each question of one path.
//!
//! Every word here stands in `assets/practice`, nobody has ever typed it. A day may be counted
//! from today (`{ from_today = -20 }`), so that a loss is always recent. It never sends anything.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Demarche;
use super::answers::{self, Odd};
use super::fault::Fault;
use super::source::{Node, Tree};
use crate::dossier::Draft;
use crate::dossier::journey::Circumstances;

/// Where the name of the person stands in the file.
const PERSON: &str = "person";
/// How a day is counted from today.
const FROM_TODAY: &str = "from_today";
/// Stands for today where an answer is only looked at for its form.
const ANY_DAY: Date = Date::constant(2026, 1, 1);

/// The invented person of one procedure.
#[derive(Clone, Debug)]
pub struct Invented {
    demarche: String,
    person: String,
    answers: Node,
}

impl Invented {
    /// Of this procedure, from a file that was read.
    pub(super) fn new(demarche: &str, mut file: Node) -> Self {
        let person = file.get(PERSON).and_then(Node::text).unwrap_or_default().to_owned();
        if let Tree::Table(pairs) = &mut file.value {
            pairs.retain(|pair| pair.key != PERSON);
        }
        Self { demarche: demarche.to_owned(), person, answers: file }
    }

    /// What is wrong with it: no person, no such procedure, an answer that no question takes.
    pub(super) fn faults(&self, demarche: Option<&Demarche>, path: &str) -> Vec<Fault> {
        let fault = |line: u32, complaint: String| Fault {
            file: path.to_owned(),
            line: line as usize,
            complaint,
            advice: None,
        };
        let mut faults = Vec::new();
        if self.person.is_empty() {
            faults.push(fault(1, format!("`{PERSON}` is missing: the name of the person")));
        }
        match demarche.map(|demarche| self.draft(demarche, ANY_DAY)) {
            None => faults.push(fault(1, format!("no procedure `{}`", self.demarche))),
            Some(Err(odd)) => faults.push(fault(odd.line(), odd.to_string())),
            Some(Ok(_)) => {}
        }
        faults
    }

    /// The procedure, without edition: `cni`.
    pub fn demarche(&self) -> &str {
        &self.demarche
    }

    /// `Camille Exemple`
    pub fn person(&self) -> &str {
        &self.person
    }

    /// Whether there is an answer to one of these questions, by full name.
    pub fn answers<'a>(
        &self,
        demarche: &Demarche,
        mut names: impl Iterator<Item = &'a str>,
    ) -> bool {
        let all = self.draft(demarche, ANY_DAY);
        all.is_ok_and(|all| names.any(|name| all.entries.contains_key(name)))
    }

    /// Puts the answers to these questions into the draft, in place of what stands there; what is
    /// proposed to the person is accepted.
    pub fn fill(
        &self,
        demarche: &Demarche,
        names: &[&str],
        draft: &mut Draft,
        around: &Circumstances,
    ) {
        let Ok(mut all) = self.draft(demarche, around.today) else { return };
        for name in names {
            if let Some(entry) = all.entries.remove(*name) {
                drop(draft.entries.insert((*name).to_owned(), entry));
            }
        }
        answers::accept(demarche, draft, around);
    }

    fn draft(&self, demarche: &Demarche, today: Date) -> Result<Draft, Odd> {
        let mut counted = self.answers.clone();
        count(&mut counted, today);
        let mut draft = Draft::default();
        answers::add(demarche, &counted, &mut draft)?;
        Ok(draft)
    }
}

/// Days that are counted from today become days of the calendar.
fn count(node: &mut Node, today: Date) {
    let days = match node.get(FROM_TODAY).map(|days| &days.value) {
        Some(Tree::Number(days)) => i32::try_from(*days).ok(),
        _ => None,
    };
    match (days, &mut node.value) {
        (Some(days), value) => *value = Tree::Day(today.saturating_add(days.days())),
        (None, Tree::Table(pairs)) => {
            pairs.iter_mut().for_each(|pair| count(&mut pair.node, today));
        }
        _ => {}
    }
}
