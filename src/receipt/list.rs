//! The list of what to prepare, taken home before anything is typed: nothing on it is personal.

use super::paper::{self, pair};
use super::sheet::{Ink, Sheet};
use super::tags::Role;
use super::{Letters, Part};

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
    /// `Seul le texte en français compte.`: printed when the paper is in two languages.
    pub binding: String,
    /// Papers, price, time.
    pub parts: Vec<Part>,
    /// Small print.
    pub foot: String,
}

impl List {
    /// The list, as PDF bytes: in these letters, and with the same list in a second language
    /// under each sentence. Equal lists give equal bytes.
    pub fn pdf(&self, letters: Letters, second: Option<&Self>) -> Vec<u8> {
        let both = (self, second);
        let mut sheet = Sheet::a4(letters);
        if let Some(second) = second {
            sheet = sheet.beside(&second.language, &second.heading);
        }
        let style = sheet.style(16.0);
        paper::write(&mut sheet, Role::Paragraph, pair(both, |one| &one.product), style);
        let style = sheet.style(paper::BODY);
        paper::write(&mut sheet, Role::Paragraph, pair(both, |one| &one.place), style);
        sheet.y += 12.0;
        sheet.rule(1.8, Ink::Primary);
        sheet.y += 12.0;
        let style = sheet.style(20.0);
        paper::stress(&mut sheet, Role::Title, pair(both, |one| &one.heading), style);
        sheet.y += 8.0;
        paper::binding(&mut sheet, pair(both, |one| &one.binding));
        paper::parts(&mut sheet, &self.parts, second.map(|one| one.parts.as_slice()));
        paper::foot(&mut sheet, pair(both, |one| &one.foot));
        sheet.finish(&self.heading, &self.language)
    }
}
