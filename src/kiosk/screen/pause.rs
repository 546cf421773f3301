//! *Pause du médiateur*: the code that stops the clock of this visit. Shows no digit of it.

use super::Frame;
use super::resume::Lock;
use crate::kiosk::action::Message;
use crate::kiosk::keyboard::Layout;
use crate::kiosk::page::{Block, Field, Icon, Page, Tone};
use crate::kiosk::pause::{Pause, Tried};

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
        veil: Some("•".repeat(pause.typed.chars().count())),
        width: Some(8),
        refused: page.refusal.is_some(),
        ..frame.entry(FIELD, "pause.field", String::new())
    }]));
    page.bottom.next = frame.next("pause.start");
    page.keyboard = frame.keys(FIELD, Layout::Digits);
    page
}
