//! Two versions of one dossier, typed at two terminals: the citizen chooses by the hour.

use super::Frame;
use crate::kiosk::action::{Message, Press, Version};
use crate::kiosk::page::{Block, Card, Id, Page, Shape};

/// The versions that one code opens.
pub struct Versions {
    /// Two or more.
    pub versions: Vec<Version>,
    /// The code that opened them, as shown.
    pub code: zeroize::Zeroizing<String>,
}

impl std::fmt::Debug for Versions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Versions").field("found", &self.versions.len()).finish_non_exhaustive()
    }
}

/// The page: hours and counts, no answer.
pub fn page(frame: &Frame<'_>, versions: &Versions) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("version", words.say("version.title"));
    page.hint = Some(words.say("version.hint"));
    let cards = versions
        .versions
        .iter()
        .enumerate()
        .map(|(at, version)| Card {
            id: Id::of(format!("version.{}", at + 1)),
            title: words.moment(version.saved),
            detail: Some(
                words
                    .with("version.answers", &[("count", version.draft.entries.len().to_string())]),
            ),
            shape: Shape::Line,
            chosen: false,
            press: Message::Press(Press::Version(at)),
        })
        .collect();
    page.body.push(Block::Cards { columns: 1, cards });
    page.bottom.back = frame.back("resume.home");
    page
}
