//! *Relisez vos réponses*: every answer of the path, section by section, each with *Changer*.

use super::question::needs;
use super::{Frame, price, with_icon};
use crate::demarche::{Demarche, Kind};
use crate::dossier::draft::Answers;
use crate::dossier::journey::{Shown as Answer, VisibleQuestion, VisibleStep};
use crate::format;
use crate::kiosk::action::{Message, Press, Review};
use crate::kiosk::page::{
    Block, Button, Card, Icon, Id, Mark, Page, Row, Say, Shape, Tone, Weight,
};
use crate::kiosk::veil;
use crate::kiosk::visit::Shown;

/// Nothing stands in the way of sending.
pub fn ready(frame: &Frame<'_>) -> bool {
    frame.open.is_some_and(|open| {
        let journey = &open.journey;
        journey.missing.is_empty()
            && journey.refusals.is_empty()
            && journey.stop.is_none()
            && journey.cautions.iter().all(|caution| caution.confirmed)
    })
}

/// The page.
pub fn page(frame: &Frame<'_>) -> Page<Message> {
    let words = frame.words;
    let mut page = frame.page("review", words.say("review.title"));
    page.crumb = Some(words.line(&[&frame.demarche_name(), words.text("review.crumb")]));
    page.progress = frame.progress(None);
    page.hint = Some(words.say("review.hint"));
    let (Some(open), Some(demarche)) = (frame.open, frame.demarche) else { return page };
    page.body.extend(wanting(frame));
    // Whoever hides everything has nothing to show piece by piece.
    let mut told = frame.comfort.answers == Answers::Hidden;
    for (at, _) in demarche.sections().iter().enumerate() {
        let steps: Vec<&VisibleStep> =
            open.journey.steps.iter().filter(|step| usize::from(step.section.0) == at).collect();
        let rows: Vec<Row<Message>> = steps
            .iter()
            .flat_map(|step| step.questions.iter().map(|visible| row(frame, step, visible)))
            .collect();
        if let (Some(first), false) = (steps.first(), rows.is_empty()) {
            let section = words.section(demarche, first.section).shown;
            let done = steps.iter().all(|step| step.done);
            let status =
                words.text(if done { "review.section_done" } else { "review.section_open" });
            page.body.push(Block::Heading(words.line(&[&section, status])));
            page.body.push(Block::Rows(rows));
            let papers = || steps.iter().flat_map(|step| &step.questions);
            if !told && papers().any(|visible| is_number(demarche, visible)) {
                page.body.push(numbers(frame));
                told = true;
            }
        }
    }
    page.body.push(Block::Cards {
        columns: 1,
        cards: vec![Card {
            id: Id::new("review.helped"),
            title: words.say("review.helped"),
            detail: Some(words.say("review.helped_hint")),
            shape: Shape::Checkbox,
            chosen: open.draft.helped,
            press: Message::Press(Press::Review(Review::Helped)),
        }],
    });
    page.aside = aside(frame);
    page.bottom.back = frame.back("frame.back");
    page.bottom.next = frame.next(if ready(frame) { "review.send" } else { "review.complete" });
    page
}

/// Numbers of papers, whole: asked for, and gone with the screen.
fn numbers(frame: &Frame<'_>) -> Block<Message> {
    let (icon, key) = match frame.numbers {
        Shown::Shown => (Icon::EyeOff, "veil.numbers_end"),
        Shown::Hidden => (Icon::Eye, "veil.numbers_whole"),
    };
    let press = Press::Review(Review::Numbers);
    let button = frame.button("numbers", key, Weight::Quiet, press);
    Block::Buttons(vec![with_icon(button, icon)])
}

/// An answer whose end alone is read unless somebody asks for all of it.
fn is_number(demarche: &Demarche, visible: &VisibleQuestion) -> bool {
    let covered = match &demarche.question(visible.question).kind {
        Kind::Format(name) => format::is_covered(name),
        _ => false,
    };
    covered && matches!(visible.answer, Answer::Text(_))
}

/// What stands in the way, at the top: why, and a button that leads to it.
fn wanting(frame: &Frame<'_>) -> Vec<Block<Message>> {
    let Some(open) = frame.open else { return Vec::new() };
    let answer = frame.words.text("review.answer");
    let asked = open.journey.steps.iter().flat_map(|step| {
        let wanting = step.questions.iter().filter(|one| wants(frame, one) != Wants::Nothing);
        wanting.map(move |visible| (step, visible))
    });
    let rows: Vec<Row<Message>> = asked
        .map(|(step, visible)| {
            let mut row = row(frame, step, visible);
            row.value = why(frame, visible).unwrap_or(row.value);
            if let Some(button) = &mut row.action {
                button.id = Id::of(format!("answer.{}", name(frame, visible)));
                button.name = frame.words.beside(answer, &row.label);
            }
            row
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![frame.heading("review.wanting"), Block::Rows(rows)]
}

/// What is wrong with an answer, as it was said beside it.
fn why(frame: &Frame<'_>, visible: &VisibleQuestion) -> Option<Say> {
    let (open, demarche) = (frame.open?, frame.demarche?);
    let id = visible.question;
    let refusal = open.journey.refusals.iter().find(|refusal| refusal.question == id);
    let doubt = || {
        let cautions = open.journey.cautions.iter();
        let mut doubtful = cautions.filter(|one| !one.confirmed && one.spoken.at == Some(id));
        doubtful.next().map(|caution| frame.words.rule(demarche, &caution.spoken))
    };
    refusal.map(|refusal| frame.words.why(demarche, refusal)).or_else(doubt)
}

fn row(frame: &Frame<'_>, step: &VisibleStep, visible: &VisibleQuestion) -> Row<Message> {
    let words = frame.words;
    let wants = wants(frame, visible);
    let label = frame
        .demarche
        .map_or_else(|| Say::plain(""), |d| words.ask(d, step, visible.question).short);
    let value = match (&visible.answer, wants) {
        (_, Wants::Attention) => words.say("review.look_again"),
        (Answer::Open, _) => words.say("review.missing"),
        (Answer::None, _) => words.say("review.empty"),
        (answer, _) => frame
            .demarche
            .map_or_else(|| Say::plain(""), |d| words.answer(d, visible.question, answer)),
    };
    let value = match frame.demarche {
        Some(demarche) if frame.numbers == Shown::Hidden && is_number(demarche, visible) => {
            Say { shown: veil::last(&value.shown), ..value }
        }
        _ => value,
    };
    let change = words.text("review.change");
    Row {
        value,
        tone: if wants == Wants::Nothing { Tone::Plain } else { Tone::Alert },
        action: Some(Button {
            id: Id::of(format!("change.{}", name(frame, visible))),
            name: words.beside(change, &label),
            icon: None,
            weight: Weight::Quiet,
            press: Some(Message::Press(Press::Review(Review::Change(visible.question)))),
        }),
        label,
    }
}

fn name(frame: &Frame<'_>, visible: &VisibleQuestion) -> String {
    frame.demarche.map_or_else(String::new, |d| d.question(visible.question).name.clone())
}

/// What a line of the review wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Nothing,
    Answer,
    Attention,
}

fn wants(frame: &Frame<'_>, visible: &VisibleQuestion) -> Wants {
    let Some(open) = frame.open else { return Wants::Nothing };
    let id = visible.question;
    let doubtful = open
        .journey
        .cautions
        .iter()
        .any(|caution| !caution.confirmed && caution.spoken.at == Some(id));
    if open.journey.refusals.iter().any(|refusal| refusal.question == id) || doubtful {
        Wants::Attention
    } else if open.journey.missing.contains(&id) {
        Wants::Answer
    } else {
        Wants::Nothing
    }
}

fn aside(frame: &Frame<'_>) -> Vec<Block<Message>> {
    let words = frame.words;
    let (Some(open), Some(demarche)) = (frame.open, frame.demarche) else { return Vec::new() };
    let all: Vec<&VisibleQuestion> =
        open.journey.steps.iter().flat_map(|step| &step.questions).collect();
    let ready = all.iter().filter(|visible| wants(frame, visible) == Wants::Nothing).count();
    let mut aside = Vec::new();
    let values = [("ready", ready.to_string()), ("of", all.len().to_string())];
    aside.push(frame.heading("review.ready"));
    aside.push(Block::Checklist(vec![(Mark::Done, words.with("review.count", &values))]));
    let prices = words.prices(demarche, &open.journey);
    let names: Vec<String> = prices.iter().map(|(name, _)| (*name).to_owned()).collect();
    aside.extend(price::cost(frame, &names));
    let pieces = needs(frame, &open.journey.pieces, Mark::Box);
    if !pieces.is_empty() {
        aside.push(Block::Heading(words.own(demarche, "receipt.bring", "review.bring")));
        let values = [("count", pieces.len().to_string())];
        aside.push(Block::Text(words.with("review.pieces", &values), Tone::Muted));
        aside.push(Block::Checklist(pieces));
    }
    aside
}
