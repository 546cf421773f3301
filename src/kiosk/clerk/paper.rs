//! The papers: composed from what was sealed, in French and in the citizen's language, then put
//! out beside the clerk. What is printed is never kept.

use std::sync::Arc;

use super::super::action::{Answer, Message, Paper, Print, PrintFault, VisitNumber};
use super::super::clock;
use super::super::paper::{Desk, FIRST};
use super::super::printer::PrintFault as Fault;
use super::super::words::{Words, spelled};
use super::{Typed, Work};
use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::receipt::{Receipt, Ticket};
use crate::reference::place::Origin;
use crate::seal::{Digest, Number, receipt};

impl Work {
    /// The small paper of the code.
    pub(super) fn print_ticket(&mut self, visit: VisitNumber, code: &Typed, print: &Print) {
        let catalogue = Arc::clone(&self.office.catalogue);
        let ticket = |language: &str| self.ticket(code, Words(catalogue.texts(language)));
        let (first, second) = (ticket(FIRST), print.second.as_deref().map(ticket));
        let letters = print.letters;
        let draw = move || first.pdf(letters, second.as_ref());
        self.put_out(visit, "code".to_owned(), None, draw);
    }

    fn ticket(&self, code: &Typed, words: Words<'_>) -> Ticket {
        let texts = words.0;
        let days = [("days", self.office.draft_days.to_string())];
        let sentence = |key: &str| texts.interface(key).to_owned();
        Ticket {
            language: texts.language().to_owned(),
            product: sentence("frame.product"),
            place: self.office.place.clone(),
            heading: sentence("paper.code"),
            code: code.to_string(),
            binding: sentence("paper.binding"),
            symbols: code.chars().filter(|c| c.is_alphanumeric()).collect(),
            square_name: texts.interface_with("paper.code_square", &[("code", spelled(code))]),
            sentences: vec![
                sentence("paper.code_use"),
                sentence("paper.code_secret"),
                words.with("paper.code_life", &days).shown,
            ],
        }
    }

    /// The receipt: the first is the original, the others say DUPLICATA.
    pub(super) fn print_receipt(
        &mut self,
        visit: VisitNumber,
        number: &str,
        contents: &Contents,
        paper: &Paper,
    ) {
        let sealed = self.sealed_in(visit);
        let (Ok(number), Some(digest)) = (number.parse::<Number>(), sealed) else {
            return self.printed(visit, Err(PrintFault::Failed));
        };
        let before = match self.store.count_print(number) {
            Ok(before) => before,
            Err(fault) => {
                tracing::error!(event = "print", fault = %fault);
                return self.printed(visit, Err(PrintFault::Failed));
            }
        };
        let catalogue = Arc::clone(&self.office.catalogue);
        let Some(demarche) = catalogue.demarche(&contents.edition) else {
            return self.printed(visit, Err(PrintFault::Failed));
        };
        let desk = |language: &str| Desk {
            words: Words(catalogue.texts(language)),
            demarche,
            place: &self.office.place,
            phone: &self.office.phone,
            places: self.directory.places(),
            here: self.here(),
            now: clock::civil(),
        };
        let square = self.square(number, demarche, contents, digest);
        let composed = |language: &str| Receipt {
            square: square.clone(),
            ..desk(language).receipt(contents, &number.to_string(), before, paper.pages)
        };
        let first = composed(FIRST);
        let second = paper.print.second.as_deref().map(composed);
        let letters = paper.print.letters;
        let name = match before {
            0 => format!("recu-{number}"),
            again => format!("recu-{number}-{again}"),
        };
        self.put_out(visit, name, Some(number), move || first.pdf(letters, second.as_ref()));
    }

    /// The text of the square, signed by this terminal.
    fn square(
        &self,
        number: Number,
        demarche: &Demarche,
        contents: &Contents,
        digest: Digest,
    ) -> String {
        let by = &self.identity.signing;
        receipt::write(number, demarche.name(), contents.sealed_on, digest, by).unwrap_or_default()
    }

    /// Draws and prints beside the clerk: a slow queue never holds up a save.
    pub(super) fn put_out(
        &mut self,
        visit: VisitNumber,
        name: String,
        number: Option<Number>,
        draw: impl FnOnce() -> Vec<u8> + Send + 'static,
    ) {
        let (printer, tell) = (self.office.printer.clone(), Arc::clone(&self.tell));
        let memos = self.memos.clone();
        self.beside(move || {
            let done = printer.print(&name, &draw());
            if let (Err(_), Some(number)) = (&done, number) {
                let _ended = memos.send(super::Memo::NotPrinted(number));
            }
            let shown = done.map_err(|fault| {
                tracing::warn!(event = "print", fault = %fault);
                match fault {
                    Fault::Absent => PrintFault::Absent,
                    Fault::Refused | Fault::Write(_) => PrintFault::Failed,
                }
            });
            tell(Message::Answer(visit, Answer::Printed(shown)));
        });
    }

    /// A paper that did not come out does not make the next one a duplicate.
    pub(super) fn not_printed(&mut self, number: Number) {
        if let Err(fault) = self.store.uncount_print(number) {
            tracing::error!(event = "print", fault = %fault);
        }
    }

    fn printed(&self, visit: VisitNumber, done: Result<(), PrintFault>) {
        self.say(Message::Answer(visit, Answer::Printed(done)));
    }

    fn here(&self) -> Origin {
        let set = &self.office.places;
        let commune = self.directory.places().origin(&set.commune);
        Origin { position: set.position().or(commune.position), ..commune }
    }
}
