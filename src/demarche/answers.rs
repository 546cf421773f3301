//! Answers as a person writes them: `question.full.name = value`, in natural TOML.

use jiff::civil::Date;

use super::source::{self, Node, Tree};
use super::{Demarche, Kind, Question};
use crate::dossier::journey::{Circumstances, Shown, journey};
use crate::dossier::{Draft, Entry};

/// Something that the edition does not know.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Odd {
    /// Not TOML.
    #[error("line {line}: {complaint}")]
    Toml {
        /// From 1.
        line: u32,
        /// What the reader said.
        complaint: String,
    },
    /// No question of this name.
    #[error("line {line}: no question {name}")]
    Name {
        /// From 1.
        line: u32,
        /// As written.
        name: String,
    },
    /// A value that its kind cannot hold.
    #[error("line {line}: {name} cannot hold this value")]
    Value {
        /// From 1.
        line: u32,
        /// Full name of the question.
        name: String,
    },
}

impl Odd {
    /// Where it stands, from 1.
    pub(crate) fn line(&self) -> u32 {
        match self {
            Self::Toml { line, .. } | Self::Name { line, .. } | Self::Value { line, .. } => *line,
        }
    }
}

/// Reads a file of answers. `switch.x` turns a switch, `confirmed.x` confirms a caution.
pub(crate) fn draft(demarche: &Demarche, text: &str) -> Result<Draft, Odd> {
    let (node, faults) = source::read(0, text);
    if let Some((place, complaint)) = faults.into_iter().next() {
        return Err(Odd::Toml { line: place.line, complaint });
    }
    draft_of(demarche, &node)
}

/// The same, from a table that was read.
fn draft_of(demarche: &Demarche, node: &Node) -> Result<Draft, Odd> {
    let mut draft = Draft {
        edition: demarche.edition().to_owned(),
        edition_digest: demarche.digest().to_owned(),
        ..Draft::default()
    };
    add(demarche, node, &mut draft)?;
    Ok(draft)
}

/// Puts the answers of a table over those of a draft.
pub(crate) fn add(demarche: &Demarche, node: &Node, draft: &mut Draft) -> Result<(), Odd> {
    table(demarche, node, "", draft)
}

fn table(demarche: &Demarche, node: &Node, prefix: &str, draft: &mut Draft) -> Result<(), Odd> {
    for pair in node.pairs() {
        let name =
            if prefix.is_empty() { pair.key.clone() } else { format!("{prefix}.{}", pair.key) };
        let line = pair.place.line;
        if let Some(id) = demarche.find(&name) {
            let question = demarche.question(id);
            let entry =
                entry(question, &pair.node).ok_or(Odd::Value { line, name: name.clone() })?;
            drop(draft.entries.insert(name, entry));
        } else if let (Some(switch), Tree::YesNo(on)) =
            (name.strip_prefix("switch."), &pair.node.value)
        {
            let _ = draft.switches.insert(switch.to_owned(), *on);
        } else if let (Some(rule), Tree::Text(values)) =
            (name.strip_prefix("confirmed."), &pair.node.value)
        {
            drop(draft.confirmed.insert(rule.to_owned(), values.clone()));
        } else if let Tree::Table(_) = &pair.node.value {
            table(demarche, &pair.node, &name, draft)?;
        } else {
            return Err(Odd::Name { line, name });
        }
    }
    Ok(())
}

/// *C'est mon cas*, whatever is proposed.
const ACCEPTED: &str = "!";

/// Puts what is proposed in the place of each `!`, in the order of the page. Where nothing is
/// proposed, nothing is answered.
pub(crate) fn accept(demarche: &Demarche, draft: &mut Draft, circumstances: &Circumstances) {
    for (id, question) in demarche.questions() {
        let waits = matches!(
            draft.entries.get(&question.name),
            Some(Entry::Choice { word, .. }) if word == ACCEPTED
        );
        if !waits {
            continue;
        }
        let walked = journey(demarche, draft, circumstances);
        let proposal = walked.visible(id).and_then(|visible| visible.proposal.clone());
        let _before = match proposal {
            Some(Shown::Word(word)) => {
                draft.entries.insert(question.name.clone(), Entry::Choice { word, proposed: true })
            }
            _ => draft.entries.remove(&question.name),
        };
    }
}

fn entry(question: &Question, node: &Node) -> Option<Entry> {
    if node.text() == Some("?") {
        return Some(Entry::Unknown);
    }
    Some(match (&question.kind, &node.value) {
        (Kind::Choice(_), Tree::Text(word)) if word == ACCEPTED => {
            Entry::Choice { word: word.clone(), proposed: true }
        }
        (Kind::Choice(_), Tree::Text(word)) => {
            Entry::Choice { word: word.clone(), proposed: false }
        }
        (Kind::Choice(_), Tree::Table(_)) => {
            Entry::Choice { word: node.get("proposed")?.text()?.to_owned(), proposed: true }
        }
        (Kind::Several(_), Tree::List(_)) => Entry::Several(texts(node)?),
        (Kind::YesNo, Tree::YesNo(yes)) => Entry::YesNo(*yes),
        (Kind::Text { .. } | Kind::Format(_), Tree::Text(text)) => Entry::Text(text.clone()),
        (Kind::Number { .. } | Kind::Format(_), Tree::Number(number)) => {
            Entry::Text(number.to_string())
        }
        (Kind::Number { .. }, Tree::Text(text)) => Entry::Text(text.clone()),
        (Kind::Date { .. }, Tree::Day(day)) => whole(*day),
        (Kind::Date { .. }, Tree::Text(text)) => parts(text),
        (Kind::Date { .. }, Tree::Number(year)) => parts(&year.to_string()),
        (Kind::Commune, Tree::Text(name)) => Entry::FreeCommune(name.clone()),
        (Kind::Commune, Tree::Table(_)) => commune(node)?,
        (Kind::Country, Tree::Text(code)) => Entry::Country(code.clone()),
        (Kind::List { .. }, Tree::List(_)) => Entry::List(texts(node)?),
        (Kind::Search { .. }, Tree::Text(key)) => Entry::Row(key.clone()),
        (Kind::Declaration, Tree::YesNo(ticked)) => Entry::Declaration(*ticked),
        _ => return None,
    })
}

fn texts(node: &Node) -> Option<Vec<String>> {
    node.items().iter().map(|item| item.text().map(str::to_owned)).collect()
}

fn whole(day: Date) -> Entry {
    parts(&day.to_string())
}

/// `1962-03-14`, `1962-03`, `1962`, with `14:30` after it where the hour is asked.
fn parts(text: &str) -> Entry {
    let (date, hour) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let mut parts = date.split('-').map(str::to_owned);
    let year = parts.next().unwrap_or_default();
    let month = parts.next().unwrap_or_default();
    let day = parts.next().unwrap_or_default();
    Entry::Date { day, month, year, hour: hour.chars().take(5).collect() }
}

/// `{ commune = "76540" }`: the name of today, or `name` beside it.
fn commune(node: &Node) -> Option<Entry> {
    let code = node.get("commune")?.text()?;
    let name = match node.get("name").and_then(Node::text) {
        Some(name) => name.to_owned(),
        None => {
            let known: Vec<_> = crate::reference::communes().named(code).collect();
            let today = known.iter().find(|found| !found.former).or_else(|| known.last());
            today.map(|found| found.name).unwrap_or_default().to_owned()
        }
    };
    Some(Entry::Commune { code: code.to_owned(), name })
}
