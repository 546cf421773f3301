//! Nothing is told by a drawing alone: each stands beside its words, on every page of every step
//! and on every other screen.

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::{Block, Button, Page, Say, Shape};

use super::step::steps;
use crate::idle::screens;

fn words(say: &Say) -> bool {
    !say.shown.trim().is_empty() && !say.spoken.trim().is_empty()
}

fn buttons(page: &Page<Message>) -> impl Iterator<Item = &Button<Message>> {
    let bars = page.bottom.back.iter().chain(&page.bottom.tools).chain(&page.bottom.next);
    bars.chain(&page.top.action)
}

/// Drawings without words of their own.
fn wordless(page: &Page<Message>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut says = |what: &str, icon: bool, say: &Say| {
        if icon && !words(say) {
            found.push(format!("{}: {what}", page.name.as_str()));
        }
    };
    for button in buttons(page) {
        says(button.id.as_str(), true, &button.name);
    }
    if let Some(chip) = &page.top.chip {
        says("chip", true, &chip.text);
    }
    let dialog = page.dialog.iter().flat_map(|dialog| &dialog.body);
    for block in page.body.iter().chain(&page.aside).chain(dialog) {
        match block {
            Block::Note { text, .. } => says("note", true, text),
            Block::Checklist(lines) => lines.iter().for_each(|(_, say)| says("line", true, say)),
            Block::Tiles(tiles) => {
                tiles.iter().for_each(|tile| says(tile.id.as_str(), true, &tile.title));
            }
            Block::Cards { cards, .. } => {
                for card in cards {
                    let drawn = matches!(card.shape, Shape::Picture(_));
                    says(card.id.as_str(), drawn, &card.title);
                }
            }
            Block::Buttons(buttons) => {
                buttons.iter().for_each(|button| says(button.id.as_str(), true, &button.name));
            }
            Block::Places(sites) => {
                for (icon, say) in
                    sites.iter().filter_map(|site| site.now.as_ref()).map(|now| (true, &now.1))
                {
                    says("place", icon, say);
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_drawing_stands_beside_its_words() {
    let others = screens().into_iter().map(|(_, citizen)| citizen.page());
    for page in others.chain(steps().iter().map(|seen| seen.page.clone())) {
        assert_eq!(wordless(&page), [""; 0]);
    }
}

#[test]
fn a_drawing_without_words_is_seen() {
    let mut page = screens().remove(0).1.page();
    assert_eq!(wordless(&page), [""; 0]);
    page.bottom.tools[1].name = Say::plain(" ");
    assert_eq!(wordless(&page), ["welcome: tool.size"]);
}
