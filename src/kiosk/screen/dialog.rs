//! Questions over the dimmed screen: leaving, erasing, no code, not saved, still there.

use super::{Frame, with_icon};
use crate::kiosk::action::{Code, Fault, Leave, Message, Press, Tool};
use crate::kiosk::page::{Block, Button, Dialog, Icon, Tone, Weight};
use crate::kiosk::rehearsal::Mode;
use crate::kiosk::visit::{Asked, Mediator};

/// The dialog of a question.
pub fn asked(frame: &Frame<'_>, asked: Asked) -> Dialog<Message> {
    match asked {
        Asked::Leave => leave(frame),
        Asked::Erase => erase(frame),
        Asked::RefuseCode => refuse_code(frame),
        Asked::NotSaved(fault) => not_saved(frame, fault),
    }
}

fn leave(frame: &Frame<'_>) -> Dialog<Message> {
    if frame.mode == Mode::Practice {
        let buttons = vec![stay(frame, "leave.stay"), super::practice::stop(frame)];
        let body = vec![frame.text("practice.nothing"), Block::Buttons(buttons)];
        return dialog(frame, "practice.leave", body);
    }
    let has_code = frame.open.is_some_and(|open| open.code.is_some());
    let text = if has_code { "leave.text" } else { "leave.text_no_code" };
    let mut buttons = vec![stay(frame, "leave.stay")];
    if has_code {
        buttons.push(keep(frame));
    }
    let erase = frame.button("leave.erase", "leave.erase", Weight::Danger, ask_erase());
    buttons.push(with_icon(erase, Icon::Trash));
    dialog(frame, "leave.title", vec![frame.text(text), Block::Buttons(buttons)])
}

fn ask_erase() -> Press {
    Press::Leave(Leave::AskErase)
}

fn erase(frame: &Frame<'_>) -> Dialog<Message> {
    let sure = frame.button("erase.sure", "erase.sure", Weight::Danger, Press::Leave(Leave::Erase));
    let buttons = vec![stay(frame, "erase.stay"), with_icon(sure, Icon::Trash)];
    dialog(frame, "erase.title", vec![frame.text("erase.text"), Block::Buttons(buttons)])
}

fn refuse_code(frame: &Frame<'_>) -> Dialog<Message> {
    let stay = frame.button("code.stay", "code.stay", Weight::Primary, Press::Leave(Leave::Stay));
    let sure = frame.button("code.sure", "code.sure", Weight::Secondary, Press::Code(Code::Refuse));
    let body = vec![
        frame.text("code.refuse_text"),
        frame.text("code.refuse_help"),
        Block::Buttons(vec![stay, sure]),
    ];
    dialog(frame, "code.refuse_title", body)
}

fn not_saved(frame: &Frame<'_>, fault: Fault) -> Dialog<Message> {
    let text = frame.words.say(fault_key(fault));
    let retry = frame.button("retry", "saving.retry", Weight::Primary, Press::Retry);
    let mut buttons = vec![retry];
    if frame.mediator == Mediator::Called {
        buttons.push(frame.button(
            "saving.go_on",
            "saving.go_on",
            Weight::Secondary,
            Press::Leave(Leave::Stay),
        ));
    }
    let body = vec![
        Block::Note { tone: Tone::Alert, icon: Icon::TriangleAlert, text },
        Block::Buttons(buttons),
    ];
    dialog(frame, "saving.title", body)
}

/// The silence lasts: this many seconds are left.
pub fn idle(frame: &Frame<'_>, seconds: u32) -> Dialog<Message> {
    let words = frame.words;
    let code = frame.open.and_then(|open| open.code.as_ref());
    let code = code.filter(|_| frame.mode == Mode::Real);
    let text = match (frame.open, code) {
        (Some(_), _) if frame.mode == Mode::Practice => words.say("practice.idle"),
        (Some(_), Some(code)) => {
            let mut say = words.with("idle.kept", &[("code", code.to_string())]);
            let spelled = crate::kiosk::words::spelled(code);
            say.spoken = words.with("idle.kept", &[("code", spelled)]).shown;
            let hidden = words.text("speech.hidden").to_owned();
            say.private(words.with("idle.kept", &[("code", hidden)]).shown)
        }
        (Some(_), None) => words.say("idle.no_code"),
        (None, _) => words.say("idle.nothing"),
    };
    let mut buttons =
        vec![frame.button("idle.here", "idle.here", Weight::Primary, Press::Leave(Leave::Here))];
    let more =
        frame.button("idle.more", "idle.more", Weight::Secondary, Press::Leave(Leave::MoreTime));
    buttons.push(with_icon(more, Icon::Clock));
    if code.is_some() {
        buttons.push(keep(frame));
    }
    let body = vec![Block::Text(text, Tone::Muted), Block::Buttons(buttons)];
    Dialog { countdown: Some(seconds), ..dialog(frame, "idle.title", body) }
}

/// Under a dialog nothing is reached: the mediator is called from it, always at its foot.
fn dialog(frame: &Frame<'_>, title: &str, mut body: Vec<Block<Message>>) -> Dialog<Message> {
    match frame.mediator {
        Mediator::Called => body.push(Block::Text(frame.words.say("mediator.called"), Tone::Muted)),
        Mediator::Away => {
            let call = Press::Tool(Tool::Mediator);
            let call = frame.button("mediator.now", "frame.mediator", Weight::Call, call);
            let call = with_icon(call, Icon::User);
            match body.last_mut() {
                Some(Block::Buttons(buttons)) => buttons.push(call),
                _ => body.push(Block::Buttons(vec![call])),
            }
        }
    }
    Dialog { title: frame.words.say(title), body, countdown: None }
}

fn stay(frame: &Frame<'_>, key: &str) -> Button<Message> {
    frame.button("leave.stay", key, Weight::Primary, Press::Leave(Leave::Stay))
}

fn keep(frame: &Frame<'_>) -> Button<Message> {
    let keep =
        frame.button("leave.keep", "leave.keep", Weight::Secondary, Press::Leave(Leave::Keep));
    with_icon(keep, Icon::Save)
}

/// What a disk that does not take something is called.
pub fn fault_key(fault: Fault) -> &'static str {
    match fault {
        Fault::Full => "saving.full",
        Fault::Broken => "saving.broken",
    }
}
