//! The sentences that a checked edition needs, whatever the language.

use std::collections::BTreeSet;

use crate::demarche::edition::{Spelling, Strength, With};
use crate::demarche::formula::Type;
use crate::demarche::{Demarche, Kind};

/// One name that wants words.
pub(super) struct Wanted {
    /// `ask`, `choice`, `rule`…
    pub(super) head: &'static str,
    pub(super) spelling: Spelling,
    /// Fields that must be there; a plain sentence stands for the first.
    pub(super) fields: &'static [&'static str],
    /// Fields that may be there.
    pub(super) may: &'static [&'static str],
    /// Placeholders that have a value.
    pub(super) given: BTreeSet<String>,
    /// Placeholders that must be said.
    pub(super) said: BTreeSet<String>,
}

/// All the names of an edition that want words.
pub(super) fn wanted(demarche: &Demarche) -> Vec<Wanted> {
    let mut all = Vec::new();
    for section in &demarche.sections {
        all.push(plain("section", top(&section.name)));
    }
    asked(demarche, &mut all);
    spoken(demarche, &mut all);
    for piece in demarche.pieces.values() {
        let mut wanted = titled("piece", piece.spelling.clone());
        let needs = demarche
            .needs
            .iter()
            .filter(|need| need.one_of.iter().flatten().any(|(paper, _)| *paper == piece.name));
        wanted.given.extend(needs.flat_map(|need| names(&need.with)));
        all.push(wanted);
    }
    for fee in &demarche.fees {
        all.push(titled("fee", fee.spelling.clone()));
    }
    all
}

/// Steps, questions and their cards.
fn asked(demarche: &Demarche, all: &mut Vec<Wanted>) {
    for ((_, step), shown) in demarche.steps().zip(&demarche.shown) {
        let with = names(&shown.with);
        let said = with.clone();
        if step.questions.len() != 1 {
            all.push(Wanted {
                head: "step",
                spelling: shown.spelling.clone(),
                fields: &["ask"],
                may: &["hint", "why"],
                given: with.clone(),
                said: if step.questions.is_empty() { said.clone() } else { BTreeSet::new() },
            });
        }
        for id in &step.questions {
            let spelling = &demarche.asked(*id).spelling;
            all.push(Wanted {
                head: "ask",
                spelling: spelling.clone(),
                fields: &["ask", "short"],
                may: &["hint", "why", "example"],
                given: with.clone(),
                said: if step.questions.len() == 1 { said.clone() } else { BTreeSet::new() },
            });
            cards(demarche, &demarche.question(*id).kind, spelling, all);
        }
        for derive in &demarche.derives {
            if step.show.contains(&derive.name) {
                all.push(plain("show", derive.spelling.clone()));
                if let Type::Choice(words) = &derive.ty {
                    words_of(words, &derive.spelling, all);
                }
            }
        }
    }
}

fn cards(demarche: &Demarche, kind: &Kind, spelling: &Spelling, all: &mut Vec<Wanted>) {
    match kind {
        Kind::Choice(groups) | Kind::Several(groups) => {
            for group in groups {
                words_of(&group.choices, spelling, all);
                if let Some(name) = &group.name {
                    all.push(titled("group", inside(spelling, name)));
                }
            }
        }
        Kind::Search { table } => {
            let found = demarche.tables.iter().find(|known| known.name == *table);
            let rows = found.map(|table| table.rows.as_slice()).unwrap_or_default();
            let keys: BTreeSet<String> =
                rows.iter().filter_map(|row| row.keys.first()?.clone()).collect();
            words_of(&keys.into_iter().collect::<Vec<_>>(), spelling, all);
        }
        _ => {}
    }
}

/// Rules and stops, with what their placeholders may show.
fn spoken(demarche: &Demarche, all: &mut Vec<Wanted>) {
    for rule in &demarche.rules {
        let given = names(&rule.with);
        let mut said = given.clone();
        let _this = said.remove("this");
        let stop = rule.strength == Strength::Stop;
        all.push(Wanted {
            head: if stop { "stop" } else { "rule" },
            spelling: rule.spelling.clone(),
            fields: if stop { &["title", "body"] } else { &[""] },
            may: if stop { &["next"] } else { &[] },
            given,
            said,
        });
    }
    let rules = demarche.rules.iter().flat_map(|rule| &rule.with);
    let needs = demarche.needs.iter().flat_map(|need| &need.with);
    let steps = demarche.shown.iter().flat_map(|shown| &shown.with);
    for owner in rules.chain(needs).chain(steps).filter_map(|with| with.owner.as_ref()) {
        let derive = demarche.derives.iter().find(|derive| derive.spelling == *owner);
        if let Some(Type::Choice(words)) = derive.map(|derive| &derive.ty) {
            words_of(words, owner, all);
        }
    }
}

fn words_of(words: &[String], spelling: &Spelling, all: &mut Vec<Wanted>) {
    all.extend(words.iter().map(|word| titled("choice", inside(spelling, word))));
}

fn names(with: &[With]) -> BTreeSet<String> {
    with.iter().map(|with| with.name.clone()).collect()
}

fn plain(head: &'static str, spelling: Spelling) -> Wanted {
    Wanted { fields: &[""], may: &[], ..titled(head, spelling) }
}

fn titled(head: &'static str, spelling: Spelling) -> Wanted {
    Wanted {
        head,
        spelling,
        fields: &["title"],
        may: &["detail"],
        given: BTreeSet::new(),
        said: BTreeSet::new(),
    }
}

fn top(name: &str) -> Spelling {
    Spelling { chain: vec![(None, name.to_owned())], number: None }
}

fn inside(spelling: &Spelling, word: &str) -> Spelling {
    super::inside(spelling, word)
}
