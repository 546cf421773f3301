//! Somebody who has a draft's answers in mind and sees only pages: which control answers what.

use std::collections::BTreeSet;

use mon_point_numerique::demarche::author::trial::Visit;
use mon_point_numerique::demarche::{Kind, Question, StepId};
use mon_point_numerique::dossier::journey::journey;
use mon_point_numerique::dossier::{Entry, review};
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Now;
use mon_point_numerique::kiosk::screen::Screen;
use mon_point_numerique::reference::countries;

use super::hand::Hand;
use crate::citizen::{Citizen, catalogue, press_of, settings};
use crate::fit::album::all_visits;

/// More screens than any journey has.
const MOST: usize = 150;

/// What came of a journey.
pub(crate) struct Trip {
    /// The answers that left.
    pub(crate) sent: std::collections::BTreeMap<String, Entry>,
    /// How many screens of questions there were.
    pub(crate) screens: usize,
}

/// How many journeys of each démarche are followed.
pub(crate) const FOLLOWED: usize = 3;

/// Visits that end in a dossier: those that together meet the most steps.
pub(crate) fn trips() -> Vec<Visit> {
    let catalogue = catalogue();
    let mut chosen = Vec::new();
    for (edition, visits) in all_visits() {
        let Some(demarche) = catalogue.demarche(&edition) else { continue };
        let whole = visits.into_iter().filter_map(|visit| {
            let _sound = review(demarche, &visit.draft, &visit.around).ok()?;
            let walked = journey(demarche, &visit.draft, &visit.around);
            let steps: BTreeSet<StepId> = walked.steps.iter().map(|step| step.step).collect();
            Some((visit, steps))
        });
        let mut whole: Vec<(Visit, BTreeSet<StepId>)> = whole.collect();
        let mut seen: BTreeSet<StepId> = BTreeSet::new();
        for _ in 0..FOLLOWED {
            let new = |(_, steps): &(Visit, BTreeSet<StepId>)| steps.difference(&seen).count();
            let Some(at) = (0..whole.len()).max_by_key(|at| new(&whole[*at])) else { break };
            let (visit, steps) = whole.swap_remove(at);
            seen.extend(steps);
            chosen.push(visit);
        }
    }
    chosen
}

impl Trip {
    /// From the welcome screen to the number, by this hand.
    pub(crate) fn of(visit: &Visit, hand: &mut dyn Hand) -> Self {
        let (name, _) = visit.edition.rsplit_once('.').expect("an edition");
        let mut citizen = Citizen::arrives_at(Settings {
            departement: visit.around.site.departement.clone(),
            demarches: ["cni", "carte-grise", "permis"].map(str::to_owned).to_vec(),
            switches: visit.draft.switches.clone(),
            ..settings()
        });
        citizen.now = Now { ms: 6_000, civil: visit.around.today.at(9, 30, 0, 0) };
        hand.activate(&mut citizen, &format!("demarche.{name}"));
        hand.activate(&mut citizen, "next");
        hand.activate(&mut citizen, "code.noted");
        let screens = answers_all(&mut citizen, visit, hand);
        hand.activate(&mut citizen, "next");
        citizen.sees("farewell");
        assert!(format!("{:?}", citizen.page().body).contains("R2A-00F2-9QTM"), "the number");
        let mut sent = citizen.edge.sent.pop().expect("a dossier").entries;
        sent.values_mut().for_each(without_blanks);
        hand.activate(&mut citizen, "end.finish");
        citizen.sees("welcome");
        Self { sent, screens }
    }
}

/// A pad of digits has no blank and no colon, a keyboard has both: the number is the same.
fn without_blanks(entry: &mut Entry) {
    match entry {
        Entry::Text(text) => text.retain(|letter| letter != ' '),
        Entry::Date { hour, .. } => hour.retain(|letter| letter != ':'),
        Entry::List(items) => items.iter_mut().for_each(|item| item.retain(|it| it != ' ')),
        _ => {}
    }
}

fn answers_all(citizen: &mut Citizen, visit: &Visit, hand: &mut dyn Hand) -> usize {
    let catalogue = catalogue();
    let demarche = catalogue.demarche(&visit.edition).expect("an edition");
    for screens in 0..MOST {
        if !matches!(citizen.kiosk.visit().screen, Screen::Question(_)) {
            citizen.sees("review");
            return screens;
        }
        let mut done = Vec::new();
        while let Some(id) = citizen.asked().into_iter().find(|id| !done.contains(id)) {
            answers(citizen, demarche.question(id), visit, hand);
            done.push(id);
        }
        let before = citizen.at();
        hand.activate(citizen, "next");
        if citizen.at() == before {
            let page = citizen.page();
            if press_of(&page, "caution.confirm").is_some() {
                hand.activate(citizen, "caution.confirm");
            } else {
                panic!("{}: {before} does not go on: {:?}", visit.name, page.refusal);
            }
        }
    }
    panic!("no end in sight at {}", citizen.at());
}

/// One question: every answer is what a page offers.
fn answers(citizen: &mut Citizen, question: &Question, visit: &Visit, hand: &mut dyn Hand) {
    let name = question.name.as_str();
    let Some(entry) = visit.draft.entries.get(name) else { return };
    if citizen.draft().entries.contains_key(name) {
        return;
    }
    match entry {
        Entry::Unknown => hand.activate(citizen, &format!("ask.{name}.unknown")),
        Entry::Choice { proposed: true, .. } => {
            hand.activate(citizen, &format!("ask.{name}.accept"));
        }
        Entry::Choice { word, .. } => picks(citizen, question, word, hand),
        Entry::Several(words) if words.is_empty() => {
            hand.activate(citizen, &format!("ask.{name}.none"));
        }
        Entry::Several(words) => {
            words.iter().for_each(|word| picks(citizen, question, word, hand));
        }
        Entry::YesNo(yes) => {
            let word = if *yes { "yes" } else { "no" };
            hand.activate(citizen, &format!("choice.{name}.{word}"));
        }
        Entry::Text(text) if !text.is_empty() => write(citizen, &format!("ask.{name}"), text, hand),
        Entry::Date { day, month, year, hour } => {
            for (part, text) in [("day", day), ("month", month), ("year", year), ("hour", hour)] {
                if !text.is_empty() {
                    write(citizen, &format!("ask.{name}.{part}"), text, hand);
                }
            }
        }
        Entry::Commune { code, name: commune } => {
            write(citizen, &format!("ask.{name}"), commune, hand);
            let slug = commune.replace(['-', ' ', '\''], "_");
            hand.activate(citizen, &format!("ask.{name}.{code}.{slug}"));
        }
        Entry::FreeCommune(text) => {
            hand.activate(citizen, &format!("ask.{name}.elsewhere"));
            write(citizen, &format!("ask.{name}"), text, hand);
        }
        Entry::Country(code) => {
            let country = countries().get(code).expect("a country").name;
            let start: String = country.chars().take(5).collect();
            write(citizen, &format!("ask.{name}"), &start, hand);
            hand.activate(citizen, &format!("ask.{name}.{code}"));
        }
        Entry::List(items) => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 && press_of(&citizen.page(), &format!("ask.{name}.{}", at + 1)).is_none()
                {
                    hand.activate(citizen, &format!("ask.{name}.add"));
                }
                write(citizen, &format!("ask.{name}.{}", at + 1), item, hand);
            }
        }
        Entry::Row(key) => hand.activate(citizen, &format!("choice.{name}.{key}")),
        Entry::Declaration(true) => hand.activate(citizen, &format!("ask.{name}.tick")),
        Entry::Text(_) | Entry::Declaration(false) => {}
    }
}

/// A card, behind its group if need be.
fn picks(citizen: &mut Citizen, question: &Question, word: &str, hand: &mut dyn Hand) {
    let name = &question.name;
    let card = format!("choice.{name}.{word}");
    let dispute = format!("ask.{name}.dispute");
    if press_of(&citizen.page(), &card).is_none() && press_of(&citizen.page(), &dispute).is_some() {
        hand.activate(citizen, &dispute);
    }
    if press_of(&citizen.page(), &card).is_none()
        && let Kind::Choice(groups) | Kind::Several(groups) = &question.kind
    {
        let holds = groups.iter().find(|group| group.choices.iter().any(|choice| choice == word));
        let group = holds.and_then(|group| group.name.as_ref()).expect("a group");
        hand.activate(citizen, &format!("group.{name}.{group}"));
    }
    hand.activate(citizen, &card);
}

/// As the keys of the screen stand: capitals, but for an address of mail.
fn write(citizen: &mut Citizen, id: &str, text: &str, hand: &mut dyn Hand) {
    let text = if text.contains('@') { text.to_owned() } else { text.to_uppercase() };
    hand.write(citizen, id, &text);
}
