//! A box to tick; answered only when ticked.

use super::{Asked, Change};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Card, Shape};

pub(super) fn blocks(asked: &Asked<'_>) -> Vec<Block<Message>> {
    let card = Card {
        id: asked.sub("tick"),
        title: match asked.company {
            super::Company::Alone => asked.frame.words.say("declaration.agree"),
            super::Company::Together => asked.label(),
        },
        detail: None,
        shape: Shape::Checkbox,
        chosen: asked.entry() == Some(&Entry::Declaration(true)),
        press: asked.reply(Reply::Tick),
    };
    vec![Block::Cards { columns: 1, cards: vec![card] }]
}

pub(super) fn touched(entry: Option<&Entry>, reply: &Reply) -> Change {
    match (reply, entry) {
        (Reply::Tick, Some(Entry::Declaration(true))) => Change::Clear,
        (Reply::Tick, _) => Change::Set(Entry::Declaration(true)),
        _ => Change::None,
    }
}
