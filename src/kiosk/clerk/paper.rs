//! The papers: composed from what was sealed and the words of the citizen's language, or of
//! French where the paper has not its letters, then put out beside the clerk. What is printed is
//! never kept.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::super::action::{Answer, Message, Paper, PrintFault, VisitNumber};
use super::super::clock;
use super::super::onward;
use super::super::page::Charge;
use super::super::printer::PrintFault as Fault;
use super::super::words::{Detail, Words, spelled};
use super::{Typed, Work};
use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::dossier::journey::{Journey, Shown};
use crate::receipt::{Answers, Lines, Official, Part, Rank, Receipt, Sum, Ticket};
use crate::reference::Places;
use crate::reference::place::Origin;
use crate::seal::{Digest, Number, receipt};

/// Signs of the number that France Titres gives (cni.md 5.12).
const OFFICIAL_SIGNS: u8 = 10;

impl Work {
    /// The small paper of the code.
    pub(super) fn print_ticket(&mut self, visit: VisitNumber, code: &Typed) {
        let catalogue = Arc::clone(&self.office.catalogue);
        let texts = catalogue.paper_texts(self.language());
        let words = Words(texts);
        let days = [("days", self.office.draft_days.to_string())];
        let sentence = |key: &str| texts.interface(key).to_owned();
        let ticket = Ticket {
            language: texts.language().to_owned(),
            product: sentence("frame.product"),
            place: self.office.place.clone(),
            heading: sentence("paper.code"),
            code: code.to_string(),
            symbols: code.chars().filter(|c| c.is_alphanumeric()).collect(),
            square_name: texts.interface_with("paper.code_square", &[("code", spelled(code))]),
            sentences: vec![
                sentence("paper.code_use"),
                sentence("paper.code_secret"),
                words.with("paper.code_life", &days).shown,
            ],
        };
        self.put_out(visit, "code".to_owned(), None, move || ticket.pdf());
    }

    /// The receipt: the first is the original, the others say DUPLICATA.
    pub(super) fn print_receipt(
        &mut self,
        visit: VisitNumber,
        number: &str,
        contents: &Contents,
        paper: Paper,
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
        let desk = Desk {
            words: Words(catalogue.paper_texts(&contents.language)),
            demarche,
            place: &self.office.place,
            phone: &self.office.phone,
            places: self.directory.places(),
            here: self.here(),
            now: clock::civil(),
        };
        let square = self.square(number, demarche, contents, digest);
        let receipt = desk.receipt(contents, number, square, before, paper);
        let name = match before {
            0 => format!("recu-{number}"),
            again => format!("recu-{number}-{again}"),
        };
        self.put_out(visit, name, Some(number), move || receipt.pdf());
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

    /// Language of the last save of the open draft.
    fn language(&self) -> &str {
        self.held.as_ref().map_or("fr", |held| held.language.as_str())
    }
}

/// What a receipt is composed of.
struct Desk<'a> {
    words: Words<'a>,
    demarche: &'a Demarche,
    place: &'a str,
    phone: &'a str,
    places: &'a Places,
    /// Where the terminal is: page 1 holds nothing personal.
    here: Origin,
    now: DateTime,
}

impl Desk<'_> {
    fn receipt(
        &self,
        contents: &Contents,
        number: Number,
        square: String,
        before: u32,
        paper: Paper,
    ) -> Receipt {
        let journey = contents.journey(self.demarche);
        let say = |key: &str| self.words.say(key).shown;
        let line = |key: &str| {
            self.words.0.line(self.demarche, key).map(str::to_owned).unwrap_or_default()
        };
        let spoken = [("number", spelled(&number.to_string()))];
        let duplicata = [("count", before.to_string())];
        Receipt {
            language: self.words.0.language().to_owned(),
            product: say("frame.product"),
            place: self.place.to_owned(),
            date: self.words.moment(self.now).shown,
            kind: say("paper.kind"),
            demarche: line("welcome.title"),
            variant: self.words.variant(self.demarche, &journey).unwrap_or_default(),
            duplicata: (before > 0).then(|| self.words.with("paper.duplicata", &duplicata).shown),
            number_label: say("paper.number"),
            number: number.to_string(),
            state: (say("paper.kept"), say("paper.leaves_alone")),
            not_yet: first_sentence(&line("receipt.not_yet")),
            square,
            square_name: self.words.with("paper.square", &spoken).shown,
            official: Official {
                title: line("receipt.box_title"),
                note: line("receipt.box_note"),
                signs: OFFICIAL_SIGNS,
                number: None,
            },
            parts: self.parts(&journey),
            onward: self.onward(&journey),
            foot: format!("{} {}", line("receipt.foot"), say("paper.proof")),
            answers: (paper == Paper::WithAnswers).then(|| self.answers(&journey)),
        }
    }

    fn parts(&self, journey: &Journey) -> Vec<Part> {
        let say = |key: &str| self.words.say(key).shown;
        let after = self.words.after(self.demarche);
        let pieces = journey.pieces.iter().filter(|need| !need.attach && !need.maybe);
        let fees = journey.fees_apart().filter(|fee| !fee.maybe);
        let bring = pieces
            .map(|need| self.words.need(self.demarche, need, Detail::Short).shown)
            .chain(fees.map(|fee| self.words.fee(self.demarche, fee).shown))
            .collect();
        let mut follow = vec![after.follow.shown];
        if !self.phone.is_empty() {
            let phone = [("phone", self.phone.to_owned())];
            follow.push(self.words.with("paper.phone", &phone).shown);
        }
        let mut price = self.price(journey);
        let heading = self.words.own(self.demarche, "receipt.bring", "paper.bring");
        let next = self.words.next(self.demarche, journey);
        let next = next.into_iter().map(|sentence| sentence.shown).collect();
        let mut parts = vec![
            Part { heading: say("paper.next"), lines: Lines::Numbered(next) },
            Part { heading: heading.shown, lines: Lines::Boxes(bring) },
        ];
        let days = self.words.days(self.demarche, journey);
        if !days.is_empty() {
            let days = days.into_iter().map(|sentence| sentence.shown).collect();
            parts.push(Part { heading: say("paper.days"), lines: Lines::Sentences(days) });
        }
        parts.append(&mut price);
        parts.push(Part { heading: say("paper.follow"), lines: Lines::Sentences(follow) });
        parts
    }

    /// The places around the terminal, and who else may act.
    fn onward(&self, journey: &Journey) -> Vec<Part> {
        let say = |key: &str| self.words.say(key).shown;
        let near = onward::near(self.places, self.demarche, &self.here);
        let mut parts = Vec::new();
        if !near.is_empty() {
            let mut entries: Vec<_> = near.iter().map(|near| self.words.entry(near)).collect();
            let sources = self.words.0.sources(self.places, &near);
            let rest = [vec![say("place.near_here")], sources].concat().join(" ");
            entries.push((say("place.check"), rest));
            parts.push(Part { heading: say("place.where"), lines: Lines::Entries(entries) });
        }
        let helpers: Vec<_> = onward::helpers(self.demarche, journey)
            .iter()
            .filter_map(|name| self.words.helper(self.demarche, name))
            .collect();
        if !helpers.is_empty() {
            parts.push(Part { heading: say("place.helpers"), lines: Lines::Entries(helpers) });
        }
        parts
    }

    /// What a calculator found for what the citizen was shown: sums and taxes, no vehicle.
    fn price(&self, journey: &Journey) -> Vec<Part> {
        let heading = || self.words.say("price.on_paper").shown;
        let mut parts = Vec::new();
        for (name, computed) in self.words.prices(self.demarche, journey) {
            let bill = self.words.bill(computed, journey.derived.get(name));
            let mut sums: Vec<Sum> = bill.charges.into_iter().map(charge).collect();
            if let Some((name, sum)) = bill.total {
                let (name, sum) = (name.shown, sum.shown);
                sums.push(Sum { name, reason: String::new(), sum, rank: Rank::Total });
            } else if let Some(reason) = &computed.unknown {
                let why =
                    vec![self.words.say("price.simulator").shown, self.words.0.reason(reason)];
                parts.push(Part { heading: heading(), lines: Lines::Sentences(why) });
            }
            if !sums.is_empty() {
                parts.push(Part { heading: heading(), lines: Lines::Sums(sums) });
            }
        }
        parts
    }

    /// Section by section, what is not discreet.
    fn answers(&self, journey: &Journey) -> Answers {
        let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for step in &journey.steps {
            let name = self.words.section(self.demarche, step.section).shown;
            for asked in &step.questions {
                let question = self.demarche.question(asked.question);
                if question.discreet || asked.answer == Shown::None {
                    continue;
                }
                let label = self.words.ask(self.demarche, step, asked.question).short.shown;
                let answer = self.words.answer(self.demarche, asked.question, &asked.answer).shown;
                match sections.last_mut() {
                    Some((last, lines)) if *last == name => lines.push((label, answer)),
                    _ => sections.push((name.clone(), vec![(label, answer)])),
                }
            }
        }
        Answers { heading: self.words.say("paper.answers").shown, sections }
    }
}

fn charge(charge: Charge) -> Sum {
    Sum {
        name: charge.name.shown,
        reason: charge.reason.map(|reason| reason.shown).unwrap_or_default(),
        sum: charge.sum.shown,
        rank: Rank::Part,
    }
}

/// The first sentence, bold on the paper, and the rest.
fn first_sentence(text: &str) -> (String, String) {
    match text.split_once(". ") {
        Some((first, rest)) => (format!("{first}."), rest.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}
