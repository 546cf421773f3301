//! TOML as a tree in which every word knows its line. Reads text, never a disk.
//!
//! Tables keep the order of the page: it is the order of the walk.

use std::fmt::Write as _;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a word stands: a file of the checked set, and a line from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: u16,
    pub(crate) line: u32,
    /// Byte in the file: puts mixed headers in the order of the page.
    pub(crate) at: u32,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Tree,
}

/// The values that the language uses; the rest of TOML is `Other`.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Text(String),
    Number(i64),
    YesNo(bool),
    Day(Date),
    List(Vec<Node>),
    Table(Vec<Pair>),
    Other,
}

/// One key of a table and its value.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) place: Place,
    pub(crate) key: String,
    pub(crate) node: Node,
}

impl Node {
    /// The pairs of a table; nothing for any other value.
    pub(crate) fn pairs(&self) -> &[Pair] {
        match &self.value {
            Tree::Table(pairs) => pairs,
            _ => &[],
        }
    }

    /// The items of a list; nothing for any other value.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Tree::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|pair| pair.key == key).map(|pair| &pair.node)
    }

    /// The text, when it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same words in one form: keys sorted, except where their order is meant.
    pub(crate) fn canonical(&self, out: &mut String) {
        self.write(out, Order::Sorted);
    }

    fn write(&self, out: &mut String, order: Order) {
        match &self.value {
            Tree::Text(text) => drop(write!(out, "{text:?}")),
            Tree::Number(number) => drop(write!(out, "{number}")),
            Tree::YesNo(yes) => drop(write!(out, "{yes}")),
            Tree::Day(day) => drop(write!(out, "{day}")),
            Tree::List(items) => {
                out.push('[');
                for item in items {
                    item.write(out, order);
                    out.push(',');
                }
                out.push(']');
            }
            Tree::Table(pairs) => {
                let mut pairs: Vec<&Pair> = pairs.iter().collect();
                if order == Order::Sorted {
                    pairs.sort_by(|a, b| a.key.cmp(&b.key));
                }
                out.push('{');
                for pair in pairs {
                    let inside = match pair.key.as_str() {
                        "ask" | "choice" | "several" => Order::AsWritten,
                        _ => Order::Sorted,
                    };
                    let _ = write!(out, "{}=", pair.key);
                    pair.node.write(out, inside);
                    out.push(';');
                }
                out.push('}');
            }
            Tree::Other => out.push('?'),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Sorted,
    AsWritten,
}

/// Reads one file. What can be read is read, beside all that is not TOML.
pub(crate) fn read(file: u16, text: &str) -> (Node, Vec<(Place, String)>) {
    let lines = Lines::of(file, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors
        .iter()
        .map(|error| {
            let at = error.span().map_or(0, |span| span.start);
            (lines.place(at), format!("not TOML: {}", error.message()))
        })
        .collect();
    let place = lines.place(0);
    (Node { place, value: Tree::Table(pairs(table.get_ref(), &lines)) }, faults)
}

fn pairs(table: &DeTable<'_>, lines: &Lines) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = table
        .iter()
        .map(|(key, value)| Pair {
            place: lines.place(key.span().start),
            key: key.get_ref().to_string(),
            node: node(value, lines),
        })
        .collect();
    pairs.sort_by_key(|pair| pair.place);
    pairs
}

fn node(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Node {
    let place = lines.place(value.span().start);
    let value = match value.get_ref() {
        DeValue::String(text) => Tree::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
                .map_or(Tree::Other, Tree::Number)
        }
        DeValue::Boolean(yes) => Tree::YesNo(*yes),
        DeValue::Datetime(moment) => {
            moment.to_string().parse::<Date>().map_or(Tree::Other, Tree::Day)
        }
        DeValue::Array(items) => Tree::List(items.iter().map(|item| node(item, lines)).collect()),
        DeValue::Table(table) => Tree::Table(pairs(table, lines)),
        DeValue::Float(_) => Tree::Other,
    };
    Node { place, value }
}

/// Byte to line, by the starts of the lines.
struct Lines {
    file: u16,
    starts: Vec<usize>,
}

impl Lines {
    fn of(file: u16, text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Self { file, starts }
    }

    fn place(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= at);
        Place {
            file: self.file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            at: u32::try_from(at).unwrap_or(u32::MAX),
        }
    }
}
