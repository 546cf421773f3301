//! What the edition proposes for a question: it counts only once it is touched.

use super::{Asked, Change};
use crate::demarche::Kind;
use crate::dossier::Entry;
use crate::dossier::journey::{Shown, VisibleQuestion};
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Button, Icon, Side, Weight};

/// The proposal of a question without cards, as a button that fills it.
pub(super) fn offer(asked: &Asked<'_>) -> Option<Block<Message>> {
    let shown = asked.visible.proposal.as_ref()?;
    let entry = entry(&asked.question()?.kind, shown)?;
    if asked.entry() == Some(&entry) {
        return None;
    }
    let value = asked.frame.words.answer(asked.frame.demarche?, asked.id, shown);
    Some(Block::Buttons(vec![Button {
        id: asked.sub("accept"),
        name: asked.frame.words.around("proposal.fill", "value", &value),
        icon: Some((Side::Start, Icon::Check)),
        weight: Weight::Secondary,
        press: Some(asked.reply(Reply::Accept)),
    }]))
}

/// The entry that accepts the proposal.
pub(super) fn accepted(kind: &Kind, visible: &VisibleQuestion) -> Change {
    let entry = visible.proposal.as_ref().and_then(|shown| entry(kind, shown));
    entry.map_or(Change::None, Change::Set)
}

fn entry(kind: &Kind, shown: &Shown) -> Option<Entry> {
    Some(match (kind, shown) {
        (Kind::Choice(_), Shown::Word(word)) => {
            Entry::Choice { word: word.clone(), proposed: true }
        }
        (Kind::Several(_), Shown::Words(words)) => Entry::Several(words.clone()),
        (Kind::YesNo, Shown::YesNo(yes)) => Entry::YesNo(*yes),
        (Kind::Text { .. } | Kind::Format(_), Shown::Text(text)) => Entry::Text(text.clone()),
        (Kind::Number { .. }, Shown::Number(number)) => Entry::Text(number.to_string()),
        (Kind::Date { .. }, Shown::Day(day)) => Entry::Date {
            day: day.day.map_or_else(String::new, |day| format!("{day:02}")),
            month: day.month.map_or_else(String::new, |month| format!("{month:02}")),
            year: format!("{:04}", day.year),
            hour: String::new(),
        },
        (Kind::Commune, Shown::Commune(code, name)) if code.is_empty() => {
            Entry::FreeCommune(name.clone())
        }
        (Kind::Commune, Shown::Commune(code, name)) => {
            Entry::Commune { code: code.clone(), name: name.clone() }
        }
        (Kind::Country, Shown::Country(code)) => Entry::Country(code.clone()),
        (Kind::Search { .. }, Shown::Word(key)) => Entry::Row(key.clone()),
        _ => return None,
    })
}
