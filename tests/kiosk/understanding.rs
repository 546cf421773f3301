//! What one must understand to answer: names, examples, what must be answered, what is wrong, how
//! far one is, who helps. Looked at on every step of every procedure.

mod comfort;
mod drawing;
mod reading;
mod step;

use std::collections::BTreeSet;

use mon_point_numerique::demarche::Kind;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::{Block, Field, Page, Shape, Tone};
use mon_point_numerique::kiosk::speech::{Route, script};
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, catalogue, press_of};
use crate::idle::screens;
use crate::journeys::answers;
use step::{Seen, steps};

/// The most cards of one question at one time.
const MOST_CARDS: usize = 7;

fn none(wrong: &BTreeSet<String>) {
    let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every entry of a page, and what stands just above it.
fn entries(page: &Page<Message>) -> Vec<(&Field<Message>, Option<&Block<Message>>)> {
    let mut found = Vec::new();
    for (at, block) in page.body.iter().enumerate() {
        if let Block::Fields(fields) = block {
            let above = at.checked_sub(1).and_then(|above| page.body.get(above));
            found.extend(fields.iter().map(|field| (field, above)));
        }
    }
    found
}

#[test]
fn every_entry_has_its_name_in_view_whatever_is_typed() {
    let mut wrong = BTreeSet::new();
    for Seen { page, .. } in steps() {
        let entries = entries(page);
        for (field, above) in &entries {
            let headed = matches!(above, Some(Block::Heading(_)));
            // An entry that has the page for itself is named by the question, its title.
            let named = field.labelled || headed || entries.len() == 1;
            if !named || field.name.shown.is_empty() || page.title.shown.is_empty() {
                let _ = wrong.insert(format!("{}: {:?}", page.name.as_str(), field.id));
            }
        }
    }
    none(&wrong);
}

#[test]
fn an_example_stands_before_every_format() {
    let (mut wrong, mut found) = (BTreeSet::new(), 0);
    for Seen { edition, page, .. } in steps() {
        let catalogue = catalogue();
        let demarche = catalogue.demarche(edition).unwrap();
        for (field, _) in entries(page) {
            let name = field.id.as_str().trim_start_matches("ask.");
            let question = demarche.questions().find(|(_, question)| question.name == name);
            let Some((_, question)) = question else { continue };
            if matches!(question.kind, Kind::Format(_)) {
                found += 1;
                let example = field.example.as_ref().is_some_and(|it| !it.shown.is_empty());
                if !example && page.hint.is_none() {
                    let _ = wrong.insert(format!("{edition} {name}: no example"));
                }
            }
        }
    }
    assert!(found > 30, "only {found} formats");
    none(&wrong);
}

#[test]
fn what_may_stay_empty_is_said_in_words_and_all_else_is_asked_for() {
    let catalogue = catalogue();
    let words = |key: &str| catalogue.texts("fr").interface(key).to_owned();
    let mark = words("question.optional").replace("{name}", "").trim().to_owned();
    let (mut wrong, mut found) = (BTreeSet::new(), 0);
    for Seen { page, asked, .. } in steps() {
        let shown = format!("{:?} {:?}", page.body, page.hint);
        let count = shown.matches(&mark).count();
        let optional = asked.iter().filter(|one| one.optional).count();
        found += optional;
        let once = shown.contains(&words("question.may_skip"));
        let whole = optional > 0 && optional == asked.len();
        let said = if whole { usize::from(once) * optional } else { count };
        if said < optional || (optional == 0 && said > 0) || (once && !whole) {
            let at = page.name.as_str();
            let _ = wrong.insert(format!("{at}: {optional} may stay empty, {said} say so"));
        }
    }
    assert!(found > 20, "only {found} that may stay empty");
    none(&wrong);
    let mut citizen = Citizen::arrives();
    let before = format!("{:?}", citizen.touch("demarche.cni").page().body);
    assert!(before.contains(&words("before.required")), "{before}");
}

#[test]
fn a_refusal_stands_beside_each_entry_that_it_is_about() {
    let (mut wrong, mut found) = (BTreeSet::new(), 0);
    for Seen { page, asked, insisted, .. } in steps() {
        let missing = asked.iter().filter(|one| !one.optional && !one.discharged).count();
        let Some(insisted) = insisted else { continue };
        let name = page.name.as_str();
        if insisted.refusal.as_ref().is_none_or(|said| said.shown.is_empty()) {
            let _ = wrong.insert(format!("{name}: nothing is said"));
        }
        let alerts = insisted
            .body
            .iter()
            .filter(|block| matches!(block, Block::Note { tone: Tone::Alert, .. }));
        // The first entry stands just under the title, where its refusal is.
        let under = alerts.count();
        found += under;
        if missing > 1 && under + 1 < missing {
            let _ = wrong.insert(format!("{name}: {missing} are missing, {under} say so beside"));
        }
    }
    assert!(found > 10, "only {found} beside their entries");
    none(&wrong);
}

#[test]
fn what_was_typed_stays_when_it_is_refused() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.naissance");
    let _ = citizen.types("31022001").next();
    let page = citizen.page();
    assert!(page.refusal.is_some(), "the thirty-first of February");
    let typed: Vec<&str> = entries(&page).iter().map(|(field, _)| field.value.as_str()).collect();
    assert!(typed.contains(&"31") && typed.contains(&"2001"), "{typed:?}");
    assert!(entries(&page).iter().all(|(field, _)| field.refused), "the entry is marked too");
}

#[test]
fn one_can_stop_or_erase_on_every_step_and_before_sending() {
    for Seen { page, .. } in steps() {
        assert!(press_of(page, "leave").is_some(), "{}", page.name.as_str());
    }
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    citizen.sees("review");
    let lines = format!("{:?}", citizen.page().body);
    let asked = citizen.kiosk.visit().open.as_ref().unwrap().journey.steps.clone();
    let all: usize = asked.iter().map(|step| step.questions.len()).sum();
    assert_eq!(lines.matches("\"change.").count(), all, "every line can be changed");
    let _ = citizen.touch("leave").touch("leave.erase").touch("erase.sure");
    assert_eq!((citizen.edge.sent.len(), citizen.edge.drafts.len()), (0, 0));
}

/// The tools, in their order. Two are there only with a dossier that is open.
const TOOLS: [&str; 7] = [
    "tool.listen",
    "tool.size",
    "tool.contrast",
    "tool.language",
    "tool.code",
    "leave",
    "tool.mediator",
];

#[test]
fn the_tools_are_the_same_in_the_same_order_on_every_screen() {
    let pages = screens().into_iter().map(|(_, citizen)| citizen.page());
    for page in pages.chain(steps().iter().map(|seen| seen.page.clone())) {
        let tools: Vec<&str> = page.bottom.tools.iter().map(|tool| tool.id.as_str()).collect();
        let kept: Vec<&str> = TOOLS.into_iter().filter(|tool| tools.contains(tool)).collect();
        assert_eq!(tools, kept, "{}", page.name.as_str());
        for always in ["tool.listen", "tool.size", "tool.contrast", "tool.language"] {
            assert!(tools.contains(&always), "{}: {always}", page.name.as_str());
        }
        assert_eq!(tools.last(), Some(&"tool.mediator"), "{}", page.name.as_str());
    }
}

#[test]
fn the_mediator_is_one_touch_away_on_every_screen_and_in_every_dialog() {
    for (name, mut citizen) in screens() {
        let _ = citizen.touch("tool.mediator");
        assert_eq!(citizen.edge.count("CallMediator"), 1, "{name}");
    }
    type Ask = fn(&mut Citizen);
    let dialogs: [(&str, Ask); 4] = [
        ("leave", |c| drop(c.begins().touch("leave").at())),
        ("erase", |c| drop(c.begins().touch("leave").touch("leave.erase").at())),
        ("no code", |c| drop(c.touch("demarche.cni").next().touch("code.refuse").at())),
        ("silence", |c| c.begins().waits(125)),
    ];
    for (name, ask) in dialogs {
        let mut citizen = Citizen::arrives();
        ask(&mut citizen);
        assert!(citizen.page().dialog.is_some(), "{name}");
        let _ = citizen.touch("mediator.now");
        assert_eq!(citizen.edge.count("CallMediator"), 1, "{name}");
        let page = citizen.page();
        if page.dialog.is_some() {
            let focus = citizen.focus().expect("the focus is somewhere");
            assert!(press_of(&page, &focus).is_some(), "{name}: {focus} is not there");
        }
        assert_eq!(page.dialog.is_none(), name == "silence", "{name}: who calls is there");
    }
}

#[test]
fn nothing_is_asked_twice_on_one_path() {
    for Seen { edition, path, .. } in steps() {
        let once: BTreeSet<&String> = path.iter().collect();
        assert_eq!(once.len(), path.len(), "{edition}");
    }
}

#[test]
fn how_far_one_is_is_shown_and_said_on_every_step() {
    let catalogue = catalogue();
    let words = Words(catalogue.texts("fr"));
    for Seen { page, place, of, asked, .. } in steps() {
        let name = page.name.as_str();
        let count =
            words.with("question.count", &[("n", place.to_string()), ("of", of.to_string())]);
        let crumb = page.crumb.as_ref().expect("where one is");
        // The list of papers is no question: it has its segment only.
        let counted = crumb.shown.contains(&count.shown);
        assert!(counted || asked.is_empty(), "{name}: {}", crumb.shown);
        let Some(progress) = &page.progress else {
            assert!(asked.is_empty(), "{name}: no segments");
            continue;
        };
        assert!(progress.current < progress.sections, "{name}");
        let said = script(page, words).whole(Route::Loudspeaker, None);
        assert!(said.contains(&count.shown) || asked.is_empty(), "{name}: {said}");
        assert!(said.contains(&progress.name.spoken), "{name}: {said}");
    }
}

#[test]
fn a_question_offers_few_cards_at_a_time() {
    let mut wrong = BTreeSet::new();
    for Seen { page, .. } in steps() {
        for block in &page.body {
            let Block::Cards { cards, .. } = block else { continue };
            let lines = cards.iter().filter(|card| card.shape == Shape::Line).count();
            // *None of these*, *I do not know* and the other group are ways out, not choices.
            let ways = [".none", ".unknown"];
            let out =
                |id: &str| ways.iter().any(|way| id.ends_with(way)) || id.starts_with("group");
            let choices = cards.iter().filter(|card| !out(card.id.as_str())).count() - lines;
            if choices > MOST_CARDS {
                let _ = wrong.insert(format!("{}: {choices} cards", page.name.as_str()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn a_digital_photograph_is_never_the_only_way() {
    let catalogue = catalogue();
    let permis = catalogue.latest("permis").unwrap();
    let photo = permis.questions().find(|(_, question)| question.name == "photo");
    let Kind::Choice(groups) = &photo.expect("the photo is asked about").1.kind else {
        panic!("the photo is a choice")
    };
    let ways: Vec<&String> = groups.iter().flat_map(|group| &group.choices).collect();
    assert!(ways.iter().any(|way| *way == "code") && ways.iter().any(|way| *way == "papier"));
    for demarche in catalogue.editions() {
        let scans = demarche.questions().filter(|(_, question)| match &question.kind {
            // Nothing is measured on a body: every way of asking is typed or touched.
            Kind::Choice(_) | Kind::Several(_) | Kind::YesNo | Kind::Text { .. } => false,
            Kind::Number { .. } | Kind::Date { .. } | Kind::Commune | Kind::Country => false,
            Kind::List { .. } | Kind::Search { .. } | Kind::Format(_) | Kind::Declaration => false,
        });
        assert_eq!(scans.count(), 0, "{}", demarche.edition());
    }
}

#[test]
fn the_code_of_the_paper_opens_the_dossier_however_it_is_copied() {
    let copied: [fn(&str) -> String; 4] = [
        str::to_owned,
        str::to_lowercase,
        |code| code.replace('-', ""),
        |code| code.replace('-', " ").replace('0', "O").replace('1', "l"),
    ];
    for (way, copied) in copied.into_iter().enumerate() {
        let mut citizen = Citizen::arrives();
        let code = citizen.begins().code();
        let _ = citizen.touch("tool.code");
        assert!(citizen.everything().contains(&code), "it can be read again at any moment");
        let _ = citizen.touch("back").touch("leave").touch("leave.keep").touch("end.finish");
        let _ = citizen.touch("resume").types(&copied(&code)).next();
        citizen.sees("question.titres");
        assert!(way < 4);
    }
}
