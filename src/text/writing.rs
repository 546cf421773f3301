//! Dates, sums and lists in the way of a language: its patterns are keys of the interface.

use crate::dossier::journey::{PartialDay, Shown};
use crate::reference;

use super::Texts;

impl Texts {
    /// A value in the language. A card without its question is written as its word.
    pub fn write(&self, shown: &Shown) -> String {
        match shown {
            Shown::Open => self.interface("write.open").to_owned(),
            Shown::None => self.interface("write.none").to_owned(),
            Shown::Unknown => self.interface("write.unknown").to_owned(),
            Shown::Word(word) => word.clone(),
            Shown::Words(words) if words.is_empty() => {
                self.interface("write.none_of_these").to_owned()
            }
            Shown::Words(words) => self.list(words),
            Shown::Text(text) => text.clone(),
            Shown::Number(number) => self.number(*number),
            Shown::Day(day) => self.day(*day),
            Shown::Moment(day, hour) => {
                let with = [("date", self.day(*day)), ("hour", hour.clone())];
                self.interface_with("write.moment", &with)
            }
            Shown::Money(cents) => self.sum(*cents),
            Shown::YesNo(true) => self.interface("write.yes").to_owned(),
            Shown::YesNo(false) => self.interface("write.no").to_owned(),
            Shown::Commune(code, name) => match reference::communes().get(code, name) {
                Some(found) => format!("{name} ({})", found.departement),
                None => name.clone(),
            },
            Shown::Country(code) => {
                reference::countries().get(code).map_or(code.as_str(), |c| c.name).to_owned()
            }
        }
    }

    /// `14 mars 1962`, `mars 1962`, `1962`.
    pub fn day(&self, day: PartialDay) -> String {
        let year = ("year", day.year.to_string());
        let Some(month) = day.month else {
            return self.interface_with("write.year", &[year]);
        };
        let month = ("month", self.interface(&format!("write.month.{month}")).to_owned());
        match day.day {
            None => self.interface_with("write.month_year", &[month, year]),
            Some(1) => self.interface_with("write.first_of_month", &[month, year]),
            Some(day) => {
                self.interface_with("write.date", &[("day", day.to_string()), month, year])
            }
        }
    }

    /// `25 €`, `12,50 €`, from whole centimes.
    pub fn sum(&self, cents: i64) -> String {
        let euros = ("euros", self.number(cents / 100));
        match (cents % 100).abs() {
            0 => self.interface_with("write.sum", &[euros]),
            rest => {
                self.interface_with("write.sum_cents", &[euros, ("cents", format!("{rest:02}"))])
            }
        }
    }

    /// `300,00 €`: to the centime, for sums that stand under one another.
    pub fn exact_sum(&self, cents: i64) -> String {
        let parts =
            [("euros", self.number(cents / 100)), ("cents", format!("{:02}", (cents % 100).abs()))];
        self.interface_with("write.sum_cents", &parts)
    }

    /// A whole number, its thousands apart.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        if digits.len() < 5 {
            return number.to_string();
        }
        let gap = self.interface("write.thousands");
        let mut written = String::from(if number < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push_str(gap);
            }
            written.push(digit);
        }
        written
    }

    /// `a, b et c`
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [all @ .., last] => {
                let comma = self.interface("write.comma");
                let all = all.join(comma);
                self.interface_with("write.and", &[("all", all), ("last", last.clone())])
            }
        }
    }

    /// Numbers of a refusal: a day is written as a day.
    pub(super) fn number_or_day(&self, text: &str) -> String {
        match text.parse::<jiff::civil::Date>() {
            Ok(day) if text.len() == 10 => self.day(day.into()),
            _ => text.to_owned(),
        }
    }
}

/// Puts values in the place of `{names}`; a name without a value stays as it is.
pub(super) fn fill(text: &str, with: &[(String, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        let Some(end) = from.find('}') else {
            rest = from;
            break;
        };
        let name = &from[1..end];
        match with.iter().find(|(known, _)| known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&from[..=end]),
        }
        rest = &from[end + 1..];
    }
    filled.push_str(rest);
    filled
}

/// The `{names}` in a sentence.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        rest = &rest[start + 1..];
        let Some(end) = rest.find('}') else { break };
        names.push(&rest[..end]);
        rest = &rest[end + 1..];
    }
    names
}
