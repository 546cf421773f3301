//! What was typed, read by the kind of its question: a value, nothing yet, or a reason.
//!
//! Never stores what it reads, and looks at no more of a text than its kind can hold.

mod date;
mod text;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::PartialDay;
use super::value::{Moment, Value};
use crate::demarche::{Kind, Question};
use crate::dossier::Entry;
use crate::format::{self, Beside, Verdict};
use crate::reference;

/// The reasons that this module gives, beside those of formats: `refusal.<key>`.
pub const REASONS: &[&str] = &[
    "missing",
    "wrong_kind",
    "not_offered",
    "too_long",
    "control_character",
    "not_a_number",
    "too_small",
    "too_large",
    "not_a_date",
    "incomplete",
    "not_an_hour",
    "before",
    "after",
    "commune_unknown",
    "commune_not_then",
    "commune_postcode",
    "country_unknown",
    "too_few",
    "too_many",
];

/// What an entry is worth.
pub(super) enum Read {
    /// An answer; a format may add something to look at again.
    Answer(Value, Option<Reason>),
    /// Left empty.
    Empty,
    /// Not an answer.
    Refused(Reason),
}

/// A key and its numbers, never a sentence.
pub(super) struct Reason {
    pub(super) key: String,
    pub(super) numbers: BTreeMap<String, String>,
    pub(super) suggestion: Option<String>,
}

/// What the edition says of a question today.
pub(super) struct Bounds<'a> {
    pub(super) from: Option<Value>,
    pub(super) to: Option<Value>,
    pub(super) at: Option<Value>,
    pub(super) postcode: Option<String>,
    /// The day of the request.
    pub(super) today: Date,
    pub(super) offered: &'a [String],
    /// The first keys of its table, for a search.
    pub(super) rows: &'a [String],
}

impl Read {
    fn refused(key: &str) -> Self {
        Self::Refused(Reason { key: key.to_owned(), numbers: BTreeMap::new(), suggestion: None })
    }

    fn refused_with(key: &str, name: &str, number: impl ToString) -> Self {
        let numbers = [(name.to_owned(), number.to_string())].into();
        Self::Refused(Reason { key: key.to_owned(), numbers, suggestion: None })
    }

    fn answer(value: Value) -> Self {
        Self::Answer(value, None)
    }
}

/// Reads one entry.
pub(super) fn read(question: &Question, entry: &Entry, bounds: &Bounds<'_>) -> Read {
    match (&question.kind, entry) {
        (_, Entry::Unknown) if question.unknown => Read::answer(Value::Unknown),
        (_, Entry::Unknown) => Read::refused("not_offered"),
        (Kind::Choice(_), Entry::Choice { word, .. }) => {
            one_of(word, bounds.offered, Value::Word(word.clone()))
        }
        (Kind::Several(_), Entry::Several(words)) => several(words, bounds.offered),
        (Kind::YesNo, Entry::YesNo(yes)) => Read::answer(Value::YesNo(*yes)),
        (Kind::Text { to, lines }, Entry::Text(typed)) => text::free(typed, *to, *lines),
        (Kind::Number { from, to, .. }, Entry::Text(typed)) => text::number(typed, *from, *to),
        (Kind::Date { partial, hour }, Entry::Date { day, month, year, hour: at }) => {
            let parts = date::Parts { day, month, year, hour: at };
            date::read(&parts, (*partial).into(), (*hour).into(), bounds)
        }
        (Kind::Commune, Entry::Commune { code, name }) => commune(code, name, bounds),
        (Kind::Commune, Entry::FreeCommune(typed)) => match text::free(typed, 100, 1) {
            Read::Answer(Value::Text(name, _), _) => {
                Read::answer(Value::Commune { code: String::new(), name, departement: None })
            }
            other => other,
        },
        (Kind::Country, Entry::Country(code)) => match reference::countries().get(code) {
            Some(country) => Read::answer(Value::Country(country.code.to_owned())),
            None => Read::refused("country_unknown"),
        },
        (Kind::List { format, from, to }, Entry::List(texts)) => {
            let each = |typed: &str| formatted(typed, format, bounds.today);
            list(texts, each, usize::from(*from), usize::from(*to))
        }
        (Kind::Search { .. }, Entry::Row(key)) => {
            one_of(key, bounds.rows, Value::Word(key.clone()))
        }
        (Kind::Format(format), Entry::Text(typed)) => formatted(typed, format, bounds.today),
        (Kind::Declaration, Entry::Declaration(true)) => Read::answer(Value::YesNo(true)),
        (Kind::Declaration, Entry::Declaration(false)) => Read::Empty,
        _ => Read::refused("wrong_kind"),
    }
}

fn one_of(word: &str, offered: &[String], value: Value) -> Read {
    if offered.iter().any(|known| known == word) {
        Read::answer(value)
    } else {
        Read::refused("not_offered")
    }
}

/// A set in the order of the cards.
fn several(words: &[String], offered: &[String]) -> Read {
    if words.iter().any(|word| !offered.contains(word)) {
        return Read::refused("not_offered");
    }
    let chosen = offered.iter().filter(|word| words.contains(word)).cloned().collect();
    Read::answer(Value::Words(chosen))
}

fn commune(code: &str, name: &str, bounds: &Bounds<'_>) -> Read {
    let communes = reference::communes();
    let Some(found) = communes.get(code, name) else { return Read::refused("commune_unknown") };
    let then: Option<PartialDay> = match &bounds.at {
        Some(Value::Day(moment)) => Some(moment.typed),
        _ => None,
    };
    let dated = bounds.at.is_none() || then.is_some();
    if dated && !communes.in_force(code, name, then) {
        return Read::refused("commune_not_then");
    }
    if let Some(postcode) = &bounds.postcode {
        let there = communes.by_postcode(postcode);
        if !there.is_empty() && there.iter().all(|other| other.code != code) {
            return Read::refused_with("commune_postcode", "postcode", postcode);
        }
    }
    Read::answer(Value::Commune {
        code: code.to_owned(),
        name: name.to_owned(),
        departement: Some(found.departement.to_owned()),
    })
}

fn formatted(typed: &str, format: &str, today: Date) -> Read {
    if typed.len() <= text::BLANK_MAX && typed.trim().is_empty() {
        return Read::Empty;
    }
    let Some(checked) = format::check(format, &text::composed(typed), &Beside::on(today)) else {
        return Read::refused("wrong_kind");
    };
    let reason = checked.reason.map(|key| Reason {
        key: key.to_owned(),
        numbers: checked.numbers.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
        suggestion: checked.suggestion.clone(),
    });
    match (checked.verdict, reason) {
        (Verdict::Invalid, Some(reason)) => Read::Refused(reason),
        (Verdict::Invalid, None) => Read::refused("wrong_kind"),
        (_, reason) => Read::Answer(Value::Text(checked.normalized, checked.facts), reason),
    }
}

/// A list of short texts; empty ones do not count.
fn list(texts: &[String], each: impl Fn(&str) -> Read, from: usize, to: usize) -> Read {
    let mut kept = Vec::new();
    let mut doubt = None;
    for typed in texts {
        match each(typed) {
            Read::Answer(Value::Text(text, _), reason) => {
                kept.push(text);
                doubt = doubt.or(reason);
            }
            Read::Answer(..) | Read::Empty => {}
            Read::Refused(mut reason) => {
                let _place = reason.numbers.insert("item".into(), (kept.len() + 1).to_string());
                return Read::Refused(reason);
            }
        }
        if kept.len() > to {
            return Read::refused_with("too_many", "most", to);
        }
    }
    match kept.len() {
        0 if from > 0 || texts.is_empty() => Read::Empty,
        found if found < from => Read::refused_with("too_few", "least", from),
        _ => Read::Answer(Value::List(kept), doubt),
    }
}

/// All days that a value may be stand before or after a bound.
fn outside(moment: &Moment, from: Option<&Value>, to: Option<&Value>) -> Option<Read> {
    if let Some(Value::Day(earliest)) = from
        && moment.last < earliest.first
    {
        return Some(Read::refused_with("before", "earliest", earliest.first));
    }
    if let Some(Value::Day(latest)) = to
        && moment.first > latest.last
    {
        return Some(Read::refused_with("after", "latest", latest.last));
    }
    None
}
