//! *Pause du médiateur*: the code that stops the clock of this visit. Shows no digit of it.

use super::Frame;
use super::resume::Lock;
use crate::kiosk::action::{Message, Press};
use crate::kiosk::keyboard::{Layout, keyboard};
use crate::kiosk::page::{Block, Field, Icon, Id, Page, Tone};
use crate::kiosk::pause::{Pause, Tried};
use crate::kiosk::visit::Shown;

/// The name of its entry.
pub const FIELD: &str = "pause.code";

/// The page.
pub fn page(frame: &Frame<'_>, pause: &Pause, lock: Lock) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("pause", words.say("pause.title"));
    page.hint = Some(words.say("pause.hint"));
    page.bottom.back = frame.back("frame.back");
    if let Lock::Minutes(minutes) = lock {
        let text = words.with("pause.locked", &[("minutes", minutes.to_string())]);
        page.body.push(Block::Note { tone: Tone::Alert, icon: Icon::TriangleAlert, text });
        return page;
    }
    page.refusal = (pause.tried == Tried::Wrong).then(|| words.say("pause.wrong"));
    page.body.push(Block::Fields(vec![Field {
        id: Id::new(FIELD),
        name: words.say("pause.field"),
        labelled: true,
        value: String::new(),
        veil: Some("•".repeat(pause.typed.chars().count())),
        caret: frame.caret,
        example: None,
        unit: None,
        width: Some(8),
        lines: 1,
        refused: page.refusal.is_some(),
        press: Message::Press(Press::Focus(Id::new(FIELD))),
    }]));
    page.bottom.next = frame.next("pause.start");
    if frame.focus.is_some_and(|id| id.as_str() == FIELD) && frame.keyboard == Shown::Shown {
        page.keyboard = Some(keyboard(Layout::Digits, frame.layer, words));
    }
    page
}
