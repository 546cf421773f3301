//! Moving through the steps of a démarche: forward, back, review, and the answers on the way.
//!
//! The journey decides which steps there are; nothing here knows a rule of the edition.

use super::Kiosk;
use super::action::{Action, Practice, Prepare, Reply, Review, Step, Tool};
use super::field::{self, Change};
use super::rehearsal::Mode;
use super::screen::code::Printing;
use super::screen::question::{Asking, Doubt, Found, Insist, Way, beside};
use super::screen::review::ready;
use super::screen::{Screen, prepare};
use super::visit::{Asked, Mediator, Open, Shown};
use crate::demarche::{QuestionId, StepId};
use crate::dossier::draft::OnPaper;
use crate::dossier::journey::{VisibleStep, Why};
use crate::dossier::review;
use crate::receipt::Letters;

/// Where *Suivant* leads from a step.
enum Ahead {
    Step(StepId),
    Review,
    Stopped,
}

impl Kiosk {
    /// The step that is asked now, as the walk sees it.
    pub(super) fn visible_step(&self) -> Option<&VisibleStep> {
        let Screen::Question(asking) = &self.visit.screen else { return None };
        let open = self.visit.open.as_ref()?;
        open.journey.steps.iter().find(|step| step.step == asking.step)
    }

    /// The journey afresh: the day changed, or the draft did.
    pub(super) fn walk_again(&mut self) {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let Some(open) = &mut self.visit.open else { return };
        if let Some(demarche) = catalogue.demarche(&open.draft.edition) {
            open.changed(demarche, &self.around);
        }
        self.settle();
    }

    /// An answer may hide the very step it is on: then the nearest one is asked.
    fn settle(&mut self) {
        let Screen::Question(asking) = &self.visit.screen else { return };
        let Some(open) = &self.visit.open else { return };
        let (step, way) = (asking.step, asking.way);
        if open.journey.steps.iter().any(|one| one.step == step) {
            return;
        }
        let nearest = open.journey.steps.iter().rev().find(|one| one.step < step);
        match nearest.map(|one| one.step) {
            Some(nearest) => self.ask(nearest, way),
            None => self.visit.show(Screen::Stopped),
        }
    }

    /// An entry changes.
    pub(super) fn change(&mut self, question: QuestionId, change: Change) {
        let Some(demarche) = self.demarche() else { return };
        let name = demarche.question(question).name.clone();
        let Some(open) = &mut self.visit.open else { return };
        match change {
            Change::None => return,
            Change::Clear => drop(open.draft.entries.remove(&name)),
            Change::Set(entry) => drop(open.draft.entries.insert(name, entry)),
        }
        if let Screen::Question(asking) = &mut self.visit.screen {
            asking.doubt = Doubt::Later;
        }
        self.walk_again();
    }

    /// An answer by touch.
    pub(super) fn reply(&mut self, id: QuestionId, reply: &Reply) {
        match reply {
            Reply::More => return self.asking(|asking| asking.found = Found::All),
            Reply::Group(name) => {
                return self.asking(|asking| asking.group = Some(name.clone()));
            }
            Reply::Groups => return self.asking(|asking| asking.group = Some(String::new())),
            _ => {}
        }
        let change = self.touched(id, reply);
        if let Some(open) = &mut self.visit.open {
            match reply {
                Reply::Dispute => drop(open.disputed.insert(id)),
                Reply::Commune(_, name) => drop(open.searches.insert(id, name.clone())),
                Reply::Row(_) | Reply::Elsewhere => drop(open.searches.remove(&id)),
                _ => {}
            }
        }
        match reply {
            Reply::Dispute => self.change(id, Change::Clear),
            _ => self.change(id, change),
        }
        if matches!(reply, Reply::NoDay | Reply::NoMonth | Reply::Add | Reply::Elsewhere) {
            self.focus_where_it_goes_on(id, reply);
        }
    }

    /// What a touch makes of the entry.
    fn touched(&self, id: QuestionId, reply: &Reply) -> Change {
        let (Some(open), Some(demarche), Some(step)) =
            (&self.visit.open, self.demarche(), self.visible_step())
        else {
            return Change::None;
        };
        let Some(visible) = step.questions.iter().find(|one| one.question == id) else {
            return Change::None;
        };
        let question = demarche.question(id);
        let meant = open.journey.refusals.iter().find(|refusal| refusal.question == id);
        let meant = meant.and_then(|refusal| match &refusal.why {
            Why::Entry { suggestion, .. } => suggestion.as_deref(),
            Why::Rule(_) => None,
        });
        field::touched(question, visible, open.draft.entries.get(&question.name), reply, meant)
    }

    /// A touch that leaves something to type gives the focus to its entry.
    fn focus_where_it_goes_on(&mut self, id: QuestionId, reply: &Reply) {
        let slots: Vec<_> = self.slots().into_iter().filter(|slot| slot.question == id).collect();
        let slot = match reply {
            Reply::NoDay => slots.iter().find(|slot| slot.part == field::Part::Month),
            Reply::NoMonth => slots.iter().find(|slot| slot.part == field::Part::Year),
            Reply::Add => slots.last(),
            _ => slots.first(),
        };
        if let Some(slot) = slot {
            self.focus_on(Some(slot.id.clone()));
        }
    }

    fn asking(&mut self, with: impl FnOnce(&mut Asking)) {
        if let Screen::Question(asking) = &mut self.visit.screen {
            with(asking);
        }
    }

    /// A step is shown; its first entry takes the focus, so that one types at once.
    pub(super) fn ask(&mut self, step: StepId, way: Way) {
        self.visit.show(Screen::Question(Asking::new(step, way)));
        let first = self.slots().first().map(|slot| slot.id.clone());
        self.focus_on(first);
        self.remember(None);
    }

    /// The first step that wants something, or the first one of all.
    pub(super) fn ask_first(&mut self) {
        let Some(open) = &self.visit.open else { return };
        let steps = &open.journey.steps;
        let step = steps.iter().find(|step| !step.done).or_else(|| steps.first());
        match step.map(|step| step.step) {
            Some(step) => self.ask(step, Way::Forward),
            None => self.visit.show(Screen::Stopped),
        }
    }

    /// Where the citizen is goes into the draft: a resume finds it again.
    pub(super) fn remember(&mut self, question: Option<QuestionId>) {
        let Some(demarche) = self.demarche() else { return };
        let mut place = match &self.visit.open {
            Some(open) => open.draft.place.clone(),
            None => return,
        };
        match &self.visit.screen {
            Screen::Question(asking) => place.step = demarche.step(asking.step).name.clone(),
            Screen::Review => place.reviewing = true,
            _ => return,
        }
        place.question = question.map_or_else(String::new, |id| demarche.question(id).name.clone());
        if let Some(open) = &mut self.visit.open
            && open.draft.place != place
        {
            open.draft.place = place;
            open.touched();
        }
    }

    /// *Suivant* on a step.
    pub(super) fn step_forward(&mut self) {
        let Some(step) = self.visible_step() else { return self.settle() };
        let Some(open) = &self.visit.open else { return };
        let wanting = step.questions.iter().map(|visible| visible.question).find(|id| {
            open.journey.missing.contains(id)
                || open.journey.refusals.iter().any(|refusal| refusal.question == *id)
        });
        if let Some(wanting) = wanting {
            self.asking(|asking| asking.insist = Insist::Insist);
            return self.focus_on_question(wanting);
        }
        let doubtful = open
            .journey
            .cautions
            .iter()
            .any(|caution| !caution.confirmed && beside(step, &caution.spoken));
        if doubtful {
            return self.asking(|asking| asking.doubt = Doubt::Now);
        }
        self.advance();
    }

    fn advance(&mut self) {
        if let Some(open) = &mut self.visit.open {
            open.asked_again.clear();
        }
        let Screen::Question(asking) = &self.visit.screen else { return };
        let way = asking.way;
        match self.ahead(asking.step, way) {
            Some(Ahead::Step(step)) => self.ask(step, way),
            Some(Ahead::Review) => self.show_review(),
            Some(Ahead::Stopped) => self.visit.show(Screen::Stopped),
            None => {}
        }
    }

    fn ahead(&self, from: StepId, way: Way) -> Option<Ahead> {
        let open = self.visit.open.as_ref()?;
        let steps = &open.journey.steps;
        let after = steps.iter().position(|step| step.step == from)? + 1;
        let last = if open.journey.stop.is_some() { Ahead::Stopped } else { Ahead::Review };
        let next = match way {
            Way::Forward => steps.get(after).map(|step| step.step),
            Way::Change => None,
            Way::Complete => {
                let order = steps[after..].iter().chain(&steps[..after]);
                order.into_iter().find(|step| wants(open, step)).map(|step| step.step)
            }
        };
        Some(next.map_or(last, Ahead::Step))
    }

    pub(super) fn show_review(&mut self) {
        self.visit.show(Screen::Review);
        self.remember(None);
    }

    /// *Précédent*.
    pub(super) fn back(&mut self, todo: &mut Vec<Action>) {
        if self.visit.over.take().is_some() {
            self.visit.focus = None;
            return;
        }
        match &self.visit.screen {
            Screen::Question(asking) => match (asking.way, self.step_before(asking.step)) {
                (Way::Change | Way::Complete, _) => self.show_review(),
                (Way::Forward, Some(step)) => self.ask(step, Way::Forward),
                (Way::Forward, None) => self.visit.ask(Asked::Leave),
            },
            Screen::Review | Screen::Stopped => {
                let last = self.visit.open.as_ref().and_then(|open| open.journey.steps.last());
                if let Some(last) = last.map(|step| step.step) {
                    self.ask(last, Way::Forward);
                }
            }
            Screen::Before(_) if self.mode() == Mode::Practice => {
                self.visit.show(Screen::Practice);
            }
            Screen::Before(_) | Screen::Resume(_) => self.visit.show(Screen::Welcome),
            Screen::Practice => self.practise(Practice::Real),
            Screen::Tour(_) => self.tour_back(),
            Screen::Versions(_) => self.end_visit(todo),
            Screen::Places(_) => self.back_from_places(),
            Screen::Welcome
            | Screen::Code(_)
            | Screen::Sending(_)
            | Screen::Farewell(_)
            | Screen::Kept(_)
            | Screen::Erasing(_)
            | Screen::Practised(_) => {}
        }
    }

    fn step_before(&self, step: StepId) -> Option<StepId> {
        let steps = &self.visit.open.as_ref()?.journey.steps;
        let at = steps.iter().position(|one| one.step == step)?;
        Some(steps.get(at.checked_sub(1)?)?.step)
    }

    /// Around the questions of a step.
    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Why => self.asking(|asking| {
                asking.why = match asking.why {
                    Shown::Shown => Shown::Hidden,
                    Shown::Hidden => Shown::Shown,
                };
            }),
            Step::Same => self.same(),
            Step::Correct => {
                self.asking(|asking| asking.doubt = Doubt::Later);
                let first = self.slots().first().map(|slot| slot.id.clone());
                self.focus_on(first);
            }
            Step::Confirm => {
                self.confirm();
                self.advance();
            }
        }
    }

    /// What was typed in the démarche before is typed here too.
    fn same(&mut self) {
        let (Some(step), Some(open)) = (self.visible_step(), &self.visit.open) else { return };
        let Some(demarche) = self.demarche() else { return };
        let Some((group, _)) = self.visit.again.offers(demarche, &open.draft, step) else { return };
        let entries = self.visit.again.entries(demarche, group);
        if let Some(open) = &mut self.visit.open {
            for (name, entry) in entries {
                let _kept = open.draft.entries.entry(name).or_insert(entry);
            }
        }
        self.walk_again();
    }

    /// The cautions of this step are recorded with the values that they were given for.
    fn confirm(&mut self) {
        let (Some(step), Some(open)) = (self.visible_step(), &self.visit.open) else { return };
        let confirmed: Vec<(String, String)> = open
            .journey
            .cautions
            .iter()
            .filter(|caution| !caution.confirmed && beside(step, &caution.spoken))
            .map(|caution| (caution.spoken.name.clone(), caution.values.clone()))
            .collect();
        if let Some(open) = &mut self.visit.open {
            open.draft.confirmed.extend(confirmed);
        }
        self.walk_again();
    }

    /// What to prepare: a tick changes no answer, and nothing is saved.
    pub(super) fn prepare(&mut self, press: Prepare, todo: &mut Vec<Action>) {
        match press {
            Prepare::Tick(paper) => {
                if let Some(open) = &mut self.visit.open
                    && !open.ticked.remove(&paper)
                {
                    let _new = open.ticked.insert(paper);
                }
            }
            Prepare::Print => {
                let lists = self.lists(prepare::list);
                let (visit, letters) = (self.visit.number, self.print().letters);
                if let (Some((list, second)), Screen::Question(asking)) =
                    (lists, &mut self.visit.screen)
                {
                    asking.printing = Printing::Working;
                    todo.push(Action::PrintList { visit, list, second, letters });
                }
            }
        }
    }

    /// The review screen.
    pub(super) fn review(&mut self, press: Review) {
        match press {
            Review::Helped => {
                if let Some(open) = &mut self.visit.open {
                    open.draft.helped = !open.draft.helped;
                    open.touched();
                }
            }
            Review::Numbers => {
                self.visit.numbers = match self.visit.numbers {
                    Shown::Shown => Shown::Hidden,
                    Shown::Hidden => Shown::Shown,
                };
            }
            Review::Change(question) => {
                if let Some(demarche) = self.demarche() {
                    let step = demarche.question(question).step;
                    self.ask(step, Way::Change);
                    let slot = self.slots().into_iter().find(|slot| slot.question == question);
                    if let Some(slot) = slot {
                        self.focus_on(Some(slot.id));
                    }
                }
            }
        }
    }

    /// *Envoyer*, or *Compléter* when something is missing.
    pub(super) fn send(&mut self, todo: &mut Vec<Action>) {
        if !ready(&self.frame()) {
            return self.complete();
        }
        let (Some(open), Some(demarche)) = (&self.visit.open, self.demarche()) else { return };
        match review(demarche, &open.draft, &self.around) {
            Ok(dossier) => {
                let contents = Box::new(dossier.contents().clone());
                let visit = self.visit.number;
                self.visit.show(Screen::Sending(contents));
                todo.push(Action::Send { visit, dossier: Box::new(dossier) });
            }
            Err(_) => self.complete(),
        }
    }

    fn complete(&mut self) {
        let Some(open) = &self.visit.open else { return };
        let wanting = open.journey.steps.iter().find(|step| wants(open, step));
        if let Some(step) = wanting.map(|step| step.step) {
            self.ask(step, Way::Complete);
            self.asking(|asking| {
                asking.insist = Insist::Insist;
                asking.doubt = Doubt::Now;
            });
        } else if open.journey.stop.is_some() {
            self.visit.show(Screen::Stopped);
        }
    }

    /// Tools that stay at hand during the whole visit.
    pub(super) fn tool(&mut self, tool: Tool, todo: &mut Vec<Action>) {
        match tool {
            Tool::Size => self.next_size(),
            Tool::Comfort(wish) => self.wish(wish),
            Tool::Languages => self.visit.over = Some(super::Over::Languages),
            Tool::Speak(language) => {
                self.visit.comfort.language = language;
                self.visit.over = None;
                self.visit.focus = None;
                self.remember_comfort();
            }
            Tool::Access => self.visit.over = Some(super::Over::Access),
            Tool::Data => self.visit.over = Some(super::Over::Data),
            Tool::ShowCode => self.visit.over = Some(super::Over::Code),
            Tool::Mediator => {
                // Who calls is there; the button of a dialog is gone once it has called.
                self.quiet(todo);
                if let Some(asked) = self.visit.dialog {
                    self.visit.ask(asked);
                }
                self.visit.mediator = Mediator::Called;
                todo.push(Action::CallMediator { visit: self.visit.number });
            }
            Tool::Voice(voice) => self.voice(voice, todo),
            Tool::Veil(answers) => {
                self.visit.comfort.answers = answers;
                self.remember_comfort();
            }
            Tool::Paper(letters) => {
                self.visit.comfort.paper = match letters {
                    Letters::Ordinary => OnPaper::Ordinary,
                    Letters::Large => OnPaper::Large,
                };
                self.remember_comfort();
            }
            Tool::MediatorGone => self.visit.mediator = Mediator::Away,
        }
    }

    /// *Suivant*, *Commencer*, *Ouvrir*, *Envoyer*: the way forward of each screen.
    pub(super) fn next(&mut self, todo: &mut Vec<Action>) {
        if self.visit.over == Some(super::Over::Pause) {
            return self.stop_clock();
        }
        match &self.visit.screen {
            Screen::Question(_) => self.step_forward(),
            Screen::Review => self.send(todo),
            Screen::Before(_) => self.begin(todo),
            Screen::Code(_) => self.ask_first(),
            Screen::Resume(_) => self.find(todo),
            Screen::Tour(_) => self.tour_forward(),
            Screen::Welcome
            | Screen::Stopped
            | Screen::Sending(_)
            | Screen::Farewell(_)
            | Screen::Kept(_)
            | Screen::Erasing(_)
            | Screen::Places(_)
            | Screen::Practice
            | Screen::Practised(_)
            | Screen::Versions(_) => {}
        }
    }
}

/// Something of this step is missing, refused, or not confirmed.
fn wants(open: &Open, step: &VisibleStep) -> bool {
    let doubtful =
        open.journey.cautions.iter().any(|one| !one.confirmed && beside(step, &one.spoken));
    !step.done || doubtful
}
