//! The words of the papers, composed from what was sealed and the words of one language. The
//! clerk prints them and *Lire mon papier* shows them: both come from here, so that the paper,
//! the screen and the voice say the same. It prints nothing and keeps nothing.

use jiff::civil::DateTime;

use super::Kiosk;
use super::action::{Message, Pages, Print};
use super::onward;
use super::page::{Charge, Page};
use super::screen::{Frame, Screen, reading};
use super::words::{Detail, Words, spelled};
use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::dossier::draft::{Comfort, OnPaper};
use crate::dossier::journey::{Journey, Shown};
use crate::receipt::{Answers, Letters, Lines, List, Official, Part, Rank, Receipt, Sum};
use crate::reference::Places;
use crate::reference::place::Origin;

/// The language of the State: it stands first on every paper, and it counts.
pub const FIRST: &str = "fr";

/// Signs of the number that France Titres gives (cni.md 5.12).
const OFFICIAL_SIGNS: u8 = 10;

/// From this size of the screen on, in percent, papers come in large letters.
const LARGE_FROM: u16 = 150;

/// How large the letters of a paper are for who reads the screen like this.
pub fn letters(comfort: &Comfort) -> Letters {
    match comfort.paper {
        OnPaper::Ordinary => Letters::Ordinary,
        OnPaper::AsOnScreen if comfort.zoom < LARGE_FROM => Letters::Ordinary,
        OnPaper::AsOnScreen | OnPaper::Large => Letters::Large,
    }
}

impl Kiosk {
    /// How a paper of now is written.
    pub(super) fn print(&self) -> Print {
        let language = self.words().0.language();
        let second = (language != FIRST).then(|| language.to_owned());
        Print { letters: letters(&self.visit.comfort), second }
    }

    /// A list in French, and in the language of the visit when that is another.
    pub(super) fn lists(
        &self,
        list: impl Fn(&Frame<'_>) -> Option<List>,
    ) -> Option<(Box<List>, Option<Box<List>>)> {
        let french = Words(self.catalogue.texts(FIRST));
        let first = list(&Frame { words: french, ..self.frame() })?;
        let second = match self.print().second {
            Some(_) => list(&self.frame()).map(Box::new),
            None => None,
        };
        Some((Box::new(first), second))
    }

    /// *Lire mon papier*.
    pub(super) fn reading(&self, frame: &Frame<'_>) -> Page<Message> {
        let Screen::Farewell(farewell) = &self.visit.screen else {
            return self.screen_page(frame);
        };
        let Some(demarche) = self.catalogue.demarche(&farewell.contents.edition) else {
            return self.screen_page(frame);
        };
        let desk = Desk {
            words: frame.words,
            demarche,
            place: &self.settings.place,
            phone: &self.settings.contact.phone,
            places: self.places(),
            here: self.here(),
            now: self.now.civil,
        };
        let (contents, number) = (&farewell.contents, &farewell.number);
        reading::page(frame, &desk.receipt(contents, number, 0, Pages::Receipt))
    }
}

/// What a receipt is composed of.
pub struct Desk<'a> {
    /// In which language.
    pub words: Words<'a>,
    /// For what.
    pub demarche: &'a Demarche,
    /// `Préfecture de la Seine-Maritime · Rouen`.
    pub place: &'a str,
    /// Whom to call. May be empty.
    pub phone: &'a str,
    /// The table of places.
    pub places: &'a Places,
    /// Where the terminal is: page 1 holds nothing personal.
    pub here: Origin,
    /// Date and time of the place.
    pub now: DateTime,
}

impl Desk<'_> {
    /// The receipt of a dossier, printed so many times before. Its square is signed by the edge:
    /// here it is empty.
    pub fn receipt(&self, contents: &Contents, number: &str, before: u32, pages: Pages) -> Receipt {
        let journey = contents.journey(self.demarche);
        let say = |key: &str| self.words.say(key).shown;
        let line = |key: &str| {
            self.words.0.line(self.demarche, key).map(str::to_owned).unwrap_or_default()
        };
        let spoken = [("number", spelled(number))];
        let duplicata = [("count", before.to_string())];
        Receipt {
            language: self.words.0.language().to_owned(),
            product: say("frame.product"),
            place: self.place.to_owned(),
            date: self.words.moment(self.now).shown,
            kind: say("paper.kind"),
            demarche: line("welcome.title"),
            variant: self.words.variant(self.demarche, &journey).unwrap_or_default(),
            binding: say("paper.binding"),
            duplicata: (before > 0).then(|| self.words.with("paper.duplicata", &duplicata).shown),
            number_label: say("paper.number"),
            number: number.to_owned(),
            state: (say("paper.kept"), say("paper.leaves_alone")),
            not_yet: first_sentence(&line("receipt.not_yet")),
            square: String::new(),
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
            answers: (pages == Pages::WithAnswers).then(|| self.answers(&journey)),
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
