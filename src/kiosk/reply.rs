//! Answers of the edge to the actions of this visit. Stale ones never come here.

use zeroize::Zeroizing;

use super::Kiosk;
use super::action::{Action, Answer, Fault, NotFound, Sealed, Version};
use super::onward::Onward;
use super::page::Id;
use super::rehearsal::Mode;
use super::screen::Screen;
use super::screen::before::Stage;
use super::screen::code::Printing;
use super::screen::farewell::{Arrival, Erasing, Farewell};

use super::screen::resume::{FIELD, Lock, State};
use super::screen::version::Versions;
use super::visit::{Asked, Mediator, Saving, Since};
use crate::seal::code::Code as Symbols;

impl Kiosk {
    /// One answer.
    pub(super) fn answered(&mut self, answer: Answer, todo: &mut Vec<Action>) {
        match answer {
            Answer::Begun(Ok(code)) => self.begun(code),
            Answer::Begun(Err(fault)) => {
                if let Screen::Before(before) = &mut self.visit.screen {
                    before.stage = Stage::Refused(fault);
                }
            }
            Answer::Saved(result) => self.saved(result),
            Answer::Found(found) => self.found(found, todo),
            Answer::Sent(result) => self.sent(result),
            Answer::Delivered => {
                if let Screen::Farewell(farewell) = &mut self.visit.screen {
                    farewell.arrival = Arrival::Delivered;
                }
            }
            Answer::Printed(result) => {
                self.visit.idle.seen(self.now.ms);
                let printing = result.map_or_else(Printing::Failed, |()| Printing::Done);
                match &mut self.visit.screen {
                    Screen::Code(code) => code.printing = printing,
                    Screen::Question(asking) => asking.printing = printing,
                    Screen::Farewell(farewell) => farewell.printing = printing,
                    Screen::Practised(ended) => ended.printing = printing,
                    Screen::Kept(kept) => kept.printing = printing,
                    Screen::Places(finding) => finding.printing = printing,
                    _ => {}
                }
            }
            Answer::Erased(result) => {
                if let Screen::Erasing(erasing) = &mut self.visit.screen {
                    *erasing = result.map_or(Erasing::Failed, |()| Erasing::Done);
                    self.visit.idle.seen(self.now.ms);
                }
            }
        }
    }

    /// The save in flight is over; what changed meanwhile leaves next.
    fn saved(&mut self, result: Result<(), Fault>) {
        let Some(open) = &mut self.visit.open else { return };
        match (result, open.saving) {
            (Ok(()), Saving::InFlight(Since::Same)) => open.saving = Saving::Clean,
            (Ok(()), Saving::InFlight(Since::Stale)) => open.saving = Saving::Dirty,
            (Ok(()), _) => {}
            (Err(fault), _) => {
                open.saving = Saving::Failed(fault);
                self.visit.ask(Asked::NotSaved(fault));
            }
        }
    }

    /// What a code opened. Unknown and wrong are one answer, and count as one try.
    fn found(&mut self, found: Result<Vec<Version>, NotFound>, todo: &mut Vec<Action>) {
        let Screen::Resume(resume) = &mut self.visit.screen else { return };
        if resume.state != State::Looking {
            return;
        }
        let code = Symbols::parse(&resume.typed).map(|code| code.grouped()).unwrap_or_default();
        let mut versions = match found {
            Ok(versions) => versions,
            Err(not_found) => return self.not_found(not_found, todo),
        };
        match versions.len() {
            0 => self.not_found(NotFound::Unknown, todo),
            1 => self.resume(versions.remove(0), code),
            _ => self.visit.show(Screen::Versions(Versions { versions, code })),
        }
    }

    fn not_found(&mut self, why: NotFound, todo: &mut Vec<Action>) {
        if let Screen::Resume(resume) = &mut self.visit.screen {
            resume.state = State::NotFound(why);
            if self.lock(&self.tries) == Lock::Open && why != NotFound::Broken {
                self.tries.retain(|at| self.now.ms - at < super::TRIES_MS);
                self.tries.push(self.now.ms);
            }
            self.focus_on(Some(Id::new(FIELD)));
        }
        if self.lock(&self.tries) != Lock::Open {
            if let Screen::Resume(resume) = &mut self.visit.screen {
                resume.typed = Zeroizing::default();
                resume.state = State::Typing;
            }
            if self.visit.mediator == Mediator::Away {
                self.visit.mediator = Mediator::Called;
                todo.push(Action::CallMediator { visit: self.visit.number });
            }
        }
    }

    /// The dossier is sealed and on the disk; the draft is gone.
    fn sent(&mut self, result: Result<Sealed, Fault>) {
        let Screen::Sending(contents) = &self.visit.screen else { return };
        match result {
            Ok(sealed) => {
                if self.mode() == Mode::Practice {
                    return self.practised(Some(sealed.number));
                }
                let contents = contents.clone();
                let demarche = self.catalogue.demarche(&contents.edition);
                let onward = demarche.map(|one| Onward::of(one, &contents, self.places()));
                if let Some(open) = self.visit.open.take()
                    && let Some(demarche) = self.catalogue.demarche(&open.draft.edition)
                {
                    self.visit.again.remember(demarche, &open.draft, &open.journey);
                }
                self.visit.show(Screen::Farewell(Box::new(Farewell {
                    number: sealed.number,
                    contents,
                    onward: onward.unwrap_or_default(),
                    printing: Printing::Idle,
                    arrival: Arrival::Waiting,
                })));
                self.visit.idle.seen(self.now.ms);
            }
            Err(fault) => {
                self.show_review();
                self.visit.ask(Asked::NotSaved(fault));
            }
        }
    }
}
