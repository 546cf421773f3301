//! `call`: a calculator asked by a derive, its inputs and their types.

use super::super::calculator::{Calculator, Figures, Presence};
use super::super::edition::Way;
use super::super::formula::{Constant, Term, Type};
use super::super::source::{Node, Pair};
use super::condition::Reading;
use super::{Checker, Known, Scope};

impl Checker<'_> {
    /// `call.price = { cv = "cv" }`
    pub(super) fn call(&mut self, node: &Node, call: &Node, id: &str, scope: &Scope) {
        for other in ["gives", "first", "otherwise"] {
            if let Some(found) = node.get(other) {
                self.fault(found.place, format!("derive {id}: `call` wants no `{other}`"));
            }
        }
        let Some((pair, calculator)) = self.calculator(call, id) else {
            let _ = self.broken.insert(format!("{}{id}", scope.prefix));
            return;
        };
        let mut reading = Reading::default();
        let mut inputs = Vec::new();
        for given in pair.node.pairs() {
            let known = calculator.inputs.iter().find(|input| input.name == given.key);
            let Some(input) = known else {
                let complaint = format!("calculator `{}` has no input `{}`", pair.key, given.key);
                let known = calculator.inputs.iter().map(|input| input.name);
                self.fault_near(given.place, complaint, &given.key, known);
                continue;
            };
            let Some(text) = self.text_of(&given.node, &given.key).map(str::to_owned) else {
                continue;
            };
            let ty = input.figures.ty();
            if let Some(typed) = self.value_of(&text, &ty, given.node.place, scope, &mut reading) {
                inputs.push((*input, typed.term));
            }
        }
        let given = |name: &str| pair.node.get(name).is_some();
        let wanted = calculator.inputs.iter().filter(|one| one.presence == Presence::Wanted);
        for input in wanted.filter(|input| !given(input.name)) {
            let complaint = format!("calculator `{}` wants `{}`", pair.key, input.name);
            self.fault(pair.place, complaint);
        }
        let known = Known {
            term: Term::Fixed(Constant::None),
            ty: Type::Computed(calculator.name.to_owned()),
            doubtful: false,
            place: node.place,
            beside: reading.beside,
            spelling: scope.spelling(id),
        };
        self.finish(node, id, scope, known, Way::Call { calculator, inputs });
    }

    /// The one calculator that is named, and where.
    fn calculator<'n>(&mut self, call: &'n Node, id: &str) -> Option<(&'n Pair, Calculator)> {
        let [pair] = call.pairs() else {
            self.fault(call.place, format!("derive {id}: `call` names one calculator"));
            return None;
        };
        let all = self.library.calculators;
        let found = all.iter().find(|calculator| calculator.name == pair.key);
        if found.is_none() {
            let known = all.iter().map(|calculator| calculator.name);
            let complaint = format!("no calculator `{}`", pair.key);
            self.fault_near(pair.place, complaint, &pair.key, known);
        }
        found.map(|calculator| (pair, *calculator))
    }

    /// The facts of a calculator, with their types.
    pub(super) fn facts_of(&self, calculator: &str) -> Vec<(&'static str, Type)> {
        let found = self.library.calculators.iter().find(|known| known.name == calculator);
        let facts: &[(&str, Figures)] = found.map(|found| found.facts).unwrap_or_default();
        facts.iter().map(|(name, figures)| (*name, figures.ty())).collect()
    }
}
