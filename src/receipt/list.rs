//! The list of what to prepare, taken home before anything is typed: nothing on it is personal.

use super::Part;
use super::paper;
use super::sheet::{Ink, Run, Sheet};
use super::tags::Role;

/// The list, in the words of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct List {
    /// Code of the language: `fr`.
    pub language: String,
    /// `Mon point numérique`.
    pub product: String,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// `Carte grise · Je viens d'acheter un véhicule`.
    pub heading: String,
    /// Papers, price, time.
    pub parts: Vec<Part>,
    /// Small print.
    pub foot: String,
}

impl List {
    /// The list, as PDF bytes. Equal lists give equal bytes.
    pub fn pdf(&self) -> Vec<u8> {
        let mut sheet = Sheet::a4();
        for (words, size) in [(&self.product, 16.0), (&self.place, 12.0)] {
            let style = sheet.style(size);
            sheet.paragraph(Role::Paragraph, &[Run::regular(words, Ink::Text)], style);
        }
        sheet.y += 12.0;
        sheet.rule(1.8, Ink::Primary);
        sheet.y += 12.0;
        let title = sheet.style(20.0);
        sheet.paragraph(Role::Title, &[Run::bold(&self.heading, Ink::Text)], title);
        sheet.y += 8.0;
        for part in &self.parts {
            paper::part(&mut sheet, part);
        }
        paper::foot(&mut sheet, &self.foot);
        sheet.finish(&self.heading, &self.language)
    }
}
