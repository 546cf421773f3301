//! *Avant de commencer*: what will be asked, how long it takes, what becomes of the answers.
//!
//! The consent stands before the first key. Nothing is typed here.

use super::Frame;
use crate::demarche::Demarche;
use crate::kiosk::action::{Fault, Message, Press, Tool};
use crate::kiosk::page::{Block, Icon, Mark, Page, Tone, Weight};
use crate::kiosk::rehearsal::Mode;

/// The version of the privacy notice that these screens show; it is written in the dossier.
pub const NOTICE: &str = "2026-11";

/// A démarche that is about to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its name without edition: `cni`.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
}

/// How far the beginning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The citizen reads.
    Reading,
    /// The code is being made.
    Making,
    /// The disk did not take the new draft.
    Refused(Fault),
}

/// The page.
pub fn page(frame: &Frame<'_>, before: &Before, demarche: &Demarche) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("before", words.say("before.title"));
    page.crumb = Some(words.title(demarche));
    page.hint = Some(words.say("before.hint"));
    if let Stage::Refused(fault) = before.stage {
        page.refusal = Some(words.say(super::dialog::fault_key(fault)));
    }
    let goal = words.own(demarche, "welcome.goal", "before.goal");
    // What becomes of the answers of a request is no word for those of a rehearsal.
    let promises: &[&str] = match frame.mode {
        Mode::Real => {
            &["before.who", "before.required", "before.kept", "before.rights", "before.help"]
        }
        Mode::Practice => &["practice.nothing", "before.required", "before.help"],
    };
    let lines = [goal].into_iter().chain(promises.iter().map(|key| words.say(key)));
    let lines = lines.map(|said| (Mark::Done, said)).collect();
    page.body.push(Block::Checklist(lines));
    page.body.push(Block::Buttons(vec![super::with_icon(
        frame.button("data", "frame.data", Weight::Secondary, Press::Tool(Tool::Data)),
        Icon::ShieldCheck,
    )]));
    page.aside = vec![
        frame.heading("before.time"),
        Block::Text(words.duration(demarche), Tone::Muted),
        frame.heading("before.price"),
        Block::Text(words.own(demarche, "welcome.price", "before.price_text"), Tone::Muted),
        frame.heading("before.missing"),
        Block::Text(words.own(demarche, "welcome.missing", "before.missing_text"), Tone::Muted),
    ];
    if before.stage == Stage::Making {
        page.hint = Some(words.say("before.making"));
    } else {
        page.bottom.back = frame.back("frame.back");
        page.bottom.next = frame.next("before.accept");
    }
    page
}
