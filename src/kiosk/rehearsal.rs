//! A practice visit: the same screens, answered here and now, in memory. It never owns a store,
//! a key, a line or a counter, and what it lets out is a closed list of harmless things.
//!
//! Every action of the visit comes to [`Rehearsal::perform`]. What leaves it is a `Harmless`,
//! which has no word for a draft, a dossier or a number: the compiler holds it, not care.

use std::collections::VecDeque;

use zeroize::Zeroizing;

use super::Kiosk;
use super::action::{Action, Answer, NotFound, Practice, Sealed, VisitNumber};
use super::paper::{FIRST, letters};
use super::screen::Screen;
use super::screen::code::Printing;
use super::screen::practice::Ended;
use super::speech::Utterance;
use super::visit::{Hands, Visit};
use super::words::Words;
use crate::demarche::{Catalogue, QuestionId};
use crate::dossier::draft::Comfort;
use crate::receipt::rehearsal::Size;
use crate::receipt::{Letters, List, Rehearsal as Paper};

/// The code that a practice visit shows. Its last symbol is not the check symbol of the others:
/// no draft can ever have it.
pub const CODE: &str = "TEST-TEST-TEST-T";
/// What its numbers begin with; they are shorter than any number of a dossier.
const SERIES: &str = "TEST";
/// The last number of the series.
const LAST: u16 = 9_999;
/// Questions that an answer brings onto the same step, at most so many times.
const ROUNDS: usize = 8;

/// Whether something is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A request.
    #[default]
    Real,
    /// A rehearsal: nothing is kept, nothing is sent.
    Practice,
}

/// Whether what was typed is the code of a practice visit.
pub fn is_code(typed: &str) -> bool {
    let same = |(one, other): (char, char)| one.eq_ignore_ascii_case(&other);
    let symbols = |text: &'static str| text.chars().filter(|c| *c != '-');
    let typed: Zeroizing<Vec<char>> =
        Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect());
    typed.len() == symbols(CODE).count() && typed.iter().copied().zip(symbols(CODE)).all(same)
}

/// Who answers the actions of a practice visit.
pub(super) struct Rehearsal {
    visit: VisitNumber,
    sent: u16,
}

/// What the papers of a practice visit are made of.
struct Desk<'a> {
    words: Words<'a>,
    /// The language under the French one.
    second: Option<Words<'a>>,
    letters: Letters,
    place: &'a str,
}

/// All that may leave a practice visit.
enum Harmless {
    Speak(Box<Utterance>),
    Hush,
    /// A person comes: she is real.
    CallMediator,
    /// A paper that says that it is worth nothing.
    Print(Box<Paper>),
    EndVisit,
}

/// What comes of an action.
enum Done {
    Nothing,
    Answered(Answer),
    Let(Harmless),
}

impl Harmless {
    fn action(self, visit: VisitNumber) -> Action {
        match self {
            Self::Speak(utterance) => Action::Speak { visit, utterance },
            Self::Hush => Action::Hush { visit },
            Self::CallMediator => Action::CallMediator { visit },
            Self::Print(paper) => Action::PrintPractice { visit, paper },
            Self::EndVisit => Action::EndVisit { visit },
        }
    }
}

impl Rehearsal {
    fn perform(&mut self, action: Action, desk: &Desk<'_>) -> Done {
        match action {
            Action::Begin { .. } => {
                Done::Answered(Answer::Begun(Ok(Zeroizing::new(CODE.to_owned()))))
            }
            Action::SaveDraft { draft, .. } => {
                drop(draft);
                Done::Answered(Answer::Saved(Ok(())))
            }
            Action::FindDraft { .. } => Done::Answered(Answer::Found(Err(NotFound::Unknown))),
            Action::Send { dossier, .. } => {
                drop(dossier);
                Done::Answered(Answer::Sent(Ok(Sealed { number: self.number() })))
            }
            Action::EraseDraft { .. } => Done::Answered(Answer::Erased(Ok(()))),
            Action::RefuseCode { .. }
            | Action::ChooseVersion { .. }
            | Action::KeepAndLeave { .. } => Done::Nothing,
            Action::PrintTicket { code, .. } => Done::Let(Harmless::Print(desk.ticket(&code))),
            Action::PrintList { list, second, .. } => {
                Done::Let(Harmless::Print(desk.list(*list, second.map(|list| *list))))
            }
            Action::PrintReceipt { number, .. } => {
                Done::Let(Harmless::Print(desk.receipt(&number)))
            }
            Action::PrintPractice { paper, .. } => Done::Let(Harmless::Print(paper)),
            Action::CallMediator { .. } => Done::Let(Harmless::CallMediator),
            Action::Speak { utterance, .. } => Done::Let(Harmless::Speak(utterance)),
            Action::Hush { .. } => Done::Let(Harmless::Hush),
            Action::EndVisit { .. } => Done::Let(Harmless::EndVisit),
        }
    }

    /// The next number of the series of practice, which begins again with each visit.
    fn number(&mut self) -> String {
        self.sent = (self.sent + 1).min(LAST);
        format!("{SERIES}-{:04}", self.sent)
    }
}

impl<'a> Desk<'a> {
    fn of(catalogue: &'a Catalogue, comfort: &Comfort, place: &'a str) -> Self {
        let second = catalogue.texts(&comfort.language);
        Self {
            words: Words(catalogue.texts(FIRST)),
            second: (second.language() != FIRST).then_some(Words(second)),
            letters: letters(comfort),
            place,
        }
    }

    fn paper(&self, size: Size, heading: &str) -> Paper {
        let written = |words: Words<'_>| {
            let say = |key: &str| words.say(key).shown;
            Paper {
                language: words.0.language().to_owned(),
                product: say("frame.product"),
                place: self.place.to_owned(),
                mark: say("practice.mark"),
                meaning: say("practice.mark_text"),
                heading: say(heading),
                number: String::new(),
                parts: Vec::new(),
                size,
                letters: self.letters,
                second: None,
            }
        };
        let second = self.second.map(|words| Box::new(written(words)));
        Paper { second, ..written(self.words) }
    }

    fn ticket(&self, code: &str) -> Box<Paper> {
        Box::new(Paper { number: code.to_owned(), ..self.paper(Size::Ticket, "paper.code") })
    }

    fn receipt(&self, number: &str) -> Box<Paper> {
        Box::new(Paper { number: number.to_owned(), ..self.paper(Size::Page, "paper.kind") })
    }

    /// Its words are those of the real list.
    fn list(&self, list: List, other: Option<List>) -> Box<Paper> {
        let of =
            |list: List, paper: Paper| Paper { heading: list.heading, parts: list.parts, ..paper };
        let mut paper = of(list, self.paper(Size::Page, "paper.kind"));
        let second = paper.second.take().zip(other);
        paper.second = second.map(|(paper, list)| Box::new(of(list, *paper)));
        Box::new(paper)
    }
}

impl Kiosk {
    /// Whether the visit of now is a practice visit.
    pub fn mode(&self) -> Mode {
        match &self.rehearsal {
            Some(rehearsal) if rehearsal.visit == self.visit.number => Mode::Practice,
            _ => Mode::Real,
        }
    }

    /// What is to be done, without anything that a practice visit must not do. It is answered at
    /// once, and what follows from the answer comes the same way.
    pub(super) fn rehearse(&mut self, todo: Vec<Action>) -> Vec<Action> {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let (mut waiting, mut out) = (VecDeque::from(todo), Vec::new());
        while let Some(action) = waiting.pop_front() {
            let whose = action.visit();
            let rehearsal = self.rehearsal.as_mut();
            let Some(rehearsal) = rehearsal.filter(|rehearsal| rehearsal.visit == whose) else {
                out.push(action);
                continue;
            };
            let comfort = &self.visit.comfort;
            let desk = Desk::of(&catalogue, comfort, &self.settings.place);
            match rehearsal.perform(action, &desk) {
                Done::Nothing => {}
                Done::Let(harmless) => out.push(harmless.action(whose)),
                Done::Answered(answer) if whose == self.visit.number => {
                    let mut more = Vec::new();
                    self.answered(answer, &mut more);
                    self.save(&mut more);
                    waiting.extend(more);
                }
                Done::Answered(_) => {}
            }
        }
        // The visit is over: only now, so that nothing it still wanted gets past.
        let now = self.visit.number;
        self.rehearsal = self.rehearsal.take().filter(|rehearsal| rehearsal.visit == now);
        out
    }

    /// Everything that is asked of a practice visit.
    pub(super) fn practise(&mut self, press: Practice) {
        match press {
            Practice::Open | Practice::Again => {
                self.anew();
                self.rehearsal = Some(Rehearsal { visit: self.visit.number, sent: 0 });
                self.visit.show(Screen::Practice);
            }
            Practice::Real => self.anew(),
            Practice::Stop => self.practised(None),
            Practice::ForMe => self.answer_for_me(),
        }
    }

    /// The end of a practice visit: with its number, when it went so far.
    pub(super) fn practised(&mut self, number: Option<String>) {
        self.visit.open = None;
        self.visit.show(Screen::Practised(Ended { number, printing: Printing::Idle }));
        self.visit.idle.seen(self.now.ms);
    }

    /// *Imprimer un papier d'essai*.
    pub(super) fn print_practice(&mut self, todo: &mut Vec<Action>) {
        let Screen::Practised(ended) = &mut self.visit.screen else { return };
        let Some(number) = &ended.number else { return };
        ended.printing = Printing::Working;
        let desk = Desk::of(&self.catalogue, &self.visit.comfort, &self.settings.place);
        let paper = desk.receipt(number);
        todo.push(Action::PrintPractice { visit: self.visit.number, paper });
    }

    /// The same person begins again, at the welcome screen: nothing that was typed goes along.
    /// The edge is not told: it keeps nothing of a practice visit, and the words that were typed
    /// leave the memory of the program when the person does.
    fn anew(&mut self) {
        let comfort = self.visit.comfort.clone();
        let mut visit = Visit::new(self.visit.number + 1, comfort, self.now.ms);
        visit.hands = Hands::On;
        visit.mediator = self.visit.mediator;
        visit.last = self.visit.last.take();
        self.visit = visit;
    }

    /// *Répondre à ma place*: what the invented person answers to this step, and to what her
    /// answers bring onto it.
    fn answer_for_me(&mut self) {
        if self.mode() == Mode::Real {
            return;
        }
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let mut answered = Vec::new();
        for _ in 0..ROUNDS {
            let Some(step) = self.visible_step() else { return };
            let asked: Vec<QuestionId> =
                step.questions.iter().map(|visible| visible.question).collect();
            let fresh: Vec<QuestionId> =
                asked.into_iter().filter(|id| !answered.contains(id)).collect();
            if fresh.is_empty() {
                return;
            }
            self.fill(&catalogue, &fresh);
            answered.extend(fresh);
        }
    }

    fn fill(&mut self, catalogue: &Catalogue, questions: &[QuestionId]) {
        let around = self.around.clone();
        let Some(open) = &mut self.visit.open else { return };
        let Some(demarche) = catalogue.demarche(&open.draft.edition) else { return };
        let Some(person) = catalogue.invented(demarche.name()) else { return };
        let names: Vec<&str> =
            questions.iter().map(|id| demarche.question(*id).name.as_str()).collect();
        person.fill(demarche, &names, &mut open.draft, &around);
        for id in questions {
            drop(open.searches.remove(id));
            let _was = open.disputed.remove(id);
        }
        self.walk_again();
    }
}
