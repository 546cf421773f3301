//! The small ticket of the code de reprise: 80 mm wide, nothing on it says whose it is.

use super::code;
use super::sheet::{Align, Ink, Run, Sheet, Style};
use super::tags::Role;

/// The ticket, in the words of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Code of the language: `fr`.
    pub language: String,
    /// `Mon point numérique`.
    pub product: String,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: String,
    /// `Votre code`.
    pub heading: String,
    /// `7K3M-9QF2-TX0W-4`.
    pub code: String,
    /// The 13 symbols, for the square.
    pub symbols: String,
    /// What the square is, for who cannot see it.
    pub square_name: String,
    /// What the code is for, until when, to whom to show it.
    pub sentences: Vec<String>,
}

/// 80 mm, in points.
const WIDTH: f32 = 226.8;
const HEIGHT: f32 = 368.5;
const SIDE: f32 = 108.0;

/// A small empty paper.
pub(super) fn sheet() -> Sheet {
    Sheet::new(WIDTH, HEIGHT, 14.0)
}

impl Ticket {
    /// The ticket, as PDF bytes. Equal tickets give equal bytes.
    pub fn pdf(&self) -> Vec<u8> {
        let mut sheet = sheet();
        let middle = |sheet: &Sheet, size| Style { align: Align::Middle, ..sheet.style(size) };
        let product = [Run::bold(&self.product, Ink::Text)];
        sheet.paragraph(Role::Paragraph, &product, middle(&sheet, 12.0));
        let place = [Run::regular(&self.place, Ink::Muted)];
        sheet.paragraph(Role::Paragraph, &place, middle(&sheet, 9.0));
        sheet.y += 8.0;
        let heading = [Run::bold(&self.heading, Ink::Text)];
        sheet.paragraph(Role::Title, &heading, middle(&sheet, 14.0));
        let large = Style { spacing: 30.0, ..middle(&sheet, 17.0) };
        sheet.paragraph(Role::Paragraph, &[Run::bold(&self.code, Ink::Text)], large);
        sheet.y += 8.0;
        if let Some((count, dark)) = code::square(&self.symbols) {
            let at = ((WIDTH - SIDE) / 2.0, sheet.y);
            sheet.squares(&self.square_name, at, SIDE / count as f32, &dark);
            sheet.y += SIDE + 8.0;
        }
        for sentence in &self.sentences {
            let style = sheet.style(10.0);
            sheet.paragraph(Role::Paragraph, &[Run::regular(sentence, Ink::Text)], style);
            sheet.y += 3.0;
        }
        sheet.finish(&self.heading, &self.language)
    }
}
