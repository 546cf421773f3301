//! The paper of a practice visit: a large mark across each page says that it is worth nothing.
//!
//! It has no place for a square code, for the box of the official number or for an answer: what
//! is not there can never be taken for the paper of a real request.

use super::paper;
use super::sheet::{Ink, Run, Sheet};
use super::tags::Role;
use super::{Part, ticket};

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
        let (mut sheet, scale) = match self.size {
            Size::Page => (Sheet::a4(), 1.0),
            Size::Ticket => (ticket::sheet(), 0.8),
        };
        let line = |sheet: &mut Sheet, role, run: Run<'_>, size: f32| {
            let style = sheet.style(size * scale);
            sheet.paragraph(role, &[run], style);
        };
        let (title, text) = (20.0, 12.0);
        line(&mut sheet, Role::Paragraph, Run::bold(&self.product, Ink::Text), 16.0);
        line(&mut sheet, Role::Paragraph, Run::regular(&self.place, Ink::Text), text);
        sheet.y += 8.0;
        sheet.rule(1.8, Ink::Primary);
        sheet.y += 8.0;
        line(&mut sheet, Role::Title, Run::bold(&self.mark, Ink::Waiting), title);
        line(&mut sheet, Role::Paragraph, Run::regular(&self.meaning, Ink::Text), text);
        sheet.y += 8.0;
        line(&mut sheet, Role::Heading, Run::bold(&self.heading, Ink::Text), 15.5);
        if !self.number.is_empty() {
            line(&mut sheet, Role::Paragraph, Run::bold(&self.number, Ink::Text), title);
        }
        sheet.y += 8.0;
        for part in &self.parts {
            paper::part(&mut sheet, part);
        }
        sheet.mark(&self.mark);
        sheet.finish(&self.mark, &self.language)
    }
}
