//! *Avant de commencer*, once the request is known: the papers to tick, what it costs, how long it
//! takes, and whether the dossier can be complete today. A tick is no answer and is never kept.

use super::code::{Printing, printing_choice, printing_note};
use super::question::Asking;
use super::{Frame, price, with_icon};
use crate::demarche::Step;
use crate::dossier::journey::{Fee, Need, VisibleStep};
use crate::kiosk::action::{Message, Prepare, Press};
use crate::kiosk::page::{Block, Card, Icon, Id, Page, Say, Shape, Tone, Weight};
use crate::kiosk::words::Detail;
use crate::receipt::{Lines, List, Part};

/// More papers than this that are only possible are told in one sentence.
const FEW: usize = 4;

/// The paper that this terminal puts out at the end: nobody has it before.
const OURS: &str = "papier";

/// This step is a list of papers and asks nothing.
pub fn is_list(step: &Step) -> bool {
    step.questions.is_empty() && step.show.iter().any(|shown| shown == "pieces")
}

/// Name of a paper, or of its alternatives, for its tick.
pub fn paper(need: &Need) -> String {
    let ways: Vec<String> = need.one_of.iter().map(|papers| papers.join("+")).collect();
    ways.join("/")
}

/// Fills the page of the step.
pub fn fill(frame: &Frame<'_>, page: &mut Page<Message>, asking: &Asking, step: &VisibleStep) {
    let (Some(demarche), Some(open)) = (frame.demarche, frame.open) else { return };
    let words = frame.words;
    page.progress = None;
    page.crumb = Some(words.line(&heading(frame).iter().map(String::as_str).collect::<Vec<_>>()));
    let papers = papers(frame);
    let hint = words.step(demarche, step).hint;
    if let Some(purpose) = words.purpose(demarche, &open.journey) {
        page.body.push(Block::Text(purpose, Tone::Plain));
    }
    if !papers.is_empty() {
        page.hint = Some(words.say("prepare.tick"));
        page.body.push(forecast(frame, &papers));
        let cards = papers.iter().map(|need| card(frame, need)).collect();
        page.body.push(Block::Cards { columns: 1, cards });
    }
    if more(frame) {
        page.body.push(frame.muted("prepare.more"));
    }
    if !papers.is_empty() {
        page.body.extend(printing_note(frame, asking.printing));
        page.body.extend(printing_choice(frame));
        if asking.printing != Printing::Working {
            let press = Press::Prepare(Prepare::Print);
            let print = frame.button("prepare.print", "prepare.print", Weight::Secondary, press);
            page.body.push(Block::Buttons(vec![with_icon(print, Icon::Printer)]));
        }
    }
    let show = &demarche.step(step.step).show;
    page.aside = price::cost(frame, show);
    page.aside.push(frame.heading("before.time"));
    page.aside.push(Block::Text(words.duration(demarche), Tone::Muted));
    if let Some(delay) = words.delay(demarche, &open.journey) {
        page.aside.push(frame.heading("prepare.delay"));
        page.aside.push(Block::Text(delay, Tone::Muted));
    }
    if !papers.is_empty() {
        page.aside.push(frame.heading("before.missing"));
        let lack = hint.unwrap_or_else(|| words.say("prepare.lack"));
        page.aside.push(Block::Text(lack, Tone::Muted));
    }
}

/// `Carte grise`, `Mettre la carte grise à votre nom`.
fn heading(frame: &Frame<'_>) -> Vec<String> {
    let (Some(demarche), Some(open)) = (frame.demarche, frame.open) else { return Vec::new() };
    let variant = frame.words.variant(demarche, &open.journey);
    [Some(frame.demarche_name()), variant].into_iter().flatten().collect()
}

/// The papers of the list: the sure ones, and the possible ones when they are few.
fn papers<'a>(frame: &Frame<'a>) -> Vec<&'a Need> {
    let Some(open) = frame.open else { return Vec::new() };
    let theirs = open.journey.pieces.iter().filter(|need| paper(need) != OURS);
    let (maybe, mut sure): (Vec<&Need>, Vec<&Need>) = theirs.partition(|need| need.maybe);
    if maybe.len() <= FEW {
        sure.extend(maybe);
    }
    sure
}

/// There are more papers that are only possible than the list can tell.
fn more(frame: &Frame<'_>) -> bool {
    let Some(open) = frame.open else { return false };
    open.journey.pieces.iter().filter(|need| need.maybe).count() > FEW
}

fn card(frame: &Frame<'_>, need: &Need) -> Card<Message> {
    let (title, detail) = match frame.demarche {
        Some(demarche) => frame.words.paper(demarche, need),
        None => (Say::plain(""), None),
    };
    let name = paper(need);
    let detail = match (need.maybe, detail) {
        (false, detail) => detail,
        (true, None) => Some(frame.words.say("prepare.perhaps")),
        (true, Some(detail)) => {
            let perhaps = frame.words.text("prepare.perhaps");
            Some(frame.words.line(&[perhaps, &detail.shown]))
        }
    };
    Card {
        id: Id::of(format!("piece.{name}")),
        title,
        detail,
        shape: Shape::Checkbox,
        chosen: ticked(frame, need),
        press: Message::Press(Press::Prepare(Prepare::Tick(name))),
    }
}

fn ticked(frame: &Frame<'_>, need: &Need) -> bool {
    frame.open.is_some_and(|open| open.ticked.contains(&paper(need)))
}

/// Whether the dossier can be complete today, and the one paper that changes it.
fn forecast(frame: &Frame<'_>, papers: &[&Need]) -> Block<Message> {
    let words = frame.words;
    // A name may carry an answer: others do not hear that part of it.
    let named = |need: &Need| {
        let name = frame.demarche.map(|demarche| words.need(demarche, need, Detail::Short));
        name.unwrap_or_else(|| Say::plain(""))
    };
    let count = |count: usize| ("count", count.to_string());
    let sure = papers.iter().filter(|need| !need.maybe);
    let lacking: Vec<&&Need> = sure.clone().filter(|need| !ticked(frame, need)).collect();
    let perhaps = papers.iter().find(|need| need.maybe && !ticked(frame, need));
    let begun = papers.iter().any(|need| ticked(frame, need));
    let (tone, icon, text) = match (lacking.as_slice(), perhaps) {
        ([], None) => (Tone::Success, Icon::CircleCheck, words.say("prepare.sure")),
        ([], Some(need)) => {
            (Tone::Waiting, Icon::Info, words.around("prepare.perhaps_more", "piece", &named(need)))
        }
        (lacking, _) if !begun => {
            let text = words.with("prepare.to_check", &[count(lacking.len())]);
            (Tone::Plain, Icon::Info, text)
        }
        ([one], _) => (
            Tone::Waiting,
            Icon::TriangleAlert,
            words.around("prepare.one_lacks", "piece", &named(one)),
        ),
        ([first, ..], _) => {
            let name = named(first);
            let fill = |name: &String| {
                let values = [count(lacking.len()), ("piece", name.clone())];
                words.with("prepare.some_lack", &values).shown
            };
            let loud = name.loud.as_ref().map(fill);
            let text = Say { shown: fill(&name.shown), spoken: fill(&name.spoken), loud };
            (Tone::Waiting, Icon::TriangleAlert, text)
        }
    };
    Block::Note { tone, icon, text }
}

/// The same list on paper. Nothing on it says whose it is.
pub fn list(frame: &Frame<'_>) -> Option<List> {
    let (demarche, open) = (frame.demarche?, frame.open?);
    let words = frame.words;
    let say = |key: &str| words.say(key).shown;
    let papers = papers(frame);
    let line = |need: &&Need| {
        let text = words.need(demarche, need, Detail::Full).shown;
        match need.maybe {
            true => words.with("prepare.maybe", &[("piece", text)]).shown,
            false => text,
        }
    };
    let mut papers: Vec<String> = papers.iter().map(line).collect();
    if more(frame) {
        papers.push(say("prepare.more"));
    }
    let fees = |fee: &Fee| words.fee(demarche, fee).shown;
    let mut costs: Vec<String> = open.journey.fees.iter().map(fees).collect();
    costs.push(say("prepare.help_free"));
    let part = |key: &str, lines| Part { heading: say(key), lines };
    Some(List {
        language: words.0.language().to_owned(),
        product: say("frame.product"),
        place: frame.place.to_owned(),
        heading: heading(frame).join(" · "),
        binding: say("paper.binding"),
        parts: vec![
            part("prepare.title", Lines::Boxes(papers)),
            part("prepare.cost", Lines::Sentences(costs)),
            part("before.time", Lines::Sentences(vec![words.duration(demarche).shown])),
        ],
        foot: say("prepare.come_back"),
    })
}
