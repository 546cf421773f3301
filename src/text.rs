//! All the words of one language. Never holds a sentence of its own: they are in `assets/texts`.
//!
//! Look-ups are total: what a checked edition needs is there in every language, and so are the
//! keys of `interface::KEYS`.

pub mod interface;
mod need;
pub mod place;
pub(crate) mod source;
mod writing;

use std::collections::BTreeMap;

use crate::demarche::calculator::Reason;
use crate::demarche::edition::{Spelling, With};
use crate::demarche::{Demarche, QuestionId, SectionId};
use crate::dossier::journey::{Refusal, Shown, Spoken, VisibleStep, Why};

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    language: String,
    interface: BTreeMap<String, String>,
    demarches: BTreeMap<String, Sentences>,
    blocks: BTreeMap<String, Sentences>,
}

/// Sentences by dotted key; a list has several.
pub(crate) type Sentences = BTreeMap<String, Vec<String>>;

/// The words of a step or of a question, placeholders filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The question, as a question.
    pub ask: String,
    /// The label of its line on the review screen; empty for a step.
    pub short: String,
    /// Under the question.
    pub hint: Option<String>,
    /// Why it is asked.
    pub why: Option<String>,
    /// An answer, for example.
    pub example: Option<String>,
}

/// A card, a paper: a title, and a second line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titled {
    /// Its name.
    pub title: String,
    /// A second line.
    pub detail: Option<String>,
}

/// The page on which a journey ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// What it is.
    pub title: String,
    /// Why.
    pub body: String,
    /// Where to go.
    pub next: Option<String>,
}

/// The side on which the lines of a language begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right, as French.
    LeftToRight,
    /// From right to left, as Arabic.
    RightToLeft,
}

impl Direction {
    /// From the word of a file: `ltr` or `rtl`.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "ltr" => Some(Self::LeftToRight),
            "rtl" => Some(Self::RightToLeft),
            _ => None,
        }
    }
}

impl Texts {
    /// For a catalogue without any text.
    pub(crate) fn none() -> &'static Self {
        static NONE: Texts = Texts {
            language: String::new(),
            interface: BTreeMap::new(),
            demarches: BTreeMap::new(),
            blocks: BTreeMap::new(),
        };
        &NONE
    }

    /// Code of the language: `fr`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The side on which its lines begin.
    pub fn direction(&self) -> Direction {
        Direction::of(self.interface("language.direction")).unwrap_or(Direction::LeftToRight)
    }

    /// Whether somebody who speaks the language from childhood has read every sentence, and said
    /// so with his name in `language.signed_by`.
    pub fn is_signed(&self) -> bool {
        !self.interface("language.signed_by").trim().is_empty()
    }

    /// A sentence of the interface. A key that no table lists comes back as itself.
    pub fn interface<'a>(&'a self, key: &'a str) -> &'a str {
        self.interface.get(key).map_or(key, String::as_str)
    }

    /// The same, with its placeholders.
    pub fn interface_with(&self, key: &str, with: &[(&str, String)]) -> String {
        let with: Vec<(String, String)> =
            with.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        writing::fill(self.interface(key), &with)
    }

    /// A sentence of the démarche beside its structure: `welcome.title`, `receipt.foot`.
    pub fn line<'a>(&'a self, demarche: &Demarche, key: &str) -> Option<&'a str> {
        self.lines(demarche, key).first().map(String::as_str)
    }

    /// A list of sentences of the démarche: `receipt.next`.
    pub fn lines<'a>(&'a self, demarche: &Demarche, key: &str) -> &'a [String] {
        let sentences = self.demarches.get(demarche.name());
        sentences.and_then(|all| all.get(key)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The name of a section.
    pub fn section<'a>(&'a self, demarche: &'a Demarche, id: SectionId) -> &'a str {
        let name = &demarche.section(id).name;
        self.line(demarche, &format!("section.{name}")).unwrap_or(name)
    }

    /// The words of a step: its own, or those of its only question.
    pub fn step(&self, demarche: &Demarche, step: &VisibleStep) -> Ask {
        let shown = &demarche.shown[usize::from(step.step.0)];
        let asked = &demarche.step(step.step).questions;
        let own = self.find(demarche, "step", &shown.spelling, &["ask", ""]).is_some();
        match asked.as_slice() {
            [only] if !own => self.ask_in(demarche, step, *only),
            _ => {
                let with = self.with(&shown.with, &step.with, shown.spelling.number);
                self.asked(demarche, "step", &shown.spelling, &with)
            }
        }
    }

    /// The words of a question.
    pub fn ask(&self, demarche: &Demarche, id: QuestionId) -> Ask {
        let spelling = &demarche.asked(id).spelling;
        self.asked(demarche, "ask", spelling, &numbered(spelling.number))
    }

    /// The words of a question, with the values that its step gives.
    pub fn ask_in(&self, demarche: &Demarche, step: &VisibleStep, id: QuestionId) -> Ask {
        let shown = &demarche.shown[usize::from(step.step.0)];
        let with = self.with(&shown.with, &step.with, shown.spelling.number);
        self.asked(demarche, "ask", &demarche.asked(id).spelling, &with)
    }

    fn asked(
        &self,
        demarche: &Demarche,
        head: &str,
        spelling: &Spelling,
        with: &[(String, String)],
    ) -> Ask {
        let get = |field: &str| {
            self.find(demarche, head, spelling, &[field]).map(|text| writing::fill(text, with))
        };
        Ask {
            ask: get("ask").or_else(|| get("")).unwrap_or_default(),
            short: get("short").unwrap_or_default(),
            hint: get("hint"),
            why: get("why"),
            example: get("example"),
        }
    }

    /// The words of a card.
    pub fn choice(&self, demarche: &Demarche, id: QuestionId, word: &str) -> Titled {
        self.card(demarche, &demarche.asked(id).spelling, word)
    }

    fn card(&self, demarche: &Demarche, spelling: &Spelling, word: &str) -> Titled {
        self.titled(demarche, "choice", &inside(spelling, word), &numbered(spelling.number))
    }

    /// The words of a group of cards.
    pub fn group(&self, demarche: &Demarche, id: QuestionId, group: &str) -> Titled {
        let spelling = &demarche.asked(id).spelling;
        self.titled(demarche, "group", &inside(spelling, group), &numbered(spelling.number))
    }

    /// What a notice, a caution or a refusal of the edition says.
    pub fn rule(&self, demarche: &Demarche, spoken: &Spoken) -> String {
        let Some(rule) = demarche.rules.iter().find(|rule| rule.name == spoken.name) else {
            return String::new();
        };
        let with = self.with(&rule.with, &spoken.with, rule.spelling.number);
        let text = self.find(demarche, "rule", &rule.spelling, &[""]).unwrap_or_default();
        writing::fill(text, &with)
    }

    /// The page of a `stop`.
    pub fn stop(&self, demarche: &Demarche, spoken: &Spoken) -> Stop {
        let Some(rule) = demarche.rules.iter().find(|rule| rule.name == spoken.name) else {
            return Stop::default();
        };
        let with = self.with(&rule.with, &spoken.with, rule.spelling.number);
        let get = |field: &str| {
            self.find(demarche, "stop", &rule.spelling, &[field])
                .map(|text| writing::fill(text, &with))
        };
        Stop {
            title: get("title").unwrap_or_default(),
            body: get("body").unwrap_or_default(),
            next: get("next"),
        }
    }

    /// A paper, with the values that its list gives.
    pub fn piece(&self, demarche: &Demarche, name: &str, with: &[(String, Shown)]) -> Titled {
        let Some(piece) = demarche.pieces.get(name) else {
            return Titled { title: name.to_owned(), detail: None };
        };
        let known: Vec<With> = demarche
            .needs
            .iter()
            .filter(|need| need.one_of.iter().flatten().any(|(paper, _)| paper == name))
            .flat_map(|need| need.with.clone())
            .collect();
        let with = self.with(&known, with, None);
        self.titled(demarche, "piece", &piece.spelling, &with)
    }

    /// A sum due.
    pub fn fee(&self, demarche: &Demarche, name: &str) -> Titled {
        let Some(fee) = demarche.fees.iter().find(|fee| fee.name == name) else {
            return Titled { title: name.to_owned(), detail: None };
        };
        self.titled(demarche, "fee", &fee.spelling, &numbered(fee.spelling.number))
    }

    /// Why an entry is not an answer.
    pub fn refusal(&self, demarche: &Demarche, refusal: &Refusal) -> String {
        match &refusal.why {
            Why::Rule(spoken) => self.rule(demarche, spoken),
            Why::Entry { key, numbers, suggestion } => {
                let mut with: Vec<(String, String)> = numbers
                    .iter()
                    .map(|(name, value)| (name.clone(), self.number_or_day(value)))
                    .collect();
                with.extend(suggestion.iter().map(|s| ("suggestion".to_owned(), s.clone())));
                let full = format!("refusal.{key}");
                writing::fill(self.interface(&full), &with)
            }
        }
    }

    /// An answer as the review screen writes it: cards by their words, a number with its unit.
    pub fn answer(&self, demarche: &Demarche, id: QuestionId, shown: &Shown) -> String {
        let written = self.owned(demarche, Some(&demarche.asked(id).spelling), shown);
        match (&demarche.question(id).kind, shown) {
            (crate::demarche::Kind::Number { unit: Some(unit), .. }, Shown::Number(_)) => {
                let key = format!("unit.{unit}");
                self.interface_with(&key, &[("number", written)])
            }
            _ => written,
        }
    }

    /// A derived value: its words are `choice.<derive>.<word>`.
    pub fn derived(&self, demarche: &Demarche, name: &str, shown: &Shown) -> String {
        let derive = demarche.derives.iter().find(|derive| derive.name == name);
        self.owned(demarche, derive.map(|derive| &derive.spelling), shown)
    }

    /// The label of a derived value that a step shows.
    pub fn show(&self, demarche: &Demarche, name: &str) -> String {
        let derive = demarche.derives.iter().find(|derive| derive.name == name);
        let text = derive.and_then(|d| self.find(demarche, "show", &d.spelling, &[""]));
        text.unwrap_or(name).to_owned()
    }

    /// Why a calculator gives what it gives, or cannot.
    pub fn reason(&self, reason: &Reason) -> String {
        let numbers: Vec<(&str, String)> = reason
            .numbers
            .iter()
            .map(|(name, figure)| (*name, self.write(&Shown::from(figure))))
            .collect();
        self.interface_with(reason.key, &numbers)
    }

    fn owned(&self, demarche: &Demarche, owner: Option<&Spelling>, shown: &Shown) -> String {
        match (owner, shown) {
            (Some(spelling), Shown::Word(word)) => self.card(demarche, spelling, word).title,
            (Some(spelling), Shown::Words(words)) if !words.is_empty() => {
                let titles: Vec<String> =
                    words.iter().map(|word| self.card(demarche, spelling, word).title).collect();
                self.list(&titles)
            }
            _ => self.write(shown),
        }
    }

    fn titled(
        &self,
        demarche: &Demarche,
        head: &str,
        spelling: &Spelling,
        with: &[(String, String)],
    ) -> Titled {
        let get = |field: &str| {
            self.find(demarche, head, spelling, &[field]).map(|text| writing::fill(text, with))
        };
        Titled {
            title: get("title").or_else(|| get("")).unwrap_or_default(),
            detail: get("detail"),
        }
    }

    /// Placeholders of a sentence, written: `known` says what their words belong to.
    fn with(
        &self,
        known: &[With],
        with: &[(String, Shown)],
        number: Option<u8>,
    ) -> Vec<(String, String)> {
        let mut written = numbered(number);
        for (name, shown) in with {
            let owner = known.iter().find(|known| known.name == *name);
            let owner = owner.and_then(|known| known.owner.as_ref());
            let text = match (owner, shown) {
                (Some(owner), Shown::Word(word)) => self.word(owner, word),
                _ => self.write(shown),
            };
            written.push((name.clone(), text));
        }
        written
    }

    /// The title of a card, whatever the démarche: its key is unique within a language.
    fn word(&self, owner: &Spelling, word: &str) -> String {
        let found = self.demarches.keys().find_map(|name| {
            let titled = |field| self.look(Some(name), "choice", &inside(owner, word), field);
            titled("title").or_else(|| titled(""))
        });
        found.unwrap_or(word).to_owned()
    }

    /// The nearest file that speaks of this name says all of it.
    fn find(
        &self,
        demarche: &Demarche,
        head: &str,
        spelling: &Spelling,
        fields: &[&str],
    ) -> Option<&str> {
        fields.iter().find_map(|field| self.look(Some(demarche.name()), head, spelling, field))
    }

    fn look(
        &self,
        demarche: Option<&str>,
        head: &str,
        spelling: &Spelling,
        field: &str,
    ) -> Option<&str> {
        spelling.chain.iter().find_map(|(block, key)| {
            let sentences = match block {
                None => self.demarches.get(demarche?),
                Some(block) => self.blocks.get(block),
            };
            let full = if field.is_empty() {
                format!("{head}.{key}")
            } else {
                format!("{head}.{key}.{field}")
            };
            sentences?.get(&full)?.first().map(String::as_str)
        })
    }
}

/// The name of a card or a group, inside that of its question.
fn inside(spelling: &Spelling, word: &str) -> Spelling {
    let chain =
        spelling.chain.iter().map(|(file, key)| (file.clone(), format!("{key}.{word}"))).collect();
    Spelling { chain, number: spelling.number }
}

fn numbered(number: Option<u8>) -> Vec<(String, String)> {
    number.map(|number| ("n".to_owned(), number.to_string())).into_iter().collect()
}
