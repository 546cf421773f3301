//! The paper of a practice visit: a large mark across each page says that it is worth nothing.
//!
//! It has no place for a square code, for the box of the official number or for an answer: what
//! is not there can never be taken for the paper of a real request.

use super::paper::{self, BODY, pair};
use super::sheet::{Both, Ink, Run, Sheet};
use super::tags::Role;
use super::{Letters, Part, ticket};

/// A practice paper, in the words of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// Code of the language: `fr`.
    pub language: String,
    /// `Mon point numérique`.
    pub product: String,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// Across the page, and above its words: `Entraînement, sans valeur`.
    pub mark: String,
    /// What the mark means, in a sentence.
    pub meaning: String,
    /// What the real paper would be: `Papier de votre dossier`.
    pub heading: String,
    /// `TEST-0001`, or nothing.
    pub number: String,
    /// Papers, price, time, or nothing.
    pub parts: Vec<Part>,
    /// The size of the real paper.
    pub size: Size,
    /// How large its letters are.
    pub letters: Letters,
    /// The same in a second language, under each sentence.
    pub second: Option<Box<Rehearsal>>,
}

/// The size of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A whole page, as the receipt and the list.
    Page,
    /// The small paper of the code.
    Ticket,
}

impl Rehearsal {
    /// The paper, as PDF bytes. Equal papers give equal bytes.
    pub fn pdf(&self) -> Vec<u8> {
        let mut sheet = match self.size {
            Size::Page => self.draw(Sheet::a4(self.letters), 1.0),
            Size::Ticket => ticket::drawn(self.letters, |sheet| self.draw(sheet, 0.8)),
        };
        sheet.mark(&self.mark);
        sheet.finish(&self.mark, &self.language)
    }

    fn draw(&self, mut sheet: Sheet, scale: f32) -> Sheet {
        let second = self.second.as_deref();
        let both = (self, second);
        if let Some(second) = second {
            sheet = sheet.beside(&second.language, &second.mark);
        }
        let [title, name, text] = [20.0, 16.0, BODY].map(|size| sheet.style(size * scale));
        paper::stress(&mut sheet, Role::Paragraph, pair(both, |one| &one.product), name);
        paper::write(&mut sheet, Role::Paragraph, pair(both, |one| &one.place), text);
        sheet.y += 8.0;
        sheet.rule(1.8, Ink::Primary);
        sheet.y += 8.0;
        paper::stress(&mut sheet, Role::Title, pair(both, |one| &one.mark), title);
        paper::write(&mut sheet, Role::Paragraph, pair(both, |one| &one.meaning), text);
        sheet.y += 8.0;
        paper::stress(&mut sheet, Role::Heading, pair(both, |one| &one.heading), name);
        if !self.number.is_empty() {
            let number = Run::bold(&self.number);
            let title = sheet.largest(number, title);
            sheet.paragraph(Role::Paragraph, Both::once(&[number]), title);
        }
        sheet.y += 8.0;
        paper::parts(&mut sheet, &self.parts, second.map(|one| one.parts.as_slice()));
        sheet
    }
}
