//! Eight keys and no letter: everything is reached, and everything is written.

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::keyboard::spot;
use mon_point_numerique::kiosk::page::Key;
use mon_point_numerique::kiosk::speech::{Engine, Headphones, Setting};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, Heard, catalogue, settings};
use crate::speech::{last, listener};

/// The key under the cursor.
pub(crate) fn under(citizen: &Citizen) -> Option<Key<Message>> {
    let page = citizen.page();
    let keyboard = page.keyboard.as_ref()?;
    spot::key(keyboard, keyboard.spot?).cloned()
}

fn name(citizen: &Citizen) -> Option<String> {
    under(citizen).map(|key| key.id.as_str().to_owned())
}

/// In the entry of a code, on the welcome screen's way.
fn writer(mut citizen: Citizen) -> Citizen {
    let _ = citizen.touch("resume");
    assert_eq!(citizen.focus().as_deref(), Some("resume.code"));
    citizen
}

#[test]
fn ok_in_an_entry_leads_to_the_keys_and_back_leaves_them() {
    let mut citizen = writer(Citizen::arrives());
    assert_eq!(name(&citizen), None, "the focus alone does nothing");
    let _ = citizen.strikes(Stroke::Ok);
    let first = name(&citizen).unwrap();
    let _ = citizen.strikes(Stroke::Left).strikes(Stroke::Right);
    assert_eq!(name(&citizen), Some(first.clone()));
    let _ = citizen.strikes(Stroke::Up).strikes(Stroke::Down);
    assert_eq!(name(&citizen), Some(first.clone()));
    assert_eq!(citizen.focus().as_deref(), Some("resume.code"), "the entry keeps the focus");
    let _ = citizen.strikes(Stroke::Escape);
    assert_eq!(name(&citizen), None);
    citizen.sees("resume");
    let _ = citizen.strikes(Stroke::Escape);
    citizen.sees("welcome");
}

#[test]
fn every_key_of_every_keyboard_is_reached_by_arrows() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.album = Some(Vec::new());
    citizen.answers_all(&crate::journeys::answers("perte.toml"));
    let pages = citizen.album.take().unwrap();
    let mut layouts = std::collections::BTreeSet::new();
    for keyboard in pages.into_iter().filter_map(|(_, page, _)| page.keyboard) {
        let _ = layouts.insert(keyboard.layout.as_str().to_owned());
        let mut reached = vec![spot::entrance(&keyboard).unwrap()];
        let mut at = 0;
        while let Some(here) = reached.get(at).copied() {
            use mon_point_numerique::kiosk::focus::Arrow::{Down, Left, Right, Up};
            for arrow in [Up, Down, Left, Right] {
                let there = spot::arrow(&keyboard, here, arrow).unwrap();
                if !reached.contains(&there) {
                    reached.push(there);
                }
            }
            at += 1;
        }
        let all: usize = keyboard.rows.iter().map(Vec::len).sum();
        assert_eq!(reached.len(), all, "{:?}", keyboard.layout);
    }
    assert!(layouts.len() >= 3, "{layouts:?}");
}

#[test]
fn the_hidden_keyboard_comes_again_and_its_last_key_hides_it() {
    let mut citizen = writer(Citizen::arrives());
    let _ = citizen.touch_key("key.close");
    assert!(citizen.page().keyboard.is_none());
    let _ = citizen.strikes(Stroke::Ok);
    assert!(name(&citizen).is_some(), "OK brings it back");
    for _ in 0..40 {
        if name(&citizen).as_deref() == Some("key.close") {
            break;
        }
        let _ = citizen.strikes(Stroke::Down);
        if name(&citizen).as_deref() != Some("key.close") {
            let _ = citizen.strikes(Stroke::Left);
        }
    }
    let _ = citizen.strikes(Stroke::Ok);
    assert!(citizen.page().keyboard.is_none());
    citizen.sees("resume");
}

#[test]
fn tab_leaves_the_keys_for_the_next_control() {
    let mut citizen = writer(Citizen::arrives());
    let _ = citizen.strikes(Stroke::Ok).strikes(Stroke::Tab);
    assert_eq!(name(&citizen), None);
    assert_ne!(citizen.focus().as_deref(), Some("resume.code"));
    let _ = citizen.strikes(Stroke::BackTab);
    assert_eq!(name(&citizen), None, "and does not come back to them by itself");
}

#[test]
fn the_key_under_the_cursor_is_said_in_headphones_and_not_to_others() {
    let mut citizen = writer(listener());
    let _ = citizen.strikes(Stroke::Ok);
    let sign = under(&citizen).unwrap().name.shown;
    assert_eq!(last(&citizen).text, format!("{sign}."));
    let _ = citizen.strikes(Stroke::Right);
    let sign = under(&citizen).unwrap().name.shown;
    assert_eq!(last(&citizen).text, format!("{sign}."));

    let never = Setting { headphones: Headphones::Never, ..Setting::default() };
    let mut citizen = Citizen::arrives_at(Settings { speech: never, ..settings() });
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.touch("tool.listen");
    let mut citizen = writer(citizen);
    let _ = citizen.strikes(Stroke::Ok);
    let words = catalogue();
    let hidden = Words(words.texts("fr")).text("speech.character").to_owned();
    assert_eq!(last(&citizen).text, format!("{hidden}."));
    let _ = citizen.strikes(Stroke::Right);
    assert_eq!(last(&citizen).text, format!("{hidden}."));
}

#[test]
fn leaving_the_keys_says_the_entry_again() {
    let mut citizen = writer(listener());
    let _ = citizen.strikes(Stroke::Ok);
    let count = citizen.edge.said.len();
    let _ = citizen.strikes(Stroke::Escape);
    assert!(citizen.edge.said.len() > count);
    let label = citizen.page();
    let label = mon_point_numerique::kiosk::focus::controls(&label);
    let field = label.iter().find(|control| control.id.as_str() == "resume.code").unwrap();
    assert!(last(&citizen).text.starts_with(field.spoken), "{}", last(&citizen).text);
}

#[test]
fn help_begins_the_voice_then_says_again_then_spells_then_reads_the_page() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.strikes(Stroke::Help);
    assert!(citizen.kiosk.comfort().hearing.aloud);
    let whole = last(&citizen).text.clone();
    let _ = citizen.strikes(Stroke::Down);
    let line = last(&citizen).text.clone();
    assert_ne!(line, whole);
    let _ = citizen.strikes(Stroke::Home);
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
    let _ = citizen.strikes(Stroke::Help);
    assert_eq!(last(&citizen).text, line);
    let _ = citizen.strikes(Stroke::Help);
    let spelled = last(&citizen).text.clone();
    assert!(spelled.matches(", ").count() > line.matches(", ").count(), "{spelled}");
    let _ = citizen.strikes(Stroke::Help);
    assert!(last(&citizen).text.starts_with(&whole), "{}", last(&citizen).text);
    let _ = citizen.strikes(Stroke::Down).strikes(Stroke::Help);
    assert_eq!(last(&citizen).text.lines().count(), 1, "another line begins anew");
}

#[test]
fn help_without_a_voice_says_why_on_the_screen() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.strikes(Stroke::Help);
    citizen.sees("voice");
    assert!(citizen.edge.said.is_empty());
}

#[test]
fn volume_opens_the_page_of_the_voice_and_closes_it() {
    let mut citizen = listener();
    let _ = citizen.begins().touch("choice.titres.cni").strikes(Stroke::Volume);
    citizen.sees("voice");
    let mut presses = 0;
    while citizen.focus().as_deref() != Some("voice.louder") {
        let _ = citizen.strikes(Stroke::Down);
        presses += 1;
        assert!(presses < 10, "louder is near");
    }
    let before = last(&citizen).decibels;
    let _ = citizen.strikes(Stroke::Ok);
    assert_eq!(last(&citizen).decibels, before + 3);
    let _ = citizen.strikes(Stroke::Volume);
    citizen.sees("question.titres");
    assert_eq!(citizen.focus().as_deref(), Some("choice.titres.cni"), "where one was");
    let _ = citizen.touch("leave").strikes(Stroke::Volume);
    citizen.sees("question.titres");
}
