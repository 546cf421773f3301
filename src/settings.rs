//! Reading a configuration file: one list of settings, every fault in one reading.
//!
//! An unknown key is a fault: a misspelt limit must not quietly be no limit. Opens no file.

use std::net::SocketAddr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One setting: its dotted name and how its value reaches the configuration.
pub type Setting<C> = (&'static str, Setter<C>);

/// The sorts of value. An empty address or text means *none*.
pub enum Setter<C> {
    /// Any text.
    Text(fn(&mut C, &str)),
    /// Names of hosts, at least one.
    Names(fn(&mut C, Vec<String>)),
    /// Some words of a list, each once, its first among them.
    Words(fn() -> Vec<&'static str>, fn(&mut C, Vec<String>)),
    /// An address and its port.
    Socket(fn(&mut C, SocketAddr)),
    /// An address that only this machine reaches, or none.
    Loopback(fn(&mut C, Option<SocketAddr>)),
    /// A whole number between two bounds, both included.
    Number(u32, u32, fn(&mut C, u32)),
    /// One word of a closed list.
    Word(&'static [&'static str], fn(&mut C, &str)),
    /// `true` or `false`.
    Switch(fn(&mut C, Turn)),
    /// A text of a form of its own, or nothing.
    Formed(fn(&mut C, &str) -> Result<(), Why>),
}

/// A switch of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// `true`
    On,
    /// `false`
    Off,
}

/// One thing wrong with a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// Dotted name of the setting, empty when the file is not TOML at all.
    pub setting: String,
    /// What is wrong.
    pub why: Why,
}

/// What can be wrong with a setting; `settings.<key>` of the texts says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not TOML.
    Syntax,
    /// No such setting; the nearest name that exists, if one is near.
    Unknown(Option<&'static str>),
    /// Not the sort of value that this setting takes.
    Kind,
    /// A number outside its bounds.
    Bounds(u32, u32),
    /// Not a word of the list.
    Word(&'static [&'static str]),
    /// Not an address with its port.
    Address,
    /// An address that other machines could reach.
    NotLoopback,
    /// A list that must not be empty, or a name that cannot stand in a certificate.
    Names,
    /// Not a day as `2026-11-25`.
    Date,
    /// Not a latitude and a longitude as `49.4431, 1.0993`.
    Position,
    /// Not four to eight digits.
    Digits,
    /// Not the Insee code of a commune.
    Commune,
    /// Not some words of this list, each once, its first among them.
    Words(Vec<&'static str>),
}

impl Why {
    /// Key of the sentence.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Unknown(None) => "unknown",
            Self::Unknown(Some(_)) => "did_you_mean",
            Self::Kind => "kind",
            Self::Bounds(..) => "bounds",
            Self::Digits => "digits",
            Self::Word(_) => "word",
            Self::Address => "address",
            Self::NotLoopback => "loopback",
            Self::Names => "names",
            Self::Date => "date",
            Self::Position => "position",
            Self::Commune => "commune",
            Self::Words(_) => "words",
        }
    }

    /// What was probably meant, or what is allowed: for the program's own message.
    pub fn advice(&self) -> String {
        match self {
            Self::Unknown(Some(name)) => (*name).to_owned(),
            Self::Bounds(from, to) => format!("{from}..{to}"),
            Self::Word(words) => words.join(", "),
            Self::Words(words) => words.join(", "),
            _ => String::new(),
        }
    }
}

/// Reads a whole file on top of the defaults.
///
/// # Errors
/// Every fault of the file, in the order of its lines.
pub fn read<C: Default>(text: &str, settings: &'static [Setting<C>]) -> Result<C, Vec<Fault>> {
    let mut config = C::default();
    let mut faults = Vec::new();
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| line(text, span.start));
            return Err(vec![Fault { line, setting: String::new(), why: Why::Syntax }]);
        }
    };
    walk(table.get_ref(), "", &mut |name, at, value| {
        if let Err(why) = set(&mut config, settings, &name, value) {
            faults.push(Fault { line: line(text, at), setting: name, why });
        }
    });
    faults.sort_by_key(|fault| fault.line);
    if faults.is_empty() { Ok(config) } else { Err(faults) }
}

/// Calls back with every leaf, by dotted name and place in the file.
fn walk(table: &DeTable<'_>, prefix: &str, leaf: &mut impl FnMut(String, usize, &DeValue<'_>)) {
    for (key, value) in table {
        let name = match prefix {
            "" => key.get_ref().to_string(),
            _ => format!("{prefix}.{}", key.get_ref()),
        };
        match value.get_ref() {
            DeValue::Table(inner) => walk(inner, &name, leaf),
            other => leaf(name, key.span().start, other),
        }
    }
}

fn set<C>(
    config: &mut C,
    settings: &'static [Setting<C>],
    name: &str,
    value: &DeValue<'_>,
) -> Result<(), Why> {
    let Some((_, setter)) = settings.iter().find(|(known, _)| *known == name) else {
        return Err(Why::Unknown(nearest(settings, name)));
    };
    match setter {
        Setter::Text(put) => put(config, value.as_str().ok_or(Why::Kind)?),
        Setter::Names(put) => put(config, names(value)?),
        Setter::Words(known, put) => put(config, some(value, known())?),
        Setter::Socket(put) => put(config, socket(value)?),
        Setter::Loopback(put) => put(config, loopback(value)?),
        Setter::Number(from, to, put) => put(config, number(value, *from, *to)?),
        Setter::Word(words, put) => put(config, word(value, words)?),
        Setter::Switch(put) => {
            let on = value.as_bool().ok_or(Why::Kind)?;
            put(config, if on { Turn::On } else { Turn::Off });
        }
        Setter::Formed(put) => put(config, value.as_str().ok_or(Why::Kind)?)?,
    }
    Ok(())
}

fn word<'a>(value: &'a DeValue<'_>, words: &'static [&'static str]) -> Result<&'a str, Why> {
    let word = value.as_str().ok_or(Why::Kind)?;
    if words.contains(&word) { Ok(word) } else { Err(Why::Word(words)) }
}

fn names(value: &DeValue<'_>) -> Result<Vec<String>, Why> {
    let list = value.as_array().ok_or(Why::Kind)?;
    let name = |item: &Spanned<DeValue<'_>>| {
        let text = item.get_ref().as_str().ok_or(Why::Kind)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        if text.is_empty() || text.len() > 253 || !text.chars().all(plain) {
            return Err(Why::Names);
        }
        Ok(text.to_owned())
    };
    let names = list.iter().map(name).collect::<Result<Vec<_>, _>>()?;
    if names.is_empty() { Err(Why::Names) } else { Ok(names) }
}

fn some(value: &DeValue<'_>, known: Vec<&'static str>) -> Result<Vec<String>, Why> {
    let items = value.as_array().ok_or(Why::Kind)?.iter();
    let words: Option<Vec<&str>> = items.map(|item| item.get_ref().as_str()).collect();
    let words = words.ok_or(Why::Kind)?;
    let real = words.iter().all(|word| known.contains(word));
    let once = words.iter().enumerate().all(|(at, word)| !words[..at].contains(word));
    let first = known.first().is_some_and(|first| words.contains(first));
    if real && once && first {
        Ok(words.into_iter().map(str::to_owned).collect())
    } else {
        Err(Why::Words(known))
    }
}

fn socket(value: &DeValue<'_>) -> Result<SocketAddr, Why> {
    value.as_str().ok_or(Why::Kind)?.parse().map_err(|_| Why::Address)
}

fn loopback(value: &DeValue<'_>) -> Result<Option<SocketAddr>, Why> {
    if value.as_str() == Some("") {
        return Ok(None);
    }
    let address = socket(value)?;
    if address.ip().is_loopback() { Ok(Some(address)) } else { Err(Why::NotLoopback) }
}

fn number(value: &DeValue<'_>, from: u32, to: u32) -> Result<u32, Why> {
    let integer = value.as_integer().ok_or(Why::Kind)?;
    u32::from_str_radix(&integer.as_str().replace('_', ""), integer.radix())
        .ok()
        .filter(|number| (from..=to).contains(number))
        .ok_or(Why::Bounds(from, to))
}

/// The setting whose name is nearest, if it is near enough to be what was meant.
fn nearest<C>(settings: &'static [Setting<C>], name: &str) -> Option<&'static str> {
    settings
        .iter()
        .map(|(known, _)| (*known, strsim::jaro_winkler(name, known)))
        .filter(|(_, likeness)| *likeness > 0.85)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(known, _)| known)
}

/// The line of a byte, from 1.
fn line(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count()
}
