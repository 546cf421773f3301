//! The last screens: sent, kept, erased. Each gives place to the next person after a while.

use super::code::{Printing, printing_choice, printing_note};
use super::places::Around;
use super::{Frame, with_icon};
use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::kiosk::action::{End, Line, Message, Press};
use crate::kiosk::onward::{Onward, near};
use crate::kiosk::page::{Block, Icon, Page, Say, Tone, Weight};
use zeroize::Zeroizing;

/// *Votre dossier est prêt*.
#[derive(Debug)]
pub struct Farewell {
    /// `R2A-00F2-9QTM`.
    pub number: String,
    /// What was sealed: for the paper only.
    pub contents: Box<Contents>,
    /// Where one goes next.
    pub onward: Onward,
    /// The paper.
    pub printing: Printing,
    /// Where the dossier is.
    pub arrival: Arrival,
}

/// Where a sealed dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// On the disk of the terminal, durable.
    Waiting,
    /// The central service has it.
    Delivered,
}

/// *Votre dossier est gardé*.
pub struct Kept {
    /// Its code, unless it was refused.
    pub code: Option<Zeroizing<String>>,
    /// The small paper of the code.
    pub printing: Printing,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("printing", &self.printing).finish_non_exhaustive()
    }
}

/// The key of a draft is being destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// On its way.
    Working,
    /// Destroyed.
    Done,
    /// The disk did not answer: the screen does not pretend.
    Failed,
}

/// The page after sending.
pub fn sent(
    frame: &Frame<'_>,
    farewell: &Farewell,
    demarche: Option<&Demarche>,
    around: Around<'_>,
    seconds: u32,
) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("farewell", words.say("farewell.title"));
    if let Some(demarche) = demarche {
        let title = words.title(demarche).shown;
        page.crumb = Some(words.line(&[&title, words.text("farewell.crumb")]));
        page.aside = next(frame, farewell, demarche);
    }
    page.hint = Some(words.say(match (farewell.arrival, frame.line) {
        (Arrival::Delivered, _) => "farewell.delivered",
        (Arrival::Waiting, Line::Up) => "farewell.leaving",
        (Arrival::Waiting, Line::Down) => "farewell.waiting",
    }));
    let note = match farewell.printing {
        Printing::Done => "farewell.printed",
        _ => "farewell.note",
    };
    page.body.push(Block::Number {
        label: Some(words.say("farewell.number")),
        value: words.code(&farewell.number),
        note: Some(words.say(note)),
    });
    page.body.extend(printing_note(frame, farewell.printing));
    page.body.extend(printing_choice(frame));
    let mut buttons = Vec::new();
    if farewell.printing != Printing::Working {
        let print =
            frame.button("end.print", "farewell.print", Weight::Primary, Press::End(End::Print));
        buttons.push(with_icon(print, Icon::Printer));
        let answers = frame.button(
            "end.answers",
            "farewell.print_answers",
            Weight::Secondary,
            Press::End(End::PrintAnswers),
        );
        buttons.push(with_icon(answers, Icon::FileText));
    }
    buttons.push(finish(frame));
    let read = frame.button("end.read", "farewell.read", Weight::Secondary, Press::End(End::Read));
    let another =
        frame.button("end.another", "farewell.another", Weight::Quiet, Press::End(End::Another));
    page.body.push(Block::Buttons(buttons));
    let more = vec![with_icon(read, Icon::Volume), with_icon(another, Icon::Plus)];
    page.body.push(Block::Buttons(more));
    soon(frame, &mut page, seconds);
    if let Some(demarche) = demarche {
        page.body.extend(places(frame, demarche, &farewell.onward, around));
    }
    page
}

/// The nearest places, from the citizen's commune or from here.
fn places(
    frame: &Frame<'_>,
    demarche: &Demarche,
    onward: &Onward,
    around: Around<'_>,
) -> Vec<Block<Message>> {
    let (from, key) = match &onward.home {
        Some(home) => (home, "place.near_home"),
        None => (around.here, "place.near_here"),
    };
    let near = near(around.places, demarche, from);
    if near.is_empty() {
        return Vec::new();
    }
    let sites = near.iter().map(|near| frame.words.site(near, around.now)).collect();
    let mut blocks = vec![frame.heading("place.where"), frame.muted(key), Block::Places(sites)];
    let caution = frame.words.caution(around.places, &near);
    blocks.push(Block::Text(Say::plain(caution.join(" ")), Tone::Muted));
    blocks
}

/// Nothing is asked from the State yet: what happens next, how to follow, and who may help.
fn next(frame: &Frame<'_>, farewell: &Farewell, demarche: &Demarche) -> Vec<Block<Message>> {
    let onward = &farewell.onward;
    let after = frame.words.after(demarche);
    let journey = farewell.contents.journey(demarche);
    let delay = frame.words.delay(demarche, &journey);
    let delay = delay
        .into_iter()
        .flat_map(|delay| [frame.heading("prepare.delay"), Block::Text(delay, Tone::Muted)]);
    let mut blocks = vec![
        Block::Note { tone: Tone::Waiting, icon: Icon::Info, text: after.not_yet },
        frame.heading("farewell.next"),
        Block::Numbered(frame.words.next(demarche, &journey)),
    ];
    blocks.extend(delay);
    blocks.extend([frame.heading("farewell.follow"), Block::Text(after.follow, Tone::Muted)]);
    let helpers = onward.helpers.iter().filter_map(|name| frame.words.helper(demarche, name));
    let helpers: Vec<_> = helpers
        .flat_map(|(who, may)| {
            let lines = [(who, Tone::Plain), (may, Tone::Muted)];
            lines.map(|(line, tone)| Block::Text(Say::plain(line), tone))
        })
        .collect();
    if !helpers.is_empty() {
        blocks.push(frame.heading("place.helpers"));
        blocks.extend(helpers);
    }
    blocks
}

/// The page after *Arrêter et garder*, or after a long silence.
pub fn kept(frame: &Frame<'_>, kept: &Kept, seconds: u32) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("kept", words.say("kept.title"));
    let days = [("days", frame.draft_days.to_string())];
    page.hint = Some(words.with("kept.hint", &days));
    if let Some(code) = &kept.code {
        page.body.push(Block::Number {
            label: Some(words.say("kept.code")),
            value: words.code(code),
            note: None,
        });
    }
    page.body.extend(printing_note(frame, kept.printing));
    if kept.code.is_some() {
        page.body.extend(printing_choice(frame));
    }
    let mut buttons = Vec::new();
    if kept.code.is_some() && kept.printing != Printing::Working {
        let print =
            frame.button("end.print", "code.print", Weight::Primary, Press::End(End::Print));
        buttons.push(with_icon(print, Icon::Printer));
    }
    buttons.push(finish(frame));
    page.body.push(Block::Buttons(buttons));
    soon(frame, &mut page, seconds);
    page
}

/// The page of *Tout effacer*.
pub fn erased(frame: &Frame<'_>, erasing: Erasing, seconds: u32) -> Page<Message> {
    let words = frame.words;
    let (name, title, hint) = match erasing {
        Erasing::Working => ("erasing", "erased.working", "erased.working_hint"),
        Erasing::Done => ("erased", "erased.title", "erased.hint"),
        Erasing::Failed => ("erased.failed", "erased.failed", "erased.failed_hint"),
    };
    let mut page = frame.page(name, words.say(title));
    page.hint = Some(words.say(hint));
    if erasing != Erasing::Working {
        page.body.push(Block::Buttons(vec![finish(frame)]));
        soon(frame, &mut page, seconds);
    }
    page
}

/// The way out: nothing of the visit stays.
pub(super) fn finish(frame: &Frame<'_>) -> crate::kiosk::page::Button<Message> {
    let button =
        frame.button("end.finish", "farewell.finish", Weight::Secondary, Press::End(End::Finish));
    with_icon(button, Icon::LogOut)
}

/// How long this screen stays, and the way to keep it longer.
fn soon(frame: &Frame<'_>, page: &mut Page<Message>, seconds: u32) {
    let text = frame.words.with("farewell.soon", &[("seconds", seconds.to_string())]);
    page.body.push(Block::Text(text, Tone::Muted));
    let wait = frame.button("end.wait", "idle.more", Weight::Secondary, Press::End(End::Wait));
    page.bottom.next = Some(with_icon(wait, Icon::Clock));
}
