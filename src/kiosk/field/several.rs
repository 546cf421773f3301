//! Several cards, possibly none: *aucun de ces cas* is a card too.

use super::{Asked, Change};
use crate::demarche::Group;
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Card, Shape};

pub(super) fn blocks(asked: &Asked<'_>, groups: &[Group]) -> Vec<Block<Message>> {
    let Some(demarche) = asked.frame.demarche else { return Vec::new() };
    let words = asked.frame.words;
    let ticked: &[String] = match asked.entry() {
        Some(Entry::Several(ticked)) => ticked,
        _ => &[],
    };
    let mut blocks: Vec<_> = asked.heading().into_iter().collect();
    let mut lists = Vec::new();
    for group in groups {
        let offered = group.choices.iter().filter(|word| asked.visible.offered.contains(word));
        let cards: Vec<_> = offered
            .map(|word| {
                let (title, detail) = words.choice(demarche, asked.id, word);
                Card {
                    id: asked.choice(word),
                    title,
                    detail,
                    shape: Shape::Checkbox,
                    chosen: ticked.contains(word),
                    press: asked.reply(Reply::Card(word.clone())),
                }
            })
            .collect();
        lists.push((group.name.as_ref(), cards));
    }
    let none = Card {
        id: asked.sub("none"),
        title: words.say("question.none"),
        detail: None,
        shape: Shape::Checkbox,
        chosen: matches!(asked.entry(), Some(Entry::Several(ticked)) if ticked.is_empty()),
        press: asked.reply(Reply::NoCard),
    };
    let last = std::iter::once(none).chain(asked.unknown_card());
    match lists.last_mut() {
        Some((None, cards)) => cards.extend(last),
        _ => lists.push((None, last.collect())),
    }
    for (name, cards) in lists {
        let name = name.map(|name| words.group(demarche, asked.id, name).0);
        blocks.extend(name.map(Block::Heading));
        blocks.push(Block::Cards { columns: 2, cards });
    }
    blocks
}

pub(super) fn touched(entry: Option<&Entry>, reply: &Reply) -> Change {
    let mut ticked = match entry {
        Some(Entry::Several(ticked)) => ticked.clone(),
        _ => Vec::new(),
    };
    match reply {
        Reply::NoCard => match entry {
            Some(Entry::Several(ticked)) if ticked.is_empty() => Change::Clear,
            _ => Change::Set(Entry::Several(Vec::new())),
        },
        Reply::Card(word) => {
            match ticked.iter().position(|other| other == word) {
                Some(at) => drop(ticked.remove(at)),
                None => ticked.push(word.clone()),
            }
            if ticked.is_empty() { Change::Clear } else { Change::Set(Entry::Several(ticked)) }
        }
        _ => Change::None,
    }
}
