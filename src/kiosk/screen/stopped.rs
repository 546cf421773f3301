//! The journey ends here, without a dossier: why, and where to go.

use super::Frame;
use crate::kiosk::action::{Leave, Message, Press};
use crate::kiosk::page::{Block, Icon, Page, Say, Tone, Weight};
use crate::kiosk::rehearsal::Mode;

/// The page of the rule that stopped the journey.
pub fn page(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let stop = frame.open.and_then(|open| open.journey.stop.as_ref());
    let (Some(stop), Some(demarche)) = (stop, frame.demarche) else {
        return frame.page("stopped", words.say("stopped.leave"));
    };
    let stop = words.stop(demarche, stop);
    let mut page = frame.page("stopped", stop.title);
    page.crumb = Some(Say::plain(frame.demarche_name()));
    page.body.push(Block::Text(stop.body, Tone::Plain));
    if let Some(next) = stop.next {
        page.body.push(frame.heading("stopped.next"));
        page.body.push(Block::Note { tone: Tone::Plain, icon: Icon::Info, text: next });
    }
    page.body.push(frame.muted("stopped.back_hint"));
    let leave = match frame.mode {
        Mode::Practice => super::practice::stop(frame),
        Mode::Real => {
            let leave = Press::Leave(Leave::Erase);
            let leave = frame.button("leave.erase", "stopped.leave", Weight::Secondary, leave);
            super::with_icon(leave, Icon::LogOut)
        }
    };
    page.body.push(Block::Buttons(vec![leave]));
    page.bottom.back = frame.back("frame.back");
    page
}
