//! The languages, each in its own words. Changing keeps everything that was typed.

use super::Frame;
use crate::kiosk::action::{Message, Press, Tool};
use crate::kiosk::page::{Block, Card, Id, Page, Say, Shape};

/// The page; `languages` are codes and own names: `("fr", "Français")`.
pub fn page(frame: &Frame<'_>, languages: &[(String, String)]) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("language", words.say("languages.title"));
    page.hint = Some(words.say("languages.hint"));
    let cards = languages
        .iter()
        .map(|(code, name)| Card {
            id: Id::of(format!("language.{code}")),
            title: Say::plain(name),
            detail: None,
            shape: Shape::Radio,
            chosen: *code == frame.comfort.language,
            press: Message::Press(Press::Tool(Tool::Speak(code.clone()))),
        })
        .collect();
    page.body.push(Block::Cards { columns: 2, cards });
    page.bottom.back = frame.back("frame.back");
    page
}
