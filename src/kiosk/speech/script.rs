//! A page as lines, in the order in which it is read and walked. Adds names of roles and states,
//! leaves nothing out: a block that could not be said would not compile.

use super::{Kind, Line, Part, Script, pronounce};
use crate::kiosk::keyboard::spot;
use crate::kiosk::page::{
    Bill, Block, Button, Card, Field, Id, Key, Keyboard, Mark, Page, Row, Say, Shape, Site, Spot,
    Tile, Weight,
};
use crate::kiosk::words::Words;

/// All that the page says.
pub fn script<M>(page: &Page<M>, words: Words<'_>) -> Script {
    let mut pen = Pen { words, lines: Vec::new() };
    match &page.dialog {
        Some(dialog) => {
            pen.line(Kind::Title, [&dialog.title]);
            pen.blocks(&dialog.body);
            if let Some(seconds) = dialog.countdown {
                let said = words.with("speech.seconds", &[("seconds", seconds.to_string())]);
                pen.line(Kind::Text, [&said]);
            }
        }
        None => pen.page(page),
    }
    let key = page.keyboard.as_ref().filter(|_| page.dialog.is_none()).and_then(|it| pen.key(it));
    Script {
        page: page.name.as_str().to_owned(),
        language: words.0.language().to_owned(),
        dialog: page.dialog.is_some(),
        lines: pen.lines,
        key,
    }
}

struct Pen<'a> {
    words: Words<'a>,
    lines: Vec<Line>,
}

impl Pen<'_> {
    fn page<M>(&mut self, page: &Page<M>) {
        self.line(Kind::Title, [&page.title]);
        match (&page.refusal, &page.hint) {
            (Some(refusal), _) => self.line(Kind::Refusal, [refusal]),
            (None, Some(hint)) => self.line(Kind::Text, [hint]),
            (None, None) => {}
        }
        page.crumb.iter().for_each(|crumb| self.line(Kind::Text, [crumb]));
        page.progress.iter().for_each(|progress| self.line(Kind::Text, [&progress.name]));
        page.top.chip.iter().for_each(|chip| self.line(Kind::Text, [&chip.text]));
        page.top.action.iter().for_each(|button| self.button(button));
        self.blocks(&page.body);
        self.blocks(&page.aside);
        page.bottom.back.iter().for_each(|button| self.button(button));
        page.bottom.tools.iter().for_each(|button| self.button(button));
        page.bottom.next.iter().for_each(|button| self.button(button));
        self.line(Kind::Text, [&page.top.product, &page.top.place]);
    }

    fn part(&self, say: &Say) -> Part {
        let aloud = |text: &str| pronounce::pronounced(self.words, text);
        let private = aloud(&say.spoken);
        Part { private, loud: say.loud.as_deref().map(aloud) }
    }

    /// Words of the interface that carry no answer.
    fn word(&self, key: &str) -> Part {
        Part { private: self.words.text(key).to_owned(), loud: None }
    }

    /// An answer: whatever it is, others do not hear it.
    fn hidden(&self, private: String) -> Part {
        Part { private, loud: Some(self.words.text("speech.hidden").to_owned()) }
    }

    fn secret(&self, say: &Say) -> Part {
        self.hidden(pronounce::answered(self.words, &say.spoken))
    }

    fn line<'s>(&mut self, kind: Kind, says: impl IntoIterator<Item = &'s Say>) {
        let parts = says.into_iter().map(|say| self.part(say)).collect();
        self.push(kind, parts);
    }

    fn push(&mut self, kind: Kind, parts: Vec<Part>) {
        if parts.iter().any(|part| !part.private.trim().is_empty()) {
            self.lines.push(Line { kind, parts });
        }
    }

    fn control(&mut self, id: &Id, parts: Vec<Part>) {
        self.push(Kind::Control(id.clone()), parts);
    }

    fn blocks<M>(&mut self, blocks: &[Block<M>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block<M>(&mut self, block: &Block<M>) {
        match block {
            Block::Heading(say) | Block::Text(say, _) | Block::Sum(say) => {
                self.line(Kind::Text, [say]);
            }
            Block::Note { text, .. } => self.line(Kind::Text, [text]),
            Block::Numbered(says) => {
                for (at, say) in says.iter().enumerate() {
                    let number = Say::plain((at + 1).to_string());
                    self.line(Kind::Text, [&number, say]);
                }
            }
            Block::Checklist(lines) => {
                for (mark, say) in lines {
                    let mark = mark_key(*mark).map(|key| self.word(key));
                    let parts = mark.into_iter().chain([self.part(say)]).collect();
                    self.push(Kind::Text, parts);
                }
            }
            Block::Tiles(tiles) => tiles.iter().for_each(|tile| self.tile(tile)),
            Block::Cards { cards, .. } => cards.iter().for_each(|card| self.card(card)),
            Block::Fields(fields) => fields.iter().for_each(|field| self.field(field)),
            Block::Buttons(buttons) => buttons.iter().for_each(|button| self.button(button)),
            Block::Rows(rows) => rows.iter().for_each(|row| self.row(row)),
            Block::Number { label, value, note } => {
                let mut parts: Vec<Part> = label.iter().map(|label| self.part(label)).collect();
                parts.push(self.secret(value));
                parts.extend(note.iter().map(|note| self.part(note)));
                self.push(Kind::Text, parts);
            }
            Block::Bill(bill) => self.bill(bill),
            Block::Places(sites) => sites.iter().for_each(|site| self.site(site)),
        }
    }

    fn tile<M>(&mut self, tile: &Tile<M>) {
        let more = tile.detail.iter().chain(&tile.foot).map(|say| self.part(say));
        let mut parts = vec![self.part(&tile.title), self.word("speech.role.button")];
        parts.extend(more);
        self.control(&tile.id, parts);
    }

    /// A choice. What was found by typing tells what was typed.
    fn card<M>(&mut self, card: &Card<M>) {
        let chosen = card.chosen;
        let (role, state) = match card.shape {
            Shape::Checkbox => ("speech.role.box", Some(("speech.ticked", "speech.not_ticked"))),
            Shape::Radio | Shape::Swatch(_) => {
                ("speech.role.choice", Some(("speech.chosen", "speech.not_chosen")))
            }
            Shape::Line => ("speech.role.line", Some(("speech.chosen", "speech.not_chosen"))),
            Shape::Picture(_) => ("speech.role.button", None),
        };
        let found = card.shape == Shape::Line;
        let title = if found { self.secret(&card.title) } else { self.part(&card.title) };
        let mut parts = vec![title, self.word(role)];
        if let Some((yes, no)) = state {
            let key = if chosen { yes } else { no };
            parts.push(self.hidden(self.words.text(key).to_owned()));
        }
        let detail = card.detail.as_ref();
        parts.extend(detail.map(|say| if found { self.secret(say) } else { self.part(say) }));
        self.control(&card.id, parts);
    }

    fn field<M>(&mut self, field: &Field<M>) {
        let mut parts = vec![self.part(&field.name), self.word("speech.role.field")];
        if field.refused {
            parts.push(self.word("speech.wrong"));
        }
        if field.value.is_empty() {
            parts.push(self.word("speech.empty"));
        } else {
            parts.push(self.hidden(pronounce::value(self.words, &field.value)));
        }
        parts.extend(field.unit.iter().map(|unit| self.part(unit)));
        if field.value.is_empty() {
            let words = self.words;
            let example = field.example.as_ref().map(|example| words.example(&example.spoken));
            parts.extend(example.map(|example| self.part(&example)));
        }
        self.push(Kind::Entry(field.id.clone(), field.value.clone()), parts);
    }

    fn button<M>(&mut self, button: &Button<M>) {
        let mut parts = vec![self.part(&button.name), self.word("speech.role.button")];
        if button.press.is_none() {
            parts.push(self.word("speech.off"));
        }
        if button.weight == Weight::Danger {
            parts.push(self.word("speech.danger"));
        }
        self.control(&button.id, parts);
    }

    /// What is under the cursor of the keys. Others hear that there is a sign, not which.
    fn key<M>(&self, keyboard: &Keyboard<M>) -> Option<Line> {
        let part = match keyboard.spot? {
            Spot::Row(row) => {
                let signs = keyboard.rows.get(row)?.iter().map(|key| self.sign(key).private);
                let number = [("n", (row + 1).to_string())];
                let loud = self.words.with("speech.row", &number).spoken;
                let signs: Vec<String> = signs.collect();
                Part { private: format!("{loud}, {}", signs.join(", ")), loud: Some(loud) }
            }
            Spot::Key(..) => self.sign(spot::key(keyboard, keyboard.spot?)?),
        };
        Some(Line { kind: Kind::Text, parts: vec![part] })
    }

    fn sign<M>(&self, key: &Key<M>) -> Part {
        let mut shown = key.name.shown.chars();
        match (shown.next(), shown.next()) {
            (Some(sign), None) => Part {
                private: pronounce::spelled(self.words, &sign.to_string()),
                loud: Some(self.words.text("speech.character").to_owned()),
            },
            _ => self.part(&key.name),
        }
    }

    fn row<M>(&mut self, row: &Row<M>) {
        let parts = vec![self.part(&row.label), self.secret(&row.value)];
        self.push(Kind::Text, parts);
        row.action.iter().for_each(|button| self.button(button));
    }

    fn bill(&mut self, bill: &Bill) {
        for charge in &bill.charges {
            let says = [&charge.name, &charge.sum].into_iter().chain(&charge.reason);
            self.line(Kind::Text, says);
        }
        bill.total.iter().for_each(|(name, sum)| self.line(Kind::Text, [name, sum]));
    }

    fn site(&mut self, site: &Site) {
        let says = std::iter::once(&site.name).chain(&site.distance);
        let says = says.chain([&site.address]).chain(&site.phone).chain([&site.hours]);
        self.line(Kind::Text, says.chain(site.now.iter().map(|(_, say, _)| say)));
    }
}

/// What a mark says before its line; a line that is sure, or to bring, says it itself.
fn mark_key(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Maybe => Some("speech.mark.maybe"),
        Mark::Missing => Some("speech.mark.missing"),
        Mark::Done | Mark::Box => None,
    }
}
