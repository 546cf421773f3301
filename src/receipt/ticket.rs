//! The small ticket of the code de reprise: 80 mm wide, nothing on it says whose it is.

use super::paper::{self, pair};
use super::sheet::{Align, Both, Run, Sheet, Style};
use super::tags::Role;
use super::{Letters, code};

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
    /// `Seul le texte en français compte.`: printed when the paper is in two languages.
    pub binding: String,
    /// The 13 symbols, for the square.
    pub symbols: String,
    /// What the square is, for who cannot see it.
    pub square_name: String,
    /// What the code is for, until when, to whom to show it.
    pub sentences: Vec<String>,
}

/// 80 mm, in points.
const WIDTH: f32 = 226.8;
/// 130 mm: no ticket is shorter.
const HEIGHT: f32 = 368.5;
const MARGIN: f32 = 14.0;
/// More than the longest ticket has, in points: what it takes is measured on it.
const LONG: f32 = 5000.0;
const SIDE: f32 = 108.0;

/// A small empty paper, as long as what `draw` puts on it.
pub(super) fn drawn(letters: Letters, draw: impl Fn(Sheet) -> Sheet) -> Sheet {
    let sheet = |height| draw(Sheet::new(WIDTH, height, MARGIN, letters));
    let height = HEIGHT.max((sheet(LONG).y + MARGIN).ceil());
    sheet(height)
}

impl Ticket {
    /// The ticket, as PDF bytes: in these letters, and with the same ticket in a second language
    /// under each sentence. It is as long as its words. Equal tickets give equal bytes.
    pub fn pdf(&self, letters: Letters, second: Option<&Self>) -> Vec<u8> {
        let sheet = drawn(letters, |sheet| self.draw(sheet, second));
        sheet.finish(&self.heading, &self.language)
    }

    fn draw(&self, mut sheet: Sheet, second: Option<&Self>) -> Sheet {
        let both = (self, second);
        if let Some(second) = second {
            sheet = sheet.beside(&second.language, &second.heading);
        }
        let middle = |sheet: &Sheet, size| Style { align: Align::Middle, ..sheet.style(size) };
        let style = middle(&sheet, 12.0);
        paper::stress(&mut sheet, Role::Paragraph, pair(both, |one| &one.product), style);
        paper::write(&mut sheet, Role::Paragraph, pair(both, |one| &one.place), style);
        sheet.y += 8.0;
        let style = middle(&sheet, 14.0);
        paper::stress(&mut sheet, Role::Title, pair(both, |one| &one.heading), style);
        let code = Run::bold(&self.code);
        let large = Style { spacing: 30.0, ..middle(&sheet, 17.0) };
        let large = sheet.largest(code, large);
        sheet.paragraph(Role::Paragraph, Both::once(&[code]), large);
        sheet.y += 8.0;
        if let Some((count, dark)) = code::square(&self.symbols) {
            let at = ((WIDTH - SIDE) / 2.0, sheet.y);
            sheet.squares(&self.square_name, at, (SIDE / count as f32, count), &dark);
            sheet.y += SIDE + 8.0;
        }
        paper::binding(&mut sheet, pair(both, |one| &one.binding));
        let style = sheet.style(paper::BODY);
        for (at, sentence) in self.sentences.iter().enumerate() {
            let other = second.and_then(|one| one.sentences.get(at)).map_or("", String::as_str);
            paper::write(&mut sheet, Role::Paragraph, (sentence, other), style);
            sheet.y += 3.0;
        }
        sheet
    }
}
