//! Ways in and out of a visit: beginning, resuming, leaving, erasing, the last screens.

use zeroize::Zeroizing;

use super::Kiosk;
use super::action::{Action, Code, End, Leave, Pages, Paper, Version, Welcome};
use super::page::Id;
use super::rehearsal;
use super::screen::Screen;
use super::screen::before::{Before, NOTICE, Stage};
use super::screen::code::{CodeScreen, Printing};
use super::screen::farewell::{Erasing, Kept};
use super::screen::language::Offered;
use super::screen::question::Way;
use super::screen::resume::{FIELD, Lock, Resume, State};
use super::screen::welcome::Past;
use super::visit::{Asked, Open, Over, Saving, Warning};
use crate::demarche::Demarche;
use crate::dossier::{Draft, carry_over};
use crate::seal::code::Code as Symbols;

impl Kiosk {
    /// The languages that are set, each as it names itself.
    pub(super) fn languages(&self) -> Vec<Offered> {
        let codes = self.catalogue.languages();
        codes
            .iter()
            .filter(|code| self.settings.languages.iter().any(|offered| offered == *code))
            .map(|code| {
                let texts = self.catalogue.texts(code);
                let say = |key: &str| texts.interface(key).to_owned();
                Offered {
                    code: code.to_string(),
                    name: say("language.name"),
                    mark: (!texts.is_signed()).then(|| say("language.unsigned")),
                }
            })
            .collect()
    }

    /// The welcome screen.
    pub(super) fn welcome(&mut self, press: Welcome) {
        match press {
            Welcome::Choose(name) => {
                self.visit.show(Screen::Before(Before { name, stage: Stage::Reading }));
            }
            Welcome::Resume => {
                self.visit.show(Screen::Resume(Resume::default()));
                self.focus_on(Some(Id::new(FIELD)));
            }
            Welcome::Places => self.open_places(),
        }
    }

    /// *J'accepte et je commence*: the edge makes a draft and its code.
    pub(super) fn begin(&mut self, todo: &mut Vec<Action>) {
        let Screen::Before(before) = &mut self.visit.screen else { return };
        let Some(demarche) = self.catalogue.latest(&before.name) else { return };
        before.stage = Stage::Making;
        let edition = demarche.edition().to_owned();
        todo.push(Action::Begin { visit: self.visit.number, edition });
    }

    /// The draft exists; its code is shown.
    pub(super) fn begun(&mut self, code: Zeroizing<String>) {
        let Screen::Before(before) = &self.visit.screen else { return };
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let Some(demarche) = catalogue.latest(&before.name) else { return };
        let draft = Draft {
            edition: demarche.edition().to_owned(),
            edition_digest: demarche.digest().to_owned(),
            switches: self.switches(demarche),
            consent: NOTICE.to_owned(),
            comfort: self.visit.comfort.clone(),
            ..Draft::default()
        };
        let mut open = Open::new(draft, demarche, &self.around);
        open.code = Some(code);
        self.visit.open = Some(open);
        self.visit.show(Screen::Code(CodeScreen::default()));
    }

    /// The operator's switches, read once, at *Commencer*.
    fn switches(&self, demarche: &Demarche) -> std::collections::BTreeMap<String, bool> {
        let mut switches = demarche.switches().clone();
        for (name, value) in &mut switches {
            if let Some(set) = self.settings.switches.get(name) {
                *value = *set;
            }
        }
        switches
    }

    /// What one does with the code.
    pub(super) fn code(&mut self, press: Code, todo: &mut Vec<Action>) {
        let (visit, print) = (self.visit.number, self.print());
        match press {
            Code::Print => {
                let code = self.visit.open.as_ref().and_then(|open| open.code.clone());
                if let (Some(code), Screen::Code(screen)) = (code, &mut self.visit.screen) {
                    screen.printing = Printing::Working;
                    todo.push(Action::PrintTicket { visit, code, print });
                }
            }
            Code::Noted => self.ask_first(),
            Code::AskRefuse => self.visit.ask(Asked::RefuseCode),
            Code::Refuse => {
                if let Some(open) = &mut self.visit.open {
                    open.code = None;
                }
                todo.push(Action::RefuseCode { visit });
                self.ask_first();
            }
        }
    }

    /// *Ouvrir*: a code that cannot be one is not even tried.
    pub(super) fn find(&mut self, todo: &mut Vec<Action>) {
        if self.lock(&self.tries) != Lock::Open {
            return;
        }
        let Screen::Resume(resume) = &mut self.visit.screen else { return };
        match Symbols::parse(&resume.typed) {
            Ok(code) => {
                resume.state = State::Looking;
                let code = code.compact();
                todo.push(Action::FindDraft { visit: self.visit.number, code });
            }
            Err(fault) => {
                resume.state = match rehearsal::is_code(&resume.typed) {
                    true => State::Practice,
                    false => State::Mistyped(fault),
                };
                self.focus_on(Some(Id::new(FIELD)));
            }
        }
    }

    /// One of several versions.
    pub(super) fn version(&mut self, at: usize, todo: &mut Vec<Action>) {
        let Screen::Versions(versions) = &mut self.visit.screen else { return };
        if at < versions.versions.len() {
            let version = versions.versions.swap_remove(at);
            let code = versions.code.clone();
            todo.push(Action::ChooseVersion { visit: self.visit.number, version: at });
            self.resume(version, code);
        }
    }

    /// A draft is open again: same step, same entry, same comfort.
    pub(super) fn resume(&mut self, version: Version, code: Zeroizing<String>) {
        let catalogue = std::sync::Arc::clone(&self.catalogue);
        let Some((draft, asked_again)) = carry_over(&catalogue, version.draft.clone()) else {
            let state = State::Elsewhere;
            return self.visit.show(Screen::Resume(Resume { state, ..Resume::default() }));
        };
        let Some(demarche) = catalogue.demarche(&draft.edition) else { return };
        let carried = draft != version.draft;
        self.past = Past::Quiet;
        self.visit.comfort = draft.comfort.clone();
        self.visit.comfort.pace = draft.comfort.pace.max(self.settings.delays.pace);
        let place = draft.place.clone();
        let mut open = Open::new(draft, demarche, &self.around);
        open.code = Some(code);
        open.asked_again = asked_again;
        open.saving = if carried { Saving::Dirty } else { Saving::Clean };
        let step = demarche
            .find_step(&place.step)
            .filter(|step| open.journey.steps.iter().any(|visible| visible.step == *step));
        let question = demarche.find(&place.question);
        self.visit.open = Some(open);
        match step {
            _ if place.reviewing && place.step.is_empty() => self.show_review(),
            Some(step) => {
                let way = if place.reviewing { Way::Change } else { Way::Forward };
                self.ask(step, way);
                let slot = self.slots().into_iter().find(|slot| Some(slot.question) == question);
                if let Some(slot) = slot {
                    self.focus_on(Some(slot.id));
                }
            }
            None if place.reviewing => self.show_review(),
            None => self.ask_first(),
        }
    }

    /// Leaving, and staying.
    pub(super) fn leave(&mut self, press: Leave, todo: &mut Vec<Action>) {
        match press {
            Leave::Ask => self.visit.ask(Asked::Leave),
            Leave::Stay => self.visit.answered(),
            Leave::Here | Leave::MoreTime => {
                if press == Leave::MoreTime {
                    self.more_time();
                }
                self.quiet(todo);
            }
            Leave::Keep => {
                self.quiet(todo);
                let code = self.visit.open.as_ref().and_then(|open| open.code.clone());
                self.keep(todo);
                self.visit.show(Screen::Kept(Kept { code, printing: Printing::Idle }));
            }
            Leave::AskErase => self.visit.ask(Asked::Erase),
            Leave::Erase => {
                self.visit.open = None;
                self.visit.show(Screen::Erasing(Erasing::Working));
                todo.push(Action::EraseDraft { visit: self.visit.number });
            }
        }
    }

    /// The silence is over, and so is what was said of it.
    pub(super) fn quiet(&mut self, todo: &mut Vec<Action>) {
        if let Warning::Raised(focus) = std::mem::take(&mut self.visit.warning) {
            self.visit.focus = focus;
            todo.extend(self.calls().then_some(Action::Hush { visit: self.visit.number }));
        }
    }

    /// *J'ai besoin de temps*: longer delays for the rest of the visit.
    fn more_time(&mut self) {
        self.visit.comfort.pace = self.visit.comfort.pace.more();
        self.visit.idle.seen(self.now.ms);
        self.remember_comfort();
    }

    /// The last screens.
    pub(super) fn end(&mut self, press: End, todo: &mut Vec<Action>) {
        let (visit, print) = (self.visit.number, self.print());
        match (press, &mut self.visit.screen) {
            (End::Finish, _) => self.end_visit(todo),
            (End::Another, _) => self.visit.show(Screen::Welcome),
            (End::Wait, _) => self.more_time(),
            (End::Print | End::PrintAnswers, Screen::Farewell(farewell)) => {
                farewell.printing = Printing::Working;
                let pages = match press {
                    End::PrintAnswers => Pages::WithAnswers,
                    _ => Pages::Receipt,
                };
                todo.push(Action::PrintReceipt {
                    visit,
                    number: farewell.number.clone(),
                    contents: farewell.contents.clone(),
                    paper: Paper { pages, print },
                });
            }
            (End::Print, Screen::Practised(_)) => self.print_practice(todo),
            (End::Print, Screen::Kept(Kept { code: Some(code), printing })) => {
                *printing = Printing::Working;
                todo.push(Action::PrintTicket { visit, code: code.clone(), print });
            }
            (End::Read, Screen::Farewell(_)) => {
                self.visit.over = Some(Over::Paper);
                self.visit.focus = None;
            }
            (End::Read, _) => {}
            (End::Print | End::PrintAnswers, _) => {}
        }
    }
}
