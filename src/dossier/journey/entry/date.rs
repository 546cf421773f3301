//! A day as typed in three entries, maybe partial, maybe with an hour.

use super::{Bounds, Moment, PartialDay, Read, Value, outside};

/// The three entries, and the hour.
pub(super) struct Parts<'a> {
    pub(super) day: &'a str,
    pub(super) month: &'a str,
    pub(super) year: &'a str,
    pub(super) hour: &'a str,
}

/// Whether the end of the day may stay unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Wanted,
    MayBePartial,
}

/// Whether the hour is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hour {
    NotAsked,
    Asked,
}

impl From<bool> for Whole {
    fn from(partial: bool) -> Self {
        if partial { Self::MayBePartial } else { Self::Wanted }
    }
}

impl From<bool> for Hour {
    fn from(asked: bool) -> Self {
        if asked { Self::Asked } else { Self::NotAsked }
    }
}

/// Reads a day.
pub(super) fn read(parts: &Parts<'_>, whole: Whole, hour: Hour, bounds: &Bounds<'_>) -> Read {
    let Parts { day, month, year, hour: at } = *parts;
    if [day, month, year, at].iter().any(|part| part.len() > 32) {
        return Read::refused("not_a_date");
    }
    let [day, month, year, at] = [day, month, year, at].map(str::trim);
    if [day, month, year, at].iter().all(|part| part.is_empty()) {
        return Read::Empty;
    }
    let typed = match (day.is_empty(), month.is_empty(), year.is_empty()) {
        (false, false, false) => partial_day(year, Some(month), Some(day)),
        (true, false, false) if whole == Whole::MayBePartial => {
            partial_day(year, Some(month), None)
        }
        (true, true, false) if whole == Whole::MayBePartial => partial_day(year, None, None),
        _ => return Read::refused("incomplete"),
    };
    let Some(typed) = typed else { return Read::refused("not_a_date") };
    let (Some(first), Some(last)) = (typed.first(), typed.last()) else {
        return Read::refused("not_a_date");
    };
    let hour = match hour {
        Hour::NotAsked => None,
        Hour::Asked if at.is_empty() => return Read::refused("incomplete"),
        Hour::Asked => match clock(at) {
            Some(hour) => Some(hour),
            None => return Read::refused("not_an_hour"),
        },
    };
    let moment = Moment { typed, first, last, hour };
    match outside(&moment, bounds.from.as_ref(), bounds.to.as_ref()) {
        Some(refused) => refused,
        None => Read::answer(Value::Day(moment)),
    }
}

fn partial_day(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDay> {
    let digits = |text: &str, most: usize| {
        (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then_some(())
    };
    digits(year, 4)?;
    let number = |text: &str| {
        digits(text, 2)?;
        text.parse::<i8>().ok()
    };
    let year = year.parse().ok().filter(|year| *year >= 1000)?;
    let month = match month {
        Some(text) => Some(number(text)?),
        None => None,
    };
    let day = match day {
        Some(text) => Some(number(text)?),
        None => None,
    };
    Some(PartialDay { year, month, day })
}

/// `9:05` as `09:05`. A pad of digits has no colon: `905` and `1430` are hours too.
fn clock(text: &str) -> Option<String> {
    let plain = matches!(text.len(), 3 | 4) && text.bytes().all(|digit| digit.is_ascii_digit());
    let parts = if plain { text.split_at_checked(text.len() - 2) } else { None };
    let (hour, minute) = parts.or_else(|| text.split_once([':', 'h']))?;
    let (hour, minute) = (hour.trim().parse::<u8>().ok()?, minute.trim().parse::<u8>().ok()?);
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}
