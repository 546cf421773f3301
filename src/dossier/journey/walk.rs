//! One pass through an edition, from the top to the end or to a `stop`. Total, and never stored.

use super::entry::{Bounds, Read, Reason, read};
use super::evaluation::{Ground, Truth};
use super::value::Value;
use super::{
    Caution, Circumstances, Fee, Journey, Need, Refusal, Shown, Spoken, VisibleQuestion,
    VisibleStep, Why,
};
use crate::demarche::calculator::{Calculator, Figure};
use crate::demarche::edition::{Asked, Attach, Body, Optional, Strength, Way, With};
use crate::demarche::formula::{Guard, Slot, Term, Test};
use crate::demarche::{Demarche, Kind, QuestionId, StepId};
use crate::dossier::{Draft, Entry};

/// Walks once.
///
/// `given` is known from the start: what a block by itself was given.
pub(super) fn walk(
    demarche: &Demarche,
    draft: &Draft,
    circumstances: &Circumstances,
    given: &[(Slot, Figure)],
) -> Journey {
    let mut walk = Walk {
        ground: Ground {
            demarche,
            switches: &draft.switches,
            circumstances,
            values: vec![Value::None; usize::from(demarche.slots)],
            guards: vec![Truth::No; usize::from(demarche.guards)],
        },
        draft,
        journey: Journey::default(),
    };
    for (slot, figure) in given {
        if let Some(place) = walk.ground.values.get_mut(usize::from(slot.0)) {
            *place = Value::figure(figure);
        }
    }
    if let Some(first) = walk.ground.guards.first_mut() {
        *first = Truth::Yes;
    }
    for item in &demarche.items {
        walk.body(&item.body, item.guard);
        if walk.journey.stop.is_some() {
            break;
        }
    }
    walk.end()
}

struct Walk<'d> {
    ground: Ground<'d>,
    draft: &'d Draft,
    journey: Journey,
}

impl Walk<'_> {
    fn body(&mut self, body: &Body, guard: Guard) {
        let truth = self.ground.guard(guard);
        match body {
            Body::Guard(test, gives) => {
                let truth = truth.and(self.ground.test(test));
                if let Some(slot) = self.ground.guards.get_mut(usize::from(gives.0)) {
                    *slot = truth;
                }
            }
            Body::Step(step) => self.step(*step, truth),
            Body::Derive(at) => self.derive(*at, truth),
            Body::Rule(at) => self.rule(*at, truth),
            Body::Need(at) => self.need(*at, truth),
            Body::Fee(at) => self.fee(*at, truth),
        }
    }

    fn step(&mut self, id: StepId, guard: Truth) {
        let step = self.ground.demarche.step(id);
        let shown = &self.ground.demarche.shown[usize::from(id.0)];
        let truth = match guard {
            Truth::No => Truth::No,
            _ => guard.and(self.ground.holds(shown.when.as_ref())),
        };
        let with = if truth == Truth::Yes { self.with(&shown.with) } else { Vec::new() };
        let mut questions = Vec::new();
        for question in &step.questions {
            questions.extend(self.question(*question, truth));
        }
        if truth == Truth::Yes && (step.questions.is_empty() || !questions.is_empty()) {
            let section = step.section;
            self.journey.steps.push(VisibleStep { step: id, section, questions, done: true, with });
        }
    }

    /// Reads one question; `None` when it is not on the path.
    fn question(&mut self, id: QuestionId, step: Truth) -> Option<VisibleQuestion> {
        let demarche = self.ground.demarche;
        let (question, asked) = (demarche.question(id), demarche.asked(id));
        let truth = match step {
            Truth::No => Truth::No,
            _ => step.and(self.ground.holds(asked.when.as_ref())),
        };
        let nothing = match truth {
            Truth::Yes => None,
            Truth::No => Some(Value::None),
            Truth::Open => Some(Value::Open),
        };
        if let Some(value) = nothing {
            self.keep(id, value);
            return None;
        }
        let optional = match &asked.optional {
            Optional::Never => false,
            Optional::Always => true,
            Optional::When(test) => self.ground.test(test) == Truth::Yes,
        };
        let offered = self.offered(id);
        let proposal = asked
            .propose
            .as_ref()
            .map(|term| self.ground.term(term))
            .filter(Value::is_something)
            .filter(|value| match (value, &question.kind) {
                (Value::Word(word), Kind::Choice(_)) => offered.contains(word),
                _ => true,
            });
        let rows = self.rows(&question.kind);
        let bounds = self.bounds(asked, &offered, &rows);
        let commune_at = match &bounds.at {
            Some(Value::Day(moment)) => Some(moment.typed),
            _ => None,
        };
        let commune_postcode = bounds.postcode.clone();
        let read = match self.draft.entries.get(&question.name) {
            None => Read::Empty,
            Some(Entry::Choice { word, proposed: true })
                if proposal != Some(Value::Word(word.clone())) =>
            {
                Read::Empty
            }
            Some(entry) => read(question, entry, &bounds),
        };
        let value = self.settle(id, read, optional);
        let answer = value.shown();
        self.keep(id, value);
        Some(VisibleQuestion {
            question: id,
            answer,
            optional,
            offered,
            proposal: proposal.map(|value| value.shown()),
            commune_at,
            commune_postcode,
        })
    }

    /// What was read becomes a value, a refusal, or something missing.
    fn settle(&mut self, question: QuestionId, read: Read, optional: bool) -> Value {
        let refusal = |Reason { key, numbers, suggestion }| Refusal {
            question,
            why: Why::Entry { key, numbers, suggestion },
        };
        match read {
            Read::Answer(value, reason) => {
                self.journey.warnings.extend(reason.map(refusal));
                value
            }
            Read::Empty if optional => Value::None,
            Read::Empty => {
                self.journey.missing.push(question);
                Value::Open
            }
            Read::Refused(reason) => {
                self.journey.refusals.push(refusal(reason));
                Value::Open
            }
        }
    }

    fn keep(&mut self, id: QuestionId, value: Value) {
        let slot = self.ground.demarche.asked(id).slot;
        if let Some(place) = self.ground.values.get_mut(usize::from(slot.0)) {
            *place = value;
        }
    }

    /// The cards that exist now.
    fn offered(&self, id: QuestionId) -> Vec<String> {
        let demarche = self.ground.demarche;
        let (Kind::Choice(groups) | Kind::Several(groups)) = &demarche.question(id).kind else {
            return Vec::new();
        };
        let offer = &demarche.asked(id).offer;
        let exists = |word: &String| {
            offer
                .iter()
                .filter(|(offered, _)| offered == word)
                .all(|(_, test)| self.ground.test(test) == Truth::Yes)
        };
        groups
            .iter()
            .flat_map(|group| &group.choices)
            .filter(|word| exists(word))
            .cloned()
            .collect()
    }

    /// The keys of the rows that a search may find.
    fn rows(&self, kind: &Kind) -> Vec<String> {
        let Kind::Search { table } = kind else { return Vec::new() };
        let found = self.ground.demarche.tables.iter().find(|known| known.name == *table);
        let rows = found.map(|table| table.rows.as_slice()).unwrap_or_default();
        rows.iter().filter_map(|row| row.keys.first()?.clone()).collect()
    }

    /// What the edition says of the question today.
    fn bounds<'b>(&self, asked: &Asked, offered: &'b [String], rows: &'b [String]) -> Bounds<'b> {
        let value_of = |term: &Option<_>| term.as_ref().map(|term| self.ground.term(term));
        Bounds {
            from: value_of(&asked.from),
            to: value_of(&asked.to),
            at: value_of(&asked.at),
            postcode: match value_of(&asked.postcode) {
                Some(Value::Text(text, _)) => Some(text),
                _ => None,
            },
            today: self.ground.circumstances.today,
            offered,
            rows,
        }
    }

    fn derive(&mut self, at: usize, guard: Truth) {
        let derive = &self.ground.demarche.derives[at];
        let value = match guard {
            Truth::No => Value::None,
            Truth::Open => Value::Open,
            Truth::Yes => match &derive.way {
                Way::Rows { rows, otherwise } => self.row(rows, otherwise),
                Way::Call { calculator, inputs } => match self.ground.call(calculator, inputs) {
                    Err(value) => value,
                    Ok(computed) => {
                        let value = Value::Computed(computed.facts.clone());
                        drop(self.journey.computed.insert(derive.name.clone(), computed));
                        value
                    }
                },
            },
        };
        let shown = match &derive.way {
            Way::Rows { .. } => value.shown(),
            Way::Call { calculator, .. } => self.facts(&derive.name, calculator, &value),
        };
        drop(self.journey.derived.insert(derive.name.clone(), shown));
        if let Some(place) = self.ground.values.get_mut(usize::from(derive.slot.0)) {
            *place = value;
        }
    }

    /// The first row that is true; a row that is still open leaves all of it open.
    fn row(&self, rows: &[(Test, Term)], otherwise: &Term) -> Value {
        let row = rows.iter().find_map(|(test, term)| match self.ground.test(test) {
            Truth::Yes => Some(self.ground.term(term)),
            Truth::Open => Some(Value::Open),
            Truth::No => None,
        });
        row.unwrap_or_else(|| self.ground.term(otherwise))
    }

    /// Each fact under its full name; the main one stands for the whole.
    fn facts(&mut self, name: &str, calculator: &Calculator, value: &Value) -> Shown {
        let mut main = value.shown();
        for (fact, _) in calculator.facts {
            let shown = match value {
                Value::Computed(facts) => {
                    facts.get(fact).map_or(Shown::Unknown, |found| Value::figure(found).shown())
                }
                nothing => nothing.shown(),
            };
            if *fact == calculator.main {
                main = shown.clone();
            }
            drop(self.journey.derived.insert(format!("{name}.{fact}"), shown));
        }
        main
    }

    fn rule(&mut self, at: usize, guard: Truth) {
        let rule = &self.ground.demarche.rules[at];
        if guard != Truth::Yes || self.ground.test(&rule.when) != Truth::Yes {
            return;
        }
        let spoken = Spoken {
            name: rule.name.clone(),
            key: rule.key.clone(),
            with: self.with(&rule.with),
            at: rule.at,
        };
        match (rule.strength, rule.at) {
            (Strength::Notice, _) => self.journey.notices.push(spoken),
            (Strength::Stop, _) => self.journey.stop = Some(spoken),
            (Strength::Refuse, Some(question)) => {
                self.journey.refusals.push(Refusal { question, why: Why::Rule(spoken) });
            }
            (Strength::Caution | Strength::Refuse, _) => {
                let read = rule.reads.iter().map(|slot| self.ground.slot(*slot).canonical());
                let values = read.collect::<Vec<_>>().join(";");
                let confirmed = self.draft.confirmed.get(&rule.name) == Some(&values);
                self.journey.cautions.push(Caution { spoken, values, confirmed });
            }
        }
    }

    fn need(&mut self, at: usize, guard: Truth) {
        let need = &self.ground.demarche.needs[at];
        let truth = match guard {
            Truth::No => Truth::No,
            _ => guard.and(self.ground.holds(need.when.as_ref())),
        };
        if truth == Truth::No {
            return;
        }
        let mut maybe = truth == Truth::Open;
        let mut one_of = Vec::new();
        for alternative in &need.one_of {
            let mut papers = Vec::new();
            for (paper, when) in alternative {
                match self.ground.holds(when.as_ref()) {
                    Truth::No => continue,
                    Truth::Open => maybe = true,
                    Truth::Yes => {}
                }
                papers.push(paper.clone());
            }
            if !papers.is_empty() {
                one_of.push(papers);
            }
        }
        if one_of.is_empty() {
            return;
        }
        let attach = need.attach == Attach::Scan;
        let found = Need { one_of, attach, with: self.with(&need.with), maybe };
        let same = |known: &&mut Need| {
            (&known.one_of, known.attach, &known.with) == (&found.one_of, attach, &found.with)
        };
        match self.journey.pieces.iter_mut().find(same) {
            Some(known) => known.maybe &= found.maybe,
            None => self.journey.pieces.push(found),
        }
    }

    fn fee(&mut self, at: usize, guard: Truth) {
        let fee = &self.ground.demarche.fees[at];
        let truth = match guard {
            Truth::No => Truth::No,
            _ => guard.and(self.ground.holds(fee.when.as_ref())),
        };
        if truth == Truth::No {
            return;
        }
        let (cents, open) = match self.ground.term(&fee.amount) {
            Value::Money(cents) => (Some(cents), false),
            Value::None => return,
            Value::Open => (None, true),
            _ => (None, false),
        };
        let maybe = open || truth == Truth::Open;
        self.journey.fees.push(Fee { name: fee.name.clone(), cents, maybe });
    }

    fn with(&self, with: &[With]) -> Vec<(String, Shown)> {
        with.iter().map(|with| (with.name.clone(), self.ground.term(&with.term).shown())).collect()
    }

    /// What is missing or refused decides which steps are done.
    fn end(mut self) -> Journey {
        let Journey { steps, missing, refusals, .. } = &mut self.journey;
        for step in steps {
            step.done = step.questions.iter().all(|visible| {
                !missing.contains(&visible.question)
                    && refusals.iter().all(|refusal| refusal.question != visible.question)
            });
        }
        self.journey
    }
}
