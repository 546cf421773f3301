//! Every control of every screen has a name, a role, a state and a value that are said, in every
//! language; and nothing is said that is not speech.

use std::collections::BTreeSet;

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::focus;
use mon_point_numerique::kiosk::page::{Block, Card, Page, Shape};
use mon_point_numerique::kiosk::speech::{Route, Script, pronounce, script};
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, catalogue, settings};
use crate::fit;
use crate::journeys::answers;

/// What a voice would read wrong, or letter by letter without being asked.
const NOT_SPEECH: [&str; 13] =
    ["€", "n°", " km", " cm ", "·", "_", "<", ">", "{", "}", "**", "http", "→"];

/// Every page that a journey shows, from the welcome screen to the last.
fn pages(file: &str, language: &str) -> Vec<Page<Message>> {
    let languages = catalogue().languages().iter().map(ToString::to_string).collect();
    let mut citizen = Citizen::arrives_at(Settings { languages, ..settings() });
    citizen.album = Some(Vec::new());
    if language != "fr" {
        let _ = citizen.touch("tool.language").touch(&format!("language.{language}"));
    }
    let _ = citizen.touch("tool.listen").touch("back");
    let _ = citizen.touch("demarche.cni").touch("data").touch("back").next();
    let _ = citizen.touch("code.refuse").touch("code.stay").touch("code.noted");
    let _ = citizen.next().touch("why").touch("leave").touch("leave.erase").touch("leave.stay");
    citizen.answers_all(&answers(file));
    let _ = citizen.touch("review.helped").next().touch("end.print").touch("end.finish");
    let _ = citizen.touch("resume").touch("back");
    citizen.album.take().unwrap().into_iter().map(|(_, page, _)| page).collect()
}

fn check(page: &Page<Message>, said: &Script, words: Words<'_>, wrong: &mut BTreeSet<String>) {
    let name = page.name.as_str();
    for control in focus::controls(page) {
        let Some(line) = said.control(control.id) else {
            let _ = wrong.insert(format!("{name}: {:?} is not said", control.id));
            continue;
        };
        let text = line.said(Route::Headphones);
        let role = ["button", "choice", "box", "line", "field"]
            .iter()
            .any(|role| text.contains(words.text(&format!("speech.role.{role}"))));
        let called = pronounce::pronounced(words, control.spoken);
        if called.is_empty() || !role || !text.starts_with(&called) {
            let _ = wrong.insert(format!("{name}: {:?} says {text}", control.id));
        }
        if text.contains(control.id.as_str()) && control.id.as_str().contains('.') {
            let _ = wrong.insert(format!("{name}: {:?} says its id", control.id));
        }
    }
    for card in cards(page) {
        let text = said.control(&card.id).map(|line| line.said(Route::Headphones));
        let states = match card.shape {
            Shape::Checkbox => ["speech.ticked", "speech.not_ticked"],
            Shape::Radio | Shape::Line | Shape::Swatch(_) => ["speech.chosen", "speech.not_chosen"],
            Shape::Picture(_) => continue,
        };
        let state = words.text(states[usize::from(!card.chosen)]).to_owned();
        let parts: Vec<String> = text.iter().flat_map(|it| it.split(", ")).map(bare).collect();
        if !parts.contains(&state) {
            let _ = wrong.insert(format!("{name}: {:?} does not say {state}", card.id));
        }
    }
    for line in said.whole(Route::Headphones, None).lines() {
        if let Some(sign) = NOT_SPEECH.iter().find(|sign| line.contains(**sign)) {
            let _ = wrong.insert(format!("{name}: {sign} in {line}"));
        }
    }
}

fn bare(part: &str) -> String {
    part.trim_end_matches('.').to_owned()
}

fn cards(page: &Page<Message>) -> Vec<&Card<Message>> {
    let column = match &page.dialog {
        Some(dialog) => dialog.body.iter().collect::<Vec<_>>(),
        None => page.body.iter().chain(&page.aside).collect(),
    };
    let cards = column.into_iter().filter_map(|block| match block {
        Block::Cards { cards, .. } => Some(cards),
        _ => None,
    });
    cards.flatten().collect()
}

#[test]
fn every_control_of_every_screen_is_said_in_every_language() {
    let catalogue = catalogue();
    let mut wrong = BTreeSet::new();
    for language in catalogue.languages() {
        let words = Words(catalogue.texts(language));
        for file in ["perte.toml", "renouvellement.toml"] {
            let pages = pages(file, language);
            assert!(pages.len() > 25, "{}", pages.len());
            for page in &pages {
                check(page, &script(page, words), words, &mut wrong);
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_are_said_in_the_order_in_which_the_focus_walks() {
    let catalogue = catalogue();
    let words = Words(catalogue.texts("fr"));
    for page in pages("perte.toml", "fr") {
        let said = script(&page, words);
        let spoken: Vec<&str> =
            said.lines.iter().filter_map(|line| line.id()).map(|id| id.as_str()).collect();
        let walked: Vec<&str> =
            focus::controls(&page).iter().map(|control| control.id.as_str()).collect();
        let spoken: Vec<&str> = spoken.into_iter().filter(|id| walked.contains(id)).collect();
        assert_eq!(spoken, walked, "{:?}", page.name);
    }
}

#[test]
fn every_control_of_every_procedure_is_said() {
    let (catalogue, mut wrong, mut languages) = (catalogue(), BTreeSet::new(), BTreeSet::new());
    for leaf in fit::album().leaves() {
        let _ = languages.insert(leaf.language);
        let words = Words(catalogue.texts(leaf.language));
        check(&leaf.page, &script(&leaf.page, words), words, &mut wrong);
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let languages: BTreeSet<String> = languages.into_iter().map(str::to_owned).collect();
    assert_eq!(languages, catalogue.languages().iter().map(ToString::to_string).collect());
}
