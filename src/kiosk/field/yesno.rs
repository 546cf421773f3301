//! Yes or no: two cards.

use super::{Asked, Change};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Card, Shape};

pub(super) fn blocks(asked: &Asked<'_>) -> Vec<Block<Message>> {
    let card = |word: &str, key, value, reply| Card {
        id: asked.choice(word),
        title: asked.frame.words.say(key),
        detail: None,
        shape: Shape::Radio,
        chosen: asked.entry() == Some(&Entry::YesNo(value)),
        press: asked.reply(reply),
    };
    let mut cards = vec![
        card("yes", "question.yes", true, Reply::Yes),
        card("no", "question.no", false, Reply::No),
    ];
    cards.extend(asked.unknown_card());
    let mut blocks: Vec<_> = asked.heading().into_iter().collect();
    blocks.push(Block::Cards { columns: 2, cards });
    blocks
}

pub(super) fn touched(reply: &Reply) -> Change {
    match reply {
        Reply::Yes => Change::Set(Entry::YesNo(true)),
        Reply::No => Change::Set(Entry::YesNo(false)),
        _ => Change::None,
    }
}
