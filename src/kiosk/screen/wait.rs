//! A moment of work: the dossier is being sealed. It lasts as long as one write to the disk.

use super::Frame;
use crate::kiosk::action::Message;
use crate::kiosk::page::Page;

/// The page.
pub fn page(frame: &Frame<'_>) -> Page<Message> {
    let mut page = frame.page("sending", frame.words.say("wait.title"));
    page.crumb = Some(frame.words.line(&[&frame.demarche_name()]));
    page.hint = Some(frame.words.say("wait.hint"));
    page.progress = frame.progress(None);
    page
}
