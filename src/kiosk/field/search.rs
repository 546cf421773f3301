//! A row of a table, found by typing: for more than seven choices.

use super::{Asked, Change, Part, Slot};
use crate::demarche::{Demarche, Question, QuestionId};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Card, Id, Shape, Tone};
use crate::kiosk::typing::Letters;

const SHOWN: usize = 6;

pub(super) fn blocks(asked: &Asked<'_>, table: &str) -> Vec<Block<Message>> {
    let field = asked.field(Part::Search, asked.label());
    let mut blocks = vec![Block::Fields(field.into_iter().collect())];
    let Some(demarche) = asked.frame.demarche else { return blocks };
    let chosen = match asked.entry() {
        Some(Entry::Row(key)) => Some(key.as_str()),
        _ => None,
    };
    let wanted = folded(asked.searched());
    let rows = keys(demarche, table).into_iter().filter_map(|key| {
        let (title, detail) = asked.frame.words.choice(demarche, asked.id, key);
        let alone = chosen.is_some() && asked.keeps_to_itself();
        let hit = chosen == Some(key) || !alone && folded(&title.shown).contains(&wanted);
        hit.then(|| Card {
            id: asked.choice(key),
            title,
            detail,
            shape: Shape::Line,
            chosen: chosen == Some(key),
            press: asked.reply(Reply::Row(key.to_owned())),
        })
    });
    let cards: Vec<_> = rows.take(SHOWN).collect();
    if cards.is_empty() {
        blocks.push(Block::Text(asked.frame.words.say("country.nothing"), Tone::Muted));
    } else {
        blocks.push(Block::Cards { columns: 2, cards });
    }
    blocks
}

/// The first keys of a table, once each, in its order.
fn keys<'a>(demarche: &'a Demarche, table: &str) -> Vec<&'a str> {
    let rows = demarche.tables.iter().filter(|one| one.name == table).flat_map(|one| &one.rows);
    let mut keys: Vec<&str> = Vec::new();
    for key in rows.filter_map(|row| row.keys.first()?.as_deref()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Accents and capitals do not count.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn slot(id: QuestionId, question: &Question) -> Slot {
    Slot {
        id: Id::of(format!("ask.{}", question.name)),
        question: id,
        part: Part::Search,
        layout: Layout::Azerty,
        letters: Letters::Any,
        most: 60,
    }
}

pub(super) fn touched(reply: &Reply) -> Change {
    match reply {
        Reply::Row(key) => Change::Set(Entry::Row(key.clone())),
        _ => Change::None,
    }
}
