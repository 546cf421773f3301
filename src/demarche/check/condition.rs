//! Conditions: types, words of choices, and the duty to say what happens on *je ne sais pas*.

use std::collections::BTreeSet;

use super::super::expression::{Clause, Operand, Order, Sense, condition};
use super::super::formula::{Constant, Slot, Term, Test, Type};
use super::super::question::QuestionId;
use super::super::source::{Node, Place};
use super::term::{Typed, written};
use super::{Checker, Scope};

/// What was read while one condition (or the rows of one derive) was checked.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Names that may be unknown, under an order or a negation, as written.
    risky: Vec<(Place, String, String)>,
    /// Names of which `unknown` was spoken.
    pub(super) handled: BTreeSet<String>,
    /// The last question that was read.
    pub(super) beside: Option<QuestionId>,
    /// All values that were read.
    pub(super) slots: Vec<Slot>,
}

impl Reading {
    pub(super) fn read(&mut self, typed: &Typed) {
        self.beside = typed.beside.or(self.beside);
        if let Term::Slot(slot) | Term::Fact(slot, _) = &typed.term
            && !self.slots.contains(slot)
        {
            self.slots.push(*slot);
        }
    }

    /// Names that may still be unknown after all that was said.
    pub(super) fn left(&self, doubt: &[String]) -> bool {
        doubt.iter().any(|name| !self.handled.contains(name))
    }
}

impl Checker<'_> {
    /// A condition of the file.
    pub(super) fn condition(
        &mut self,
        node: &Node,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Test> {
        let text = self.text_of(node, "condition")?;
        match condition(text) {
            Ok(clause) => self.clause(&clause, node.place, scope, reading),
            Err(complaint) => {
                self.fault(node.place, complaint);
                None
            }
        }
    }

    /// Once a condition is read to its end: each doubtful name wants its branch.
    pub(super) fn settle(&mut self, reading: &mut Reading) {
        for (place, name, written) in std::mem::take(&mut reading.risky) {
            if !reading.handled.contains(&name) {
                self.fault(
                    place,
                    format!(
                        "{written}: {name} may be unknown: say what then ({name} is \
                         unknown or is not unknown)"
                    ),
                );
            }
        }
    }

    pub(super) fn clause(
        &mut self,
        clause: &Clause,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Test> {
        match clause {
            Clause::And(all) => Some(Test::All(self.clauses(all, place, scope, reading)?)),
            Clause::Or(all) => Some(Test::Either(self.clauses(all, place, scope, reading)?)),
            Clause::Any { of, when } => {
                let (over, cases) = self.cases(of, Some(when), "any", place, scope, reading)?;
                Some(Test::Any { over, cases })
            }
            Clause::Every { of, when } => {
                let (over, cases) = self.cases(of, Some(when), "every", place, scope, reading)?;
                Some(Test::Every { over, cases })
            }
            Clause::Is { left, right, sense } => {
                self.is(left, right, *sense, place, scope, reading)
            }
            Clause::In { left, items, sense } => {
                self.among(left, items, *sense, place, scope, reading)
            }
            Clause::Unknown { value, sense } => {
                let typed = self.operand(value, place, scope, reading)?;
                // A block may be given what somebody does not know, here or elsewhere.
                let argument = match value {
                    Operand::Name(parts) => scope.arguments.contains_key(&parts[0]),
                    _ => false,
                };
                if typed.doubt.is_empty() && !argument {
                    let name = written(value);
                    self.fault(place, format!("{name} can never be unknown"));
                    return None;
                }
                reading.handled.extend(typed.doubt);
                Some(Test::Unknown(typed.term, *sense))
            }
            Clause::Given { value, sense } => {
                let typed = self.operand(value, place, scope, reading)?;
                Some(Test::Given(typed.term, *sense))
            }
            Clause::Compare { left, order, right } => {
                self.compare(left, *order, right, place, scope, reading)
            }
        }
    }

    /// All of them are checked before the first fault gives up.
    fn clauses(
        &mut self,
        all: &[Clause],
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Vec<Test>> {
        let tests: Vec<Option<Test>> =
            all.iter().map(|clause| self.clause(clause, place, scope, reading)).collect();
        tests.into_iter().collect()
    }

    fn is(
        &mut self,
        left: &Operand,
        right: &Operand,
        sense: Sense,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Test> {
        let found = self.operand(left, place, scope, reading)?;
        self.single(&found, place)?;
        let own_words =
            matches!(found.ty, Type::Choice(_) | Type::YesNo | Type::Country | Type::Text);
        let wanted = if own_words {
            self.expected(right, &found.ty, place, scope, reading)?
        } else {
            let wanted = self.operand(right, place, scope, reading)?;
            if !wanted.ty.agrees(&found.ty) {
                let (a, b) = (found.ty.name(), wanted.ty.name());
                self.fault(place, format!("{a} is compared with {b}"));
                return None;
            }
            wanted
        };
        if sense == Sense::Not {
            let phrase = format!("{} is not {}", written(left), written(right));
            self.risk(&found, &phrase, place, reading);
            self.risk(&wanted, &phrase, place, reading);
        }
        Some(Test::Is { left: found.term, right: wanted.term, sense })
    }

    fn among(
        &mut self,
        left: &Operand,
        items: &[Operand],
        sense: Sense,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Test> {
        let found = self.operand(left, place, scope, reading)?;
        self.single(&found, place)?;
        if !matches!(found.ty, Type::Choice(_) | Type::Country | Type::Text | Type::Format(_)) {
            let complaint =
                format!("in takes a choice, a country or text, not {}", found.ty.name());
            self.fault(place, complaint);
            return None;
        }
        let mut terms = Vec::new();
        let mut whole = true;
        for item in items {
            if *item == Operand::Name(vec!["unknown".to_owned()]) {
                if found.doubt.is_empty() {
                    let name = written(left);
                    self.fault(place, format!("{name} can never be unknown"));
                    whole = false;
                }
                reading.handled.extend(found.doubt.clone());
                terms.push(Term::Fixed(Constant::Unknown));
                continue;
            }
            match self.expected(item, &found.ty, place, scope, reading) {
                Some(typed) => terms.push(typed.term),
                None => whole = false,
            }
        }
        if sense == Sense::Not {
            self.risk(&found, &format!("{} not in […]", written(left)), place, reading);
        }
        whole.then_some(Test::In { left: found.term, items: terms, sense })
    }

    fn compare(
        &mut self,
        left: &Operand,
        order: Order,
        right: &Operand,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Test> {
        let first = self.operand(left, place, scope, reading);
        if let Some(first) = &first {
            self.single(first, place)?;
            self.ordered(first, order, place)?;
        }
        let second = self.operand(right, place, scope, reading);
        let (first, second) = (first?, second?);
        self.ordered(&second, order, place)?;
        if !first.ty.agrees(&second.ty) {
            let (a, b) = (first.ty.name(), second.ty.name());
            self.fault(place, format!("{a} is compared with {b}"));
            return None;
        }
        let phrase = format!("{} {} {}", written(left), order.sign(), written(right));
        self.risk(&first, &phrase, place, reading);
        self.risk(&second, &phrase, place, reading);
        Some(Test::Compare { left: first.term, order, right: second.term })
    }

    fn single(&mut self, typed: &Typed, place: Place) -> Option<()> {
        if matches!(typed.ty, Type::Several(_)) {
            self.fault(
                place,
                "a question with several answers has no single value: any(…, this is …)",
            );
            return None;
        }
        Some(())
    }

    fn ordered(&mut self, typed: &Typed, order: Order, place: Place) -> Option<()> {
        if typed.ty.ordered() {
            return Some(());
        }
        let (sign, odd) = (order.sign(), typed.ty.name());
        self.fault(place, format!("{sign} compares dates, numbers or sums, not {odd}"));
        None
    }

    fn risk(&mut self, typed: &Typed, phrase: &str, place: Place, reading: &mut Reading) {
        for name in &typed.doubt {
            reading.risky.push((place, name.clone(), phrase.to_owned()));
        }
    }
}
