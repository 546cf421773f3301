//! One entry that types: text, a number with its unit, a number copied from a paper.

use super::{Asked, Part, Slot};
use crate::demarche::{Question, QuestionId};
use crate::kiosk::action::Message;
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Id};
use crate::kiosk::typing::Letters;

/// Room for a number of any format, with the spaces that people add.
const FORMAT: usize = 60;
/// An e-mail address, as long as the standard allows.
const EMAIL: usize = 254;

pub(super) fn blocks(asked: &Asked<'_>, lines: u8, unit: Option<&str>) -> Vec<Block<Message>> {
    let Some(mut field) = asked.field(Part::Whole, asked.label()) else { return Vec::new() };
    field.lines = lines.max(1);
    field.unit = unit.map(|unit| asked.frame.words.unit(unit));
    field.width = unit.map(|_| 8);
    let ask = asked.frame.demarche.map(|d| asked.frame.words.ask(d, asked.step, asked.id));
    field.example = ask.and_then(|ask| ask.example);
    vec![Block::Fields(vec![field])]
}

/// The only place where one types.
pub(super) fn slot(
    id: QuestionId,
    question: &Question,
    layout: Layout,
    letters: Letters,
    most: usize,
) -> Slot {
    let name = Id::of(format!("ask.{}", question.name));
    Slot { id: name, question: id, part: Part::Whole, layout, letters, most }
}

/// The keyboard follows the format.
pub(super) fn format_slot(id: QuestionId, question: &Question, format: &str) -> Slot {
    let (layout, letters, most) = match format {
        "email" => (Layout::Email, Letters::Any, EMAIL),
        "phone" => (Layout::Phone, Letters::Phone, FORMAT),
        "postal_code" | "timbre" | "cni_old" | "taille" | "siren" | "siret" | "neph" => {
            (Layout::Digits, Letters::Any, FORMAT)
        }
        "licence_mrz" => (Layout::Line, Letters::Any, FORMAT),
        _ => (Layout::Azerty, Letters::Any, FORMAT.max(100)),
    };
    slot(id, question, layout, letters, most)
}
