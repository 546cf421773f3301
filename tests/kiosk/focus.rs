//! Everything by the keyboard; every control has a name, an identity, and is where it is read.

use std::collections::BTreeSet;

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::focus::controls;
use mon_point_numerique::kiosk::page::{Block, Page};
use mon_point_numerique::kiosk::stroke::Stroke;

use crate::citizen::{Citizen, press_of, settings};
use crate::idle::screens;

#[test]
fn every_control_has_a_spoken_name_and_an_identity_of_its_own() {
    for (name, citizen) in screens() {
        let page = citizen.page();
        let mut seen = BTreeSet::new();
        for control in controls(&page) {
            assert!(!control.spoken.trim().is_empty(), "{name}: {:?} says nothing", control.id);
            assert!(seen.insert(control.id.clone()), "{name}: {:?} twice", control.id);
        }
        for key in page.keyboard.iter().flat_map(|keyboard| keyboard.rows.iter().flatten()) {
            assert!(!key.name.spoken.trim().is_empty(), "{name}: {:?} says nothing", key.id);
            assert!(seen.insert(key.id.clone()), "{name}: {:?} twice", key.id);
        }
        assert!(!page.title.shown.is_empty() && !page.title.shown.contains('{'), "{name}");
        let everything = format!("{page:?}");
        assert!(!everything.contains("{n}") && !everything.contains("{of}"), "{everything}");
    }
}

#[test]
fn tab_reaches_every_control_and_comes_round() {
    for (name, mut citizen) in screens() {
        let page = citizen.page();
        let all: Vec<String> =
            controls(&page).iter().map(|control| control.id.as_str().to_owned()).collect();
        if all.is_empty() {
            continue;
        }
        let mut reached = Vec::new();
        for _ in 0..all.len() {
            let _ = citizen.strikes(Stroke::Tab);
            reached.push(citizen.focus().unwrap());
        }
        let (set, wanted): (BTreeSet<_>, BTreeSet<_>) =
            (reached.iter().cloned().collect(), all.iter().cloned().collect());
        assert_eq!(set, wanted, "{name}");
        let _ = citizen.strikes(Stroke::BackTab);
        assert_eq!(citizen.focus().unwrap(), reached[all.len() - 2 + usize::from(all.len() == 1)]);
    }
}

#[test]
fn the_first_questions_by_the_keyboard_alone() {
    let mut citizen = Citizen::arrives();
    let walk = |citizen: &mut Citizen, id: &str| {
        for _ in 0..30 {
            if citizen.focus().as_deref() == Some(id) {
                return;
            }
            let _ = citizen.strikes(Stroke::Tab);
        }
        panic!("{id} is not reached");
    };
    walk(&mut citizen, "demarche.cni");
    let _ = citizen.strikes(Stroke::Enter);
    walk(&mut citizen, "next");
    let _ = citizen.strikes(Stroke::Enter);
    walk(&mut citizen, "code.noted");
    let _ = citizen.strikes(Stroke::Space);
    citizen.sees("question.titres");
    walk(&mut citizen, "choice.titres.cni");
    let _ = citizen.strikes(Stroke::Down);
    assert_ne!(citizen.focus().as_deref(), Some("choice.titres.cni"), "an arrow moves the focus");
    let _ = citizen.strikes(Stroke::Up).strikes(Stroke::Space);
    assert!(citizen.draft().entries.contains_key("titres"));
    walk(&mut citizen, "next");
    let _ = citizen.strikes(Stroke::Enter);
    citizen.sees("question.francaise");
    let _ = citizen.strikes(Stroke::Escape);
    citizen.sees("question.titres");
}

#[test]
fn escape_in_a_dialog_loses_nothing_and_gives_the_focus_back() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("leave");
    assert_eq!(citizen.focus().as_deref(), Some("leave.stay"));
    assert!(press_of(&citizen.page(), "next").is_none());
    let _ = citizen.strikes(Stroke::Escape);
    assert!(citizen.page().dialog.is_none());
    assert_eq!(citizen.focus().as_deref(), Some("leave"));
}

#[test]
fn a_second_touch_at_once_is_the_same_touch() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("choice.titres.cni");
    let next = press_of(&citizen.page(), "next").unwrap();
    citizen.now.ms += 600;
    citizen.tell(next.clone());
    citizen.sees("question.francaise");
    citizen.now.ms += 200;
    let _ = press_of(&citizen.page(), "choice.francaise.yes").map(|press| citizen.tell(press));
    citizen.now.ms += 50;
    let _ = press_of(&citizen.page(), "choice.francaise.yes").map(|press| citizen.tell(press));
    citizen.tell(next.clone());
    citizen.sees("question.demandeur");
    citizen.now.ms += 100;
    citizen.tell(next);
    assert!(citizen.page().refusal.is_none(), "the second touch is not listened to");
}

#[test]
fn what_the_page_does_not_show_cannot_be_touched() {
    let mut citizen = Citizen::arrives();
    let begin = press_of(&citizen.page(), "demarche.cni").unwrap();
    let _ = citizen.begins();
    citizen.now.ms += 600;
    citizen.tell(begin);
    citizen.sees("question.titres");
}

#[test]
fn with_one_language_there_is_no_way_to_the_languages() {
    let one = Settings { languages: vec!["fr".into()], ..settings() };
    let citizen = Citizen::arrives_at(one);
    let page = citizen.page();
    assert!(press_of(&page, "languages").is_none() && press_of(&page, "tool.language").is_none());
    let both = Citizen::arrives().page();
    assert!(press_of(&both, "languages").is_some() && press_of(&both, "tool.language").is_some());
}

#[test]
fn a_language_that_nobody_signed_says_so_on_its_card_and_on_its_welcome() {
    let all = ["fr", "en", "ar"].map(str::to_owned).to_vec();
    let mut citizen = Citizen::arrives_at(Settings { languages: all, ..settings() });
    let mark = "À relire : traduction automatique";
    let says = |page: &Page<Message>| format!("{:?}", page.body).contains(mark);
    assert!(!says(&citizen.page()) && !citizen.page().mirrored, "French is signed");
    let named = citizen.page().top.action.unwrap().name.shown;
    assert_eq!(named, "Français · العربية · English", "what is offered, and nothing else");
    let _ = citizen.touch("languages");
    let page = citizen.page();
    let cards = page.body.iter().filter_map(|block| match block {
        Block::Cards { cards, .. } => Some(cards),
        _ => None,
    });
    let marked: Vec<(String, bool)> = cards
        .flatten()
        .map(|card| {
            let detail = card.detail.as_ref().is_some_and(|say| say.shown.contains(mark));
            (card.title.shown.clone(), detail)
        })
        .collect();
    let expected = [("Français", false), ("العربية", true), ("English", true)];
    assert_eq!(marked, expected.map(|(name, detail)| (name.to_owned(), detail)));
    let _ = citizen.touch("language.ar");
    assert!(says(&citizen.page()) && citizen.page().mirrored, "Arabic begins at the right");
}
