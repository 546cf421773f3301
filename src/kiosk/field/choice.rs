//! One card of a few, maybe in two levels; or a proposal that one accepts or disputes.

use super::{Asked, Change};
use crate::demarche::Group;
use crate::dossier::Entry;
use crate::dossier::journey::Shown;
use crate::kiosk::action::{Message, Reply};
use crate::kiosk::page::{Block, Card, Id, Shape, Tone};

/// More cards than this stand in two columns.
const ONE_COLUMN: usize = 3;

pub(super) fn blocks(asked: &Asked<'_>, groups: &[Group]) -> Vec<Block<Message>> {
    let mut blocks: Vec<_> = asked.heading().into_iter().collect();
    if let Some(word) = proposed(asked) {
        blocks.extend(proposal(asked, word));
        return blocks;
    }
    let offered = |group: &Group| -> Vec<String> {
        let visible = &asked.visible.offered;
        group.choices.iter().filter(|word| visible.contains(word)).cloned().collect()
    };
    let chosen = match asked.entry() {
        Some(Entry::Choice { word, .. }) => Some(word.as_str()),
        _ => None,
    };
    let mut cards = Vec::new();
    match groups {
        [only] if only.name.is_none() => cards.extend(words(asked, &offered(only), chosen)),
        _ => match open_group(asked, groups, chosen) {
            Some(group) => {
                cards.extend(words(asked, &offered(group), chosen));
                cards.push(others(asked));
            }
            None => {
                let full = groups.iter().filter(|group| !offered(group).is_empty());
                cards.extend(full.filter_map(|group| card_of(asked, group)));
            }
        },
    }
    cards.extend(asked.unknown_card());
    let columns = if cards.len() > ONE_COLUMN { 2 } else { 1 };
    blocks.push(Block::Cards { columns, cards });
    blocks
}

/// The proposal that stands, unless the citizen said that it is not the case or chose otherwise.
fn proposed<'a>(asked: &Asked<'a>) -> Option<&'a str> {
    let Some(Shown::Word(word)) = &asked.visible.proposal else { return None };
    let disputed = asked.frame.open?.disputed.contains(&asked.id);
    let by_hand = matches!(asked.entry(), Some(Entry::Choice { proposed: false, .. }))
        || asked.entry() == Some(&Entry::Unknown);
    (!disputed && !by_hand && asked.visible.offered.contains(word)).then_some(word)
}

fn proposal(asked: &Asked<'_>, word: &str) -> Vec<Block<Message>> {
    let words = asked.frame.words;
    let accepted =
        matches!(asked.entry(), Some(Entry::Choice { word: chosen, .. }) if chosen == word);
    let card = |id, key, chosen, reply| Card {
        id: asked.sub(id),
        title: words.say(key),
        detail: None,
        shape: Shape::Radio,
        chosen,
        press: asked.reply(reply),
    };
    let Some(demarche) = asked.frame.demarche else { return Vec::new() };
    let (title, detail) = words.choice(demarche, asked.id, word);
    let mut blocks = vec![Block::Text(words.say("proposal.title"), Tone::Plain)];
    blocks.push(Block::Heading(title));
    blocks.extend(detail.map(|detail| Block::Text(detail, Tone::Muted)));
    blocks.push(Block::Cards {
        columns: 2,
        cards: vec![
            card("accept", "proposal.accept", accepted, Reply::Accept),
            card("dispute", "proposal.dispute", false, Reply::Dispute),
        ],
    });
    blocks
}

/// The group that was opened, or else the one of the chosen card.
fn open_group<'a>(
    asked: &Asked<'_>,
    groups: &'a [Group],
    chosen: Option<&str>,
) -> Option<&'a Group> {
    match asked.asking.group.as_deref() {
        Some("") => None,
        Some(open) => groups.iter().find(|group| group.name.as_deref() == Some(open)),
        None => {
            let chosen = chosen?;
            groups.iter().find(|group| group.choices.iter().any(|word| word == chosen))
        }
    }
}

fn words(asked: &Asked<'_>, offered: &[String], chosen: Option<&str>) -> Vec<Card<Message>> {
    let Some(demarche) = asked.frame.demarche else { return Vec::new() };
    offered
        .iter()
        .map(|word| {
            let (title, detail) = asked.frame.words.choice(demarche, asked.id, word);
            Card {
                id: asked.choice(word),
                title,
                detail,
                shape: Shape::Radio,
                chosen: chosen == Some(word),
                press: asked.reply(Reply::Card(word.clone())),
            }
        })
        .collect()
}

fn card_of(asked: &Asked<'_>, group: &Group) -> Option<Card<Message>> {
    let (name, demarche) = (group.name.as_ref()?, asked.frame.demarche?);
    let (title, detail) = asked.frame.words.group(demarche, asked.id, name);
    Some(Card {
        id: Id::of(format!("group.{}.{name}", asked.question()?.name)),
        title,
        detail,
        shape: Shape::Line,
        chosen: false,
        press: asked.reply(Reply::Group(name.clone())),
    })
}

fn others(asked: &Asked<'_>) -> Card<Message> {
    Card {
        id: asked.sub("groups"),
        title: asked.frame.words.say("question.groups"),
        detail: None,
        shape: Shape::Line,
        chosen: false,
        press: asked.reply(Reply::Groups),
    }
}

pub(super) fn touched(reply: &Reply) -> Change {
    match reply {
        Reply::Card(word) => Change::Set(Entry::Choice { word: word.clone(), proposed: false }),
        _ => Change::None,
    }
}
