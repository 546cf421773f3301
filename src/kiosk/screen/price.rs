//! What it costs: sums of the edition, and prices that a calculator found, line by line.
//!
//! What is not known is said as such, with its reason: never a guess, never 0.

use super::Frame;
use crate::demarche::calculator::Computed;
use crate::dossier::journey::{Fee, Shown};
use crate::kiosk::action::Message;
use crate::kiosk::page::{Block, Icon, Mark, Say, Tone};

/// *Ce que cela coûte*, in few words: the total, and what it does not say.
pub fn cost(frame: &Frame<'_>, show: &[String]) -> Vec<Block<Message>> {
    let Some(open) = frame.open else { return Vec::new() };
    let mut blocks = Vec::new();
    for name in show {
        let shown = open.journey.derived.get(name);
        match (name.as_str(), open.journey.computed.get(name), shown) {
            ("fees", ..) => blocks.extend(fees(frame, &open.journey.fees)),
            (_, Some(computed), Some(Shown::Money(cents))) => {
                blocks.push(Block::Sum(Say::plain(frame.words.0.exact_sum(*cents))));
                let text = dated(frame, computed, "price.indicative");
                blocks.push(Block::Text(text, Tone::Muted));
            }
            (_, Some(computed), _) => blocks.extend(unknown(frame, computed)),
            (_, None, Some(Shown::Money(cents))) => {
                blocks.push(Block::Sum(Say::plain(frame.words.0.sum(*cents))));
                blocks.push(frame.muted("price.indicative"));
            }
            _ => {}
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, frame.heading("prepare.cost"));
        blocks.push(frame.muted("prepare.help_free"));
    }
    blocks
}

/// Sums of the edition: the total large when all of it is known.
fn fees(frame: &Frame<'_>, fees: &[Fee]) -> Vec<Block<Message>> {
    let words = frame.words;
    let Some(demarche) = frame.demarche else { return Vec::new() };
    if fees.is_empty() {
        let free = Block::Sum(Say::plain(words.0.sum(0)));
        return vec![free, frame.muted("prepare.free")];
    }
    let mut blocks = Vec::new();
    let known = fees.iter().filter(|fee| !fee.maybe).map(|fee| fee.cents);
    if let Some(total) = known.sum::<Option<i64>>().filter(|total| *total > 0) {
        blocks.push(Block::Sum(Say::plain(words.0.sum(total))));
    }
    let lines = fees.iter().map(|fee| {
        let text = words.fee(demarche, fee);
        match fee.maybe {
            true => (Mark::Maybe, words.around("prepare.maybe", "piece", &text)),
            false => (Mark::Done, text),
        }
    });
    blocks.push(Block::Checklist(lines.collect()));
    blocks
}

/// The main column, and what stands beside it.
type Columns = (Vec<Block<Message>>, Vec<Block<Message>>);

/// A computed price in the main column, and beside it what one must know of it.
pub fn shown(frame: &Frame<'_>, name: &str) -> Option<Columns> {
    let open = frame.open?;
    let computed = open.journey.computed.get(name)?;
    let total = open.journey.derived.get(name);
    let bill = frame.words.bill(computed, total);
    let mut body = Vec::new();
    if bill.total.is_none() {
        body.extend(unknown(frame, computed));
    }
    if !bill.charges.is_empty() {
        body.push(Block::Bill(bill));
    }
    let aside = vec![
        frame.heading("price.traps"),
        frame.muted("price.traps_text"),
        frame.heading("price.estimate"),
        Block::Text(dated(frame, computed, "price.final"), Tone::Muted),
    ];
    Some((body, aside))
}

/// To be calculated on the official site, and why.
fn unknown(frame: &Frame<'_>, computed: &Computed) -> Vec<Block<Message>> {
    let Some(reason) = &computed.unknown else { return vec![frame.muted("price.later")] };
    let why = Say::plain(frame.words.0.reason(reason));
    let text = frame.words.say("price.simulator");
    vec![Block::Note { tone: Tone::Waiting, icon: Icon::Info, text }, Block::Text(why, Tone::Muted)]
}

/// A sentence of the price, and the day of its tariffs when the calculator tells it.
fn dated(frame: &Frame<'_>, computed: &Computed, key: &str) -> Say {
    let since = computed.facts.get("since").map(Shown::from);
    let text = frame.words.say(key).shown;
    match since {
        Some(day) => {
            let date = [("date", frame.words.0.write(&day))];
            let tariffs = frame.words.with("price.tariffs", &date).shown;
            Say::plain(format!("{text} {tariffs}"))
        }
        None => Say::plain(text),
    }
}
