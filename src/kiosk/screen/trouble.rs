//! The store cannot be used: a clear state for the mediator, and nothing else to touch.

use super::Frame;
use crate::kiosk::action::{Message, Trouble};
use crate::kiosk::page::{Block, Icon, Page, Tone};

/// The page. It begins nothing: nothing could be kept.
pub fn page(frame: &Frame<'_>, trouble: Trouble) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("trouble", words.say("trouble.title"));
    page.grand = true;
    page.hint = Some(words.say("trouble.hint"));
    page.body.push(frame.heading("trouble.mediator"));
    let key = match trouble {
        Trouble::LaterVersion => "trouble.later_version",
        Trouble::Corrupt => "trouble.corrupt",
        Trouble::Full => "trouble.full",
        Trouble::Unreachable => "trouble.unreachable",
    };
    let text = words.say(key);
    page.body.push(Block::Note { tone: Tone::Alert, icon: Icon::TriangleAlert, text });
    page.body.push(frame.muted("trouble.safe"));
    page
}
