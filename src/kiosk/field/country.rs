//! A country, found by typing its name; France is one touch away.

use super::{Asked, Change, Part};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Card, Id, Say, Shape, Tone};
use crate::reference::countries;

const SHOWN: usize = 4;

pub(super) fn blocks(asked: &Asked<'_>) -> Vec<Block<Message>> {
    let field = asked.field(Part::Search, asked.label());
    let chosen = match asked.entry() {
        Some(Entry::Country(code)) => Some(code.as_str()),
        _ => None,
    };
    let text = asked.searched();
    let mut codes: Vec<&str> = Vec::new();
    codes.extend(chosen);
    if text.is_empty() {
        codes.push("FR");
    } else if chosen.is_none() || !asked.keeps_to_itself() {
        codes.extend(countries().search(text, SHOWN).into_iter().map(|country| country.code));
    }
    let mut seen = std::collections::BTreeSet::new();
    let cards: Vec<Card<Message>> = codes
        .into_iter()
        .filter(|code| seen.insert(*code))
        .filter_map(|code| countries().get(code))
        .map(|country| Card {
            id: Id::of(format!("{}.{}", asked.name(), country.code)),
            title: Say::plain(country.name),
            detail: None,
            shape: Shape::Line,
            chosen: chosen == Some(country.code),
            press: asked.reply(Reply::Row(country.code.to_owned())),
        })
        .collect();
    let mut blocks = vec![Block::Fields(field.into_iter().collect())];
    if cards.is_empty() {
        blocks.push(Block::Text(asked.frame.words.say("country.nothing"), Tone::Muted));
    } else {
        blocks.push(Block::Cards { columns: 3, cards });
    }
    blocks
}

pub(super) fn touched(reply: &Reply) -> Change {
    match reply {
        Reply::Row(code) => Change::Set(Entry::Country(code.clone())),
        _ => Change::None,
    }
}
