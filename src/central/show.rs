//! A received dossier as a readable text, for the agents, until the desk exists: opened with the
//! service's keys, reviewed again, sections and answers in French.

use jiff::tz::TimeZone;

use crate::central::Central;
use crate::central::fault::Fault;
use crate::central::judge::Inside;
use crate::central::ledger::{Received, state_word};
use crate::demarche::Demarche;
use crate::dossier::Contents;
use crate::dossier::envelope::Envelope;
use crate::dossier::journey::{Journey, Need, Shown};
use crate::dossier::review::Review;
use crate::text::Texts;

/// The whole dossier.
///
/// # Errors
/// When its bytes are no envelope any more.
pub fn text(central: &Central, received: &Received) -> Result<String, Fault> {
    let envelope = Envelope::parse(received.sealed.clone()).map_err(|_| Fault::Unknown)?;
    let judge = central.judge();
    let mut page = Page { texts: judge.catalogue().texts("fr"), lines: Vec::new() };
    page.head(received);
    match judge.look(&envelope) {
        Inside::Closed => page.say("not_opened", &[]),
        Inside::NoEdition(contents) => page.raw(&contents),
        Inside::Refused(demarche, contents, review) => {
            page.contents(&contents);
            page.in_the_way(demarche, &review);
            page.journey(demarche, &review.journey);
        }
        Inside::Reviewed(demarche, dossier) => {
            let contents = dossier.contents();
            page.contents(contents);
            page.journey(demarche, &contents.journey(demarche));
        }
    }
    Ok(page.lines.join("\n"))
}

/// The text as it grows.
struct Page<'t> {
    texts: &'t Texts,
    lines: Vec<String>,
}

impl Page<'_> {
    fn say(&mut self, key: &str, with: &[(&str, String)]) {
        self.lines.push(self.texts.interface_with(&format!("central.show.{key}"), with));
    }

    fn word(&self, table: &str, word: &str) -> String {
        self.texts.interface(&format!("central.{table}.{word}")).to_owned()
    }

    fn title(&mut self, title: String) {
        self.lines.extend([String::new(), title]);
    }

    fn item(&mut self, text: &str) {
        self.lines.push(format!("  {text}"));
    }

    fn answer(&mut self, question: String, answer: String) {
        let with = [("question", question), ("answer", answer)];
        let line = self.texts.interface_with("central.show.answer", &with);
        self.item(&line);
    }

    fn date(&self, date: jiff::civil::Date) -> String {
        self.texts.day(crate::dossier::journey::PartialDay {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        })
    }

    fn head(&mut self, received: &Received) {
        self.say("number", &[("number", received.number.clone())]);
        self.say("state", &[("state", self.word("state", state_word(received.state)))]);
        self.say("terminal", &[("terminal", received.terminal.clone())]);
        if let Some(at) = received.received {
            let at = TimeZone::UTC.to_datetime(at);
            let hour = format!("{:02}:{:02}", at.hour(), at.minute());
            self.say("received", &[("date", self.date(at.date())), ("hour", hour)]);
        }
        if let Some(number) = &received.official_number {
            self.say("official", &[("number", number.clone())]);
        }
        for mark in &received.marks {
            let text = self.word("mark", mark);
            self.item(&text);
        }
    }

    fn contents(&mut self, contents: &Contents) {
        let departement = contents.departement.clone();
        let date = self.date(contents.sealed_on);
        self.say("sealed", &[("date", date), ("departement", departement)]);
        self.say("edition", &[("edition", contents.edition.clone())]);
        self.say("language", &[("language", contents.language.clone())]);
        if contents.helped {
            self.say("helped", &[]);
        }
    }

    /// Without the edition there are no words: names and entries as they were typed.
    fn raw(&mut self, contents: &Contents) {
        self.contents(contents);
        self.say("no_edition", &[]);
        for (name, entry) in &contents.entries {
            let written = serde_json::to_string(entry).unwrap_or_default();
            self.answer(name.clone(), written);
        }
    }

    fn in_the_way(&mut self, demarche: &Demarche, review: &Review) {
        self.title(self.word("show", "in_the_way"));
        let texts = self.texts;
        for refusal in &review.journey.refusals {
            let question = texts.ask(demarche, refusal.question).short;
            self.answer(question, texts.refusal(demarche, refusal));
        }
        for id in &review.journey.missing {
            let missing = texts.interface("refusal.missing").to_owned();
            self.answer(texts.ask(demarche, *id).short, missing);
        }
        for caution in review.journey.cautions.iter().filter(|caution| !caution.confirmed) {
            self.item(&texts.rule(demarche, &caution.spoken));
        }
        if let Some(stop) = &review.journey.stop {
            self.item(&texts.stop(demarche, stop).title);
        }
        if !review.strangers.is_empty() {
            let names = review.strangers.join(", ");
            self.item(&texts.interface_with("central.show.strangers", &[("names", names)]));
        }
    }

    fn journey(&mut self, demarche: &Demarche, journey: &Journey) {
        let texts = self.texts;
        let mut section = None;
        for step in &journey.steps {
            if section.replace(step.section) != Some(step.section) && !step.questions.is_empty() {
                self.title(texts.section(demarche, step.section).to_owned());
            }
            for visible in &step.questions {
                if visible.answer == Shown::None {
                    continue;
                }
                let question = texts.ask_in(demarche, step, visible.question).short;
                let answer = texts.answer(demarche, visible.question, &visible.answer);
                self.answer(question, answer);
            }
        }
        let confirmed: Vec<_> =
            journey.cautions.iter().filter(|caution| caution.confirmed).collect();
        if !confirmed.is_empty() {
            self.title(self.word("show", "confirmed"));
            confirmed.iter().for_each(|caution| {
                self.item(&texts.rule(demarche, &caution.spoken));
            });
        }
        self.papers(demarche, journey);
    }

    fn papers(&mut self, demarche: &Demarche, journey: &Journey) {
        let texts = self.texts;
        if !journey.pieces.is_empty() {
            self.title(self.word("show", "pieces"));
            journey.pieces.iter().for_each(|need| self.need(demarche, need));
        }
        if !journey.fees.is_empty() {
            self.title(self.word("show", "fees"));
        }
        for fee in &journey.fees {
            let unknown = || self.word("show", "unknown_sum");
            let sum = fee.cents.map_or_else(unknown, |cents| texts.sum(cents));
            self.answer(texts.fee(demarche, &fee.name).title, sum);
        }
    }

    fn need(&mut self, demarche: &Demarche, need: &Need) {
        let texts = self.texts;
        let title = |name: &String| texts.piece(demarche, name, &need.with).title;
        for (place, papers) in need.one_of.iter().enumerate() {
            let titles: Vec<_> = papers.iter().map(title).collect();
            let mut paper = texts.list(&titles);
            if need.maybe {
                paper = texts.interface_with("central.show.maybe", &[("paper", paper)]);
            }
            if place + 1 < need.one_of.len() {
                paper = texts.interface_with("central.show.or", &[("paper", paper)]);
            }
            self.item(&paper);
        }
    }
}
