//! Sentences of the interface in the language of the visit, ready for a page.
//!
//! Holds no sentence: every key is in `assets/texts/<language>/interface.toml`.

pub mod place;

use jiff::civil::DateTime;

use super::page::{Bill, Charge, Say};
use crate::demarche::calculator::Computed;
use crate::demarche::{Demarche, QuestionId, SectionId};
use crate::dossier::journey::{Fee, Journey, Need, Refusal, Shown, Spoken, VisibleStep, Why};
use crate::text::{self, Texts, Titled};

/// Minutes that are said of what is left: few, for a number that moves at each screen is noise.
const ROUND: [usize; 7] = [1, 2, 3, 5, 8, 10, 15];

/// The words of one question.
#[derive(Clone, Debug)]
pub struct Ask {
    /// As a question.
    pub ask: Say,
    /// As the label of a line.
    pub short: Say,
    /// Under the question.
    pub hint: Option<Say>,
    /// The reason, on demand.
    pub why: Option<Say>,
    /// As one writes it.
    pub example: Option<Say>,
}

/// What follows the sending of a dossier.
#[derive(Clone, Debug)]
pub struct After {
    /// Nothing is asked from the State yet.
    pub not_yet: Say,
    /// What happens, in order.
    pub next: Vec<Say>,
    /// How to follow the dossier.
    pub follow: Say,
}

/// The words of a page where the journey ends.
#[derive(Clone, Debug)]
pub struct Stop {
    /// What it is.
    pub title: Say,
    /// Why.
    pub body: Say,
    /// Where to go.
    pub next: Option<Say>,
}

/// The words of one language, as pages want them.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a Texts);

impl<'a> Words<'a> {
    /// A sentence that is read as it is written.
    pub fn say(self, key: &str) -> Say {
        Say::plain(self.0.interface(key))
    }

    /// A sentence with its values.
    pub fn with(self, key: &str, values: &[(&str, String)]) -> Say {
        Say::plain(self.0.interface_with(key, values))
    }

    /// A sentence around words that may carry an answer.
    pub fn around(self, key: &str, name: &str, say: &Say) -> Say {
        let fill = |value: &String| self.0.interface_with(key, &[(name, value.clone())]);
        let loud = say.loud.as_ref().map(&fill);
        Say { spoken: fill(&say.spoken), shown: fill(&say.shown), loud }
    }

    /// A word drawn alone, and said with what it is of: *Changer*, *Nom*.
    pub fn beside(self, word: &str, of: &Say) -> Say {
        let said = |of: &String| self.line(&[word, of]).spoken;
        Say { shown: word.to_owned(), spoken: said(&of.spoken), loud: of.loud.as_ref().map(said) }
    }

    /// A sentence as text.
    pub fn text(self, key: &'a str) -> &'a str {
        self.0.interface(key)
    }

    /// The procedure's own sentence, else the one of the interface.
    pub fn own(self, demarche: &Demarche, own: &str, general: &str) -> Say {
        Say::plain(self.0.line(demarche, own).unwrap_or_else(|| self.0.interface(general)))
    }

    /// The limits said on the way that are worth keeping on paper: those that `receipt.days`
    /// names, and no other, for a day may tell a birth.
    pub fn days(self, demarche: &Demarche, journey: &Journey) -> Vec<Say> {
        let kept = self.0.lines(demarche, "receipt.days");
        let cautions = journey.cautions.iter().map(|caution| &caution.spoken);
        let spoken = journey.notices.iter().chain(cautions);
        let kept = spoken.filter(|spoken| kept.contains(&spoken.key));
        kept.map(|spoken| self.rule(demarche, spoken)).collect()
    }

    /// The words of a question, with the values of its step.
    pub fn ask(self, demarche: &Demarche, step: &VisibleStep, id: QuestionId) -> Ask {
        let ask = Ask::from(self.0.ask_in(demarche, step, id));
        let masked = masked_step(step, self.text("speech.hidden"));
        match masked {
            Some(masked) => ask.private(self.0.ask_in(demarche, &masked, id)),
            None => ask,
        }
    }

    /// The words of a step: its own, or those of its only question.
    pub fn step(self, demarche: &Demarche, step: &VisibleStep) -> Ask {
        let ask = Ask::from(self.0.step(demarche, step));
        match masked_step(step, self.text("speech.hidden")) {
            Some(masked) => ask.private(self.0.step(demarche, &masked)),
            None => ask,
        }
    }

    /// `Par exemple : 14 03 1962`.
    pub fn example(self, example: &str) -> Say {
        self.with("question.example", &[("example", example.to_owned())])
    }

    /// A section.
    pub fn section(self, demarche: &Demarche, id: SectionId) -> Say {
        Say::plain(self.0.section(demarche, id))
    }

    /// A card and its second line.
    pub fn choice(self, demarche: &Demarche, id: QuestionId, word: &str) -> (Say, Option<Say>) {
        titled(self.0.choice(demarche, id, word))
    }

    /// A group of cards and its second line.
    pub fn group(self, demarche: &Demarche, id: QuestionId, name: &str) -> (Say, Option<Say>) {
        titled(self.0.group(demarche, id, name))
    }

    /// A sentence of the edition beside a question.
    pub fn rule(self, demarche: &Demarche, spoken: &Spoken) -> Say {
        let said = Say::plain(self.0.rule(demarche, spoken));
        if spoken.with.is_empty() {
            return said;
        }
        said.private(self.0.rule(demarche, &masked_rule(spoken, self.text("speech.hidden"))))
    }

    /// The page where the journey ends.
    pub fn stop(self, demarche: &Demarche, spoken: &Spoken) -> Stop {
        let words = self.0.stop(demarche, spoken);
        let loud = self.0.stop(demarche, &masked_rule(spoken, self.text("speech.hidden")));
        Stop {
            title: masked(words.title, loud.title),
            body: masked(words.body, loud.body),
            next: words.next.map(|next| masked(next, loud.next.unwrap_or_default())),
        }
    }

    /// What is wrong, then what to do.
    pub fn why(self, demarche: &Demarche, refusal: &Refusal) -> Say {
        let mut loud = refusal.clone();
        let hidden = self.text("speech.hidden");
        match &mut loud.why {
            Why::Rule(spoken) => *spoken = masked_rule(spoken, hidden),
            // Numbers of a refusal are the limits of its kind; what was meant is an answer.
            Why::Entry { suggestion, .. } => {
                *suggestion = suggestion.as_ref().map(|_| hidden.to_owned());
            }
        }
        masked(self.0.refusal(demarche, refusal), self.0.refusal(demarche, &loud))
    }

    /// A paper to bring, or its alternatives, in one line.
    pub fn need(self, demarche: &Demarche, need: &Need, detail: Detail) -> Say {
        let loud = self.needed(demarche, &masked_need(need, self.text("speech.hidden")), detail);
        masked(self.needed(demarche, need, detail), loud)
    }

    fn needed(self, demarche: &Demarche, need: &Need, detail: Detail) -> String {
        let ways = need.one_of.iter().map(|papers| {
            let papers: Vec<String> = papers
                .iter()
                .enumerate()
                .map(|(at, paper)| (at, self.0.piece(demarche, paper, &need.with)))
                .map(|(at, Titled { title, detail })| {
                    let title = if at == 0 { title } else { inside(&title) };
                    Titled { title, detail }
                })
                .map(|words| match (words, detail) {
                    (Titled { title, detail: Some(more) }, Detail::Full) => {
                        let values = [("paper", title), ("detail", more)];
                        self.0.interface_with("prepare.detailed", &values)
                    }
                    (Titled { title, .. }, _) => title,
                })
                .collect();
            self.0.list(&papers)
        });
        let either = ways.reduce(|one, other| {
            let other = inside(&other);
            self.0.interface_with("prepare.or", &[("one", one), ("other", other)])
        });
        either.unwrap_or_default()
    }

    /// A paper on its card, or its alternatives: what it is, then what one must know of it.
    pub fn paper(self, demarche: &Demarche, need: &Need) -> (Say, Option<Say>) {
        if let [papers] = need.one_of.as_slice()
            && let [paper] = papers.as_slice()
        {
            let loud = masked_need(need, self.text("speech.hidden"));
            let (title, detail) = titled(self.0.piece(demarche, paper, &need.with));
            let loud = self.0.piece(demarche, paper, &loud.with);
            let detail = detail.map(|detail| masked(detail.shown, loud.detail.unwrap_or_default()));
            return (masked(title.shown, loud.title), detail);
        }
        let all = || need.one_of.iter().flatten();
        let words = all().map(|paper| self.0.piece(demarche, paper, &need.with));
        let told: Vec<(String, String)> =
            words.filter_map(|words| Some((words.title, words.detail?))).collect();
        let details: Vec<String> = match told.as_slice() {
            // Said of all of them: said once.
            [(_, one), rest @ ..]
                if told.len() == all().count() && rest.iter().all(|(_, other)| other == one) =>
            {
                vec![one.clone()]
            }
            told => told
                .iter()
                .map(|(paper, detail)| {
                    let values = [("paper", paper.clone()), ("detail", inside(detail))];
                    whole(&self.0.interface_with("prepare.each", &values))
                })
                .collect(),
        };
        let detail = (!details.is_empty()).then(|| Say::plain(details.join(" ")));
        (self.need(demarche, need, Detail::Short), detail)
    }

    /// What is asked for, in the words of the receipt: `Nouvelle carte après une perte`.
    pub fn variant(self, demarche: &Demarche, journey: &Journey) -> Option<String> {
        self.of_variant(demarche, journey, "receipt.variant")
    }

    /// What the request is for, and until when it is to be made.
    pub fn purpose(self, demarche: &Demarche, journey: &Journey) -> Option<Say> {
        self.of_variant(demarche, journey, "receipt.purposes").map(Say::plain)
    }

    /// How long the State takes, where its own words say it.
    pub fn delay(self, demarche: &Demarche, journey: &Journey) -> Option<Say> {
        let own = self.of_variant(demarche, journey, "receipt.delays");
        let any = || self.0.line(demarche, "receipt.delay").map(str::to_owned);
        own.or_else(any).map(Say::plain)
    }

    /// The sentence of what is asked for.
    fn of_variant(self, demarche: &Demarche, journey: &Journey, head: &str) -> Option<String> {
        let key = format!("{head}.{}", variant(demarche, journey)?);
        self.0.line(demarche, &key).map(str::to_owned)
    }

    /// What is left to do after the sending of this request, else of any of its kind.
    pub fn next(self, demarche: &Demarche, journey: &Journey) -> Vec<Say> {
        let own = variant(demarche, journey)
            .map(|word| self.0.lines(demarche, &format!("receipt.steps.{word}")))
            .filter(|lines| !lines.is_empty());
        let lines = own.unwrap_or_else(|| self.0.lines(demarche, "receipt.next"));
        lines.iter().map(Say::plain).collect()
    }

    /// A sum due; a sum that nobody knows is said as such.
    pub fn fee(self, demarche: &Demarche, fee: &Fee) -> Say {
        let name = ("name", self.0.fee(demarche, &fee.name).title);
        match fee.cents {
            Some(cents) => self.with("prepare.fee", &[name, ("sum", self.0.sum(cents))]),
            None => self.with("prepare.fee_unknown", &[name]),
        }
    }

    /// An answer as a person reads it.
    pub fn answer(self, demarche: &Demarche, id: QuestionId, shown: &Shown) -> Say {
        Say::plain(self.0.answer(demarche, id, shown)).private(self.text("speech.hidden"))
    }

    /// A derived value that a step shows, and its label.
    pub fn derived(self, demarche: &Demarche, name: &str, shown: &Shown) -> (Say, Say) {
        let value = Say::plain(self.0.derived(demarche, name, shown));
        let value = value.private(self.text("speech.hidden"));
        (Say::plain(self.0.show(demarche, name)), value)
    }

    /// The computed values that a step of the path shows with their lines, each once. One shown
    /// beside the papers to prepare is a first guess: it counts only when nothing better follows.
    pub fn prices<'j>(
        self,
        demarche: &Demarche,
        journey: &'j Journey,
    ) -> Vec<(&'j str, &'j Computed)> {
        let steps = || journey.steps.iter().map(|step| &demarche.step(step.step).show);
        let guess = |show: &&Vec<String>| show.iter().any(|shown| shown == "pieces");
        let shown = |name: &String| steps().any(|show| show.contains(name));
        let better = |name: &String| steps().any(|show| !guess(&show) && show.contains(name));
        let all = journey.computed.iter().filter(|(name, _)| shown(name));
        let (better, guesses): (Vec<_>, Vec<_>) = all.partition(|(name, _)| better(name));
        let kept = if better.is_empty() { guesses } else { better };
        kept.into_iter().map(|(name, computed)| (name.as_str(), computed)).collect()
    }

    /// What a calculator found: its lines with their reasons, and the total when it is known.
    pub fn bill(self, computed: &Computed, total: Option<&Shown>) -> Bill {
        let charges = computed.lines.iter().map(|line| Charge {
            name: self.say(line.key),
            reason: line.reason.as_ref().map(|reason| Say::plain(self.0.reason(reason))),
            sum: match line.cents {
                Some(cents) => Say::plain(self.0.exact_sum(cents)),
                None => self.say("price.to_compute"),
            },
        });
        let total = match total {
            Some(Shown::Money(cents)) => Some(Say::plain(self.0.exact_sum(*cents))),
            _ => None,
        };
        let total = total.map(|sum| (self.say("price.total"), sum));
        Bill { charges: charges.collect(), total }
    }

    /// The name of a démarche.
    pub fn title(self, demarche: &Demarche) -> Say {
        Say::plain(self.0.line(demarche, "welcome.title").unwrap_or_default())
    }

    /// What it is for.
    pub fn detail(self, demarche: &Demarche) -> Say {
        Say::plain(self.0.line(demarche, "welcome.detail").unwrap_or_default())
    }

    /// `Environ 10 minutes`.
    pub fn duration(self, demarche: &Demarche) -> Say {
        let minutes = self.0.line(demarche, "welcome.minutes").unwrap_or_default().to_owned();
        self.with("welcome.minutes", &[("minutes", minutes)])
    }

    /// `encore environ 8 minutes`: what the tile announced, for the steps that are `ahead` of all
    /// those of the path, in minutes that one can remember. The first is never more than the tile.
    pub fn time_left(self, demarche: &Demarche, ahead: (usize, usize)) -> Option<Say> {
        let whole: usize = self.0.line(demarche, "welcome.minutes")?.parse().ok()?;
        let left = (whole * ahead.0).div_ceil(ahead.1.max(1));
        let round = ROUND.into_iter().find(|round| *round >= left).unwrap_or(left);
        Some(match round.min(whole) {
            0 | 1 => self.say("time.left_one"),
            minutes => self.with("time.left", &[("minutes", minutes.to_string())]),
        })
    }

    /// What follows the sending.
    pub fn after(self, demarche: &Demarche) -> After {
        After {
            not_yet: Say::plain(self.0.line(demarche, "receipt.not_yet").unwrap_or_default()),
            next: self.0.lines(demarche, "receipt.next").iter().map(Say::plain).collect(),
            follow: Say::plain(self.0.line(demarche, "receipt.follow").unwrap_or_default()),
        }
    }

    /// `cm`.
    pub fn unit(self, unit: &str) -> Say {
        let alone = [("number", String::new())];
        Say::plain(self.0.interface_with(&format!("unit.{unit}"), &alone).trim())
    }

    /// The name of a month typed as a number.
    pub fn month(self, typed: &str) -> Option<String> {
        let month: u8 = typed.parse().ok()?;
        let key = format!("write.month.{month}");
        (1..=12).contains(&month).then(|| self.0.interface(&key).to_owned())
    }

    /// `23 novembre 2026, 10 h 42`.
    pub fn moment(self, at: DateTime) -> Say {
        let day = at.date().into();
        let hour = format!("{:02}:{:02}", at.hour(), at.minute());
        Say::plain(self.0.write(&Shown::Moment(day, hour)))
    }

    /// A code or a number: drawn whole, read one sign at a time, the groups apart.
    pub fn code(self, code: &str) -> Say {
        Say::aloud(code, spelled(code)).private(self.text("speech.hidden"))
    }

    /// Parts of one line: `Carte d'identité · Votre état civil`.
    pub fn line(self, parts: &[&str]) -> Say {
        Say::aloud(parts.join(" · "), parts.join(", "))
    }
}

/// How much is said of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Its name.
    Short,
    /// And its second line.
    Full,
}

impl Ask {
    /// The same words, and what is said of them where others hear it.
    fn private(self, loud: text::Ask) -> Self {
        let both = |said: Option<Say>, loud: Option<String>| {
            said.map(|said| masked(said.shown, loud.unwrap_or_default()))
        };
        Self {
            ask: masked(self.ask.shown, loud.ask),
            short: masked(self.short.shown, loud.short),
            hint: both(self.hint, loud.hint),
            why: both(self.why, loud.why),
            example: self.example,
        }
    }
}

/// Words, and what is said of them where others hear it: the same when they carry no answer.
fn masked(shown: String, loud: String) -> Say {
    if shown == loud { Say::plain(shown) } else { Say::plain(shown).private(loud) }
}

/// A step whose sentences say no answer; none when they say none anyway.
fn masked_step(step: &VisibleStep, hidden: &str) -> Option<VisibleStep> {
    (!step.with.is_empty()).then(|| VisibleStep { with: mask(&step.with, hidden), ..step.clone() })
}

fn masked_rule(spoken: &Spoken, hidden: &str) -> Spoken {
    Spoken { with: mask(&spoken.with, hidden), ..spoken.clone() }
}

fn masked_need(need: &Need, hidden: &str) -> Need {
    Need { with: mask(&need.with, hidden), ..need.clone() }
}

fn mask(with: &[(String, Shown)], hidden: &str) -> Vec<(String, Shown)> {
    with.iter().map(|(name, _)| (name.clone(), Shown::Text(hidden.to_owned()))).collect()
}

impl From<text::Ask> for Ask {
    fn from(words: text::Ask) -> Self {
        Self {
            ask: Say::plain(words.ask),
            short: Say::plain(words.short),
            hint: words.hint.map(Say::plain),
            why: words.why.map(Say::plain),
            example: words.example.map(Say::plain),
        }
    }
}

/// Words that go on inside a sentence: without their capital, unless it is a name of letters.
fn inside(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || "' ".contains(second) => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// A sentence ends with its point.
fn whole(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// What is asked for: by the derive `demande`, or by the answer *motif*.
fn variant<'a>(demarche: &Demarche, journey: &'a Journey) -> Option<&'a str> {
    let asked = || {
        let motif = demarche.find("motif")?;
        journey.visible(motif).map(|visible| &visible.answer)
    };
    match journey.derived.get("demande").or_else(asked)? {
        Shown::Word(word) => Some(word),
        _ => None,
    }
}

fn titled(words: Titled) -> (Say, Option<Say>) {
    (Say::plain(words.title), words.detail.map(Say::plain))
}

/// `7K3M-9QF2` as `7 K 3 M, 9 Q F 2`.
pub fn spelled(code: &str) -> String {
    let groups: Vec<String> = code
        .split('-')
        .map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" "))
        .collect();
    groups.join(", ")
}
