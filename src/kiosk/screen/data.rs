//! *Vos données*: the privacy notice, one touch away on every screen before and during a visit.

use super::Frame;
use crate::kiosk::action::Message;
use crate::kiosk::page::{Block, Page};

/// The page.
pub fn page(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("data", words.say("data.title"));
    for part in ["who", "why", "what", "kept", "rights"] {
        page.body.push(frame.heading(&format!("data.{part}")));
        let days = [("days", frame.draft_days.to_string())];
        let text = words.with(&format!("data.{part}_text"), &days);
        page.body.push(Block::Text(text, crate::kiosk::page::Tone::Plain));
    }
    page.bottom.back = frame.back("frame.back");
    page
}
