//! Calculators: what a table cannot say (sums, products, rounding) and a `call` asks for.
//!
//! A calculator knows no question and no screen: typed inputs come in, named facts and lines come
//! out. It never guesses: a fact that it does not give is *unknown*, with the reason why.

mod price;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use super::formula::Type;

/// The calculators that editions may call.
pub static CALCULATORS: &[Calculator] = &[price::PRICE];

/// A named computation with its contract: `call.price = { cv = "…" }`.
#[derive(Clone, Copy, Debug)]
pub struct Calculator {
    /// As `call` names it.
    pub name: &'static str,
    /// What it takes.
    pub inputs: &'static [Input],
    /// What it may give, read as `prix.total`. Each may be *unknown*.
    pub facts: &'static [(&'static str, Figures)],
    /// The fact that stands for the whole where one value is shown.
    pub main: &'static str,
    /// The computation: total, and the same for the same inputs.
    pub run: fn(&Given) -> Computed,
}

/// One input of a calculator.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// As `call` names it.
    pub name: &'static str,
    /// What it takes.
    pub figures: Figures,
    /// Whether there is an answer without it.
    pub presence: Presence,
}

/// Whether a calculator can do without an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Nothing is known without it.
    Wanted,
    /// It may be left out of the `call`, not asked, or unknown.
    Optional,
}

/// The kind of an input or of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// One of these words.
    Words(&'static [&'static str]),
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// Whole centimes.
    Money,
    /// Yes or no.
    YesNo,
    /// The code of a country.
    Country,
}

/// A value that goes into a calculator or comes out of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Figure {
    /// A word of a choice.
    Word(String),
    /// Any text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day; a partial one counts as its last possible day.
    Day(Date),
    /// Whole centimes.
    Money(i64),
    /// Yes or no.
    YesNo(bool),
    /// The code of a country.
    Country(String),
}

/// The inputs of one computation. What was not asked is absent.
#[derive(Clone, Debug)]
pub struct Given {
    /// The day of the request.
    pub today: Date,
    /// What is known, by the name of the input.
    pub figures: BTreeMap<&'static str, Figure>,
    /// Optional inputs that somebody does not know.
    pub unknown: BTreeSet<&'static str>,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// The facts that are known.
    pub facts: BTreeMap<&'static str, Figure>,
    /// How the result came about, line by line.
    pub lines: Vec<Line>,
    /// Why something is not known.
    pub unknown: Option<Reason>,
}

/// One line of a computation, for a screen or a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Key of the interface's words: `price.line.y1`.
    pub key: &'static str,
    /// Whole centimes; `None` is *unknown*, never 0.
    pub cents: Option<i64>,
    /// Why it is this sum.
    pub reason: Option<Reason>,
}

/// A sentence with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Key of the interface's words: `price.reason.half_ten_years`.
    pub key: &'static str,
    /// Its `{placeholders}`.
    pub numbers: Vec<(&'static str, Figure)>,
}

impl Reason {
    /// A sentence without numbers.
    pub fn plain(key: &'static str) -> Self {
        Self { key, numbers: Vec::new() }
    }
}

impl Computed {
    /// Nothing is known, and why.
    pub fn unknown(reason: Reason) -> Self {
        Self { unknown: Some(reason), ..Self::default() }
    }
}

impl Given {
    /// The word of a choice, or a text.
    pub fn word(&self, input: &str) -> Option<&str> {
        match self.figures.get(input) {
            Some(Figure::Word(word) | Figure::Text(word) | Figure::Country(word)) => Some(word),
            _ => None,
        }
    }

    /// A whole number.
    pub fn number(&self, input: &str) -> Option<i64> {
        match self.figures.get(input) {
            Some(Figure::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A day.
    pub fn day(&self, input: &str) -> Option<Date> {
        match self.figures.get(input) {
            Some(Figure::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// Whole centimes.
    pub fn money(&self, input: &str) -> Option<i64> {
        match self.figures.get(input) {
            Some(Figure::Money(cents)) => Some(*cents),
            _ => None,
        }
    }

    /// Yes or no.
    pub fn yesno(&self, input: &str) -> Option<bool> {
        match self.figures.get(input) {
            Some(Figure::YesNo(yes)) => Some(*yes),
            _ => None,
        }
    }
}

impl Figures {
    /// The type that conditions know.
    pub(crate) fn ty(self) -> Type {
        match self {
            Self::Words(words) => Type::Choice(words.iter().map(|&word| word.to_owned()).collect()),
            Self::Text => Type::Text,
            Self::Number => Type::Number,
            Self::Date => Type::Date,
            Self::Money => Type::Money,
            Self::YesNo => Type::YesNo,
            Self::Country => Type::Country,
        }
    }
}

impl fmt::Debug for Figure {
    /// Never what somebody typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[masqué]")
    }
}
