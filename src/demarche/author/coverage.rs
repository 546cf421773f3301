//! The parts of an edition, and which of them one visit met: what no journey file reaches is
//! either dead or untried.
//!
//! A part is named by its kind and its full name: `step nom`, `question nom`, `card motif.perte`,
//! `answer deja_eu.yes`, `value motif_deduit.perte`, `rule parent.n.parent_jeune`, `paper photo`,
//! `fee timbre`, `refused naissance.after`. A repeated block counts once: its number is `n`; so
//! does a rule that is said for each card.

use std::collections::BTreeSet;

use super::super::formula::Type;
use super::super::{Demarche, Kind, Question, QuestionId};
use super::trial::Visit;
use crate::dossier::Entry;
use crate::dossier::journey::{Journey, Shown, Spoken, Why, journey};

/// Every part of an edition that a visit may meet.
pub fn parts(demarche: &Demarche) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    all.extend(demarche.steps().map(|(_, step)| part("step", &step.name)));
    for (id, question) in demarche.questions() {
        let name = &question.name;
        let _new = all.insert(part("question", name));
        let words: &[&str] = if question.kind == Kind::YesNo { &["yes", "no"] } else { &[] };
        all.extend(words.iter().map(|word| part("answer", &format!("{name}.{word}"))));
        if question.unknown {
            let _new = all.insert(part("answer", &format!("{name}.unknown")));
        }
        if let Kind::Choice(groups) | Kind::Several(groups) = &question.kind {
            let words = groups.iter().flat_map(|group| &group.choices);
            all.extend(words.map(|word| part("card", &format!("{name}.{word}"))));
        }
        all.extend(bounds(demarche, id).map(|(key, _)| part("refused", &format!("{name}.{key}"))));
    }
    for derive in &demarche.derives {
        if let Type::Choice(words) = &derive.ty {
            let name = &derive.name;
            all.extend(words.iter().map(|word| part("value", &format!("{name}.{word}"))));
        }
    }
    all.extend(demarche.rules.iter().map(|rule| ruled(&rule.name, &rule.key)));
    let asked = demarche.needs.iter().flat_map(|need| need.one_of.iter().flatten());
    all.extend(asked.map(|(paper, _)| part("paper", paper)));
    all.extend(demarche.fees.iter().map(|fee| part("fee", &fee.name)));
    all
}

/// The parts that one visit met.
fn reached(demarche: &Demarche, walked: &Journey) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    for step in &walked.steps {
        let _new = met.insert(part("step", &demarche.step(step.step).name));
        for asked in &step.questions {
            let question = demarche.question(asked.question);
            let name = &question.name;
            let _new = met.insert(part("question", name));
            let answered = |kind: &str, word: &str| part(kind, &format!("{name}.{word}"));
            match &asked.answer {
                Shown::Word(word) => met.extend([answered("card", word)]),
                Shown::Words(words) => met.extend(words.iter().map(|word| answered("card", word))),
                Shown::YesNo(true) => met.extend([answered("answer", "yes")]),
                Shown::YesNo(false) => met.extend([answered("answer", "no")]),
                Shown::Unknown => met.extend([answered("answer", "unknown")]),
                _ => {}
            }
        }
    }
    for (name, value) in &walked.derived {
        if let Shown::Word(word) = value {
            let _new = met.insert(part("value", &format!("{name}.{word}")));
        }
    }
    met.extend(spoken(walked).map(|spoken| ruled(&spoken.name, &spoken.key)));
    met.extend(refused(demarche, walked));
    let sure = walked.pieces.iter().filter(|need| !need.maybe);
    let papers = sure.flat_map(|need| need.one_of.iter().flatten());
    met.extend(papers.map(|paper| part("paper", paper)));
    let sure = walked.fees.iter().filter(|fee| !fee.maybe);
    met.extend(sure.map(|fee| part("fee", &fee.name)));
    met
}

/// What one visit met, and the refusals that it may meet.
pub fn visited(demarche: &Demarche, visit: &Visit, met: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = reached(demarche, &journey(demarche, &visit.draft, &visit.around));
    all.extend(provoked(demarche, visit, met));
    all
}

/// The refusals that a visit meets when its questions are answered out of their bounds, one by
/// one. What is in `met` already is not tried again.
fn provoked(demarche: &Demarche, visit: &Visit, met: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let walked = journey(demarche, &visit.draft, &visit.around);
    for asked in walked.steps.iter().flat_map(|step| &step.questions) {
        let name = &demarche.question(asked.question).name;
        for (key, entry) in bounds(demarche, asked.question) {
            let wanted = part("refused", &format!("{name}.{key}"));
            if met.contains(&wanted) || found.contains(&wanted) {
                continue;
            }
            let mut draft = visit.draft.clone();
            drop(draft.entries.insert(name.clone(), entry));
            let refusals = refused(demarche, &journey(demarche, &draft, &visit.around));
            found.extend(refusals.into_iter().filter(|refusal| *refusal == wanted));
        }
    }
    found
}

/// The bounds that an edition gives to a question: the reason of a refusal, and an entry beyond.
fn bounds(demarche: &Demarche, id: QuestionId) -> impl Iterator<Item = (&'static str, Entry)> {
    let Question { kind, .. } = demarche.question(id);
    let asked = demarche.asked(id);
    let year = |year: &str, hour: bool| Entry::Date {
        day: "1".to_owned(),
        month: "1".to_owned(),
        year: year.to_owned(),
        hour: if hour { "12:00" } else { "" }.to_owned(),
    };
    let text = |text: String| Entry::Text(text);
    let (low, high) = match kind {
        Kind::Date { hour, .. } => (
            asked.from.as_ref().map(|_| ("before", year("1000", *hour))),
            asked.to.as_ref().map(|_| ("after", year("2999", *hour))),
        ),
        Kind::Number { from, to, .. } => (
            Some(("too_small", text(from.saturating_sub(1).to_string()))),
            Some(("too_large", text(to.saturating_add(1).to_string()))),
        ),
        Kind::Format(_) => (Some(("format", text("\u{20ac}".to_owned()))), None),
        _ => (None, None),
    };
    low.into_iter().chain(high)
}

/// Entries that were no answers; a format has many reasons, and its own examples for them.
fn refused(demarche: &Demarche, walked: &Journey) -> BTreeSet<String> {
    let entries = walked.refusals.iter().filter_map(|refusal| match &refusal.why {
        Why::Rule(_) => None,
        Why::Entry { key, .. } => {
            let question = demarche.question(refusal.question);
            let key = if matches!(question.kind, Kind::Format(_)) { "format" } else { key };
            Some(part("refused", &format!("{}.{key}", question.name)))
        }
    });
    entries.collect()
}

fn spoken(walked: &Journey) -> impl Iterator<Item = &Spoken> {
    let refused = walked.refusals.iter().filter_map(|refusal| match &refusal.why {
        Why::Rule(spoken) => Some(spoken),
        Why::Entry { .. } => None,
    });
    let cautions = walked.cautions.iter().map(|caution| &caution.spoken);
    walked.notices.iter().chain(&walked.stop).chain(cautions).chain(refused)
}

/// A rule as it is written: said for each card of a question, it is one part. Some cards can never
/// hold it, as a category whose age to register is that to obtain.
fn ruled(name: &str, key: &str) -> String {
    let end = name.rfind(key).map_or(name.len(), |at| at + key.len());
    part("rule", &name[..end])
}

/// A kind and a full name, its numbers written `n`.
fn part(kind: &str, name: &str) -> String {
    let number = |word: &&str| word.bytes().all(|sign| sign.is_ascii_digit());
    let words = name.split('.').map(|word| if number(&word) { "n" } else { word });
    format!("{kind} {}", words.collect::<Vec<_>>().join("."))
}
