//! The languages, each in its own words. Changing keeps everything that was typed.

use super::Frame;
use crate::kiosk::action::{Message, Press, Tool};
use crate::kiosk::page::{Block, Card, Id, Page, Say, Shape};

/// A language, as its own words name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// `fr`
    pub code: String,
    /// `Français`
    pub name: String,
    /// That nobody has signed its words yet, in that language and in French.
    pub mark: Option<String>,
}

/// The page: one card for each language.
pub fn page(frame: &Frame<'_>, languages: &[Offered]) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("language", words.say("languages.title"));
    page.hint = Some(words.say("languages.hint"));
    let cards = languages
        .iter()
        .map(|Offered { code, name, mark }| Card {
            id: Id::of(format!("language.{code}")),
            title: Say::plain(name),
            detail: mark.as_ref().map(Say::plain),
            shape: Shape::Radio,
            chosen: *code == frame.comfort.language,
            press: Message::Press(Press::Tool(Tool::Speak(code.clone()))),
        })
        .collect();
    page.body.push(Block::Cards { columns: 2, cards });
    page.bottom.back = frame.back("frame.back");
    page
}
