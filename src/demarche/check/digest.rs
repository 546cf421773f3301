//! The digest of a resolved edition: what the lock compares. Words and comments are outside.

use std::fmt::Write as _;

use sha2::Digest as _;

use super::super::source::{Node, Tree};
use super::Library;

/// SHA-256 of the canonical form, blocks put in.
pub(super) fn digest(library: &Library, order: &[(String, &Node)], head: &Node) -> String {
    let mut text = String::new();
    head.canonical(&mut text);
    for (name, node) in order {
        text.push_str(name);
        resolved(library, node, 0, &mut text);
    }
    let mut hex = String::new();
    for byte in sha2::Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A page in canonical form: items in the order of the page, each use followed by its block.
fn resolved(library: &Library, node: &Node, depth: u8, text: &mut String) {
    let mut items: Vec<(&str, &Node)> = Vec::new();
    for pair in node.pairs() {
        match &pair.node.value {
            Tree::List(list) => items.extend(list.iter().map(|item| (pair.key.as_str(), item))),
            _ => items.push((&pair.key, &pair.node)),
        }
    }
    items.sort_by_key(|(key, item)| {
        (!matches!(*key, "table" | "piece" | "needs" | "may"), item.place)
    });
    for (key, item) in items {
        text.push_str(key);
        item.canonical(text);
        let block = item.get("block").and_then(Node::text).filter(|_| key == "use");
        if let Some(block) = block.and_then(|name| library.blocks.get(name))
            && depth < 3
        {
            text.push('<');
            resolved(library, block, depth + 1, text);
            text.push('>');
        }
    }
}
