//! Tables: typed columns, rows tried from the top, every key answered.

use std::collections::BTreeSet;

use super::super::edition::{Column, Row, Table};
use super::super::expression::{Operand, value};
use super::super::formula::{Constant, Term, Type};
use super::super::source::{Node, Pair, Place, Tree};
use super::condition::Reading;
use super::term::Typed;
use super::{Checker, Scope};

impl Checker<'_> {
    /// `[table.x]` of a page.
    pub(super) fn tables(&mut self, page: &Node) {
        for pair in page.get("table").map(Node::pairs).unwrap_or_default() {
            self.small_name(pair.place, &pair.key);
            if self.table_places.insert(pair.key.clone(), pair.place).is_some() {
                self.fault(pair.place, format!("table `{}` is written twice", pair.key));
                continue;
            }
            if let Some(table) = self.table(pair) {
                self.made.tables.push(table);
            }
        }
    }

    fn table(&mut self, pair: &Pair) -> Option<Table> {
        let (name, node) = (&pair.key, &pair.node);
        self.keys(node, &["key", "give", "rows"]);
        let keys = self.column_names(node, "key", name)?;
        let give = self.column_names(node, "give", name)?;
        let dated = keys.iter().position(|key| key == "from");
        let mut rows = Vec::new();
        for item in node.get("rows").map(Node::items).unwrap_or_default() {
            let cells = item.items();
            let wanted = keys.len() + give.len();
            if cells.len() != wanted {
                let found = cells.len();
                let complaint = format!("table `{name}`: a row of {found} cells, {wanted} columns");
                self.fault(item.place, complaint);
                continue;
            }
            let (keyed, given) = cells.split_at(keys.len());
            let from = dated.and_then(|at| match &keyed[at].value {
                Tree::Day(day) => Some(*day),
                _ => {
                    self.fault(keyed[at].place, format!("table `{name}`: `from` wants a date"));
                    None
                }
            });
            let keyed: Vec<Option<String>> = (0..)
                .zip(keyed)
                .filter(|(at, _)| Some(*at) != dated)
                .map(|(_, cell)| self.key_cell(cell, name))
                .collect();
            let given: Vec<Constant> = given.iter().map(|cell| self.cell(cell, name)).collect();
            rows.push((item.place, Row { keys: keyed, from, cells: given }));
        }
        if rows.is_empty() {
            self.fault(pair.place, format!("table `{name}` has no row"));
            return None;
        }
        let columns = (0..)
            .zip(&give)
            .map(|(at, column)| {
                let cells: Vec<_> = rows.iter().map(|(_, row)| &row.cells[at]).collect();
                self.column(column, &cells, pair.place)
            })
            .collect();
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let keys = keys.into_iter().filter(|key| key != "from").collect();
        Some(Table { name: name.clone(), keys, columns, rows })
    }

    fn column_names(&mut self, node: &Node, key: &str, name: &str) -> Option<Vec<String>> {
        let Some(list) = node.get(key) else {
            self.fault(node.place, format!("table `{name}`: `{key}` is missing"));
            return None;
        };
        let mut names: Vec<String> = Vec::new();
        for item in list.items() {
            let column = self.text_of(item, key)?.to_owned();
            if names.contains(&column) {
                self.fault(item.place, format!("column `{column}` is written twice"));
            }
            names.push(column);
        }
        if names.iter().all(|name| name == "from") {
            self.fault(list.place, format!("table `{name}`: `{key}` is empty"));
            return None;
        }
        Some(names)
    }

    fn key_cell(&mut self, cell: &Node, name: &str) -> Option<String> {
        match &cell.value {
            Tree::Text(star) if star == "*" => None,
            Tree::Text(word) => Some(word.clone()),
            Tree::Number(number) => Some(number.to_string()),
            Tree::YesNo(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
            _ => {
                let complaint = format!("table `{name}`: a key is a word, a number or `*`");
                self.fault(cell.place, complaint);
                None
            }
        }
    }

    fn cell(&mut self, cell: &Node, name: &str) -> Constant {
        match &cell.value {
            Tree::Text(word) if word == "none" => Constant::None,
            Tree::Text(word) if word == "unknown" => Constant::Unknown,
            Tree::Text(word) => match value(word) {
                Ok(Operand::Sum(cents)) => Constant::Money(cents),
                _ => Constant::Word(word.clone()),
            },
            Tree::Number(number) => Constant::Number(*number),
            Tree::YesNo(yes) => Constant::YesNo(*yes),
            Tree::Day(day) => Constant::Day(*day),
            _ => {
                let complaint =
                    format!("table `{name}`: a cell is a number, a date, a sum, yes/no or a word");
                self.fault(cell.place, complaint);
                Constant::None
            }
        }
    }

    fn column(&mut self, name: &str, cells: &[&Constant], place: Place) -> Column {
        let mut words: Vec<String> = Vec::new();
        let mut ty: Option<Type> = None;
        for cell in cells {
            let found = match cell {
                Constant::Word(word) => {
                    if !words.contains(word) {
                        words.push(word.clone());
                    }
                    Type::Choice(Vec::new())
                }
                Constant::Number(_) => Type::Number,
                Constant::Day(_) => Type::Date,
                Constant::Money(_) => Type::Money,
                Constant::YesNo(_) => Type::YesNo,
                _ => continue,
            };
            match &ty {
                Some(first) if !first.agrees(&found) => {
                    let (a, b) = (first.name(), found.name());
                    self.fault(place, format!("column `{name}` mixes {a} and {b}"));
                    break;
                }
                _ => ty = Some(found),
            }
        }
        let ty = match ty {
            Some(Type::Choice(_)) | None => Type::Choice(words),
            Some(other) => other,
        };
        let doubtful = cells.contains(&&Constant::Unknown);
        Column { name: name.to_owned(), ty, doubtful }
    }

    /// `table[keys].column`
    pub(super) fn lookup(
        &mut self,
        name: &str,
        keys: &[Operand],
        column: &str,
        place: Place,
        scope: &Scope,
        reading: &mut Reading,
    ) -> Option<Typed> {
        let Some(at) = self.made.tables.iter().position(|table| table.name == name) else {
            let known: Vec<String> = self.table_places.keys().cloned().collect();
            let complaint = format!("no table `{name}`");
            self.fault_near(place, complaint, name, known.iter().map(String::as_str));
            return None;
        };
        let wanted = self.made.tables[at].keys.len();
        if keys.len() != wanted {
            let given = keys.len();
            self.fault(place, format!("table `{name}` wants {wanted} keys, {given} given"));
            return None;
        }
        let typed: Vec<Typed> = keys
            .iter()
            .map(|key| self.operand(key, place, scope, reading))
            .collect::<Option<_>>()?;
        let table = &self.made.tables[at];
        let Some(found) = table.columns.iter().position(|known| known.name == column) else {
            let known: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
            let complaint = format!("table `{name}` has no column `{column}`");
            self.fault_near(place, complaint, column, known.iter().map(String::as_str));
            return None;
        };
        let rows: Vec<&Row> = table.rows.iter().collect();
        let strangers: Vec<&String> = (0..)
            .zip(&typed)
            .filter(|(_, key)| key.ty == Type::Country)
            .flat_map(|(at, _): (usize, _)| {
                rows.iter().filter_map(move |row| row.keys[at].as_ref())
            })
            .filter(|cell| !super::kind::is_country(cell))
            .collect();
        if let Some(stranger) = strangers.first() {
            let complaint = format!("table `{name}`: no country {stranger}");
            self.fault(place, complaint);
            return None;
        }
        let types: Vec<&Type> = typed.iter().map(|key| &key.ty).collect();
        let missing = hole(&rows, &types, 0);
        let Column { ty, doubtful, .. } = table.columns[found].clone();
        if let Some(missing) = missing {
            let complaint = format!("table `{name}` has no row for {missing} and no row `*`");
            self.fault(place, complaint);
            return None;
        }
        let beside = typed.iter().find_map(|key| key.beside);
        let term = Term::Lookup {
            table: at,
            keys: typed.into_iter().map(|key| key.term).collect(),
            column: found,
        };
        let doubt = if doubtful { vec![format!("{name}.{column}")] } else { Vec::new() };
        Some(Typed { term, ty, doubt, beside, owner: None })
    }
}

/// A key that no row answers, if any: each column in turn, among the rows that are left.
fn hole(rows: &[&Row], types: &[&Type], at: usize) -> Option<String> {
    let Some(ty) = types.get(at) else {
        return rows.is_empty().then(String::new);
    };
    let stars: Vec<&Row> = rows.iter().copied().filter(|row| row.keys[at].is_none()).collect();
    let words: BTreeSet<String> = match ty {
        Type::Choice(words) => words.iter().cloned().collect(),
        Type::YesNo => ["yes", "no"].map(str::to_owned).into(),
        // What cannot be counted wants a row `*`.
        _ => {
            let rest = hole(&stars, types, at + 1)?;
            return Some(join("anything else", &rest));
        }
    };
    for word in words {
        let left: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| row.keys[at].as_ref().is_none_or(|key| *key == word))
            .collect();
        if let Some(rest) = hole(&left, types, at + 1) {
            return Some(join(&word, &rest));
        }
    }
    None
}

fn join(word: &str, rest: &str) -> String {
    if rest.is_empty() { word.to_owned() } else { format!("{word}, {rest}") }
}
