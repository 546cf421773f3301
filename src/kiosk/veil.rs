//! Answers off the screen: whoever passes behind reads dots. Takes nothing away from headphones.
//!
//! What carries an answer says so itself: it has other words for a loudspeaker. Whatever is added
//! to a page that way is hidden here too.

use super::page::{Block, Card, Field, Page, Row, Say, Shape};
use super::words::Words;

/// Stands in place of an answer: as many for a long one as for a short one.
const DOTS: &str = "••••";
/// Of a number of a paper, so many signs stay to be read.
const LAST: usize = 4;

/// Dots in place of every answer of a page.
pub(super) fn veil<M>(page: &mut Page<M>, words: Words<'_>) {
    let veil = Veil { hidden: words.text("speech.hidden") };
    veil.say(&mut page.title);
    for line in [&mut page.crumb, &mut page.hint, &mut page.refusal].into_iter().flatten() {
        veil.say(line);
    }
    let dialog = page.dialog.iter_mut().flat_map(|dialog| &mut dialog.body);
    page.body.iter_mut().chain(&mut page.aside).chain(dialog).for_each(|block| veil.block(block));
}

/// The last four signs of a number that was copied from a paper.
pub(super) fn last(number: &str) -> String {
    let signs: Vec<char> = number.chars().filter(|sign| sign.is_alphanumeric()).collect();
    match signs.len().checked_sub(LAST) {
        Some(before) if before >= LAST => {
            format!("{DOTS} {}", signs[before..].iter().collect::<String>())
        }
        _ => DOTS.to_owned(),
    }
}

/// As many dots as signs, for an entry whose signs one counts while typing.
pub(super) fn counted(typed: &str) -> String {
    "•".repeat(typed.chars().count())
}

struct Veil<'a> {
    /// What a loudspeaker says in place of an answer.
    hidden: &'a str,
}

impl Veil<'_> {
    fn say(&self, say: &mut Say) {
        if let Some(loud) = &say.loud {
            say.shown = loud.replace(self.hidden, DOTS);
        }
    }

    fn block<M>(&self, block: &mut Block<M>) {
        match block {
            Block::Heading(say) | Block::Text(say, _) | Block::Sum(say) => self.say(say),
            Block::Note { text, .. } => self.say(text),
            Block::Numbered(says) => says.iter_mut().for_each(|say| self.say(say)),
            Block::Checklist(lines) => lines.iter_mut().for_each(|(_, say)| self.say(say)),
            Block::Cards { cards, .. } => cards.iter_mut().for_each(|card| self.card(card)),
            Block::Fields(fields) => fields.iter_mut().for_each(|field| entry(field)),
            Block::Buttons(buttons) => {
                buttons.iter_mut().for_each(|button| self.say(&mut button.name));
            }
            Block::Rows(rows) => rows.iter_mut().for_each(|row| self.row(row)),
            Block::Number { label, value, note } => {
                label.iter_mut().chain(note).for_each(|say| self.say(say));
                self.say(value);
            }
            // They tell what the State asks and where its counters are, not what was answered.
            Block::Tiles(_) | Block::Bill(_) | Block::Places(_) => {}
        }
    }

    /// A card keeps its mark: one must see what one touches. What was found by typing, and
    /// chosen, is an answer.
    fn card<M>(&self, card: &mut Card<M>) {
        let found = card.shape == Shape::Line && card.chosen;
        for say in std::iter::once(&mut card.title).chain(&mut card.detail) {
            if found {
                DOTS.clone_into(&mut say.shown);
            } else {
                self.say(say);
            }
        }
    }

    fn row<M>(&self, row: &mut Row<M>) {
        self.say(&mut row.label);
        self.say(&mut row.value);
    }
}

/// Dots come one by one under the caret, so that each key is felt to have been taken.
fn entry<M>(field: &mut Field<M>) {
    if !field.value.is_empty() {
        field.veil = Some(counted(&field.value));
    }
}
