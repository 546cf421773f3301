//! The parts of an edition, and which of them one visit met: what no journey file reaches is
//! either dead or untried.
//!
//! A part is named by its kind and its full name: `step nom`, `card motif.perte`, `rule
//! parent.1.parent_jeune`, `paper photo`, `fee timbre`, `value motif_deduit.perte`.

use std::collections::BTreeSet;

use super::super::formula::Type;
use super::super::{Demarche, Kind};
use crate::dossier::journey::{Journey, Shown, Spoken, Why};

/// Every part of an edition that a visit may meet.
pub fn parts(demarche: &Demarche) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    all.extend(demarche.steps().map(|(_, step)| format!("step {}", step.name)));
    for (_, question) in demarche.questions() {
        if let Kind::Choice(groups) | Kind::Several(groups) = &question.kind {
            let words = groups.iter().flat_map(|group| &group.choices);
            all.extend(words.map(|word| format!("card {}.{word}", question.name)));
        }
    }
    for derive in &demarche.derives {
        if let Type::Choice(words) = &derive.ty {
            all.extend(words.iter().map(|word| format!("value {}.{word}", derive.name)));
        }
    }
    all.extend(demarche.rules.iter().map(|rule| format!("rule {}", rule.name)));
    let asked = demarche.needs.iter().flat_map(|need| need.one_of.iter().flatten());
    all.extend(asked.map(|(paper, _)| format!("paper {paper}")));
    all.extend(demarche.fees.iter().map(|fee| format!("fee {}", fee.name)));
    all
}

/// The parts that one visit met.
pub fn reached(demarche: &Demarche, walked: &Journey) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    for step in &walked.steps {
        let _new = met.insert(format!("step {}", demarche.step(step.step).name));
        for asked in &step.questions {
            let name = &demarche.question(asked.question).name;
            match &asked.answer {
                Shown::Word(word) => met.extend([format!("card {name}.{word}")]),
                Shown::Words(words) => {
                    met.extend(words.iter().map(|word| format!("card {name}.{word}")));
                }
                _ => {}
            }
        }
    }
    for (name, value) in &walked.derived {
        if let Shown::Word(word) = value {
            let _new = met.insert(format!("value {name}.{word}"));
        }
    }
    met.extend(spoken(walked).map(|spoken| format!("rule {}", spoken.name)));
    let sure = walked.pieces.iter().filter(|need| !need.maybe);
    let papers = sure.flat_map(|need| need.one_of.iter().flatten());
    met.extend(papers.map(|paper| format!("paper {paper}")));
    let sure = walked.fees.iter().filter(|fee| !fee.maybe);
    met.extend(sure.map(|fee| format!("fee {}", fee.name)));
    met
}

fn spoken(walked: &Journey) -> impl Iterator<Item = &Spoken> {
    let refused = walked.refusals.iter().filter_map(|refusal| match &refusal.why {
        Why::Rule(spoken) => Some(spoken),
        Why::Entry { .. } => None,
    });
    let cautions = walked.cautions.iter().map(|caution| &caution.spoken);
    walked.notices.iter().chain(&walked.stop).chain(cautions).chain(refused)
}
