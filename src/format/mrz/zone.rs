//! The lines of a zone, and what each place of them must hold. Lines and places count from 1.
//!
//! Never knows a document: its parent lists what is wanted, in the order that people read.

use super::digit;
use crate::format::Checked;

/// The clean lines of a zone, each of the right length, in the signs of a zone.
pub(super) struct Zone {
    lines: Vec<String>,
}

/// What a part of a zone must be.
pub(super) enum Wanted {
    /// The first sign says the kind of document.
    Document { of: &'static str },
    /// A text that never changes.
    Exactly { line: usize, from: usize, text: &'static str, reason: &'static str },
    /// Three letters of ICAO, or fewer and fillers.
    State { line: usize, from: usize },
    /// Letters and fillers that begin with a letter.
    Name { line: usize, from: usize, to: usize },
    /// `YYMMDD`, whose end may be fillers.
    Birth { line: usize, from: usize },
    /// `YYMMDD`.
    Expiry { line: usize, from: usize },
    /// One of these signs.
    Sex { line: usize, at: usize, of: &'static str },
}

/// A check digit: where it stands, and what it should be.
pub(super) struct Check {
    reason: &'static str,
    line: usize,
    at: usize,
    wanted: u8,
    /// What it covers is empty, and a filler may stand for it.
    filler: bool,
}

impl Check {
    pub(super) fn of(reason: &'static str, line: usize, at: usize, covered: &str) -> Self {
        Self { reason, line, at, wanted: digit::of(covered), filler: false }
    }

    pub(super) fn optional(reason: &'static str, line: usize, at: usize, covered: &str) -> Self {
        let filler = covered.bytes().all(|sign| sign == b'<');
        Self { filler, ..Self::of(reason, line, at, covered) }
    }
}

impl Zone {
    /// Upper-case lines without blanks: as many as wanted, each as long as wanted.
    pub(super) fn read(input: &str, count: usize, length: usize) -> Result<Self, Checked> {
        let bare = |line: &str| -> String {
            let signs = line.chars().filter(|sign| !sign.is_whitespace());
            signs.map(|sign| sign.to_ascii_uppercase()).collect()
        };
        let lines = input.split(['\n', '\r']).map(bare).filter(|line| !line.is_empty());
        let zone = Self { lines: lines.collect() };
        let refused = |reason| Checked::invalid(zone.text(), reason);
        if zone.lines.is_empty() {
            return Err(refused("empty"));
        }
        if zone.lines.len() != count {
            return Err(refused("lines").number("found", zone.lines.len()).number("wanted", count));
        }
        for (place, line) in zone.lines.iter().enumerate() {
            let taken = |sign: char| matches!(sign, 'A'..='Z' | '0'..='9' | '<');
            if let Some(at) = line.chars().position(|sign| !taken(sign)) {
                let found: String = line.chars().skip(at).take(1).collect();
                let refused = refused("mrz_character").number("found", found);
                return Err(refused.number("line", place + 1).number("position", at + 1));
            }
            if line.len() != length {
                let refused = refused("mrz_length").number("line", place + 1);
                return Err(refused.number("found", line.len()).number("wanted", length));
            }
        }
        Ok(zone)
    }

    pub(super) fn line(&self, line: usize) -> &str {
        &self.lines[line - 1]
    }

    /// From a place to another, both included.
    pub(super) fn part(&self, line: usize, from: usize, to: usize) -> &str {
        &self.lines[line - 1][from - 1..to]
    }

    /// The number of a card, which goes on in the optional part when its own check is a filler
    /// (ICAO 9303-5, note j): there, its last sign is the check.
    pub(super) fn number(
        &self,
        line: usize,
        from: usize,
        check: usize,
        option: usize,
        end: usize,
    ) -> Check {
        let start = self.part(line, from, check - 1);
        let rest = self.part(line, option, end).split('<').next().unwrap_or_default();
        match (self.part(line, check, check), rest.len()) {
            ("<", length @ 2..) => {
                let whole = start.to_owned() + &rest[..length - 1];
                Check::of("check_number", line, option + length - 1, &whole)
            }
            _ => Check::of("check_number", line, check, start),
        }
    }

    /// The check digits first (a misread sign shows there), then the meaning of the parts.
    pub(super) fn refused(&self, parts: &[Wanted], checks: &[Check]) -> Checked {
        let document = parts.iter().take(1).find_map(|part| self.wrong(part));
        document
            .or_else(|| self.unchecked(checks))
            .or_else(|| parts.iter().find_map(|part| self.wrong(part)))
            .unwrap_or_else(|| Checked::valid(self.text()))
    }

    fn unchecked(&self, checks: &[Check]) -> Option<Checked> {
        let found = |check: &Check| self.part(check.line, check.at, check.at);
        let fails = |check: &&Check| {
            found(check) != check.wanted.to_string() && !(check.filler && found(check) == "<")
        };
        let first = checks.iter().find(fails)?;
        let mut refused = Checked::invalid(self.text(), first.reason)
            .number("found", found(first))
            .number("wanted", first.wanted)
            .number("line", first.line)
            .number("position", first.at);
        if let Some(last) = checks.last().filter(fails) {
            refused = refused
                .number("composite_found", found(last))
                .number("composite_wanted", last.wanted);
        }
        Some(refused)
    }

    fn wrong(&self, wanted: &Wanted) -> Option<Checked> {
        let refuse = |reason, line, from, to: usize| {
            let refused = Checked::invalid(self.text(), reason).number("line", line);
            refused.number("position", from).number("found", self.part(line, from, to))
        };
        let (right, refused) = match *wanted {
            Wanted::Document { of } => {
                (of.contains(self.part(1, 1, 1)), refuse("document", 1, 1, 2))
            }
            Wanted::Exactly { line, from, text, reason } => {
                let to = from + text.len() - 1;
                (self.part(line, from, to) == text, refuse(reason, line, from, to))
            }
            Wanted::State { line, from } => {
                let to = from + 2;
                (is_state(self.part(line, from, to)), refuse("state", line, from, to))
            }
            Wanted::Name { line, from, to } => {
                (is_name(self.part(line, from, to)), refuse("mrz_name", line, from, to))
            }
            Wanted::Birth { line, from } | Wanted::Expiry { line, from } => {
                let partial = matches!(wanted, Wanted::Birth { .. });
                let date = self.part(line, from, from + 5);
                let right = is_date(date) || (partial && is_partial_date(date));
                (right, refuse("mrz_date", line, from, from + 5))
            }
            Wanted::Sex { line, at, of } => {
                (of.contains(self.part(line, at, at)), refuse("sex", line, at, at))
            }
        };
        (!right).then_some(refused)
    }

    fn text(&self) -> String {
        self.lines.join("\n")
    }
}

fn is_state(part: &str) -> bool {
    let letters = part.trim_end_matches('<');
    !letters.is_empty() && letters.bytes().all(|sign| sign.is_ascii_uppercase())
}

fn is_name(part: &str) -> bool {
    part.bytes().all(|sign| sign.is_ascii_uppercase() || sign == b'<') && !part.starts_with('<')
}

/// A day of some century: 29 February where the two digits of the year allow it.
fn is_date(part: &str) -> bool {
    let number = |from: usize| part.get(from..from + 2).and_then(|two| two.parse::<u8>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0), number(2), number(4)) else {
        return false;
    };
    let days = match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// What is not known of a birth is filled: the day, the month and the day, or all of it.
fn is_partial_date(part: &str) -> bool {
    let digits = part.trim_end_matches('<');
    let month = digits.get(2..4).and_then(|two| two.parse::<u8>().ok());
    let known = digits.bytes().all(|sign| sign.is_ascii_digit());
    known && matches!((digits.len(), month), (0 | 2, _) | (4, Some(1..=12)))
}
