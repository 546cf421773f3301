//! Opening hours in the syntax of OpenStreetMap, as a week that can be said in words.
//!
//! A library reads the syntax. What is more than days of the week and fixed hours (seasons, weeks,
//! sunset, a comment) gives no week: a person asks. Never says *open* on a public holiday.

use jiff::civil::{Date, DateTime};
use opening_hours_syntax::rules::day::{DaySelector, WeekDayRange, Weekday};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleOperator, RuleSequence};
use opening_hours_syntax::{ExtendedTime, RuleKind};

/// Longer than this is not written by a person; the value of an OpenStreetMap tag ends there.
const LONGEST: usize = 255;
/// Minutes of a day.
const DAY_MIN: u16 = 24 * 60;

/// The hours of an ordinary week. At least one day has some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week([Vec<Span>; 7]);

/// From one minute of the day to another, from 0 to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first minute.
    pub from: u16,
    /// The first minute after.
    pub to: u16,
}

/// Days that have the same hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Days of the week, 1 is Monday, as runs from one day to another.
    pub days: Vec<(u8, u8)>,
    /// Their hours.
    pub spans: Vec<Span>,
}

/// What these hours say of this minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// Open, until this minute of the day.
    Open(u16),
    /// Not yet, or not any more for now: it opens at this minute of today.
    Opens(u16),
    /// Not any more today, or not today.
    Closed,
    /// A public holiday: nobody knows.
    Unsure,
}

impl Week {
    /// The week that these hours are; `None` when they say more, less, or nothing.
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        let expression = opening_hours_syntax::parse(text).ok()?;
        let mut week: [Vec<Span>; 7] = Default::default();
        for rule in &expression.rules {
            apply(rule, &mut week)?;
        }
        for day in &mut week {
            join(day);
        }
        week.iter().any(|day| !day.is_empty()).then_some(Self(week))
    }

    /// The hours of a day, 1 is Monday.
    pub fn day(&self, day: u8) -> &[Span] {
        self.0.get(usize::from(day).wrapping_sub(1)).map_or(&[], Vec::as_slice)
    }

    /// Days with the same hours together, in the order of the first of each.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (day, spans) in (1..).zip(&self.0) {
            if spans.is_empty() {
                continue;
            }
            match groups.iter_mut().find(|group| group.spans == *spans) {
                None => groups.push(Group { days: vec![(day, day)], spans: spans.clone() }),
                Some(group) => match group.days.last_mut() {
                    Some((_, last)) if *last + 1 == day => *last = day,
                    _ => group.days.push((day, day)),
                },
            }
        }
        groups
    }

    /// What they say of this minute.
    pub fn today(&self, now: DateTime) -> Today {
        if is_holiday(now.date()) {
            return Today::Unsure;
        }
        let hour = u16::from(now.hour().unsigned_abs());
        let minute = hour * 60 + u16::from(now.minute().unsigned_abs());
        let day = self.day(now.weekday().to_monday_one_offset().unsigned_abs());
        match day.iter().find(|span| minute < span.to) {
            Some(span) if span.from <= minute => Today::Open(span.to),
            Some(span) => Today::Opens(span.from),
            None => Today::Closed,
        }
    }
}

/// One rule; `None` when it is more than days and hours.
fn apply(rule: &RuleSequence, week: &mut [Vec<Span>; 7]) -> Option<()> {
    let DaySelector { year, monthday, week: weeks, weekday } = &rule.day_selector;
    if !year.is_empty() || !monthday.is_empty() || !weeks.is_empty() || !rule.comment.is_empty() {
        return None;
    }
    let mut days = [weekday.is_empty(); 7];
    for range in weekday {
        match range {
            WeekDayRange::Fixed { range, offset: 0, nth_from_start, nth_from_end }
                if nth_from_start.iter().all(|on| *on) && nth_from_end.iter().all(|on| *on) =>
            {
                let (first, last) = (place(*range.start()), place(*range.end()));
                let length = (last + 7 - first) % 7;
                for after in 0..=length {
                    days[(first + after) % 7] = true;
                }
            }
            // What holds on a public holiday is never said here.
            WeekDayRange::Holiday { .. } if weekday.len() == 1 => return Some(()),
            _ => return None,
        }
    }
    let spans = match rule.kind {
        RuleKind::Open => rule.time_selector.spans.iter().map(span).collect::<Option<Vec<_>>>()?,
        RuleKind::Closed => Vec::new(),
        RuleKind::Unknown => return None,
    };
    for (day, _) in week.iter_mut().zip(days).filter(|(_, on)| *on) {
        match rule.operator {
            RuleOperator::Normal => day.clone_from(&spans),
            RuleOperator::Additional => day.extend(&spans),
            RuleOperator::Fallback => return None,
        }
    }
    Some(())
}

fn place(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

fn span(span: &TimeSpan) -> Option<Span> {
    let (Time::Fixed(from), Time::Fixed(to)) = (span.range.start, span.range.end) else {
        return None;
    };
    let minute = |time: ExtendedTime| u16::from(time.hour()) * 60 + u16::from(time.minute());
    let (from, to) = (minute(from), minute(to));
    let plain = !span.open_end && span.repeats.is_none() && from < to && to <= DAY_MIN;
    plain.then_some(Span { from, to })
}

/// In order, and without a seam: 9 to 12 and 12 to 14 is 9 to 14.
fn join(day: &mut Vec<Span>) {
    day.sort_unstable();
    day.dedup_by(|next, before| {
        let seam = next.from <= before.to;
        if seam {
            before.to = before.to.max(next.to);
        }
        seam
    });
}

/// A public holiday of metropolitan France (code du travail, L3133-1).
pub fn is_holiday(day: Date) -> bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Easter Monday, Ascension, Whit Monday: days after Easter Sunday.
    let moving = [1, 39, 50];
    let after = easter(day.year()).map(|easter| (day - easter).get_days());
    fixed.contains(&(day.month(), day.day())) || after.is_some_and(|days| moving.contains(&days))
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}
