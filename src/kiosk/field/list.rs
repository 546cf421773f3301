//! A list of short texts, one entry each: prénoms. *Ajouter* and *Enlever*.

use super::{Asked, Change, Part, Slot, line};
use crate::demarche::{Question, QuestionId};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Button, Icon, Id, Side, Weight};

pub(super) fn blocks(asked: &Asked<'_>, from: u8, to: u8) -> Vec<Block<Message>> {
    let words = asked.frame.words;
    let count = lines(asked.entry());
    let mut blocks: Vec<_> = asked.heading().into_iter().collect();
    for at in 0..count {
        let values = [("n", (at + 1).to_string())];
        let field = asked.field(Part::Item(at), words.with("list.item", &values));
        let fields = field.into_iter().map(|mut field| {
            field.labelled = count > 1;
            field
        });
        blocks.push(Block::Fields(fields.collect()));
    }
    let button = |id: String, name, icon, reply| Button {
        id: asked.sub(&id),
        name,
        icon: Some((Side::Start, icon)),
        weight: Weight::Secondary,
        press: Some(asked.reply(reply)),
    };
    let mut buttons = Vec::new();
    if count < usize::from(to) {
        buttons.push(button("add".into(), words.say("list.add"), Icon::Plus, Reply::Add));
    }
    if count > usize::from(from.max(1)) {
        let last = count - 1;
        let name = words.with("list.remove", &[("n", count.to_string())]);
        buttons.push(button(format!("remove.{count}"), name, Icon::X, Reply::Remove(last)));
    }
    blocks.push(Block::Buttons(buttons));
    blocks
}

/// At least one line to type in.
fn lines(entry: Option<&Entry>) -> usize {
    match entry {
        Some(Entry::List(items)) => items.len().max(1),
        _ => 1,
    }
}

pub(super) fn slots(
    id: QuestionId,
    question: &Question,
    format: &str,
    entry: Option<&Entry>,
) -> Vec<Slot> {
    let one = line::format_slot(id, question, format);
    (0..lines(entry))
        .map(|at| Slot {
            id: Id::of(format!("ask.{}.{}", question.name, at + 1)),
            part: Part::Item(at),
            ..one.clone()
        })
        .collect()
}

pub(super) fn write(entry: Option<&Entry>, at: usize, text: String) -> Change {
    let mut items = match entry {
        Some(Entry::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    if items.len() <= at {
        items.resize(at + 1, String::new());
    }
    items[at] = text;
    if items.len() == 1 && items[0].is_empty() {
        Change::Clear
    } else {
        Change::Set(Entry::List(items))
    }
}

pub(super) fn touched(entry: Option<&Entry>, reply: &Reply) -> Change {
    let mut items = match entry {
        Some(Entry::List(items)) => items.clone(),
        _ => vec![String::new()],
    };
    match reply {
        Reply::Add => items.push(String::new()),
        Reply::Remove(at) if *at < items.len() => drop(items.remove(*at)),
        _ => return Change::None,
    }
    Change::Set(Entry::List(items))
}
