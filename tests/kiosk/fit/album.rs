//! The pages that citizens see when they follow the files of journeys.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use mon_point_numerique::demarche::author::trial::{Visit, visits};
use mon_point_numerique::demarche::{Demarche, QuestionId};
use mon_point_numerique::dossier::Draft;
use mon_point_numerique::dossier::journey::{Journey, VisibleQuestion, VisibleStep, Why, journey};
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::{Message, Now};
use mon_point_numerique::kiosk::page::{Block, Charge, Id, Page, Say};
use mon_point_numerique::kiosk::screen::Screen;

use mon_point_numerique::seal::code::Code;
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

use crate::citizen::{Citizen, catalogue, press_of, settings};

/// A page as it was seen.
#[derive(Clone)]
pub(crate) struct Leaf {
    pub(crate) language: &'static str,
    pub(crate) page: Page<Message>,
    pub(super) focus: Option<Id>,
    /// A picture is wanted too.
    pub(super) shown: bool,
}

/// The pages that have something new in them.
#[derive(Default)]
pub(crate) struct Album {
    /// How many pages were seen.
    pub(super) seen: usize,
    parts: BTreeSet<String>,
    /// What decides a page, of those that were seen.
    signs: BTreeSet<String>,
    /// Pages that were drawn whole, in their place.
    names: BTreeSet<String>,
    leaves: Vec<Leaf>,
    /// Steps whose empty page was seen.
    emptied: BTreeSet<(String, u16)>,
}

/// French first: the pages of the others are looked at when the French one has something new.
const LANGUAGES: [&str; 6] = ["fr", "en", "ar", "es", "pt", "tr"];
/// More screens than any journey has.
const MOST: usize = 150;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/journeys")
}

/// The visits of all files of journeys, by edition.
pub(crate) fn all_visits() -> BTreeMap<String, Vec<Visit>> {
    let catalogue = catalogue();
    let mut found: BTreeMap<String, Vec<Visit>> = BTreeMap::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let known = |demarche: &Demarche| {
            text.contains(&format!("edition = \"{}\"", demarche.edition()))
                || text.contains(&format!("edition     = \"{}\"", demarche.edition()))
        };
        if !text.contains("[[case]]") || !catalogue.editions().iter().any(known) {
            continue;
        }
        let beside = |name: &str| fs::read_to_string(folder().join(name)).ok();
        let visits = visits(&[&catalogue], &text, beside);
        for visit in visits.unwrap_or_else(|odd| panic!("{}: {odd}", path.display())) {
            found.entry(visit.draft.edition.clone()).or_default().push(visit);
        }
    }
    found
}

impl Album {
    /// The pages to draw.
    pub(crate) fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// Follows every case of every file, in every edition that the program has.
    pub(crate) fn walks_every_journey(&mut self) {
        let visits = all_visits();
        for demarche in catalogue().editions() {
            let none = Vec::new();
            for visit in visits.get(demarche.edition()).unwrap_or(&none) {
                self.walks(demarche, visit);
            }
        }
    }

    /// Follows visits by chance to each edition: what no file tells is seen too.
    pub(super) fn wanders(&mut self, count: u64) {
        for demarche in catalogue().editions() {
            for visit in super::wander::visits(demarche, count) {
                self.walks(demarche, &visit);
            }
        }
    }

    fn walks(&mut self, demarche: &Demarche, visit: &Visit) {
        let walked = journey(demarche, &visit.draft, &visit.around);
        let mut fresh: Vec<bool> = Vec::new();
        for step in &walked.steps {
            let sign = format!("{} {}", demarche.edition(), sign(demarche, &walked, step));
            fresh.push(self.signs.insert(sign));
        }
        let mut from = 0;
        while let Some(next) = fresh.get(from..).and_then(|rest| rest.iter().position(|new| *new)) {
            let mut draft = visit.draft.clone();
            let step = walked.steps[from + next].step;
            draft.place.step.clone_from(&demarche.step(step).name);
            let mut citizen = opens(draft, visit);
            from = self.follows(&mut citizen, &walked, &fresh).max(from + next) + 1;
        }
        self.reviews(demarche, visit, &walked);
        self.empties(demarche, visit, &walked);
    }

    /// Goes on as long as *Suivant* leads on to something new; gives back the place of the last
    /// step.
    fn follows(&mut self, citizen: &mut Citizen, walked: &Journey, fresh: &[bool]) -> usize {
        let mut last = 0;
        for _ in 0..MOST {
            let Screen::Question(asking) = &citizen.kiosk.visit().screen else { break };
            let step = asking.step;
            last = walked.steps.iter().position(|one| one.step == step).unwrap_or(last);
            self.keeps(citizen);
            self.opens_groups(citizen);
            if !fresh[last..].contains(&true) {
                return last;
            }
            let before = citizen.at();
            let _ = citizen.next();
            if citizen.at() == before {
                self.keeps(citizen);
                if press_of(&citizen.page(), "caution.confirm").is_none() {
                    return last;
                }
                let _ = citizen.touch("caution.confirm");
            }
        }
        self.keeps(citizen);
        last
    }

    /// The review screen when a line of it is new; the last screen of each kind of request.
    fn reviews(&mut self, demarche: &Demarche, visit: &Visit, walked: &Journey) {
        let asked = walked.steps.iter().flat_map(|step| &step.questions);
        let line = |visible: &VisibleQuestion| {
            let wants = walked.missing.contains(&visible.question);
            let answer = std::mem::discriminant(&visible.answer);
            format!("{} {:?} {answer:?} {wants}", demarche.edition(), visible.question)
        };
        let mut signs: Vec<String> = asked.map(line).collect();
        let kind = walked.derived.get("demande").map(|shown| catalogue().texts("fr").write(shown));
        signs.push(format!("{} {kind:?} {}", demarche.edition(), walked.is_complete()));
        let before = self.signs.len();
        self.signs.extend(signs);
        if self.signs.len() == before {
            return;
        }
        let mut draft = visit.draft.clone();
        draft.place.reviewing = true;
        let citizen = &mut opens(draft, visit);
        self.keeps(citizen);
        if walked.is_complete() {
            let _ = citizen.next();
            self.keeps(citizen);
        }
    }

    /// The cards behind each group.
    fn opens_groups(&mut self, citizen: &mut Citizen) {
        let page = citizen.page();
        let controls = mon_point_numerique::kiosk::focus::controls(&page);
        let groups: Vec<String> = controls
            .iter()
            .map(|control| control.id.as_str().to_owned())
            .filter(|id| id.starts_with("group."))
            .collect();
        for group in groups {
            if press_of(&citizen.page(), &group).is_some() {
                let _ = citizen.touch(&group);
                self.keeps(citizen);
            }
        }
    }

    /// Each step once without its answers, and what is said when one goes on all the same.
    fn empties(&mut self, demarche: &Demarche, visit: &Visit, walked: &Journey) {
        for step in &walked.steps {
            if !self.emptied.insert((demarche.edition().to_owned(), step.step.0)) {
                continue;
            }
            let mut draft = visit.draft.clone();
            let name = |id: QuestionId| demarche.question(id).name.clone();
            for visible in &step.questions {
                drop(draft.entries.remove(&name(visible.question)));
            }
            draft.place.step.clone_from(&demarche.step(step.step).name);
            let mut citizen = opens(draft, visit);
            self.keeps(&mut citizen);
            self.opens_groups(&mut citizen);
            if press_of(&citizen.page(), "why").is_some() {
                let _ = citizen.touch("why");
                self.keeps(&mut citizen);
            }
            let _ = citizen.next();
            self.keeps(&mut citizen);
        }
    }

    /// The page of now, with its keyboard and without; in the other languages too when it has
    /// something new.
    fn keeps(&mut self, citizen: &mut Citizen) {
        let [french, others @ ..] = LANGUAGES;
        if !self.adds(french, citizen.page(), citizen.kiosk.focus().cloned()) {
            return;
        }
        let focus = citizen.kiosk.focus().cloned();
        for language in others {
            let _ = citizen.touch("tool.language").touch(&format!("language.{language}"));
            let _new = self.adds(language, citizen.page(), focus.clone());
        }
        let _ = citizen.touch("tool.language").touch(&format!("language.{french}"));
    }

    /// Blocks stand under one another: only those with something new want drawing again.
    fn only_new(
        &mut self,
        place: &str,
        column: &str,
        blocks: &[Block<Message>],
    ) -> Vec<Block<Message>> {
        let mut fresh = |part: String| self.parts.insert(format!("{place}{column} {part}"));
        let mut left = Vec::new();
        for block in blocks {
            let parts = block_parts(block).into_iter().map(|part| fresh(numberless(&part)));
            let new: Vec<bool> = parts.collect();
            match block {
                Block::Rows(rows) => {
                    let rows = rows.iter().zip(&new).filter(|(_, new)| **new);
                    left.push(Block::Rows(rows.map(|(row, _)| row.clone()).collect()));
                }
                Block::Checklist(lines) => {
                    let lines = lines.iter().zip(&new).filter(|(_, new)| **new);
                    left.push(Block::Checklist(lines.map(|(line, _)| line.clone()).collect()));
                }
                _ if new.contains(&true) => left.push(block.clone()),
                _ => {}
            }
        }
        left
    }

    /// Whether the page has something new.
    fn adds(&mut self, language: &'static str, page: Page<Message>, focus: Option<Id>) -> bool {
        self.seen += 1;
        let before = self.parts.len();
        let place = place(language, &page);
        self.parts.extend(frame_parts(&page).into_iter().map(|part| place.clone() + &part));
        let mut trimmed = page.clone();
        trimmed.body = self.only_new(&place, "body", &page.body);
        trimmed.aside = self.only_new(&place, "aside", &page.aside);
        let mut new = self.parts.len() > before;
        if new {
            let name = format!("{language}-{}", page.name.as_str());
            let wanted = std::env::var("PICTURE").unwrap_or_default();
            let mut wanted = wanted.split(',').filter(|part| !part.is_empty());
            let shown = wanted.any(|part| name.contains(part));
            let whole = self.names.insert(place + page.name.as_str()) || shown;
            let page = if whole { page.clone() } else { trimmed };
            self.leaves.push(Leaf { language, page, focus, shown });
        }
        if page.keyboard.is_some() {
            new |= self.adds(language, Page { keyboard: None, ..page }, None);
        }
        new
    }
}

/// What of a journey decides what the page of a step shows.
fn sign(demarche: &Demarche, walked: &Journey, step: &VisibleStep) -> String {
    let at = |question: QuestionId| step.questions.iter().any(|one| one.question == question);
    let offered: Vec<_> = step
        .questions
        .iter()
        .map(|one| (one.question, &one.offered, one.proposal.is_some(), one.optional))
        .collect();
    let spoken = walked.notices.iter().chain(walked.cautions.iter().map(|one| &one.spoken));
    let spoken: Vec<&str> = spoken
        .filter(|spoken| spoken.at.is_some_and(at))
        .map(|spoken| spoken.name.as_str())
        .collect();
    let refused: Vec<String> = walked
        .refusals
        .iter()
        .filter(|refusal| at(refusal.question))
        .map(|refusal| match &refusal.why {
            Why::Entry { key, .. } => key.clone(),
            Why::Rule(spoken) => spoken.name.clone(),
        })
        .collect();
    let mut sign = format!("{:?} {offered:?} {spoken:?} {refused:?}", step.step);
    let show = &demarche.step(step.step).show;
    if !show.is_empty() || step.section.0 == 0 {
        let computed = walked.computed.iter().filter(|(name, _)| show.contains(name));
        let lines: Vec<_> = computed
            .map(|(_, found)| {
                let lines = found.lines.iter();
                let reasons = lines.map(|line| (line.key, line.reason.as_ref().map(|it| it.key)));
                (reasons.collect::<Vec<_>>(), found.unknown.as_ref().map(|it| it.key))
            })
            .collect();
        sign += &format!(" {:?} {:?} {lines:?}", walked.pieces, walked.fees);
    }
    sign
}

/// A citizen who comes back to a draft, on the day of its case.
pub(crate) fn opens(draft: Draft, visit: &Visit) -> Citizen {
    let departement = visit.around.site.departement.clone();
    let languages = LANGUAGES.map(str::to_owned).to_vec();
    let settings = Settings { departement, languages, ..settings() };
    let mut citizen = Citizen::arrives_at(settings);
    citizen.now = Now { ms: 6_000, civil: visit.around.today.at(9, 30, 0, 0) };
    let code = Code::random(&mut ChaCha20Rng::seed_from_u64(1)).grouped().to_string();
    drop(citizen.edge.drafts.insert(code.clone(), draft));
    let _ = citizen.touch("resume").types(&code).next();
    citizen
}

/// The words of a page stand in such a place.
fn place(language: &str, page: &Page<Message>) -> String {
    let keyboard = page.keyboard.as_ref().map(|keyboard| keyboard.layout.as_str());
    format!("{language} {keyboard:?} {} ", page.aside.is_empty())
}

/// What of the frame of a page decides whether it fits: its words. Numbers and answers are taken
/// to be as long as others of their kind.
fn frame_parts(page: &Page<Message>) -> Vec<String> {
    let say = |name: &str, say: &Option<Say>| {
        format!("{name} {}", say.as_ref().map_or("", |say| say.shown.as_str()))
    };
    let bottom = page.bottom.back.iter().chain(&page.bottom.tools).chain(&page.bottom.next);
    let names: Vec<&str> = bottom.map(|button| button.name.shown.as_str()).collect();
    let found = [
        format!("title {}", page.title.shown),
        say("hint", &page.hint),
        say("refusal", &page.refusal),
        say("crumb", &page.crumb),
        format!("{:?}", page.top.chip),
        format!("dialog {:?}", page.dialog.as_ref().map(|dialog| &dialog.title.shown)),
        names.join(" "),
    ];
    found.iter().map(|part| numberless(part)).collect()
}

fn numberless(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

fn block_parts(block: &Block<Message>) -> Vec<String> {
    match block {
        Block::Cards { columns, cards } => cards
            .iter()
            .map(|card| format!("{columns} {:?} {:?} {:?}", card.title, card.detail, card.shape))
            .collect(),
        Block::Checklist(lines) => {
            lines.iter().map(|(mark, line)| format!("{mark:?} {line:?}")).collect()
        }
        Block::Rows(rows) => rows
            .iter()
            .map(|row| {
                let longest = row.value.shown.split(' ').map(|word| word.len() / 6).max();
                let action = row.action.as_ref().map(|button| &button.name.shown);
                format!("{:?} {longest:?} {:?} {action:?}", row.label, row.tone)
            })
            .collect(),
        Block::Fields(fields) => {
            let field = |field: &mon_point_numerique::kiosk::page::Field<Message>| {
                let example = field.example.as_ref().filter(|_| field.value.is_empty());
                format!(
                    "{:?} {} {example:?} {:?} {:?} {}",
                    field.name, field.labelled, field.unit, field.width, field.lines
                )
            };
            vec![fields.iter().map(field).collect()]
        }
        Block::Number { label, note, value } => {
            vec![format!("{label:?} {note:?} {}", value.shown.len())]
        }
        Block::Bill(bill) => {
            let charge = |charge: &Charge| format!("{:?} {:?}", charge.name, charge.reason);
            bill.charges.iter().map(charge).collect()
        }
        Block::Buttons(buttons) => {
            let names: Vec<&str> = buttons.iter().map(|it| it.name.shown.as_str()).collect();
            vec![names.join(" ")]
        }
        other => vec![format!("{other:?}")],
    }
}

/// A page of cards that fits.
pub(super) fn invented() -> Leaf {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    Leaf { language: "fr", page: citizen.page(), focus: None, shown: false }
}

/// One of its cards gets a word that it cannot hold at the largest size.
pub(super) fn lengthens(leaf: &mut Leaf) {
    let cards = leaf.page.body.iter_mut().find_map(|block| match block {
        Block::Cards { cards, .. } => cards.first_mut(),
        _ => None,
    });
    cards.unwrap().title = Say::plain("hexakosioihexekontahexaphobie".to_uppercase());
}
