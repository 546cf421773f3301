//! The kinds of questions and their options.

use super::super::formula::{Term, Type};
use super::super::question::{Group, Kind};
use super::super::source::{Node, Pair, Place, Tree};
use super::condition::Reading;
use super::step::{beside, besides};
use super::{Checker, Scope};

/// A kind with what only the walk needs of it.
pub(super) struct Parsed {
    pub(super) kind: Kind,
    pub(super) ty: Type,
    pub(super) from: Option<Term>,
    pub(super) to: Option<Term>,
    pub(super) at: Option<Term>,
    pub(super) postcode: Option<Term>,
}

impl Parsed {
    fn plain(kind: Kind, ty: Type) -> Self {
        Self { kind, ty, from: None, to: None, at: None, postcode: None }
    }
}

/// Kinds with options, then kinds that are a word.
const KINDS: &[&str] = &[
    "choice",
    "several",
    "text",
    "number",
    "date",
    "commune",
    "list",
    "search",
    "format",
    "yesno",
    "country",
    "declaration",
];

impl Checker<'_> {
    pub(super) fn kind(&mut self, pair: &Pair, scope: &Scope) -> Option<Parsed> {
        let name = &pair.key;
        match &pair.node.value {
            Tree::Text(word) => self.bare_kind(word, name, pair.node.place),
            Tree::Table(pairs) => {
                let mut kinds: Vec<&Pair> = Vec::new();
                for found in pairs.iter().filter(|found| !beside(&found.key)) {
                    if found.key == "kind" || KINDS.contains(&found.key.as_str()) {
                        kinds.push(found);
                    } else {
                        let complaint = format!("`{name}`: one kind wanted, found `{}`", found.key);
                        let known = KINDS.iter().copied().chain(besides());
                        self.fault_near(found.place, complaint, &found.key, known);
                        return None;
                    }
                }
                match kinds.as_slice() {
                    [one] if one.key == "kind" => {
                        let word = self.text_of(&one.node, "kind")?;
                        self.bare_kind(word, name, one.place)
                    }
                    [one] => self.full_kind(one, name, scope),
                    [] => {
                        self.fault(pair.place, format!("`{name}`: one kind wanted, found none"));
                        None
                    }
                    [_, second, ..] => {
                        let found = &second.key;
                        let complaint = format!("`{name}`: one kind wanted, found `{found}` too");
                        self.fault(second.place, complaint);
                        None
                    }
                }
            }
            _ => {
                self.fault(pair.place, format!("`{name}`: one kind wanted"));
                None
            }
        }
    }

    fn bare_kind(&mut self, word: &str, name: &str, place: Place) -> Option<Parsed> {
        match word {
            "yesno" => Some(Parsed::plain(Kind::YesNo, Type::YesNo)),
            "country" => Some(Parsed::plain(Kind::Country, Type::Country)),
            "declaration" => Some(Parsed::plain(Kind::Declaration, Type::YesNo)),
            "commune" => Some(Parsed::plain(Kind::Commune, Type::Commune)),
            "text" => Some(Parsed::plain(Kind::Text { to: 100, lines: 1 }, Type::Text)),
            "date" => Some(Parsed::plain(Kind::Date { partial: false, hour: false }, Type::Date)),
            _ => {
                let complaint = format!("`{name}`: one kind wanted, found `{word}`");
                self.fault_near(place, complaint, word, KINDS.iter().copied());
                None
            }
        }
    }

    fn full_kind(&mut self, pair: &Pair, name: &str, scope: &Scope) -> Option<Parsed> {
        let node = &pair.node;
        match pair.key.as_str() {
            "choice" => {
                let groups = self.groups(node, name);
                let words = groups.iter().flat_map(|group| group.choices.clone()).collect();
                Some(Parsed::plain(Kind::Choice(groups), Type::Choice(words)))
            }
            "several" => {
                let groups = self.groups(node, name);
                let words = groups.iter().flat_map(|group| group.choices.clone()).collect();
                Some(Parsed::plain(Kind::Several(groups), Type::Several(words)))
            }
            "text" => {
                self.options(node, "text", &["to", "lines"]);
                let to = self.whole(node, "to", 1, 2000, 100);
                let lines = self.whole(node, "lines", 1, 8, 1);
                let kind = Kind::Text { to: narrow(to), lines: narrow(lines) };
                Some(Parsed::plain(kind, Type::Text))
            }
            "number" => {
                self.options(node, "number", &["unit", "from", "to"]);
                let unit = self.optional_text(node, "unit").map(str::to_owned);
                let from = self.whole(node, "from", -1_000_000_000, 1_000_000_000, 0);
                let to = self.whole(node, "to", from, 1_000_000_000, 999_999_999);
                Some(Parsed::plain(Kind::Number { unit, from, to }, Type::Number))
            }
            "date" => self.date(node, scope),
            "commune" => {
                self.options(node, "commune", &["at", "postcode"]);
                let at = self.bound(node, "at", &Type::Date, scope);
                let postcode = self.bound(node, "postcode", &Type::Text, scope);
                Some(Parsed { at, postcode, ..Parsed::plain(Kind::Commune, Type::Commune) })
            }
            "list" => {
                self.options(node, "list", &["format", "from", "to"]);
                let format = self.wanted_text(node, "format", "list")?.to_owned();
                self.known_format(&format, node.place)?;
                let from = self.whole(node, "from", 0, 30, 1);
                let to = self.whole(node, "to", from.max(1), 30, 15);
                let kind = Kind::List { format, from: narrow(from), to: narrow(to) };
                Some(Parsed::plain(kind, Type::List))
            }
            "search" => self.search(node),
            "format" => {
                let format = self.text_of(node, "format")?.to_owned();
                self.known_format(&format, node.place)?;
                Some(Parsed::plain(Kind::Format(format.clone()), Type::Format(format)))
            }
            bare => {
                let complaint = format!("`{name}`: `{bare}` takes no options: kind = \"{bare}\"");
                self.fault(pair.place, complaint);
                None
            }
        }
    }

    fn date(&mut self, node: &Node, scope: &Scope) -> Option<Parsed> {
        self.options(node, "date", &["from", "to", "partial", "hour"]);
        let mut flag = |key: &str| match node.get(key).map(|found| (&found.value, found.place)) {
            None => false,
            Some((Tree::YesNo(yes), _)) => *yes,
            Some((_, place)) => {
                self.fault(place, format!("`{key}` wants true or false"));
                false
            }
        };
        let kind = Kind::Date { partial: flag("partial"), hour: flag("hour") };
        let from = self.bound(node, "from", &Type::Date, scope);
        let to = self.bound(node, "to", &Type::Date, scope);
        Some(Parsed { from, to, ..Parsed::plain(kind, Type::Date) })
    }

    fn search(&mut self, node: &Node) -> Option<Parsed> {
        let table = self.text_of(node, "search")?.to_owned();
        let Some(found) = self.made.tables.iter().find(|known| known.name == table) else {
            let known: Vec<String> = self.made.tables.iter().map(|t| t.name.clone()).collect();
            let complaint = format!("no table `{table}`");
            self.fault_near(node.place, complaint, &table, known.iter().map(String::as_str));
            return None;
        };
        let mut words: Vec<String> = Vec::new();
        for key in found.rows.iter().filter_map(|row| row.keys.first()?.clone()) {
            if !words.contains(&key) {
                words.push(key);
            }
        }
        Some(Parsed::plain(Kind::Search { table }, Type::Choice(words)))
    }

    fn bound(&mut self, node: &Node, key: &str, ty: &Type, scope: &Scope) -> Option<Term> {
        let found = node.get(key)?;
        let reading = &mut Reading::default();
        if let Tree::Day(day) = found.value {
            return Some(Term::Fixed(super::super::formula::Constant::Day(day)));
        }
        let text = self.text_of(found, key)?;
        self.value_of(text, ty, found.place, scope, reading).map(|typed| typed.term)
    }

    fn known_format(&mut self, name: &str, place: Place) -> Option<()> {
        if crate::format::names().any(|known| known == name) {
            return Some(());
        }
        let complaint = format!("no format `{name}`");
        self.fault_near(place, complaint, name, crate::format::names());
        None
    }

    fn options(&mut self, node: &Node, kind: &str, known: &[&str]) {
        for pair in node.pairs() {
            if !known.contains(&pair.key.as_str()) {
                let complaint = format!("{kind} has no option `{}`", pair.key);
                self.fault_near(pair.place, complaint, &pair.key, known.iter().copied());
            }
        }
    }

    /// A whole number between two bounds.
    fn whole(&mut self, node: &Node, key: &str, least: i64, most: i64, usual: i64) -> i64 {
        match node.get(key).map(|found| (&found.value, found.place)) {
            None => usual,
            Some((Tree::Number(number), _)) if (least..=most).contains(number) => *number,
            Some((_, place)) => {
                self.fault(place, format!("`{key}` wants a number from {least} to {most}"));
                usual
            }
        }
    }

    /// Cards of one level, or of two.
    fn groups(&mut self, node: &Node, name: &str) -> Vec<Group> {
        let groups: Vec<Group> = match &node.value {
            Tree::List(_) => vec![Group { name: None, choices: self.words(node) }],
            Tree::Table(pairs) => pairs
                .iter()
                .map(|pair| Group { name: Some(pair.key.clone()), choices: self.words(&pair.node) })
                .collect(),
            _ => Vec::new(),
        };
        if groups.iter().all(|group| group.choices.is_empty()) {
            self.fault(node.place, format!("`{name}` has no choice"));
        }
        let largest = groups.iter().map(|group| group.choices.len()).chain([groups.len()]).max();
        if let Some(count) = largest.filter(|count| *count > 7) {
            let advice = "seven at most, else two levels or `search`";
            self.fault(node.place, format!("{count} cards: {advice}"));
        }
        let mut seen: Vec<&String> = Vec::new();
        for word in groups.iter().flat_map(|group| &group.choices) {
            if seen.contains(&word) && groups.len() > 1 {
                self.fault(node.place, format!("choice {word} is written twice"));
            }
            seen.push(word);
        }
        groups
    }
}

/// Facts of a format, for conditions.
pub(super) fn facts(format: &str) -> Vec<(&'static str, Type)> {
    use crate::format::FactKind;
    crate::format::facts(format)
        .unwrap_or_default()
        .iter()
        .map(|(name, kind)| {
            let ty = match kind {
                FactKind::Number => Type::Number,
                FactKind::YesNo => Type::YesNo,
                FactKind::Day => Type::Date,
                FactKind::Word(words) => {
                    Type::Choice(words.iter().map(|word| (*word).to_owned()).collect())
                }
            };
            (*name, ty)
        })
        .collect()
}

/// A code of the table of countries, or the two letters of ISO 3166: `FR`, `99352`, `DZ`.
pub(super) fn is_country(code: &str) -> bool {
    let countries = crate::reference::countries();
    countries.get(code).is_some() || countries.all().iter().any(|country| country.iso2 == code)
}

fn narrow<N: TryFrom<i64> + Default>(number: i64) -> N {
    N::try_from(number).unwrap_or_default()
}
