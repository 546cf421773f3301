//! What a name means at its place: arguments, questions and derives above, facts.

use super::super::expression::RESERVED;
use super::super::fault::{Fault, meant};
use super::super::formula::{Constant, Term, Type};
use super::super::source::Place;
use super::term::Typed;
use super::{Checker, Known, Scope, Stranger, This};

impl Checker<'_> {
    /// Names are small letters, figures and `_`; a few words are the language's own.
    pub(super) fn small_name(&mut self, place: Place, name: &str) {
        let mut letters = name.chars();
        let starts = letters.next().is_some_and(|c| c.is_ascii_lowercase());
        let goes_on = letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !starts || !goes_on {
            let complaint = format!("name `{name}` wants small letters, figures and _ only");
            self.fault(place, complaint);
        } else if RESERVED.contains(&name) {
            self.fault(place, format!("`{name}` is a word of the language"));
        }
    }

    /// Gives a name to a value; a name is given once.
    pub(super) fn publish(&mut self, scope: &Scope, local: &str, known: Known, what: &str) {
        self.small_name(known.place, local);
        let full = format!("{}{local}", scope.prefix);
        if self.names.contains_key(&full) || self.groups.contains_key(&full) {
            self.fault(known.place, format!("`{local}` {what} twice"));
            return;
        }
        drop(self.names.insert(full, known));
    }

    /// A name, or a fault; strangers are judged at the end.
    pub(super) fn resolve(
        &mut self,
        parts: &[String],
        place: Place,
        scope: &Scope,
    ) -> Option<Typed> {
        let rest: Vec<&str> = parts.iter().map(String::as_str).collect();
        match rest.as_slice() {
            ["today"] => return Some(Typed::plain(Term::Today, Type::Date)),
            ["site", "departement"] => return Some(Typed::plain(Term::Departement, Type::Text)),
            ["site", ..] => {
                self.fault(place, "site has one fact: site.departement");
                return None;
            }
            ["switch", name] => return self.switch(name, place),
            ["this", inside @ ..] => return self.this(inside, place, scope),
            _ => {}
        }
        if let Some(argument) = scope.arguments.get(&parts[0]).cloned() {
            return match rest.as_slice() {
                [_] => Some(argument),
                [_, fact] => self.fact(argument, &parts[0], fact, place),
                _ => self.stranger(parts, place, scope),
            };
        }
        self.under(&scope.prefix.clone(), parts, place, scope)
    }

    /// A name under a prefix: a value, a fact of one, or a group.
    fn under(
        &mut self,
        prefix: &str,
        parts: &[String],
        place: Place,
        scope: &Scope,
    ) -> Option<Typed> {
        let full = format!("{prefix}{}", parts.join("."));
        if let Some(known) = self.names.get(&full) {
            let typed = Typed::known(known, &full);
            if let Type::Computed(calculator) = &typed.ty {
                let facts = self.facts_of(calculator);
                let fact = facts.first().map(|(fact, _)| *fact).unwrap_or_default();
                let name = parts.join(".");
                let complaint = format!("{name} is a computation: name one of its facts");
                let advice = Some(format!("{name}.{fact}"));
                let file = self.file(place);
                self.faults.push(Fault { file, line: place.line as usize, complaint, advice });
                return None;
            }
            return Some(typed);
        }
        let owner_name = parts.split_last().map(|(_, owner)| owner.join(".")).unwrap_or_default();
        if self.broken.contains(&full) || self.broken.contains(&format!("{prefix}{owner_name}")) {
            return None;
        }
        if let Some((fact, owner)) = parts.split_last()
            && let Some(known) = self.names.get(&format!("{prefix}{}", owner.join(".")))
        {
            let typed = Typed::known(known, &format!("{prefix}{}", owner.join(".")));
            return self.fact(typed, &owner.join("."), fact, place);
        }
        let repeated = |group: &str| {
            self.groups.get(&format!("{prefix}{group}")).is_some_and(|g| !g.instances.is_empty())
        };
        let group = parts.join(".");
        if self.groups.contains_key(&full) || repeated(&parts[0]) && parts.len() == 2 {
            let name = if self.groups.contains_key(&full) { &group } else { &parts[0] };
            self.fault(
                place,
                format!("{name} is a group: name one of its questions, or use any, every, count"),
            );
            return None;
        }
        self.stranger(parts, place, scope)
    }

    fn switch(&mut self, name: &str, place: Place) -> Option<Typed> {
        if self.made.switches.contains_key(name) {
            let _new = self.switches_read.insert(name.to_owned());
            return Some(Typed::plain(Term::Switch(name.to_owned()), Type::YesNo));
        }
        let known: Vec<String> = self.made.switches.keys().cloned().collect();
        let complaint = format!("no switch {name} in demarche.toml");
        self.fault_near(place, complaint, name, known.iter().map(String::as_str));
        None
    }

    fn this(&mut self, inside: &[&str], place: Place, scope: &Scope) -> Option<Typed> {
        match (&scope.this, inside) {
            (None, _) => {
                self.fault(place, "`this` has no meaning here");
                None
            }
            (Some(This::Word { word, choices, spelling }), []) => {
                let fixed = Term::Fixed(Constant::Word(word.clone()));
                let mut typed = Typed::plain(fixed, Type::Choice(choices.clone()));
                typed.owner = Some(spelling.clone());
                Some(typed)
            }
            (Some(This::Word { .. }), _) => {
                self.fault(place, "`this` is a card: it has nothing inside");
                None
            }
            (Some(This::Instance(_)), []) => {
                self.fault(place, "`this` is a group: name one of its questions");
                None
            }
            (Some(This::Instance(prefix)), _) => {
                let parts: Vec<String> = inside.iter().map(|part| (*part).to_owned()).collect();
                self.under(&format!("{prefix}."), &parts, place, scope)
            }
        }
    }

    /// What code or a table knows of a value: `commune.departement`, `nom.parts`.
    fn fact(&mut self, of: Typed, name: &str, fact: &str, place: Place) -> Option<Typed> {
        let facts: Vec<(&str, Type)> = match &of.ty {
            Type::Commune => vec![("departement", Type::Text), ("code", Type::Text)],
            Type::Format(format) => super::kind::facts(format),
            Type::Computed(calculator) => self.facts_of(calculator),
            _ => Vec::new(),
        };
        let Some((_, ty)) = facts.iter().find(|(known, _)| *known == fact) else {
            let complaint = if facts.is_empty() {
                format!("{name} is {} and has no facts: no {name}.{fact}", of.ty.name())
            } else {
                format!("{name} has no fact {fact}")
            };
            self.fault_near(place, complaint, fact, facts.iter().map(|(known, _)| *known));
            return None;
        };
        let mut doubt = of.doubt;
        if matches!(of.ty, Type::Commune | Type::Computed(_)) {
            doubt.push(format!("{name}.{fact}"));
        }
        let term = match of.term {
            Term::Slot(slot) => Term::Fact(slot, fact.to_owned()),
            other => other,
        };
        Some(Typed { term, ty: ty.clone(), doubt, beside: of.beside, owner: None })
    }

    fn stranger(&mut self, parts: &[String], place: Place, scope: &Scope) -> Option<Typed> {
        let written = parts.join(".");
        let visible: Vec<&str> = self
            .names
            .keys()
            .filter_map(|full| full.strip_prefix(&scope.prefix))
            .chain(scope.arguments.keys().map(String::as_str))
            .chain(["today", "site.departement"])
            .collect();
        let near = meant(&written, visible);
        self.strangers.push(Stranger {
            place,
            full: format!("{}{written}", scope.prefix),
            written,
            block: scope.levels.last().map(|level| level.block.clone()),
            near,
        });
        None
    }

    /// Names that were unknown where they stood: later, elsewhere, or nowhere.
    pub(super) fn judge_strangers(&mut self) {
        for stranger in std::mem::take(&mut self.strangers) {
            let Stranger { place, written, full, block, near } = stranger;
            if self.broken.contains(&full) {
                continue;
            }
            if let Some(known) = self.names.get(&full) {
                let there = known.place;
                let file = self.file(there);
                let complaint = format!(
                    "{written} comes later ({file}:{}): a condition may only read what is above",
                    there.line
                );
                self.fault(place, complaint);
            } else if let Some(block) = block.filter(|_| self.names.contains_key(&written)) {
                self.fault(
                    place,
                    format!(
                        "no question `{written}` above in block `{block}` (a block sees only \
                         itself: pass it with `with`)"
                    ),
                );
            } else {
                let file = self.file(place);
                let complaint = format!("no question {written}");
                self.faults.push(Fault {
                    file,
                    line: place.line as usize,
                    complaint,
                    advice: near,
                });
            }
        }
    }
}
