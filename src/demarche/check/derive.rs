//! Derived values: rows from the top, the first true one wins, always an `otherwise`.

use std::collections::BTreeSet;

use super::super::edition::{At, Body, Derive, Way};
use super::super::formula::{Constant, Term, Test, Type};
use super::super::source::{Node, Tree};
use super::condition::Reading;
use super::{Checker, Known, Scope};

const KEYS: &[&str] = &["id", "gives", "first", "otherwise", "call"];

impl Checker<'_> {
    pub(super) fn derive(&mut self, node: &Node, scope: &Scope) {
        self.keys(node, KEYS);
        let Some(id) = self.wanted_text(node, "id", "derive") else { return };
        if let Some(call) = node.get("call") {
            self.call(node, call, id, scope);
            return;
        }
        let Some(ty) = self.gives(node, id) else {
            let _ = self.broken.insert(format!("{}{id}", scope.prefix));
            return;
        };
        let mut reading = Reading::default();
        let mut rows = Vec::new();
        let mut doubtful = false;
        let mut given = BTreeSet::new();
        for row in node.get("first").map(Node::items).unwrap_or_default() {
            self.keys(row, &["is", "when"]);
            let test = match row.get("when") {
                Some(when) => self.condition(when, scope, &mut reading),
                None => {
                    self.fault(row.place, format!("derive {id}: a row wants `when`"));
                    None
                }
            };
            self.settle(&mut reading);
            let Some(text) = self.wanted_text(row, "is", "row") else { continue };
            let term = self.given(text, &ty, row, scope, &mut reading, &mut given);
            if let Some((term, doubt)) = term {
                doubtful |= doubt;
                rows.extend(test.map(|test: Test| (test, term)));
            }
        }
        let otherwise = match node.get("otherwise") {
            Some(last) => self
                .text_of(last, "otherwise")
                .and_then(|text| self.given(text, &ty, last, scope, &mut reading, &mut given)),
            None => {
                self.fault(node.place, format!("derive {id}: it must end with `otherwise`"));
                None
            }
        };
        if let Type::Choice(words) = &ty {
            for word in words.iter().filter(|word| !given.contains(*word)) {
                self.fault(node.place, format!("derive {id}: {word} is never given"));
            }
        }
        let (otherwise, doubt) = otherwise.unwrap_or((Term::Fixed(Constant::None), false));
        self.finish(
            node,
            id,
            scope,
            Known {
                term: Term::Fixed(Constant::None),
                ty,
                doubtful: doubtful || doubt,
                place: node.place,
                beside: reading.beside,
                spelling: scope.spelling(id),
            },
            Way::Rows { rows, otherwise },
        );
    }

    pub(super) fn finish(
        &mut self,
        node: &Node,
        id: &str,
        scope: &Scope,
        mut known: Known,
        way: Way,
    ) {
        debug_assert_eq!(known.place, node.place, "a derive is known where it stands");
        if !scope.absent {
            let slot = self.slot();
            known.term = Term::Slot(slot);
            self.made.derives.push(Derive {
                name: format!("{}{id}", scope.prefix),
                slot,
                ty: known.ty.clone(),
                way,
                spelling: known.spelling.clone(),
            });
            let at = self.made.derives.len() - 1;
            self.line(scope, node, At::Derive(at));
            self.item(scope.guard, Body::Derive(at));
        }
        self.publish(scope, id, known, "is derived");
    }

    /// One value of a row, and whether it may be unknown.
    fn given(
        &mut self,
        text: &str,
        ty: &Type,
        node: &Node,
        scope: &Scope,
        reading: &mut Reading,
        given: &mut BTreeSet<String>,
    ) -> Option<(Term, bool)> {
        if text == "unknown" {
            return Some((Term::Fixed(Constant::Unknown), true));
        }
        let typed = self.value_of(text, ty, node.place, scope, reading)?;
        match (&typed.term, &typed.ty) {
            (Term::Fixed(Constant::Word(word)), _) => drop(given.insert(word.clone())),
            (_, Type::Choice(words)) => given.extend(words.iter().cloned()),
            _ => {}
        }
        let doubt = reading.left(&typed.doubt);
        Some((typed.term, doubt))
    }

    fn gives(&mut self, node: &Node, id: &str) -> Option<Type> {
        const TYPES: &[&str] = &["date", "number", "yesno", "money", "text", "country"];
        let Some(gives) = node.get("gives") else {
            self.fault(node.place, format!("derive {id}: `gives` is missing"));
            return None;
        };
        match &gives.value {
            Tree::List(_) => Some(Type::Choice(self.words(gives))),
            Tree::Text(word) => match word.as_str() {
                "date" => Some(Type::Date),
                "number" => Some(Type::Number),
                "yesno" => Some(Type::YesNo),
                "money" => Some(Type::Money),
                "text" => Some(Type::Text),
                "country" => Some(Type::Country),
                other => {
                    let complaint = format!("derive {id}: nothing gives {other}");
                    self.fault_near(gives.place, complaint, other, TYPES.iter().copied());
                    None
                }
            },
            _ => {
                self.fault(gives.place, format!("derive {id}: `gives` wants choices or a type"));
                None
            }
        }
    }

    /// A list of different words.
    pub(super) fn words(&mut self, node: &Node) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for item in node.items() {
            match item.text() {
                Some(word) if words.iter().any(|known| known == word) => {
                    self.fault(item.place, format!("choice {word} is written twice"));
                }
                Some(word) => {
                    if word.is_empty()
                        || !word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                    {
                        self.fault(
                            item.place,
                            format!("choice `{word}` wants letters, figures, _"),
                        );
                    }
                    words.push(word.to_owned());
                }
                None => self.fault(item.place, "a choice is a word in quotes"),
            }
        }
        words
    }
}
