//! *Lire mon papier*: the words of the receipt, in its order, for the eyes and for the voice.
//!
//! It is made from the receipt that is printed, and adds no sentence to it.

use super::Frame;
use crate::kiosk::action::Message;
use crate::kiosk::page::{Bill, Block, Charge, Icon, Mark, Page, Say, Tone};
use crate::receipt::{Lines, Part, Rank, Receipt, Sum};

/// The page.
pub fn page(frame: &Frame<'_>, receipt: &Receipt) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("reading", Say::plain(&receipt.kind));
    let line = |parts: &[&str]| -> Block<Message> {
        let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        Block::Text(Say::plain(said.join(" ")), Tone::Plain)
    };
    page.body.push(Block::Heading(Say::plain(&receipt.demarche)));
    for words in [&receipt.variant, &receipt.place, &receipt.date] {
        if !words.is_empty() {
            page.body.push(line(&[words]));
        }
    }
    page.body.push(Block::Number {
        label: Some(Say::plain(&receipt.number_label)),
        value: words.code(&receipt.number),
        note: None,
    });
    let (strong, rest) = &receipt.state;
    page.body.push(line(&[strong, rest]));
    let (strong, rest) = &receipt.not_yet;
    let text = Say::plain(format!("{strong} {rest}").trim());
    page.body.push(Block::Note { tone: Tone::Waiting, icon: Icon::Info, text });
    if receipt.official.signs > 0 {
        page.body.push(Block::Heading(Say::plain(&receipt.official.title)));
        page.body.push(line(&[&receipt.official.note]));
    }
    for part in receipt.parts.iter().chain(&receipt.onward) {
        page.body.extend(told(part));
    }
    page.body.push(Block::Text(Say::plain(&receipt.foot), Tone::Muted));
    page.bottom.back = frame.back("frame.back");
    page
}

fn told(part: &Part) -> Vec<Block<Message>> {
    let text = |words: &String| Block::Text(Say::plain(words), Tone::Plain);
    let mut blocks = vec![Block::Heading(Say::plain(&part.heading))];
    match &part.lines {
        Lines::Numbered(lines) => {
            blocks.push(Block::Numbered(lines.iter().map(Say::plain).collect()));
        }
        Lines::Boxes(lines) => {
            let box_of = |words: &String| (Mark::Box, Say::plain(words));
            blocks.push(Block::Checklist(lines.iter().map(box_of).collect()));
        }
        Lines::Sentences(lines) => blocks.extend(lines.iter().map(text)),
        Lines::Entries(entries) => {
            for (name, rest) in entries {
                blocks.push(text(name));
                let parts = rest.split(" · ").map(Say::plain);
                blocks.extend(parts.map(|part| Block::Text(part, Tone::Muted)));
            }
        }
        Lines::Sums(sums) => blocks.push(Block::Bill(bill(sums))),
    }
    blocks
}

fn bill(sums: &[Sum]) -> Bill {
    let (parts, totals): (Vec<&Sum>, Vec<&Sum>) =
        sums.iter().partition(|sum| sum.rank == Rank::Part);
    let charge = |sum: &Sum| Charge {
        name: Say::plain(&sum.name),
        reason: (!sum.reason.is_empty()).then(|| Say::plain(&sum.reason)),
        sum: Say::plain(&sum.sum),
    };
    let total = totals.first().map(|sum| (Say::plain(&sum.name), Say::plain(&sum.sum)));
    Bill { charges: parts.into_iter().map(charge).collect(), total }
}
