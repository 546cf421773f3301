//! One step of the démarche: its sentence, its questions, what stands beside them.
//!
//! The kinds of question are drawn in `field`; this page only puts them together.

use super::code::Printing;
use super::{Frame, practice, prepare, price, with_icon};
use crate::demarche::{QuestionId, StepId};
use crate::dossier::journey::{
    Caution, Fee, Need, Refusal, Spoken, VisibleQuestion, VisibleStep, Why,
};
use crate::kiosk::action::{Message, Press, Reply, Step};
use crate::kiosk::again::Group;
use crate::kiosk::field::{self, Asked, Company};
use crate::kiosk::keyboard::keyboard;
use crate::kiosk::page::{Block, Icon, Id, Mark, Page, Say, Tone, Weight};
use crate::kiosk::picture::pictures;
use crate::kiosk::visit::Shown;
use crate::kiosk::words::Detail;

/// More papers than this that are only possible are told in one sentence.
const FEW: usize = 4;

/// Where the citizen is in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The step.
    pub step: StepId,
    /// Where *Suivant* leads.
    pub way: Way,
    /// Whether what is missing is said.
    pub insist: Insist,
    /// Whether the cautions are asked now.
    pub doubt: Doubt,
    /// Why it is asked.
    pub why: Shown,
    /// The group of cards that is open, when there are two levels.
    pub group: Option<String>,
    /// How much of what was found is shown.
    pub found: Found,
    /// The list of papers.
    pub printing: Printing,
}

/// Where *Suivant* leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next step.
    Forward,
    /// Back to the review screen: *Changer*.
    Change,
    /// To the next step where something is missing: *Compléter*.
    Complete,
}

/// Whether what is missing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insist {
    /// The citizen is still answering.
    Calm,
    /// *Suivant* was touched, and something is missing.
    Insist,
}

/// Whether the cautions are asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Not yet.
    Later,
    /// *Suivant* was touched, and something looks odd.
    Now,
}

/// How much of what was found is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The best ones.
    Best,
    /// As many as there are.
    All,
}

impl Asking {
    /// A step, calmly.
    pub fn new(step: StepId, way: Way) -> Self {
        Self {
            step,
            way,
            insist: Insist::Calm,
            doubt: Doubt::Later,
            why: Shown::Hidden,
            group: None,
            found: Found::Best,
            printing: Printing::Idle,
        }
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, asking: &Asking) -> Page<Message> {
    let words = frame.words;
    let (Some(open), Some(demarche)) = (frame.open, frame.demarche) else {
        return frame.page("question", words.say("before.title"));
    };
    let Some(step) = open.journey.steps.iter().find(|step| step.step == asking.step) else {
        return frame.page("question", words.say("before.title"));
    };
    let mut page = frame.page("question", title(frame, step));
    if !open.asked_again.is_empty() {
        let values = [("count", open.asked_again.len().to_string())];
        let text = words.with("version.asked_again", &values);
        page.body.push(Block::Note { tone: Tone::Waiting, icon: Icon::Info, text });
    }
    page.name = Id::of(format!("question.{}", demarche.step(step.step).name));
    page.keyboard = typed(frame, step);
    let mut place = crumb(frame, step, left(frame, step).as_ref());
    if page.keyboard.is_some() {
        // The keyboard leaves no line for how long it will take; it is still said.
        place.shown = crumb(frame, step, None).shown;
    }
    page.crumb = Some(place);
    page.progress = frame.progress(Some(step.section));
    let section = &demarche.section(step.section).name;
    page.picture = pictures().step(&demarche.step(step.step).name, section);
    page.hint = hint(frame, step);
    page.refusal = refusal(frame, asking, step);
    for caution in cautions(frame, step).filter(|_| asking.doubt == Doubt::Now) {
        doubt(frame, &mut page, caution);
    }
    page.body.extend(again(frame, step));
    for (place, question) in step.questions.iter().enumerate() {
        let asked = asked(frame, asking, step, question);
        page.body.extend(field::blocks(&asked));
        page.body.extend(under(frame, &asked, place));
    }
    page.body.extend(practice::offer(frame, step));
    why(frame, &mut page, asking, step);
    for notice in open.journey.notices.iter().filter(|notice| beside(step, notice)) {
        let text = words.rule(demarche, notice);
        page.body.push(Block::Note { tone: Tone::Plain, icon: Icon::Info, text });
    }
    if prepare::is_list(demarche.step(step.step)) {
        prepare::fill(frame, &mut page, asking, step);
        page.bottom.back = frame.back("frame.back");
        page.bottom.next = frame.next("prepare.start");
        return page;
    }
    shows(frame, &mut page, step);
    let routing = usize::from(step.section.0) == 0 && demarche.step(step.step).show.is_empty();
    if routing && page.keyboard.is_none() {
        page.aside = prepare(frame);
    }
    page.bottom.back = frame.back("frame.back");
    page.bottom.next = frame.next("frame.next");
    page
}

/// *La même adresse que tout à l'heure ?*: what was typed in the démarche before.
fn again(frame: &Frame<'_>, step: &VisibleStep) -> Vec<Block<Message>> {
    let (Some(open), Some(demarche)) = (frame.open, frame.demarche) else { return Vec::new() };
    let offer = frame.again.offers(demarche, &open.draft, step);
    let Some((group, said)) = offer else { return Vec::new() };
    let said: Vec<String> = said.into_iter().map(|shown| frame.words.0.write(shown)).collect();
    let key = match group {
        Group::Address => "again.address",
        Group::Contact => "again.contact",
    };
    let loud = frame.words.with(key, &[("said", frame.words.text("speech.hidden").to_owned())]);
    let text = frame.words.with(key, &[("said", said.join(" "))]).private(loud.shown);
    let same = frame.button("again.same", "again.same", Weight::Secondary, Press::Step(Step::Same));
    vec![
        Block::Note { tone: Tone::Plain, icon: Icon::Info, text },
        Block::Buttons(vec![with_icon(same, Icon::Check)]),
    ]
}

/// One question of a step as its field is lent it.
fn asked<'a>(
    frame: &Frame<'a>,
    asking: &'a Asking,
    step: &'a VisibleStep,
    visible: &'a VisibleQuestion,
) -> Asked<'a> {
    let company = if step.questions.len() == 1 { Company::Alone } else { Company::Together };
    let insisted = asking.insist == Insist::Insist;
    Asked {
        frame: *frame,
        id: visible.question,
        visible,
        step,
        refusal: problem(frame, visible.question).filter(|_| insisted),
        missing: insisted && is_missing(frame, visible.question),
        asking,
        company,
    }
}

fn title(frame: &Frame<'_>, step: &VisibleStep) -> Say {
    frame.demarche.map_or_else(|| Say::plain(""), |d| frame.words.step(d, step).ask)
}

/// `encore environ 8 minutes`.
fn left(frame: &Frame<'_>, step: &VisibleStep) -> Option<Say> {
    let (demarche, open) = (frame.demarche?, frame.open?);
    let steps = &open.journey.steps;
    let here = steps.iter().position(|other| other.step == step.step).unwrap_or(0);
    frame.words.time_left(demarche, (steps.len() - here, steps.len()))
}

/// `Carte d'identité · Votre état civil · question 4 sur 19`.
fn crumb(frame: &Frame<'_>, step: &VisibleStep, left: Option<&Say>) -> Say {
    let (Some(demarche), Some(open)) = (frame.demarche, frame.open) else { return Say::plain("") };
    let steps = &open.journey.steps;
    let here = steps.iter().position(|other| other.step == step.step).unwrap_or(0) + 1;
    let values = [("n", here.to_string()), ("of", steps.len().to_string())];
    let count = frame.words.with("question.count", &values).shown;
    let section = frame.words.section(demarche, step.section);
    let name = frame.demarche_name();
    let parts = [
        Some(name.as_str()),
        Some(&section.shown),
        Some(&count),
        left.map(|left| left.shown.as_str()),
    ];
    frame.words.line(&parts.into_iter().flatten().collect::<Vec<_>>())
}

fn hint(frame: &Frame<'_>, step: &VisibleStep) -> Option<Say> {
    let ask = frame.words.step(frame.demarche?, step);
    let hint = ask.hint.or_else(|| ask.example.map(|example| frame.words.example(&example.shown)));
    if !field::optional(step) {
        return hint;
    }
    let skip = frame.words.text("question.may_skip");
    let both = |before: String| format!("{before} {skip}");
    Some(match hint {
        None => Say::plain(skip),
        Some(Say { shown, spoken, loud }) => {
            Say { shown: both(shown), spoken: both(spoken), loud: loud.map(both) }
        }
    })
}

/// What is wrong, then what to do: the first thing of the step, in reading order.
fn refusal(frame: &Frame<'_>, asking: &Asking, step: &VisibleStep) -> Option<Say> {
    if asking.insist == Insist::Calm {
        return None;
    }
    step.questions.iter().find_map(|visible| wrong(frame, visible.question))
}

/// What is wrong with an answer, then what to do.
fn wrong(frame: &Frame<'_>, question: QuestionId) -> Option<Say> {
    let demarche = frame.demarche?;
    if let Some(refusal) = problem(frame, question) {
        return Some(frame.words.why(demarche, refusal));
    }
    is_missing(frame, question).then(|| {
        frame.words.say(match demarche.question(question).kind {
            crate::demarche::Kind::Declaration => "question.missing_tick",
            crate::demarche::Kind::Choice(_) | crate::demarche::Kind::YesNo => {
                "question.missing_card"
            }
            _ => "question.missing",
        })
    })
}

/// The same under its entry, for the entries that do not stand just under the title.
fn under(frame: &Frame<'_>, asked: &Asked<'_>, place: usize) -> Option<Block<Message>> {
    if place == 0 || (asked.refusal.is_none() && !asked.missing) {
        return None;
    }
    let text = wrong(frame, asked.id)?;
    Some(Block::Note { tone: Tone::Alert, icon: Icon::CircleAlert, text })
}

fn problem<'a>(frame: &Frame<'a>, question: QuestionId) -> Option<&'a Refusal> {
    frame.open?.journey.refusals.iter().find(|refusal| refusal.question == question)
}

fn is_missing(frame: &Frame<'_>, question: QuestionId) -> bool {
    frame.open.is_some_and(|open| open.journey.missing.contains(&question))
}

/// Cautions of this step that are not confirmed for the values of now.
fn cautions<'a>(
    frame: &Frame<'a>,
    step: &'a VisibleStep,
) -> impl Iterator<Item = &'a Caution> + use<'a> {
    let cautions = frame.open.map_or(&[][..], |open| &open.journey.cautions[..]);
    cautions.iter().filter(|caution| !caution.confirmed && beside(step, &caution.spoken))
}

/// A sentence stands beside a question of this step.
pub fn beside(step: &VisibleStep, spoken: &Spoken) -> bool {
    spoken.at.is_some_and(|at| step.questions.iter().any(|visible| visible.question == at))
}

fn doubt(frame: &Frame<'_>, page: &mut Page<Message>, caution: &Caution) {
    let Some(demarche) = frame.demarche else { return };
    let text = frame.words.rule(demarche, &caution.spoken);
    page.body.push(Block::Note { tone: Tone::Waiting, icon: Icon::TriangleAlert, text });
    let confirm = frame.button(
        "caution.confirm",
        "caution.confirm",
        Weight::Primary,
        Press::Step(Step::Confirm),
    );
    let correct = frame.button(
        "caution.correct",
        "caution.correct",
        Weight::Secondary,
        Press::Step(Step::Correct),
    );
    let already = page.body.iter().any(|block| match block {
        Block::Buttons(buttons) => buttons.iter().any(|one| one.id == confirm.id),
        _ => false,
    });
    if !already {
        page.body.push(Block::Buttons(vec![confirm, correct]));
    }
}

/// The reason of a question, on demand.
fn why(frame: &Frame<'_>, page: &mut Page<Message>, asking: &Asking, step: &VisibleStep) {
    let Some(demarche) = frame.demarche else { return };
    let reasons: Vec<Say> = step
        .questions
        .iter()
        .filter_map(|visible| frame.words.ask(demarche, step, visible.question).why)
        .collect();
    if reasons.is_empty() {
        return;
    }
    if asking.why == Shown::Shown {
        for text in reasons {
            page.body.push(Block::Note { tone: Tone::Plain, icon: Icon::Info, text });
        }
    }
    let why = frame.button("why", "question.why", Weight::Quiet, Press::Step(Step::Why));
    page.body.push(Block::Buttons(vec![with_icon(why, Icon::Info)]));
}

/// What a step shows besides its questions: papers, sums, a derived value.
fn shows(frame: &Frame<'_>, page: &mut Page<Message>, step: &VisibleStep) {
    let (Some(demarche), Some(open)) = (frame.demarche, frame.open) else { return };
    for shown in &demarche.step(step.step).show {
        match shown.as_str() {
            "pieces" => {
                page.body.push(Block::Checklist(needs(frame, &open.journey.pieces, Mark::Box)));
            }
            "fees" => {
                page.aside.extend(price::cost(frame, std::slice::from_ref(shown)));
            }
            derived => {
                if let Some((body, aside)) = price::shown(frame, derived) {
                    page.body.extend(body);
                    page.aside.extend(aside);
                } else if let Some(value) = open.journey.derived.get(derived) {
                    let (label, value) = frame.words.derived(demarche, derived, value);
                    page.body.push(Block::Number { label: Some(label), value, note: None });
                }
            }
        }
    }
}

/// *À préparer*: the live list beside the routing questions.
fn prepare(frame: &Frame<'_>) -> Vec<Block<Message>> {
    let Some(open) = frame.open else { return Vec::new() };
    let mut lines = needs(frame, &open.journey.pieces, Mark::Done);
    lines.extend(fee_lines(frame, open.journey.fees_apart()));
    let (maybe, mut sure): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|(mark, _)| *mark == Mark::Maybe);
    let more = maybe.len() > FEW;
    if !more {
        sure.extend(maybe);
    }
    if sure.is_empty() && !more {
        return Vec::new();
    }
    let mut aside = vec![frame.heading("prepare.title"), Block::Checklist(sure)];
    aside.extend(more.then(|| frame.muted("prepare.more")));
    aside
}

/// The papers as lines; what is not sure yet says so in words.
pub fn needs(frame: &Frame<'_>, needs: &[Need], sure: Mark) -> Vec<(Mark, Say)> {
    let Some(demarche) = frame.demarche else { return Vec::new() };
    needs
        .iter()
        .map(|need| {
            let detail = if sure == Mark::Box { Detail::Full } else { Detail::Short };
            let text = frame.words.need(demarche, need, detail);
            let here = frame.open.is_some_and(|open| open.ticked.contains(&prepare::paper(need)));
            if here {
                (Mark::Done, text)
            } else if need.maybe {
                let text = frame.words.around("prepare.maybe", "piece", &text);
                (Mark::Maybe, text)
            } else {
                (sure, text)
            }
        })
        .collect()
}

fn fee_lines<'f>(frame: &Frame<'_>, fees: impl Iterator<Item = &'f Fee>) -> Vec<(Mark, Say)> {
    let Some(demarche) = frame.demarche else { return Vec::new() };
    fees.map(|fee| {
        let text = frame.words.fee(demarche, fee);
        (if fee.maybe { Mark::Maybe } else { Mark::Done }, text)
    })
    .collect()
}

/// The keyboard of the entry that has the focus.
fn typed(frame: &Frame<'_>, step: &VisibleStep) -> Option<crate::kiosk::page::Keyboard<Message>> {
    let (demarche, open) = (frame.demarche?, frame.open?);
    let focus = frame.focus.filter(|_| frame.keyboard == Shown::Shown)?;
    let slot = step
        .questions
        .iter()
        .flat_map(|visible| {
            let question = demarche.question(visible.question);
            field::slots(visible.question, question, open.draft.entries.get(&question.name))
        })
        .find(|slot| slot.id == *focus)?;
    Some(keyboard(slot.layout, frame.layer, frame.words))
}

/// The suggestion of a refusal, as a button under its entry.
pub fn suggestion(asked: &Asked<'_>) -> Option<Block<Message>> {
    let Why::Entry { suggestion: Some(meant), .. } = &asked.refusal?.why else { return None };
    let words = asked.frame.words;
    let loud =
        words.with("question.suggestion", &[("meant", words.text("speech.hidden").to_owned())]);
    let name = words.with("question.suggestion", &[("meant", meant.clone())]).private(loud.shown);
    Some(Block::Buttons(vec![crate::kiosk::page::Button {
        id: asked.sub("suggestion"),
        name,
        icon: Some((crate::kiosk::page::Side::Start, Icon::Pencil)),
        weight: Weight::Secondary,
        press: Some(Message::Press(Press::Reply(asked.id, Reply::Suggested))),
    }]))
}
