//! Terms and conditions worked out. Total: every term has a value, every condition is yes, no or
//! open.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Circumstances;
use super::value::{Moment, Value};
use crate::demarche::Demarche;
use crate::demarche::calculator::{Calculator, Computed, Given, Input, Presence as Wanted, Reason};
use crate::demarche::formula::{Case, Guard, Order, Over, Presence, Sense, Slot, Term, Test, Unit};
use crate::format::Fact;

/// Yes, no, or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Open,
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Truth {
    /// False and open is false.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::Yes,
        }
    }

    /// True or open is true.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::No,
        }
    }
}

/// What is known at one point of the walk.
pub(super) struct Ground<'d> {
    pub(super) demarche: &'d Demarche,
    pub(super) switches: &'d std::collections::BTreeMap<String, bool>,
    pub(super) circumstances: &'d Circumstances,
    pub(super) values: Vec<Value>,
    pub(super) guards: Vec<Truth>,
}

impl Ground<'_> {
    pub(super) fn slot(&self, slot: Slot) -> &Value {
        self.values.get(usize::from(slot.0)).unwrap_or(&Value::None)
    }

    pub(super) fn guard(&self, guard: Guard) -> Truth {
        self.guards.get(usize::from(guard.0)).copied().unwrap_or(Truth::No)
    }

    /// The truth of an absent condition is yes.
    pub(super) fn holds(&self, test: Option<&Test>) -> Truth {
        test.map_or(Truth::Yes, |test| self.test(test))
    }

    pub(super) fn test(&self, test: &Test) -> Truth {
        match test {
            Test::All(all) => all.iter().fold(Truth::Yes, |so_far, test| match so_far {
                Truth::No => Truth::No,
                _ => so_far.and(self.test(test)),
            }),
            Test::Either(all) => all.iter().fold(Truth::No, |so_far, test| match so_far {
                Truth::Yes => Truth::Yes,
                _ => so_far.or(self.test(test)),
            }),
            Test::Any { over, cases } => self.any(*over, cases),
            Test::Every { over, cases } => self.every(*over, cases),
            Test::Is { left, right, sense } => equal(&self.term(left), &self.term(right), *sense),
            Test::In { left, items, sense } => self.among(left, items, *sense),
            Test::Unknown(term, sense) => match self.term(term) {
                Value::Open => Truth::Open,
                Value::None => Truth::No,
                value => turned(value == Value::Unknown, *sense),
            },
            Test::Given(term, sense) => match self.term(term) {
                Value::Open => Truth::Open,
                value => turned(value != Value::None, *sense),
            },
            Test::Compare { left, order, right } => {
                compare(&self.term(left), *order, &self.term(right))
            }
            Test::Holds(slot, word) => self.present(Over::Several(*slot), word),
        }
    }

    fn present(&self, over: Over, word: &str) -> Truth {
        match over {
            Over::Several(slot) => match self.slot(slot) {
                Value::Open => Truth::Open,
                Value::Words(words) => words.iter().any(|known| known == word).into(),
                _ => Truth::No,
            },
            Over::Repeat(guard) => self.guard(guard),
        }
    }

    /// Whether what is quantified was asked at all.
    fn asked(&self, over: Over) -> Truth {
        match over {
            Over::Several(slot) => match self.slot(slot) {
                Value::Open => Truth::Open,
                Value::Words(_) => Truth::Yes,
                _ => Truth::No,
            },
            Over::Repeat(guard) => self.guard(guard),
        }
    }

    fn case(&self, over: Over, case: &Case) -> (Truth, Truth) {
        let present = match &case.present {
            Presence::Word(word) => self.present(over, word),
            Presence::Guard(guard) => self.guard(*guard),
        };
        let holds = match present {
            Truth::No => Truth::No,
            _ => self.holds(case.test.as_ref()),
        };
        (present, holds)
    }

    fn any(&self, over: Over, cases: &[Case]) -> Truth {
        cases.iter().fold(Truth::No, |so_far, case| {
            let (present, holds) = self.case(over, case);
            so_far.or(present.and(holds))
        })
    }

    fn every(&self, over: Over, cases: &[Case]) -> Truth {
        cases.iter().fold(self.asked(over), |so_far, case| {
            let (present, holds) = self.case(over, case);
            let left_out = match present {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Open => Truth::Open,
            };
            so_far.and(left_out.or(holds))
        })
    }

    fn among(&self, left: &Term, items: &[Term], sense: Sense) -> Truth {
        let value = self.term(left);
        match value {
            Value::Open => return Truth::Open,
            Value::None => return Truth::No,
            _ => {}
        }
        let found = items.iter().fold(Truth::No, |so_far, item| {
            so_far.or(equal(&value, &self.term(item), Sense::Plain))
        });
        match (found, sense) {
            (found, Sense::Plain) => found,
            (Truth::Yes, Sense::Not) => Truth::No,
            (Truth::No, Sense::Not) => Truth::Yes,
            (Truth::Open, Sense::Not) => Truth::Open,
        }
    }

    pub(super) fn term(&self, term: &Term) -> Value {
        match term {
            Term::Fixed(constant) => Value::of(constant),
            Term::Slot(slot) => self.slot(*slot).clone(),
            Term::Fact(slot, fact) => self.fact(*slot, fact),
            Term::Today => Value::Day(Moment::day(self.circumstances.today)),
            Term::Departement => {
                Value::Text(self.circumstances.site.departement.clone(), Default::default())
            }
            Term::Switch(name) => {
                let usual = self.demarche.switches.get(name);
                Value::YesNo(self.switches.get(name).or(usual).copied().unwrap_or(false))
            }
            Term::Lookup { table, keys, column } => self.lookup(*table, keys, *column),
            Term::Add { to, amount, unit } => self.add(to, amount, *unit),
            Term::Age { birth, on } => match (self.term(birth), self.term(on)) {
                (Value::Day(birth), Value::Day(on)) => Value::Number(age(birth.last, on.last)),
                (birth, on) => nothing(&[birth, on]),
            },
            Term::Count { over, cases } => self.count(*over, cases),
            Term::Length(slot) => match self.slot(*slot) {
                Value::List(texts) => number(texts.len()),
                other => nothing(std::slice::from_ref(other)),
            },
        }
    }

    fn fact(&self, slot: Slot, fact: &str) -> Value {
        match (self.slot(slot), fact) {
            (Value::Commune { departement, .. }, "departement") => match departement {
                Some(code) => Value::Text(code.clone(), Default::default()),
                None => Value::Unknown,
            },
            (Value::Commune { code, .. }, "code") if !code.is_empty() => {
                Value::Text(code.clone(), Default::default())
            }
            (Value::Commune { .. }, _) => Value::Unknown,
            (Value::Text(_, facts), fact) => match facts.get(fact) {
                Some(Fact::Number(number)) => Value::Number(*number),
                Some(Fact::YesNo(yes)) => Value::YesNo(*yes),
                Some(Fact::Word(word)) => Value::Word((*word).to_owned()),
                Some(Fact::Day(day)) => Value::Day(Moment::day(*day)),
                None => Value::None,
            },
            (Value::Computed(facts), fact) => facts.get(fact).map_or(Value::Unknown, Value::figure),
            (other, _) => nothing(std::slice::from_ref(other)),
        }
    }

    /// Asks a calculator; the value is open while one of its inputs is.
    pub(super) fn call(
        &self,
        calculator: &Calculator,
        inputs: &[(Input, Term)],
    ) -> Result<Computed, Value> {
        let mut given = Given {
            today: self.circumstances.today,
            figures: BTreeMap::new(),
            unknown: BTreeSet::new(),
        };
        for (input, term) in inputs {
            match self.term(term) {
                Value::Open => return Err(Value::Open),
                Value::Unknown => {
                    let _new = given.unknown.insert(input.name);
                }
                value => drop(value.as_figure().map(|f| given.figures.insert(input.name, f))),
            }
        }
        let missing = calculator.inputs.iter().any(|input| {
            input.presence == Wanted::Wanted && !given.figures.contains_key(input.name)
        });
        Ok(if missing {
            Computed::unknown(Reason::plain("calculator.missing"))
        } else {
            (calculator.run)(&given)
        })
    }

    fn lookup(&self, table: usize, keys: &[Term], column: usize) -> Value {
        let keys: Vec<Value> = keys.iter().map(|key| self.term(key)).collect();
        if keys.contains(&Value::Open) {
            return Value::Open;
        }
        let keys: Vec<Vec<String>> = keys.iter().map(written).collect();
        let today = self.circumstances.today;
        let row =
            self.demarche.tables.get(table).and_then(|table| {
                table.rows.iter().find(|row| {
                    row.from.is_none_or(|from| from <= today)
                        && row.keys.iter().zip(&keys).all(|(cell, forms)| {
                            cell.as_ref().is_none_or(|cell| forms.contains(cell))
                        })
                })
            });
        row.and_then(|row| row.cells.get(column)).map_or(Value::None, Value::of)
    }

    fn add(&self, to: &Term, amount: &Term, unit: Unit) -> Value {
        match (self.term(to), self.term(amount)) {
            (Value::Day(day), Value::Number(amount)) => {
                Value::Day(Moment::day(added(day.last, amount, unit)))
            }
            (to, amount) => nothing(&[to, amount]),
        }
    }

    fn count(&self, over: Over, cases: &[Case]) -> Value {
        match self.asked(over) {
            Truth::Open => return Value::Open,
            Truth::No => return Value::None,
            Truth::Yes => {}
        }
        let mut count = 0;
        for case in cases {
            let (present, holds) = self.case(over, case);
            match present.and(holds) {
                Truth::Yes => count += 1,
                Truth::No => {}
                Truth::Open => return Value::Open,
            }
        }
        number(count)
    }
}

/// How a key of a table may be written: a country by its code, or by its two letters.
fn written(key: &Value) -> Vec<String> {
    let mut forms: Vec<String> = key.key().into_iter().collect();
    if let Value::Country(code) = key
        && let Some(country) = crate::reference::countries().get(code)
    {
        forms.push(country.iso2.to_owned());
    }
    forms
}

fn number(count: usize) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn turned(yes: bool, sense: Sense) -> Truth {
    (yes == (sense == Sense::Plain)).into()
}

/// Which nothing comes out: open before none before unknown.
fn nothing(values: &[Value]) -> Value {
    if values.contains(&Value::Open) {
        Value::Open
    } else if values.contains(&Value::Unknown) && !values.contains(&Value::None) {
        Value::Unknown
    } else {
        Value::None
    }
}

/// Equality: open is open, nothing is true of what was not asked, unknown equals itself only.
fn equal(left: &Value, right: &Value, sense: Sense) -> Truth {
    match (left, right) {
        (Value::Open, _) | (_, Value::Open) => Truth::Open,
        (Value::None, _) | (_, Value::None) => Truth::No,
        (Value::Day(a), Value::Day(b)) => turned(a.last == b.last, sense),
        (Value::Text(a, _), Value::Text(b, _)) => turned(a == b, sense),
        (Value::Country(a), Value::Country(b)) => turned(same_country(a, b), sense),
        _ => turned(left == right, sense),
    }
}

/// Codes of Insee and letters of ISO 3166 name the same countries.
fn same_country(a: &str, b: &str) -> bool {
    let state = |code: &str| {
        let countries = crate::reference::countries();
        let letters = || countries.all().iter().find(|country| country.iso2 == code);
        countries.get(code).or_else(letters).map(|country| country.code)
    };
    a == b || state(a).is_some_and(|code| Some(code) == state(b))
}

fn compare(left: &Value, order: Order, right: &Value) -> Truth {
    let found = match (left, right) {
        (Value::Open, _) | (_, Value::Open) => return Truth::Open,
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Money(a), Value::Money(b)) => a.cmp(b),
        (Value::Day(a), Value::Day(b)) => a.last.cmp(&b.last),
        _ => return Truth::No,
    };
    Truth::from(match order {
        Order::Less => found == Ordering::Less,
        Order::LessOrEqual => found != Ordering::Greater,
        Order::Greater => found == Ordering::Greater,
        Order::GreaterOrEqual => found != Ordering::Less,
    })
}

/// A day later, or earlier; the end of the month clamps, the end of time too.
pub(super) fn added(day: Date, amount: i64, unit: Unit) -> Date {
    let amount = amount.clamp(-200_000, 200_000);
    let years = || amount.clamp(-3_000, 3_000).years();
    let span: Span = match unit {
        Unit::Days => amount.days(),
        Unit::Months => amount.clamp(-30_000, 30_000).months(),
        Unit::Years => years(),
        Unit::Birthdays => {
            // Only 29 February can have lost its day on the way.
            let there = day.saturating_add(years());
            return if there.day() == day.day() { there } else { there.saturating_add(1.day()) };
        }
    };
    day.saturating_add(span)
}

/// Whole years; who is born on 29 February has a birthday on 1 March of other years.
pub(super) fn age(birth: Date, on: Date) -> i64 {
    let years = i64::from(on.year()) - i64::from(birth.year());
    let had = (on.month(), on.day()) >= (birth.month(), birth.day());
    if had { years } else { years - 1 }
}
