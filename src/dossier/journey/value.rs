//! Values during one walk: three kinds of nothing beside what was answered.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{PartialDay, Shown};
use crate::demarche::calculator::Figure;
use crate::demarche::formula::Constant;
use crate::format::Fact;

/// A value. Lives for one walk.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// On the path, not answered yet, or refused.
    Open,
    /// Not asked, or left empty.
    None,
    /// *Je ne sais pas*.
    Unknown,
    Word(String),
    Words(Vec<String>),
    YesNo(bool),
    Text(String, BTreeMap<&'static str, Fact>),
    Number(i64),
    Day(Moment),
    Money(i64),
    Commune {
        code: String,
        name: String,
        departement: Option<String>,
    },
    Country(String),
    List(Vec<String>),
    /// What a calculator gave; a fact that is not there is unknown.
    Computed(BTreeMap<&'static str, Figure>),
}

/// A day that may be partial: counts as its last possible day.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) typed: PartialDay,
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) hour: Option<String>,
}

impl Moment {
    /// A whole day.
    pub(super) fn day(day: Date) -> Self {
        Self { typed: day.into(), first: day, last: day, hour: None }
    }
}

impl Value {
    pub(super) fn of(constant: &Constant) -> Self {
        match constant {
            Constant::None => Self::None,
            Constant::Unknown => Self::Unknown,
            Constant::Word(word) => Self::Word(word.clone()),
            Constant::YesNo(yes) => Self::YesNo(*yes),
            Constant::Text(text) => Self::Text(text.clone(), BTreeMap::new()),
            Constant::Number(number) => Self::Number(*number),
            Constant::Day(day) => Self::Day(Moment::day(*day)),
            Constant::Money(cents) => Self::Money(*cents),
            Constant::Country(code) => Self::Country(code.clone()),
        }
    }

    /// What went into a calculator or came out of it.
    pub(super) fn figure(figure: &Figure) -> Self {
        match figure {
            Figure::Word(word) => Self::Word(word.clone()),
            Figure::Text(text) => Self::Text(text.clone(), BTreeMap::new()),
            Figure::Number(number) => Self::Number(*number),
            Figure::Day(day) => Self::Day(Moment::day(*day)),
            Figure::Money(cents) => Self::Money(*cents),
            Figure::YesNo(yes) => Self::YesNo(*yes),
            Figure::Country(code) => Self::Country(code.clone()),
        }
    }

    /// As a calculator takes it; nothing for what no calculator takes.
    pub(super) fn as_figure(&self) -> Option<Figure> {
        match self {
            Self::Word(word) => Some(Figure::Word(word.clone())),
            Self::Text(text, _) => Some(Figure::Text(text.clone())),
            Self::Number(number) => Some(Figure::Number(*number)),
            Self::Day(day) => Some(Figure::Day(day.last)),
            Self::Money(cents) => Some(Figure::Money(*cents)),
            Self::YesNo(yes) => Some(Figure::YesNo(*yes)),
            Self::Country(code) => Some(Figure::Country(code.clone())),
            _ => None,
        }
    }

    /// Something is there to be compared: not one of the three kinds of nothing.
    pub(super) fn is_something(&self) -> bool {
        !matches!(self, Self::Open | Self::None | Self::Unknown)
    }

    /// How a table's key is matched; `None` for what has no single written form.
    pub(super) fn key(&self) -> Option<String> {
        match self {
            Self::Word(word) => Some(word.clone()),
            Self::YesNo(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
            Self::Text(text, _) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Country(code) => Some(code.clone()),
            Self::Commune { code, .. } => Some(code.clone()),
            _ => None,
        }
    }

    /// As a language will write it.
    pub(super) fn shown(&self) -> Shown {
        match self {
            Self::Open => Shown::Open,
            Self::None => Shown::None,
            Self::Unknown => Shown::Unknown,
            Self::Word(word) => Shown::Word(word.clone()),
            Self::Words(words) => Shown::Words(words.clone()),
            Self::YesNo(yes) => Shown::YesNo(*yes),
            Self::Text(text, _) => Shown::Text(text.clone()),
            Self::Number(number) => Shown::Number(*number),
            Self::Day(Moment { typed, hour: None, .. }) => Shown::Day(*typed),
            Self::Day(Moment { typed, hour: Some(hour), .. }) => {
                Shown::Moment(*typed, hour.clone())
            }
            Self::Money(cents) => Shown::Money(*cents),
            Self::Commune { code, name, .. } => Shown::Commune(code.clone(), name.clone()),
            Self::Country(code) => Shown::Country(code.clone()),
            Self::List(texts) => Shown::Text(texts.join(", ")),
            Self::Computed(_) => Shown::Unknown,
        }
    }

    /// One written form for the record of a confirmed caution.
    pub(super) fn canonical(&self) -> String {
        match self {
            Self::Open | Self::None => String::new(),
            Self::Unknown => "?".to_owned(),
            Self::Words(words) => words.join("+"),
            Self::Day(moment) => {
                let PartialDay { year, month, day } = moment.typed;
                let part = |part: Option<i8>| part.map_or("--".to_owned(), |n| format!("{n:02}"));
                let hour = moment.hour.as_deref().map_or(String::new(), |hour| format!("T{hour}"));
                format!("{year:04}-{}-{}{hour}", part(month), part(day))
            }
            Self::Money(cents) => cents.to_string(),
            Self::Commune { code, name, .. } => format!("{code} {name}"),
            Self::List(texts) => texts.join("+"),
            Self::Computed(facts) => {
                let one = |(name, figure): (&&str, &Figure)| {
                    format!("{name} {}", Self::figure(figure).canonical())
                };
                facts.iter().map(one).collect::<Vec<_>>().join("+")
            }
            other => other.key().unwrap_or_default(),
        }
    }
}
