//! Communes of today and former communes, found as one types, at the day of a birth.
//!
//! The table is a sorted blob that `assets/reference.rs` writes; nothing is parsed at run time.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::{PartialDay, fold};

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/communes.bin"));

const RECORD: usize = 34;
const WORD: usize = 4;
const POSTCODE: usize = 6;

const FORMER: u8 = 4;
const ARRONDISSEMENT: u8 = 8;
const WHOLE_CITY: u8 = 16;

/// The table of communes that the program carries.
pub fn communes() -> &'static Communes {
    static TABLE: OnceLock<Communes> = OnceLock::new();
    TABLE.get_or_init(|| Communes::open(BLOB))
}

/// Every name that a commune has, or had since 1943.
pub struct Communes {
    records: &'static [u8],
    words: &'static [u8],
    postcodes: &'static [u8],
    text: &'static str,
    keys: &'static str,
}

/// One name of a commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Insee code, five signs: `76540`.
    pub code: &'static str,
    /// The name, as it was while it was in force.
    pub name: &'static str,
    /// Code of the département: `76`, `2A`, `974`.
    pub departement: &'static str,
    /// The name is no longer in force today.
    pub former: bool,
    /// The first day of the name; `None`: before 1943, or not known.
    pub from: Option<Date>,
    /// The first day without the name; `None`: still in force.
    pub until: Option<Date>,
    /// The day from which the name may have ended already: `until`, unless only a span is known.
    pub doubtful: Option<Date>,
    successors: &'static str,
}

impl Found {
    /// The communes of today in its place; empty while in force, or where the source has none.
    pub fn successors(self) -> impl Iterator<Item = Found> {
        self.successors
            .split(',')
            .filter(|code| !code.is_empty())
            .flat_map(|code| communes().named(code).filter(|found| !found.former))
    }

    /// The name of its département at that time: `Seine` in 1960 where `Paris` stands today.
    pub fn departement_name(self) -> &'static str {
        let before_1968 = self.until.is_some_and(|until| until <= Date::constant(1968, 1, 1));
        match self.departement {
            "20" => "Corse",
            "75" if before_1968 => "Seine",
            "78" if before_1968 => "Seine-et-Oise",
            code => super::departements().get(code).map_or("", |departement| departement.name),
        }
    }
}

impl Communes {
    fn open(blob: &'static [u8]) -> Self {
        let length = |place: usize| number(blob, place * 4) as usize;
        let (mut start, mut parts) = (5 * 4, [&blob[..0]; 5]);
        let sizes = [RECORD, WORD, POSTCODE, 1, 1];
        for (place, part) in parts.iter_mut().enumerate() {
            let end = start + length(place) * sizes[place];
            *part = &blob[start..end];
            start = end;
        }
        let [records, words, postcodes, text, keys] = parts;
        let text = std::str::from_utf8(text).unwrap_or_default();
        let keys = std::str::from_utf8(keys).unwrap_or_default();
        Self { records, words, postcodes, text, keys }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// There is no name at all: never, in a program that was built.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Every name, in the order of codes and dates.
    pub fn all(&self) -> impl Iterator<Item = Found> {
        (0..self.len()).map(|row| self.found(row))
    }

    /// The names in force `at` a day (today, when `None`) of which a word begins with `text`, or
    /// of which the words begin with those of `text`; the best first, at most `limit`.
    ///
    /// A birth (`at`) is written by arrondissement in Paris, Lyon and Marseille; an address is not.
    pub fn search(&self, text: &str, at: Option<PartialDay>, limit: usize) -> Vec<Found> {
        let typed = fold::typed(text);
        let mut ranked = self.beginning_with(&typed.concat(), at);
        // *st* alone may also be the beginning of Strasbourg.
        if let Some(bare) = bare_ending(text, &typed) {
            ranked.extend(self.beginning_with(&bare, at));
        }
        if ranked.is_empty() && typed.len() > 1 {
            ranked = self.holding(&typed, at);
        }
        ranked.sort_unstable();
        let mut seen = vec![false; self.len()];
        let first = |ranked: &Ranked| !std::mem::replace(&mut seen[ranked.row], true);
        let best = ranked.into_iter().filter(first).take(limit);
        best.map(|ranked| self.found(ranked.row)).collect()
    }

    /// The communes of today of a postal code, whole cities rather than arrondissements, by name.
    pub fn by_postcode(&self, postcode: &str) -> Vec<Found> {
        let Some(wanted) = digits(postcode) else { return Vec::new() };
        let pairs = self.postcodes.chunks_exact(POSTCODE);
        let mut found: Vec<Found> = pairs
            .skip(self.first_of_postcode(wanted))
            .take_while(|pair| number(pair, 0) == wanted)
            .map(|pair| self.found(usize::from(short(pair, 4))))
            .collect();
        found.sort_by_cached_key(|found| fold::words(found.name));
        found
    }

    /// The name of that code, of today or former.
    pub fn get(&self, code: &str, name: &str) -> Option<Found> {
        self.named(code).find(|found| found.name == name)
    }

    /// Every name that a code has had, the oldest first.
    pub fn named(&self, code: &str) -> impl Iterator<Item = Found> {
        let first = self.first_of_code(code);
        let code = code.to_owned();
        (first..self.len()).map(|row| self.found(row)).take_while(move |found| found.code == code)
    }

    /// Whether that name of that code is in force on some day that `at` may be; today for `None`.
    pub fn in_force(&self, code: &str, name: &str, at: Option<PartialDay>) -> bool {
        let span = Span::of(at);
        let first = self.first_of_code(code);
        (first..self.len())
            .take_while(|row| self.code(*row) == code)
            .any(|row| self.found(row).name == name && self.stands(row, span))
    }

    /// A name of today stands unless a former name of the same code covers that day; a former
    /// name stands within its dates. Where only a span of years is known, both stand inside it.
    fn stands(&self, row: usize, span: Option<Span>) -> bool {
        let former = self.flags(row) & FORMER != 0;
        let Some(span) = span else { return !former };
        let (from, until, _) = self.dates(row);
        if former {
            return from <= span.last && span.first < until;
        }
        // Bytes, not texts: this is asked of every name that begins with one letter.
        let same = |other: &usize| self.record(*other)[..5] == self.record(row)[..5];
        let before = (0..row).rev().take_while(same);
        let after = (row + 1..self.len()).take_while(same);
        !before.chain(after).any(|other| {
            let (from, _, doubtful) = self.dates(other);
            from <= span.first && span.last < doubtful
        })
    }

    /// What is offered: what stands, and for a birth the arrondissement rather than the city.
    fn offered(&self, row: usize, span: Option<Span>) -> bool {
        let hidden = if span.is_some() { WHOLE_CITY } else { ARRONDISSEMENT };
        self.flags(row) & hidden == 0 && self.stands(row, span)
    }

    fn beginning_with(&self, key: &str, at: Option<PartialDay>) -> Vec<Ranked> {
        if key.is_empty() {
            return Vec::new();
        }
        let span = Span::of(at);
        let count = self.words.len() / WORD;
        let start = first(count, |place| self.rest(self.word(place)) >= key);
        let end = start
            + first(count - start, |after| !self.rest(self.word(start + after)).starts_with(key));
        let words = (start..end).map(|place| self.word(place));
        words.filter(|word| self.offered(word.row, span)).map(|word| self.rank(word, key)).collect()
    }

    /// Names that hold every typed word, as the beginning of one of theirs, in any order.
    fn holding(&self, typed: &[String], at: Option<PartialDay>) -> Vec<Ranked> {
        // The rarest word first: few names are left to be read.
        let rarest = typed.iter().map(|word| self.beginning_with(word, at)).min_by_key(Vec::len);
        let mut ranked = rarest.unwrap_or_default();
        ranked.retain(|ranked| {
            let words = fold::words(self.found(ranked.row).name);
            typed.iter().all(|typed| words.iter().any(|word| word.starts_with(typed.as_str())))
        });
        ranked
    }

    fn rank(&self, word: Word, key: &str) -> Ranked {
        let whole = self.rest(word).len() == key.len();
        let class = match (whole, word.class) {
            (true, class @ 0..=1) => class,
            (_, class) => class + 2,
        };
        Ranked { class, order: short(self.record(word.row), 32), row: word.row }
    }

    fn found(&self, row: usize) -> Found {
        let record = self.record(row);
        let (from, until, doubtful) = self.dates(row);
        let name = number(record, 8) as usize;
        let [name_length, _, successors_length, flags] = [28, 29, 30, 31].map(|at| record[at]);
        let successors = name + usize::from(name_length);
        let day = |date: u32| if flags & FORMER == 0 { None } else { date_of(date) };
        Found {
            code: self.code(row),
            name: &self.text[name..successors],
            departement: written(&record[5..8]),
            former: flags & FORMER != 0,
            from: date_of(from),
            until: day(until),
            doubtful: day(doubtful),
            successors: &self.text[successors..successors + usize::from(successors_length)],
        }
    }

    fn record(&self, row: usize) -> &'static [u8] {
        &self.records[row * RECORD..(row + 1) * RECORD]
    }

    fn code(&self, row: usize) -> &'static str {
        written(&self.record(row)[..5])
    }

    fn flags(&self, row: usize) -> u8 {
        self.record(row)[31]
    }

    fn dates(&self, row: usize) -> (u32, u32, u32) {
        let record = self.record(row);
        (number(record, 16), number(record, 20), number(record, 24))
    }

    fn key(&self, row: usize) -> &'static str {
        let record = self.record(row);
        let start = number(record, 12) as usize;
        &self.keys[start..start + usize::from(record[29])]
    }

    fn word(&self, place: usize) -> Word {
        let word = &self.words[place * WORD..(place + 1) * WORD];
        Word { row: usize::from(short(word, 0)), offset: usize::from(word[2]), class: word[3] }
    }

    fn rest(&self, word: Word) -> &'static str {
        &self.key(word.row)[word.offset..]
    }

    fn first_of_code(&self, code: &str) -> usize {
        first(self.len(), |row| self.code(row) >= code)
    }

    fn first_of_postcode(&self, wanted: u32) -> usize {
        let count = self.postcodes.len() / POSTCODE;
        first(count, |place| number(self.postcodes, place * POSTCODE) >= wanted)
    }
}

/// The beginning of a word of a name.
#[derive(Clone, Copy)]
struct Word {
    row: usize,
    offset: usize,
    class: u8,
}

/// A name that answers: how well, then its place among all.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    class: u8,
    order: u16,
    row: usize,
}

/// The days that a partial day may be, as `yyyymmdd`, both included.
#[derive(Clone, Copy)]
struct Span {
    first: u32,
    last: u32,
}

impl Span {
    fn of(at: Option<PartialDay>) -> Option<Self> {
        let at = at?;
        Some(Self { first: packed(at.first()?), last: packed(at.last()?) })
    }
}

/// What was typed, with its last word not written in full; `None` if that changes nothing.
fn bare_ending(text: &str, typed: &[String]) -> Option<String> {
    let lower = text.trim_end().to_lowercase();
    let bare = ["ste", "st"].into_iter().find(|ending| lower.ends_with(ending))?;
    let (last, before) = typed.split_last()?;
    let full = if bare == "st" { "saint" } else { "sainte" };
    (last == full).then(|| before.concat() + bare)
}

/// The first place of a sorted table where `reached` is true; `count` if nowhere.
fn first(count: usize, reached: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if reached(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

fn digits(postcode: &str) -> Option<u32> {
    let right = postcode.len() == 5 && postcode.bytes().all(|digit| digit.is_ascii_digit());
    if right { postcode.parse().ok() } else { None }
}

fn packed(date: Date) -> u32 {
    u32::from(date.year().unsigned_abs()) * 10_000
        + u32::from(date.month().unsigned_abs()) * 100
        + u32::from(date.day().unsigned_abs())
}

fn date_of(packed: u32) -> Option<Date> {
    let part = |value: u32| i8::try_from(value % 100).ok();
    let year = i16::try_from(packed / 10_000).ok()?;
    Date::new(year, part(packed / 100)?, part(packed)?).ok()
}

fn written(padded: &'static [u8]) -> &'static str {
    std::str::from_utf8(padded).unwrap_or_default().trim_end()
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes[at..].first_chunk().map_or(0, |two| u16::from_le_bytes(*two))
}
