//! What the recorded citizen answers, and what happens on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::hand::Control;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// `cni`
    pub(crate) demarche: String,
    /// Touched once, when they show up.
    touch: Vec<String>,
    /// Typed once, when their entry shows up.
    #[serde(rename = "type")]
    typed: BTreeMap<String, String>,
    /// Typed to find a line of a list, which is then touched.
    search: BTreeMap<String, (String, String)>,
    /// What happens on a page, before its *Suivant*.
    on: BTreeMap<String, Vec<Act>>,
    /// Words that the central service must have, as typed.
    pub(crate) received: Vec<String>,
    /// Words that the paper must have.
    pub(crate) printed: Vec<String>,
    #[serde(skip)]
    pub(crate) code: String,
    #[serde(skip)]
    pub(crate) number: String,
    #[serde(skip)]
    done: BTreeSet<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// The central service stops: the network is gone.
    Cut,
    /// The terminal dies at once: the power is gone.
    Kill,
    /// Larger letters, a picture, and back.
    Size,
    /// The other theme, a picture, and back.
    Contrast,
}

pub(crate) enum Next {
    Touch(String),
    Type(String, String),
}

impl Story {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("the story");
        toml::from_str(&text).expect("a story")
    }

    /// The next thing of this page that is not done yet, in reading order.
    pub(crate) fn next(&mut self, page: &str, controls: &[Control]) -> Option<Next> {
        for control in controls.iter().filter(|control| control.role != "key") {
            let id = &control.id;
            if !self.done.insert(format!("{page} {id}")) {
                continue;
            }
            if let Some(text) = self.typed.get(id) {
                return Some(Next::Type(id.clone(), text.clone()));
            }
            if let Some((text, line)) = self.search.get(id) {
                let (text, line) = (text.clone(), line.clone());
                // The line is touched as soon as the search shows it.
                self.touch.push(line);
                return Some(Next::Type(id.clone(), text));
            }
            if self.touch.contains(id) {
                return Some(Next::Touch(id.clone()));
            }
            let _again = self.done.remove(&format!("{page} {id}"));
        }
        None
    }

    /// What happens on this page; once.
    pub(crate) fn acts(&mut self, page: &str) -> Option<Vec<Act>> {
        self.on.remove(page)
    }

    /// What was typed key by key and is long enough to mean something.
    pub(crate) fn typed_words(&self) -> impl Iterator<Item = &str> {
        self.typed.values().map(String::as_str).filter(|word| word.len() > 5)
    }

    /// What the central service must have.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.received.iter().map(String::as_str)
    }
}

/// `7K3M-9QF2-TX0W-4` in the text of a ticket.
pub(crate) fn code_in(text: &str) -> Option<String> {
    shaped(text, &[4, 4, 4, 1])
}

/// `R2A-00F2-9QTM` in the text of a receipt.
pub(crate) fn number_in(text: &str) -> Option<String> {
    shaped(text, &[3, 4, 4])
}

fn shaped(text: &str, groups: &[usize]) -> Option<String> {
    let symbol = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    text.split_whitespace()
        .find(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            parts.len() == groups.len()
                && parts
                    .iter()
                    .zip(groups)
                    .all(|(part, length)| part.len() == *length && part.chars().all(symbol))
        })
        .map(str::to_owned)
}
