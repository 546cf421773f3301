//! Conditions and values after the check: names are indices, repetition is unrolled, and
//! evaluation is total.

use jiff::civil::Date;

pub(crate) use super::expression::{Order, Sense, Unit};

/// Where the value of a question or of a derive is kept during one walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Slot(pub(crate) u16);

/// Where the truth of a guard is kept during one walk; the first is always true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Guard(pub(crate) u16);

/// What an edition says by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Constant {
    None,
    Unknown,
    Word(String),
    YesNo(bool),
    Text(String),
    Number(i64),
    Day(Date),
    /// Whole centimes.
    Money(i64),
    Country(String),
}

/// A value to be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    Fixed(Constant),
    Slot(Slot),
    Fact(Slot, String),
    Today,
    Departement,
    Switch(String),
    Lookup { table: usize, keys: Vec<Term>, column: usize },
    Add { to: Box<Term>, amount: Box<Term>, unit: Unit },
    Age { birth: Box<Term>, on: Box<Term> },
    Count { over: Over, cases: Vec<Case> },
    Length(Slot),
}

/// A condition to be worked out: yes, no, or open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    All(Vec<Test>),
    Either(Vec<Test>),
    Any {
        over: Over,
        cases: Vec<Case>,
    },
    Every {
        over: Over,
        cases: Vec<Case>,
    },
    Is {
        left: Term,
        right: Term,
        sense: Sense,
    },
    In {
        left: Term,
        items: Vec<Term>,
        sense: Sense,
    },
    Unknown(Term, Sense),
    Given(Term, Sense),
    Compare {
        left: Term,
        order: Order,
        right: Term,
    },
    /// This card is among those chosen.
    Holds(Slot, String),
}

/// What a quantifier runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The cards of a question with several answers.
    Several(Slot),
    /// The instances of a repeated block, asked under this guard.
    Repeat(Guard),
}

/// One element of what a quantifier runs over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) present: Presence,
    /// `None`: present is enough.
    pub(crate) test: Option<Test>,
}

/// When an element is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// The card was chosen.
    Word(String),
    /// The instance is on the path.
    Guard(Guard),
}

/// Types of values, for the checker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Choice(Vec<String>),
    Several(Vec<String>),
    YesNo,
    Text,
    Number,
    Date,
    Money,
    Commune,
    Country,
    List,
    /// Text of a format: has its facts.
    Format(String),
    /// What a calculator gave: has its facts, and no value of its own.
    Computed(String),
}

impl Type {
    /// As faults call it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choice",
            Self::Several(_) => "several",
            Self::YesNo => "yes/no",
            Self::Text | Self::Format(_) => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Money => "sum",
            Self::Commune => "commune",
            Self::Country => "country",
            Self::List => "list",
            Self::Computed(_) => "computation",
        }
    }

    /// Values of both may be compared.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    /// Has an order: `<` makes sense.
    pub(crate) fn ordered(&self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Money)
    }
}
