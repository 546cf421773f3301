//! The trees that editions are made of, each in its place by the path of its file.
//!
//! Never judges what a tree says: that is the checker's.

use std::collections::BTreeMap;

use super::calculator::Calculator;
use super::source::{Node, Pair, Tree};

/// All the trees that editions are made of.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// Paths by the index that places carry.
    pub(crate) files: Vec<String>,
    /// Edition, then file name without its ending.
    pub(crate) editions: BTreeMap<String, BTreeMap<String, Node>>,
    /// Blocks by name.
    pub(crate) blocks: BTreeMap<String, Node>,
    /// Files of shared tables.
    pub(crate) tables: Vec<Node>,
    /// What `call` may name.
    pub(crate) calculators: &'static [Calculator],
}

impl Library {
    /// Puts a tree in its place, by the parts of its path; gives it back when it is none of an
    /// edition.
    pub(crate) fn take(&mut self, parts: &[&str], node: Node) -> Option<Node> {
        match parts {
            ["demarches", "blocks", name] => {
                drop(self.blocks.insert((*name).to_owned(), node));
            }
            ["demarches", edition] if edition.contains('.') => self.one_file(edition, node),
            ["demarches", edition, name] => {
                let edition = self.editions.entry((*edition).to_owned()).or_default();
                drop(edition.insert((*name).to_owned(), node));
            }
            ["reference", _] => self.tables.push(node),
            _ => return Some(node),
        }
        None
    }

    /// A short edition in one file: its only section has the name of the procedure.
    fn one_file(&mut self, edition: &str, node: Node) {
        let name = edition.rsplit_once('.').map_or(edition, |(name, _)| name);
        let place = node.place;
        let Tree::Table(pairs) = node.value else { return };
        let (mut head, page): (Vec<Pair>, Vec<Pair>) =
            pairs.into_iter().partition(|pair| pair.key == "switch");
        let section = Node { place, value: Tree::Text(name.to_owned()) };
        let sections = Node { place, value: Tree::List(vec![section]) };
        head.push(Pair { place, key: "sections".to_owned(), node: sections });
        let files = self.editions.entry(edition.to_owned()).or_default();
        let table = |pairs| Node { place, value: Tree::Table(pairs) };
        drop(files.insert("demarche".to_owned(), table(head)));
        drop(files.insert(name.to_owned(), table(page)));
    }
}
