//! Editing a text stroke by stroke, and the keyboards of the screen.

use mon_point_numerique::kiosk::keyboard::{Layer, Layout, keyboard};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::typing::{Letters, Line};
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, catalogue};
use crate::journeys::answers;

fn typed(letters: Letters, most: usize, strokes: &[Stroke]) -> Line {
    strokes
        .iter()
        .fold(Line::at_end(""), |line, stroke| line.edit(*stroke, letters, most).unwrap_or(line))
}

fn chars(text: &str) -> Vec<Stroke> {
    text.chars().map(Stroke::Char).collect()
}

#[test]
fn an_accent_typed_after_its_letter_becomes_one_letter() {
    let line = typed(Letters::Any, 20, &chars("Re\u{301}mi"));
    assert_eq!((line.text.as_str(), line.caret), ("R\u{e9}mi", 4));
}

#[test]
fn an_accent_that_stands_alone_goes_with_its_letter() {
    let mut strokes = chars("x\u{301}");
    strokes.push(Stroke::Backspace);
    assert_eq!(typed(Letters::Any, 20, &strokes).text, "");
}

#[test]
fn what_cannot_be_seen_never_enters() {
    let hidden = "\u{0}\u{7}\t\r\n\u{7f}\u{85}\u{200b}\u{200e}\u{202e}\u{2066}\u{feff}\u{e000}";
    assert_eq!(typed(Letters::Any, 99, &chars(hidden)).text, "");
}

#[test]
fn ten_million_letters_are_as_long_as_the_entry() {
    let mut line = Line::at_end("");
    for _ in 0..100_000 {
        line = line.edit(Stroke::Char('a'), Letters::Any, 100).unwrap_or(line);
    }
    assert_eq!(line.text.len(), 100);
}

#[test]
fn the_caret_walks_and_erases_on_both_sides() {
    let mut strokes = chars("LEFVRE");
    strokes.extend([Stroke::Left; 3]);
    strokes.extend(chars("EB"));
    let line = typed(Letters::Any, 20, &strokes);
    assert_eq!((line.text.as_str(), line.caret), ("LEFEBVRE", 5));
    let line = line.edit(Stroke::Delete, Letters::Any, 20).unwrap();
    assert_eq!(line.text, "LEFEBRE");
    let line = line.edit(Stroke::Home, Letters::Any, 20).unwrap();
    assert_eq!(line.edit(Stroke::Backspace, Letters::Any, 20), None);
    assert_eq!(line.edit(Stroke::End, Letters::Any, 20).unwrap().caret, 7);
}

#[test]
fn a_phone_has_digits_a_name_has_letters_a_date_a_pad() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    let answers = answers("perte.toml");
    let layout = |citizen: &Citizen| {
        citizen.page().keyboard.map(|keyboard| keyboard.layout.as_str().to_owned())
    };
    citizen.answers_until(&answers, "question.naissance");
    assert_eq!(layout(&citizen).as_deref(), Some("digits.date"));
    citizen.answers_until(&answers, "question.nom");
    assert_eq!(layout(&citizen).as_deref(), Some("azerty"));
    let _ = citizen.taps("Lef").touch_key("key.shift").taps("e").touch_key("key.accents").taps("è");
    assert_eq!(layout(&citizen).as_deref(), Some("azerty.accents"));
    let _ = citizen.touch_key("key.erase").touch_key("key.accents").taps("b");
    assert!(citizen.everything().contains("LEFeb"), "the small letters stay");
    let _ = citizen.touch_key("key.close");
    assert_eq!(layout(&citizen), None);
    let _ = citizen.touch("ask.nom");
    assert_eq!(layout(&citizen).as_deref(), Some("azerty"));
    citizen.answers_until(&answers, "question.contact");
    assert_eq!(layout(&citizen).as_deref(), Some("digits.phone"));
    let _ = citizen.touch("ask.courriel").taps("a@b").touch_key("key.fr");
    assert_eq!(layout(&citizen).as_deref(), Some("email"));
    assert!(citizen.everything().contains("a@b.fr"));
}

#[test]
fn every_sign_of_a_line_that_machines_read_has_its_key() {
    let catalogue = catalogue();
    let words = Words(catalogue.texts("fr"));
    let keys = keyboard(Layout::Line, Layer::default(), words).rows;
    let names: Vec<String> = keys.iter().flatten().map(|key| key.id.as_str().to_owned()).collect();
    for sign in ('a'..='z').chain('0'..='9').chain(['<']) {
        assert!(names.contains(&format!("key.{sign}")), "{sign}");
    }
    for special in ["key.erase", "key.close", "key.ok"] {
        assert!(names.iter().any(|name| name == special), "{special}");
    }
}

#[test]
fn a_third_digit_of_the_day_belongs_to_the_month() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.naissance");
    let _ = citizen.taps("14031962");
    assert_eq!(citizen.focus().as_deref(), Some("ask.naissance.year"));
    let _ = citizen.touch_key("key.ok");
    assert_ne!(citizen.at(), "question.naissance", "OK in the last entry goes on");
}
