//! *S'entraîner*: what it is, who one plays, and how it ends. It holds no data of anybody.

use super::code::{Printing, printing_note};
use super::{Frame, farewell, welcome, with_icon};
use crate::demarche::Demarche;
use crate::dossier::journey::VisibleStep;
use crate::kiosk::action::{End, Message, Practice, Press};
use crate::kiosk::page::{Block, Button, Icon, Mark, Page, Tone, Weight};
use crate::kiosk::rehearsal::Mode;

/// The end of a practice visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// `TEST-0001`, when the journey went so far.
    pub number: Option<String>,
    /// A paper.
    pub printing: Printing,
}

/// The page that says what it is, with a tile for each démarche.
pub fn page(frame: &Frame<'_>, demarches: &[&Demarche]) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("practice", words.say("practice.title"));
    page.hint = Some(words.say("practice.hint"));
    let lines = ["practice.nothing", "practice.someone", "practice.mistakes"];
    let lines = lines.into_iter().map(|key| (Mark::Done, words.say(key))).collect();
    page.body.push(Block::Checklist(lines));
    let tiles = demarches.iter().map(|one| welcome::tile(frame, one));
    let tiles = tiles.map(|tile| crate::kiosk::page::Tile { low: true, ..tile });
    page.body.push(Block::Tiles(tiles.collect()));
    page.bottom.back = frame.back("resume.home");
    page
}

/// Who the citizen is on this step, and the button that answers like her.
pub fn offer(frame: &Frame<'_>, step: &VisibleStep) -> Vec<Block<Message>> {
    let (Mode::Practice, Some(person), Some(demarche)) =
        (frame.mode, frame.invented, frame.demarche)
    else {
        return Vec::new();
    };
    let mut asked = step.questions.iter().map(|visible| demarche.question(visible.question));
    if !person.answers(demarche, asked.by_ref().map(|question| question.name.as_str())) {
        return Vec::new();
    }
    let who = frame.words.with("practice.you", &[("person", person.person().to_owned())]);
    let press = Press::Practice(Practice::ForMe);
    let fill = frame.button("practice.for_me", "practice.for_me", Weight::Secondary, press);
    // The button first: it stays in sight over an open keyboard.
    vec![Block::Buttons(vec![with_icon(fill, Icon::GraduationCap)]), Block::Text(who, Tone::Muted)]
}

/// The way out of a practice visit.
pub fn stop(frame: &Frame<'_>) -> Button<Message> {
    let press = Press::Practice(Practice::Stop);
    let stop = frame.button("practice.stop", "practice.stop", Weight::Secondary, press);
    with_icon(stop, Icon::LogOut)
}

/// *C'était un entraînement. Rien n'a été envoyé.*
pub fn ended(frame: &Frame<'_>, ended: &Ended) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("practised", words.say("practice.ended"));
    page.hint = Some(words.say("practice.nothing_kept"));
    if let Some(number) = &ended.number {
        page.body.push(Block::Number {
            label: Some(words.say("practice.number")),
            value: words.code(number),
            note: Some(words.say("practice.number_note")),
        });
        page.body.extend(printing_note(frame, ended.printing));
        if ended.printing != Printing::Working {
            let print = Press::End(End::Print);
            let print = frame.button("end.print", "practice.print", Weight::Quiet, print);
            page.body.push(Block::Buttons(vec![with_icon(print, Icon::Printer)]));
        }
    }
    let button = |id, key, weight, press| frame.button(id, key, weight, Press::Practice(press));
    page.body.push(Block::Buttons(vec![
        button("practice.real", "practice.real", Weight::Primary, Practice::Real),
        button("practice.again", "practice.again", Weight::Secondary, Practice::Again),
        farewell::finish(frame),
    ]));
    page
}
