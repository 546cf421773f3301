//! Blindfold: a citizen who only hears, and only presses Tab, OK and letters, goes from the
//! welcome screen to the receipt. What was heard is kept as a file, to be read by a person.

use std::fs;
use std::path::Path;

use mon_point_numerique::kiosk::stroke::Stroke;

use super::{last, listener};
use crate::citizen::{Citizen, Heard};

/// More screens than the journey has.
const MOST_SCREENS: usize = 80;
/// More controls than a screen has.
const MOST_CONTROLS: usize = 160;

/// What one does when one hears a title: which controls one looks for, and what one types there.
struct Wish {
    title: String,
    acts: Vec<(String, Option<String>)>,
}

fn wishes() -> Vec<Wish> {
    let table: toml::Table = include_str!("perte.toml").parse().unwrap();
    let read = |wish: &toml::Value| {
        let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
        let acts = wish["acts"].as_array().unwrap().iter().map(|act| {
            let act = act.as_array().unwrap();
            (text(&act[0]), act.get(1).map(text))
        });
        Wish { title: text(&wish["title"]), acts: acts.collect() }
    };
    table["wish"].as_array().unwrap().iter().map(read).collect()
}

/// Tab until one hears it.
fn seeks(citizen: &mut Citizen, heard: &str) {
    for _ in 0..MOST_CONTROLS {
        let count = citizen.edge.said.len();
        let _ = citizen.strikes(Stroke::Tab);
        let new = citizen.edge.said.len() > count;
        if new && last(citizen).text.starts_with(heard) {
            return;
        }
    }
    panic!("{heard} is never heard; last: {}", last(citizen).text);
}

fn follows(citizen: &mut Citizen, wish: &Wish) {
    for (heard, typed) in &wish.acts {
        seeks(citizen, heard);
        match typed {
            Some(text) => {
                let _ = citizen.types(text);
            }
            None => {
                let _ = citizen.strikes(Stroke::Enter);
            }
        }
    }
}

/// The journey, and all that was heard.
fn journey() -> (Citizen, String) {
    let mut citizen = listener();
    let wishes = wishes();
    for _ in 0..MOST_SCREENS {
        let said = last(&citizen).text.clone();
        let title = said.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        let wish = wishes.iter().find(|wish| title.starts_with(&wish.title));
        let wish = wish.unwrap_or_else(|| panic!("nothing to do at {title:?}\n{said}"));
        follows(&mut citizen, wish);
        if wish.title == "Votre dossier est prêt" {
            let log = log(&citizen);
            return (citizen, log);
        }
    }
    panic!("no end in sight: {}", last(&citizen).text);
}

fn log(citizen: &Citizen) -> String {
    let lines = citizen.edge.said.iter().map(|heard| match heard {
        Heard::Said(said) => format!("-- {}\n{}\n", said.language, said.text),
        Heard::Hush => "-- .\n".to_owned(),
    });
    lines.collect()
}

#[test]
fn a_journey_is_finished_by_ear_and_its_words_are_those_of_the_file() {
    let (citizen, log) = journey();
    assert_eq!(citizen.edge.sent.len(), 1);
    assert_eq!(citizen.edge.count("PrintReceipt"), 1);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kiosk/speech/perte.txt");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept != log {
        let found = std::env::temp_dir().join("mpn-heard.txt");
        fs::write(&found, &log).unwrap();
        let differs = kept.lines().zip(log.lines()).position(|(kept, heard)| kept != heard);
        panic!("line {differs:?} of {path:?} differs: compare with {found:?}");
    }
}
