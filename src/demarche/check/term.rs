//! Values of an expression with their types: what is expected decides how a bare word is read.

use super::super::edition::Spelling;
use super::super::expression::{Operand, Unit, value};
use super::super::formula::{Case, Constant, Over, Presence, Term, Type};
use super::super::question::QuestionId;
use super::super::source::Place;
use super::condition::Reading;
use super::{Checker, Known, Scope, This};

/// A value and what the checker knows of it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) term: Term,
    pub(super) ty: Type,
    /// Names in it that may be *je ne sais pas*.
    pub(super) doubt: Vec<String>,
    pub(super) beside: Option<QuestionId>,
    /// What its words belong to, when it is a name.
    pub(super) owner: Option<Spelling>,
}

impl Typed {
    pub(super) fn plain(term: Term, ty: Type) -> Self {
        Self { term, ty, doubt: Vec::new(), beside: None, owner: None }
    }

    pub(super) fn known(known: &Known, full: &str) -> Self {
        Self {
            term: known.term.clone(),
            ty: known.ty.clone(),
            doubt: known.doubtful.then(|| full.to_owned()).into_iter().collect(),
            beside: known.beside,
            owner: Some(known.spelling.clone()),
        }
    }
}

impl Checker<'_> {
    /// A value of any type, as written in `with`.
    pub(super) fn free_value(
        &mut self,
        text: &str,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        match value(text) {
            Ok(operand) => self.operand(&operand, place, scope, reading),
            Err(complaint) => {
                self.fault(place, complaint);
                None
            }
        }
    }

    /// A value of one type, as written where that type is expected.
    pub(super) fn value_of(
        &mut self,
        text: &str,
        expected: &Type,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        match value(text) {
            Ok(operand) => self.expected(&operand, expected, place, scope, reading),
            Err(complaint) => {
                self.fault(place, complaint);
                None
            }
        }
    }

    /// An operand where a type is expected: a bare word is read as one of its own.
    pub(super) fn expected(
        &mut self,
        operand: &Operand,
        expected: &Type,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        let word = match operand {
            Operand::Name(parts) if parts.len() == 1 => Some(parts[0].as_str()),
            Operand::Number(_, written) => Some(written.as_str()),
            _ => None,
        };
        if let Some(word) = word {
            match expected {
                // A block by itself does not know which words it will be given.
                Type::Choice(words)
                    if words.iter().any(|known| known == word)
                        || words.is_empty() && !self.is_known(word, scope) =>
                {
                    let fixed = Term::Fixed(Constant::Word(word.to_owned()));
                    return Some(Typed::plain(fixed, expected.clone()));
                }
                Type::Choice(words) if !self.is_choice(word, scope) => {
                    let complaint = format!("no choice {word}");
                    let known: Vec<&str> = words.iter().map(String::as_str).collect();
                    self.fault_near(place, complaint, word, known);
                    return None;
                }
                Type::YesNo if word == "yes" || word == "no" => {
                    let fixed = Term::Fixed(Constant::YesNo(word == "yes"));
                    return Some(Typed::plain(fixed, Type::YesNo));
                }
                Type::YesNo if !self.is_known(word, scope) => {
                    self.fault(place, format!("{word} is neither yes nor no"));
                    return None;
                }
                Type::Country => {
                    if super::kind::is_country(word) {
                        let fixed = Term::Fixed(Constant::Country(word.to_owned()));
                        return Some(Typed::plain(fixed, Type::Country));
                    }
                    if word.chars().all(|c| c.is_ascii_uppercase()) {
                        let complaint = format!("no country {word} in the table of countries");
                        self.fault(place, complaint);
                        return None;
                    }
                }
                Type::Text | Type::Format(_) if word.starts_with(|c: char| c.is_ascii_digit()) => {
                    let fixed = Term::Fixed(Constant::Text(word.to_owned()));
                    return Some(Typed::plain(fixed, Type::Text));
                }
                _ => {}
            }
        }
        let typed = self.operand(operand, place, scope, reading)?;
        if !typed.ty.agrees(expected) {
            let written = written(operand);
            let (found, wanted) = (typed.ty.name(), expected.name());
            self.fault(place, format!("{written} is {found}, not {wanted}"));
            return None;
        }
        if let (Type::Choice(given), Type::Choice(words)) = (&typed.ty, expected)
            && let Some(other) = given.iter().find(|word| !words.contains(word))
        {
            let written = written(operand);
            self.fault(place, format!("{written} may be {other}, which is no choice here"));
            return None;
        }
        Some(typed)
    }

    fn is_known(&self, word: &str, scope: &Scope) -> bool {
        let full = format!("{}{word}", scope.prefix);
        self.names.contains_key(&full)
            || self.broken.contains(&full)
            || scope.arguments.contains_key(word)
            || word == "this"
    }

    /// A name above whose value is a choice: it may stand where a choice is expected.
    fn is_choice(&self, word: &str, scope: &Scope) -> bool {
        let full = format!("{}{word}", scope.prefix);
        let known = self.names.get(&full).map(|known| &known.ty);
        let known = known.or_else(|| scope.arguments.get(word).map(|argument| &argument.ty));
        if self.broken.contains(&full) {
            return true;
        }
        matches!(known, Some(Type::Choice(_))) || matches!((word, &scope.this), ("this", Some(_)))
    }

    /// An operand by itself.
    pub(super) fn operand(
        &mut self,
        operand: &Operand,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        match operand {
            Operand::Number(number, _) => {
                Some(Typed::plain(Term::Fixed(Constant::Number(*number)), Type::Number))
            }
            Operand::Day(day) => Some(Typed::plain(Term::Fixed(Constant::Day(*day)), Type::Date)),
            Operand::Sum(cents) => {
                Some(Typed::plain(Term::Fixed(Constant::Money(*cents)), Type::Money))
            }
            Operand::Name(parts) => {
                let typed = self.resolve(parts, place, scope)?;
                reading.read(&typed);
                Some(typed)
            }
            Operand::Lookup { table, keys, column } => {
                self.lookup(table, keys, column, place, scope, reading)
            }
            Operand::Add { to, amount, unit } => self.add(to, amount, *unit, place, scope, reading),
            Operand::Age { birth, on } => {
                let birth = self.operand(birth, place, scope, reading);
                let on = match on {
                    Some(on) => self.operand(on, place, scope, reading),
                    None => Some(Typed::plain(Term::Today, Type::Date)),
                };
                let (birth, on) = (birth?, on?);
                if birth.ty != Type::Date || on.ty != Type::Date {
                    self.fault(place, "age wants dates");
                    return None;
                }
                let mut doubt = birth.doubt;
                doubt.extend(on.doubt);
                let term = Term::Age { birth: Box::new(birth.term), on: Box::new(on.term) };
                Some(Typed { doubt, beside: birth.beside, ..Typed::plain(term, Type::Number) })
            }
            Operand::Count { of, when } => self.count(of, when.as_deref(), place, scope, reading),
        }
    }

    fn add(
        &mut self,
        to: &Operand,
        amount: &Operand,
        unit: Unit,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        let to = self.operand(to, place, scope, reading);
        let amount = self.operand(amount, place, scope, reading);
        let (to, amount) = (to?, amount?);
        if to.ty != Type::Date || amount.ty != Type::Number {
            let (to, amount) = (to.ty.name(), amount.ty.name());
            self.fault(place, format!("add wants a date and a number, not {to} and {amount}"));
            return None;
        }
        let mut doubt = to.doubt;
        doubt.extend(amount.doubt);
        let term = Term::Add { to: Box::new(to.term), amount: Box::new(amount.term), unit };
        Some(Typed { doubt, beside: to.beside, ..Typed::plain(term, Type::Date) })
    }

    fn count(
        &mut self,
        of: &[String],
        when: Option<&super::super::expression::Clause>,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        if when.is_none()
            && let Some(known) = self.names.get(&format!("{}{}", scope.prefix, of.join(".")))
            && known.ty == Type::List
            && let Term::Slot(slot) = known.term
        {
            let typed = Typed::known(known, &of.join("."));
            reading.read(&typed);
            return Some(Typed {
                beside: typed.beside,
                ..Typed::plain(Term::Length(slot), Type::Number)
            });
        }
        let (over, cases) = self.cases(of, when, "count", place, scope, reading)?;
        Some(Typed::plain(Term::Count { over, cases }, Type::Number))
    }

    /// The elements of a repeated block or of a question with several answers, unrolled.
    pub(super) fn cases(
        &mut self,
        of: &[String],
        when: Option<&super::super::expression::Clause>,
        word: &str,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<(Over, Vec<Case>)> {
        if scope.this.is_some() {
            self.fault(place, "any, every, count and each do not nest");
            return None;
        }
        let elements = self.elements(of, word, place, scope, reading)?;
        let mut cases = Vec::new();
        for (presence, this) in elements.all {
            let inside = Scope { this: Some(this), ..scope.clone() };
            let test = match when {
                Some(clause) => Some(self.clause(clause, place, &inside, reading)?),
                None => None,
            };
            cases.push(Case { present: presence, test });
        }
        Some((elements.over, cases))
    }

    /// What `any`, `every`, `count` and `each` run over.
    pub(super) fn elements(
        &mut self,
        of: &[String],
        word: &str,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Elements> {
        let name = of.join(".");
        let full = format!("{}{name}", scope.prefix);
        if let Some(group) = self.groups.get(&full).filter(|group| !group.instances.is_empty()) {
            let all = (1u16..)
                .zip(&group.instances)
                .map(|(number, guard)| {
                    (Presence::Guard(*guard), This::Instance(format!("{full}.{number}")))
                })
                .collect();
            return Some(Elements { over: Over::Repeat(group.guard), all });
        }
        if let Some(known) = self.names.get(&full).cloned()
            && let (Type::Several(choices), Term::Slot(slot)) = (&known.ty, &known.term)
        {
            reading.read(&Typed::known(&known, &full));
            let all = choices
                .iter()
                .map(|card| {
                    let this = This::Word {
                        word: card.clone(),
                        choices: choices.clone(),
                        spelling: known.spelling.clone(),
                    };
                    (Presence::Word(card.clone()), this)
                })
                .collect();
            return Some(Elements { over: Over::Several(*slot), all });
        }
        if self.broken.contains(&full) {
            return None;
        }
        if !self.names.contains_key(&full) && !self.groups.contains_key(&full) {
            let near = self.resolve(of, place, scope);
            debug_assert!(near.is_none(), "a name without a value is a stranger");
            return None;
        }
        let what = "is neither a repeated block nor a question with several answers";
        self.fault(place, format!("{word}: `{name}` {what}"));
        None
    }
}

/// What a quantifier runs over, unrolled.
pub(super) struct Elements {
    pub(super) over: Over,
    pub(super) all: Vec<(Presence, This)>,
}

/// An operand as it was written, for faults.
pub(super) fn written(operand: &Operand) -> String {
    match operand {
        Operand::Number(_, written) => written.clone(),
        Operand::Day(day) => day.to_string(),
        Operand::Sum(cents) => format!("{}.{:02} €", cents / 100, cents % 100),
        Operand::Name(parts) => parts.join("."),
        Operand::Lookup { table, keys, column } => {
            let keys: Vec<String> = keys.iter().map(written).collect();
            format!("{table}[{}].{column}", keys.join(", "))
        }
        Operand::Add { to, amount, unit } => {
            let unit = match unit {
                Unit::Days => "days",
                Unit::Months => "months",
                Unit::Years => "years",
                Unit::Birthdays => "birthdays",
            };
            format!("add({}, {} {unit})", written(to), written(amount))
        }
        Operand::Age { birth, on } => match on {
            Some(on) => format!("age({}, {})", written(birth), written(on)),
            None => format!("age({})", written(birth)),
        },
        Operand::Count { of, .. } => format!("count({})", of.join(".")),
    }
}
