//! What one person typed in this visit and may say again in another démarche: an address, a
//! telephone, an e-mail. In memory of the visit only, gone with it whatever ends it.
//!
//! Nothing here is an answer: it is proposed, and counts once touched. Which questions are
//! carried is one table, by full name: those where a person speaks of the own home and reach,
//! never of somebody else.

use std::collections::BTreeMap;
use std::fmt;

use crate::demarche::{Demarche, Kind};
use crate::dossier::journey::{Journey, Shown, VisibleStep};
use crate::dossier::{Draft, Entry};

/// What goes together, and is said again together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Where the person lives.
    Address,
    /// How the person is reached.
    Contact,
}

/// The questions that are carried: a block by its name and a dot, a question by its full name.
const CARRIED: [(&str, Group); 3] =
    [("adresse.", Group::Address), ("telephone", Group::Contact), ("courriel", Group::Contact)];

/// What was typed, by full name of its question.
#[derive(Default)]
pub struct Again(BTreeMap<String, Said>);

/// One thing that was typed, and how it was asked.
struct Said {
    group: Group,
    kind: Kind,
    entry: Entry,
    shown: Shown,
}

impl fmt::Debug for Again {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Again").field(&self.0.len()).finish()
    }
}

/// Whether a question is carried, and with which others.
fn group(name: &str) -> Option<Group> {
    let carried = CARRIED.iter().find(|(known, _)| match known.ends_with('.') {
        true => name.starts_with(known),
        false => name == *known,
    });
    carried.map(|(_, group)| *group)
}

impl Again {
    /// Nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps what a dossier that was sent says of the own home: answers on its path, no others.
    pub fn remember(&mut self, demarche: &Demarche, draft: &Draft, journey: &Journey) {
        let mut said = BTreeMap::new();
        for visible in journey.steps.iter().flat_map(|step| &step.questions) {
            let question = demarche.question(visible.question);
            let entry = draft.entries.get(&question.name);
            let answered = !matches!(visible.answer, Shown::Open | Shown::None);
            if let (Some(group), Some(entry), true) = (group(&question.name), entry, answered) {
                let (kind, entry) = (question.kind.clone(), entry.clone());
                let one = Said { group, kind, entry, shown: visible.answer.clone() };
                let _before = said.insert(question.name.clone(), one);
            }
        }
        // An address is one thing: a new one takes the place of all of the old one.
        for group in [Group::Address, Group::Contact] {
            if said.values().any(|one| one.group == group) {
                self.0.retain(|_, one| one.group != group);
            }
        }
        self.0.append(&mut said);
    }

    /// What may be said again on this step: its group, and the words that were typed.
    pub fn offers<'a>(
        &'a self,
        demarche: &'a Demarche,
        draft: &Draft,
        step: &VisibleStep,
    ) -> Option<(Group, Vec<&'a Shown>)> {
        let group = step.questions.iter().find_map(|visible| {
            let question = demarche.question(visible.question);
            let said = self.0.get(&question.name)?;
            let free = !draft.entries.contains_key(&question.name);
            (said.kind == question.kind && free).then_some(said.group)
        })?;
        Some((group, self.of(demarche, group).map(|(_, said)| &said.shown).collect()))
    }

    /// The entries of a group, for who touched *the same*.
    pub fn entries(&self, demarche: &Demarche, group: Group) -> Vec<(String, Entry)> {
        let all = self.of(demarche, group);
        all.map(|(name, said)| (name.to_owned(), said.entry.clone())).collect()
    }

    /// A group in the order of the page, as far as this démarche asks it in the same way.
    fn of<'a>(
        &'a self,
        demarche: &'a Demarche,
        group: Group,
    ) -> impl Iterator<Item = (&'a str, &'a Said)> {
        demarche.questions().filter_map(move |(_, question)| {
            let said = self.0.get(&question.name)?;
            let same = said.group == group && said.kind == question.kind;
            same.then_some((question.name.as_str(), said))
        })
    }
}
