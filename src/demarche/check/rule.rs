//! Rules across answers, with their strength, and once for each element where asked.

use super::super::edition::{At, Body, Rule, Strength};
use super::super::formula::{Guard, Over, Presence, Test};
use super::super::question::QuestionId;
use super::super::source::Node;
use super::condition::Reading;
use super::{Checker, Scope, This};

const STRENGTHS: &[(&str, Strength)] = &[
    ("refuse", Strength::Refuse),
    ("caution", Strength::Caution),
    ("notice", Strength::Notice),
    ("stop", Strength::Stop),
];

const KEYS: &[&str] = &["refuse", "caution", "notice", "stop", "when", "each", "at", "with"];

/// One element of `each`: where it is judged, under which guard, and its mark in names.
pub(super) struct Round {
    pub(super) scope: Scope,
    pub(super) guard: Guard,
    pub(super) present: Option<Test>,
    pub(super) mark: Option<String>,
}

impl Checker<'_> {
    pub(super) fn rule(&mut self, node: &Node, scope: &Scope) {
        self.keys(node, KEYS);
        let found: Vec<_> = STRENGTHS.iter().filter(|(word, _)| node.get(word).is_some()).collect();
        let [(word, strength)] = found.as_slice() else {
            self.fault(node.place, "rule: one of `refuse`, `caution`, `notice`, `stop`");
            return;
        };
        let Some(key) = self.optional_text(node, word) else { return };
        self.small_name(node.place, key);
        if node.get("when").is_none() {
            self.fault(node.place, format!("rule {key}: `when` is missing"));
            return;
        }
        let name = format!("{}{key}", scope.prefix);
        if self.rule_names.insert(name.clone(), node.place).is_some() {
            self.fault(node.place, format!("rule {key} is written twice"));
        }
        self.line(scope, node, At::Rule(self.made.rules.len()));
        for round in self.rounds(node, scope) {
            let mut reading = Reading::default();
            let Some(test) =
                node.get("when").and_then(|when| self.condition(when, &round.scope, &mut reading))
            else {
                self.settle(&mut reading);
                return;
            };
            self.settle(&mut reading);
            let with = self.with(node, &round.scope, &mut Reading::default());
            let at = self.at(node, &round.scope, &reading);
            if *strength == Strength::Refuse && at.is_none() && !scope.absent {
                self.fault(
                    node.place,
                    format!("rule {key}: no question to stand beside: say `at`"),
                );
            }
            if scope.absent {
                continue;
            }
            let when = match round.present {
                Some(present) => Test::All(vec![present, test]),
                None => test,
            };
            self.made.rules.push(Rule {
                name: round.mark.map_or(name.clone(), |mark| format!("{name}.{mark}")),
                key: key.to_owned(),
                strength: *strength,
                when,
                at,
                with,
                reads: reading.slots,
                spelling: scope.spelling(key),
            });
            self.item(round.guard, Body::Rule(self.made.rules.len() - 1));
        }
    }

    fn at(&mut self, node: &Node, scope: &Scope, reading: &Reading) -> Option<QuestionId> {
        let Some(text) = self.optional_text(node, "at") else { return reading.beside };
        let place = node.get("at").map(|at| at.place).unwrap_or_default();
        let parts: Vec<String> = text.split('.').map(str::to_owned).collect();
        if parts[0] == "this" {
            return self.resolve(&parts, place, scope).and_then(|typed| typed.beside);
        }
        match self.names.get(&format!("{}{text}", scope.prefix)) {
            Some(known) => known.beside,
            None => {
                let prefix = scope.prefix.clone();
                let known: Vec<String> = self
                    .names
                    .keys()
                    .filter_map(|name| name.strip_prefix(&prefix))
                    .map(str::to_owned)
                    .collect();
                let complaint = format!("`at`: no question `{text}` above");
                self.fault_near(place, complaint, text, known.iter().map(String::as_str));
                None
            }
        }
    }

    /// One round without `each`; else one for each element.
    pub(super) fn rounds(&mut self, node: &Node, scope: &Scope) -> Vec<Round> {
        let here = || Round { scope: scope.clone(), guard: scope.guard, present: None, mark: None };
        let Some(each) = node.get("each") else { return vec![here()] };
        let Some(text) = self.text_of(each, "each") else { return Vec::new() };
        if scope.this.is_some() {
            self.fault(each.place, "any, every, count and each do not nest");
            return Vec::new();
        }
        let of: Vec<String> = text.split('.').map(str::to_owned).collect();
        let reading = &mut Reading::default();
        let Some(elements) = self.elements(&of, "each", each.place, scope, reading) else {
            return Vec::new();
        };
        let over = elements.over;
        elements
            .all
            .into_iter()
            .map(|(presence, this)| {
                let mark = match &this {
                    This::Word { word, .. } => word.clone(),
                    This::Instance(full) => {
                        full.rsplit_once('.').map_or("", |(_, number)| number).to_owned()
                    }
                };
                let (guard, present) = match (presence, over) {
                    (Presence::Guard(guard), _) => (guard, None),
                    (Presence::Word(word), Over::Several(slot)) => {
                        (scope.guard, Some(Test::Holds(slot, word)))
                    }
                    (Presence::Word(_), Over::Repeat(guard)) => (guard, None),
                };
                let scope = Scope { this: Some(this), ..scope.clone() };
                Round { scope, guard, present, mark: Some(mark) }
            })
            .collect()
    }
}
