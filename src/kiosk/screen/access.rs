//! *Accessibilité de la borne*: what the terminal can do for a person, how far it conforms, whom
//! to tell that something does not work. EN 301 549 clauses 12.1 and 12.2; law 2005-102 art. 47.
//!
//! It promises nothing that the terminal does not do, and holds no data of anybody.

use super::Frame;
use crate::kiosk::action::Message;
use crate::kiosk::page::{Block, Icon, Mark, Page, Say, Tone};
use crate::kiosk::words::Words;

/// Whom to tell that something does not work, as the operator writes it. Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A telephone number.
    pub phone: String,
    /// A postal address, or an electronic one.
    pub address: String,
}

/// What the terminal does, by the sense or the need that it serves. A line that names a button
/// takes its words from the button itself.
const GROUPS: [(&str, &[(&str, &str)]); 6] = [
    (
        "access.hear",
        &[
            ("access.voice", "frame.listen"),
            ("access.headphones", ""),
            ("access.pace", "frame.voice"),
        ],
    ),
    (
        "access.see",
        &[
            ("access.size", "frame.size"),
            ("access.colours", "frame.contrast"),
            ("access.magnifier", ""),
        ],
    ),
    ("access.touch", &[("access.low", ""), ("access.keypad", ""), ("access.scanning", "")]),
    (
        "access.understand",
        &[
            ("access.languages", "frame.language"),
            ("access.why", "question.why"),
            ("access.practice", ""),
        ],
    ),
    ("access.time", &[("access.more", "idle.more"), ("access.resume", "")]),
    ("access.help", &[("access.mediator", "frame.mediator"), ("access.reset", "")]),
];

/// The page. The sentence of the law stands in French, beside its translation.
pub fn page(frame: &Frame<'_>, contact: &Contact, french: Words<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("access", words.say("access.title"));
    page.hint = Some(words.say("access.hint"));
    for (heading, lines) in GROUPS {
        // A terminal of one language has no button for others.
        let alone = frame.languages.len() < 2;
        let lines = lines.iter().filter(|(key, _)| !(alone && *key == "access.languages"));
        let lines = lines.map(|(key, button)| (Mark::Done, line(words, key, button)));
        page.body.extend([frame.heading(heading), Block::Checklist(lines.collect())]);
    }
    page.aside = state(frame, french);
    page.aside.extend(feedback(frame, contact));
    page.aside.extend(rights(frame, french));
    page.bottom.back = frame.back("frame.back");
    page
}

fn line(words: Words<'_>, key: &str, button: &str) -> Say {
    match button {
        "" => words.say(key),
        button => {
            let question = ("question", words.text("idle.title").to_owned());
            words.with(key, &[("button", words.text(button).to_owned()), question])
        }
    }
}

/// How far the terminal conforms, and what is missing.
fn state(frame: &Frame<'_>, french: Words<'_>) -> Vec<Block<Message>> {
    let text = frame.words.say("access.state_law");
    let mut state = vec![
        frame.heading("access.state"),
        Block::Note { tone: Tone::Plain, icon: Icon::Info, text },
    ];
    state.extend(beside(frame, french, "access.state_law"));
    state.extend([
        frame.text("access.state_text"),
        frame.heading("access.missing"),
        frame.text("access.missing_text"),
    ]);
    state
}

/// The sentence of the law in French. A voice of another language cannot say it: it says that it
/// is there, and has said what it means.
fn beside(frame: &Frame<'_>, french: Words<'_>, key: &str) -> Option<Block<Message>> {
    let other = frame.words.0.language() != french.0.language();
    let spoken = frame.words.text("access.french");
    other.then(|| Block::Text(Say::aloud(french.text(key), spoken), Tone::Muted))
}

fn feedback(frame: &Frame<'_>, contact: &Contact) -> Vec<Block<Message>> {
    let mut blocks = vec![frame.heading("access.tell"), frame.text("access.tell_mediator")];
    let ways = [
        ("access.tell_phone", "phone", &contact.phone),
        ("access.tell_address", "address", &contact.address),
    ];
    let given = ways.into_iter().filter(|(_, _, value)| !value.is_empty());
    blocks.extend(given.map(|(key, name, value)| {
        Block::Text(frame.words.with(key, &[(name, value.clone())]), Tone::Plain)
    }));
    blocks
}

fn rights(frame: &Frame<'_>, french: Words<'_>) -> Vec<Block<Message>> {
    let mut blocks = vec![frame.heading("access.rights"), frame.text("access.law")];
    blocks.extend(beside(frame, french, "access.law"));
    let ways = ["access.defender", "access.defender_phone", "access.defender_address"];
    blocks.extend(ways.map(|key| frame.text(key)));
    blocks
}
