//! *Voici votre code*: born at *Commencer*, shown again behind one button.
//!
//! The code is a copy for the eyes: what it opens is kept by the edge.

use super::{Frame, with_icon};
use crate::kiosk::action::{Code, Message, Press, PrintFault, Tool};
use crate::kiosk::page::{Block, Card, Icon, Id, Page, Shape, Tone, Weight};
use crate::kiosk::paper::{FIRST, letters};
use crate::kiosk::rehearsal::Mode;
use crate::receipt::Letters;

/// The screen of a new code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeScreen {
    /// The small paper.
    pub printing: Printing,
}

/// How far a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printing {
    /// Not asked.
    #[default]
    Idle,
    /// On its way.
    Working,
    /// It came out.
    Done,
    /// It did not.
    Failed(PrintFault),
}

/// The page at *Commencer*.
pub fn page(frame: &Frame<'_>, screen: &CodeScreen) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("code", words.say("code.title"));
    page.crumb = Some(words.line(&[&frame.demarche_name(), words.text("before.title")]));
    page.hint = Some(words.say("code.hint"));
    page.body.push(frame.muted(match frame.mode {
        Mode::Real => "code.lock",
        Mode::Practice => "practice.code",
    }));
    shown(frame, &mut page);
    page.body.extend(printing_note(frame, screen.printing));
    page.body.extend(printing_choice(frame));
    let mut buttons = Vec::new();
    if screen.printing != Printing::Working {
        let print =
            frame.button("code.print", "code.print", Weight::Primary, Press::Code(Code::Print));
        buttons.push(with_icon(print, Icon::Printer));
    }
    let noted =
        frame.button("code.noted", "code.noted", Weight::Secondary, Press::Code(Code::Noted));
    buttons.push(with_icon(noted, Icon::Check));
    buttons.push(frame.button(
        "code.refuse",
        "code.refuse",
        Weight::Quiet,
        Press::Code(Code::AskRefuse),
    ));
    page.body.push(Block::Buttons(buttons));
    aside(frame, &mut page);
    page.bottom.next = frame.next("frame.continue");
    page
}

/// The page behind the button *Mon code*.
pub fn again(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("code.again", words.say("code.again"));
    page.hint = Some(words.say("code.hint"));
    shown(frame, &mut page);
    aside(frame, &mut page);
    page.bottom.back = frame.back("frame.back");
    page
}

fn shown(frame: &Frame<'_>, page: &mut Page<Message>) {
    if let Some(code) = frame.open.and_then(|open| open.code.as_ref()) {
        let value = frame.words.code(code);
        page.body.push(Block::Number { label: None, value, note: None });
    }
}

fn aside(frame: &Frame<'_>, page: &mut Page<Message>) {
    let words = frame.words;
    let days = [("days", frame.draft_days.to_string())];
    page.aside = vec![frame.heading("code.private"), frame.muted("code.private_text")];
    if frame.mode == Mode::Practice {
        return;
    }
    page.aside.extend([
        frame.heading("code.time"),
        Block::Text(words.with("code.time_text", &days), Tone::Muted),
        frame.heading("code.rights"),
        frame.muted("code.rights_text"),
        Block::Buttons(vec![with_icon(
            frame.button("data", "frame.data", Weight::Secondary, Press::Tool(Tool::Data)),
            Icon::ShieldCheck,
        )]),
    ]);
}

/// How the next paper is written: *en grosses lettres*, ticked from the start for who reads the
/// screen large; and in which languages.
pub fn printing_choice(frame: &Frame<'_>) -> Vec<Block<Message>> {
    let large = letters(frame.comfort) == Letters::Large;
    let other = if large { Letters::Ordinary } else { Letters::Large };
    let card = Card {
        id: Id::new("print.large"),
        title: frame.words.say("print.large"),
        detail: None,
        shape: Shape::Checkbox,
        chosen: large,
        press: Message::Press(Press::Tool(Tool::Paper(other))),
    };
    let double = (frame.words.0.language() != FIRST).then(|| frame.muted("print.double"));
    [Some(Block::Cards { columns: 1, cards: vec![card] }), double].into_iter().flatten().collect()
}

/// What became of a paper, in words.
pub fn printing_note(frame: &Frame<'_>, printing: Printing) -> Option<Block<Message>> {
    let note = |tone, icon, key| Some(Block::Note { tone, icon, text: frame.words.say(key) });
    match printing {
        Printing::Idle => None,
        Printing::Working => note(Tone::Plain, Icon::Printer, "print.working"),
        Printing::Done => note(Tone::Success, Icon::CircleCheck, "print.done"),
        Printing::Failed(PrintFault::Absent) => {
            note(Tone::Waiting, Icon::TriangleAlert, "print.absent")
        }
        Printing::Failed(PrintFault::Failed) => {
            note(Tone::Waiting, Icon::TriangleAlert, "print.failed")
        }
    }
}
