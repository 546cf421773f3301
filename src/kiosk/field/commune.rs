//! A French commune, found by typing; never a dead end: free text is always possible.

use super::{Asked, Change, Part, Slot};
use crate::demarche::{Question, QuestionId};
use crate::dossier::Entry;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Button, Card, Id, Say, Shape, Tone, Weight};
use crate::kiosk::screen::question::Found;
use crate::kiosk::typing::Letters;
use crate::kiosk::words::Words;
use crate::reference::{commune, communes};

/// Shown above the keyboard.
const BEST: usize = 3;
/// Shown when more are wanted.
const ALL: usize = 12;
const LONGEST: usize = 60;

pub(super) fn blocks(asked: &Asked<'_>) -> Vec<Block<Message>> {
    let words = asked.frame.words;
    let mut blocks = Vec::new();
    if let Some(Entry::FreeCommune(_)) = asked.entry() {
        let field = asked.field(Part::Whole, asked.label());
        blocks.push(Block::Fields(field.into_iter().collect()));
        blocks.push(elsewhere(asked, "commune.list"));
        return blocks;
    }
    let field = asked.field(Part::Search, asked.label());
    blocks.push(Block::Fields(field.into_iter().collect()));
    let chosen = match asked.entry() {
        Some(Entry::Commune { code, name }) => communes().get(code, name),
        _ => None,
    };
    let found = match chosen {
        Some(_) if asked.keeps_to_itself() => Vec::new(),
        _ => found(asked),
    };
    let shown = if asked.asking.found == Found::All { ALL } else { BEST };
    let mut cards: Vec<Card<Message>> = Vec::new();
    if let Some(chosen) =
        chosen.filter(|chosen| !found.iter().take(shown).any(|one| same(one, chosen)))
    {
        cards.push(card(asked, &chosen, true));
    }
    cards.extend(
        found
            .iter()
            .take(shown)
            .map(|one| card(asked, one, chosen.is_some_and(|chosen| same(&chosen, one)))),
    );
    if cards.is_empty() && !asked.searched().is_empty() {
        blocks.push(Block::Text(words.say("commune.nothing"), Tone::Muted));
    }
    if !cards.is_empty() {
        blocks.push(Block::Cards { columns: 3, cards });
    }
    let mut buttons = Vec::new();
    if found.len() > shown {
        buttons.push(Button {
            id: asked.sub("more"),
            name: match found.len() - shown {
                1 => words.say("commune.one_more"),
                more => words.with("commune.more", &[("count", more.to_string())]),
            },
            icon: None,
            weight: Weight::Secondary,
            press: Some(asked.reply(Reply::More)),
        });
    }
    if let Block::Buttons(more) = elsewhere(asked, "commune.elsewhere") {
        buttons.extend(more);
    }
    blocks.push(Block::Buttons(buttons));
    blocks
}

fn same(one: &commune::Found, other: &commune::Found) -> bool {
    one.code == other.code && one.name == other.name
}

/// What the letters find, on the day the walk gives, or all of a postal code.
fn found(asked: &Asked<'_>) -> Vec<commune::Found> {
    let at = asked.visible.commune_at;
    let text = asked.searched();
    match &asked.visible.commune_postcode {
        Some(postcode) => {
            let all = communes().by_postcode(postcode);
            if text.is_empty() {
                return all;
            }
            let named = communes().search(text, at, ALL);
            let here = named.into_iter().filter(|one| all.iter().any(|other| same(one, other)));
            here.collect()
        }
        None if text.chars().count() < 2 => Vec::new(),
        None => communes().search(text, at, ALL),
    }
}

fn card(asked: &Asked<'_>, found: &commune::Found, chosen: bool) -> Card<Message> {
    let id = asked.sub(&format!("{}.{}", found.code, slug(found.name)));
    let press = asked.reply(Reply::Commune(found.code.to_owned(), found.name.to_owned()));
    Card { chosen, ..offered(asked.frame.words, id, found, press) }
}

/// A commune that is offered: its name, its département, and what stands in its place today.
pub fn offered(words: Words<'_>, id: Id, found: &commune::Found, press: Message) -> Card<Message> {
    let mut detail = vec![found.departement, found.departement_name()];
    let successor = found.successors().next();
    if found.former {
        detail.extend(successor.map(|today| today.name));
    }
    Card {
        id,
        title: Say::plain(found.name),
        detail: Some(words.line(&detail)),
        shape: Shape::Line,
        chosen: false,
        press,
    }
}

/// Two names of one code are two cards.
fn slug(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

fn elsewhere(asked: &Asked<'_>, key: &str) -> Block<Message> {
    Block::Buttons(vec![Button {
        id: asked.sub("elsewhere"),
        name: asked.frame.words.say(key),
        icon: None,
        weight: Weight::Secondary,
        press: Some(asked.reply(Reply::Elsewhere)),
    }])
}

pub(super) fn slot(id: QuestionId, question: &Question, entry: Option<&Entry>) -> Slot {
    let free = matches!(entry, Some(Entry::FreeCommune(_)));
    Slot {
        id: Id::of(format!("ask.{}", question.name)),
        question: id,
        part: if free { Part::Whole } else { Part::Search },
        layout: Layout::Azerty,
        letters: Letters::Any,
        most: LONGEST,
    }
}

pub(super) fn touched(entry: Option<&Entry>, reply: &Reply) -> Change {
    match (reply, entry) {
        (Reply::Commune(code, name), _) => {
            Change::Set(Entry::Commune { code: code.clone(), name: name.clone() })
        }
        (Reply::Elsewhere, Some(Entry::FreeCommune(_))) => Change::Clear,
        (Reply::Elsewhere, _) => Change::Set(Entry::FreeCommune(String::new())),
        _ => Change::None,
    }
}
