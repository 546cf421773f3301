//! The voice: what is said, to whom, and when it stops.

mod blindfold;
mod cover;
mod pause;
mod private;

use std::path::Path;

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::config::Speech;
use mon_point_numerique::kiosk::speech::{Engine, Plug, Route, Utterance, pronounce};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::voice::{self, jack};
use mon_point_numerique::kiosk::words::Words;

use crate::citizen::{Citizen, Heard, catalogue};

/// Somebody who has plugged headphones in.
pub(crate) fn listener() -> Citizen {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    citizen.tell(Message::Plug(Plug::In));
    citizen
}

/// What was said last.
pub(crate) fn last(citizen: &Citizen) -> &Utterance {
    let said = citizen.edge.said.iter().rev().find_map(|heard| match heard {
        Heard::Said(utterance) => Some(utterance),
        Heard::Hush => None,
    });
    said.expect("something was said")
}

#[test]
fn everything_is_pronounced_as_the_table_says() {
    let table = include_str!("speech/pronounce.tsv");
    let mut wrong = Vec::new();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    assert!(lines.clone().count() >= 400);
    for language in catalogue().languages() {
        let cases = lines.clone().filter(|line| line.starts_with(language));
        assert!(cases.count() >= 40, "{language}");
    }
    for line in lines {
        let [language, kind, written, said] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let catalogue = catalogue();
        let words = Words(catalogue.texts(language));
        let found = match kind {
            "value" => pronounce::value(words, written),
            "spell" => pronounce::spelled(words, written),
            _ => pronounce::pronounced(words, written),
        };
        if found != said {
            wrong.push(format!("{line} -> {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn headphones_begin_the_voice_and_unplugging_ends_it_at_once() {
    let mut citizen = listener();
    let title = citizen.page().title.spoken.replace('\u{a0}', " ");
    assert!(last(&citizen).text.starts_with(&title));
    assert_eq!(last(&citizen).route, Route::Headphones);
    citizen.tell(Message::Plug(Plug::Out));
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
    let count = citizen.edge.said.len();
    let _ = citizen.touch("demarche.cni");
    assert_eq!(citizen.edge.said.len(), count, "silence after the plug is out");
}

#[test]
fn a_touch_on_listen_begins_the_voice_on_the_loudspeaker_and_its_page_stops_it() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.touch("tool.listen");
    assert_eq!(last(&citizen).route, Route::Loudspeaker);
    citizen.sees("welcome");
    let _ = citizen.touch("tool.listen");
    citizen.sees("voice");
    let _ = citizen.touch("voice.stop");
    citizen.sees("welcome");
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
}

#[test]
fn a_terminal_without_a_voice_says_so_on_the_screen() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.listen");
    citizen.sees("voice");
    assert!(citizen.edge.said.is_empty());
    let _ = citizen.touch("back");
    citizen.sees("welcome");
}

#[test]
fn a_hand_that_brings_nothing_new_still_stops_the_voice() {
    let mut citizen = listener();
    let _ = citizen.strikes(Stroke::Home);
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
}

#[test]
fn only_the_control_is_said_when_the_focus_moves() {
    let mut citizen = listener();
    let _ = citizen.strikes(Stroke::Tab);
    let _ = citizen.strikes(Stroke::Tab);
    assert_eq!(last(&citizen).text.lines().count(), 1, "{}", last(&citizen).text);
}

#[test]
fn a_refusal_is_said_at_once_and_first() {
    let mut citizen = listener();
    let _ = citizen.begins().next();
    let refusal = citizen.page().refusal.expect("nothing was chosen").spoken;
    let refusal = refusal.replace('\u{a0}', " ");
    assert!(last(&citizen).text.starts_with(&refusal), "{}", last(&citizen).text);
}

#[test]
fn louder_and_faster_have_their_steps_and_the_next_person_begins_anew() {
    let mut citizen = listener();
    let _ = citizen.touch("tool.listen");
    let mut heard = Vec::new();
    for id in ["voice.softer", "voice.slower"].repeat(8) {
        let _ = citizen.touch(id);
        heard.push((last(&citizen).decibels, last(&citizen).speed));
    }
    assert_eq!(heard.last(), Some(&(-18, 50)));
    for id in ["voice.louder", "voice.faster"].repeat(8) {
        let _ = citizen.touch(id);
        heard.push((last(&citizen).decibels, last(&citizen).speed));
    }
    assert_eq!(heard.last(), Some(&(0, 200)));
    let steps = |pairs: Vec<i32>| pairs.windows(2).map(|two| (two[0] - two[1]).abs()).max();
    assert_eq!(steps(heard.iter().map(|one| i32::from(one.0)).collect()), Some(3));
    let mut speeds: Vec<u16> = heard.iter().map(|one| one.1).collect();
    speeds.sort_unstable();
    speeds.dedup();
    assert_eq!(speeds, [50, 75, 100, 125, 150, 175, 200]);
    let _ = citizen.touch("back");
    citizen.waits(400);
    assert_eq!(citizen.kiosk.comfort().hearing, Default::default());
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
}

#[test]
fn the_voice_follows_the_language_of_the_screen() {
    let mut citizen = listener();
    assert_eq!(last(&citizen).language, "fr");
    let _ = citizen.touch("tool.language").touch("language.en");
    assert_eq!(last(&citizen).language, "en");
    assert!(last(&citizen).text.starts_with(&citizen.page().title.spoken));
}

#[test]
fn how_one_listens_is_found_again_with_the_code() {
    let mut citizen = listener();
    let _ = citizen.begins().touch("tool.listen").touch("voice.faster");
    let hearing = citizen.draft().comfort.hearing;
    assert!(hearing.aloud);
    assert_eq!(hearing.percent(), 125);
}

#[test]
fn the_plug_is_read_from_what_the_card_says() {
    let jack = |name: &str, state: &str| {
        format!(
            "numid=12,iface=CARD,name='{name}'\n  ; type=BOOLEAN,access=r-------,values=1\n  \
             : values={state}\n"
        )
    };
    let volume = "numid=3,iface=MIXER,name='Headphone Playback Volume'\n  : values=on,on\n";
    assert_eq!(jack::plugged(&jack("Headphone Jack", "on")), Some(Plug::In));
    assert_eq!(jack::plugged(&jack("Front Headphone Jack", "off")), Some(Plug::Out));
    assert_eq!(jack::plugged(volume), None);
    let two = jack("Headphone Jack", "on") + &jack("Front Headphone Jack", "off");
    assert_eq!(jack::plugged(&two), Some(Plug::In));
    assert_eq!(jack::plugged(&jack("Mic Jack", "on")), None);
}

/// The real program, into a file: it reads from its standard input and makes sound.
#[test]
fn the_voice_of_the_distribution_makes_sound() {
    let program = voice::found("espeak-ng").expect("tests/run.sh installs espeak-ng");
    assert_eq!(Speech::default().engine, mon_point_numerique::kiosk::config::Program::EspeakNg);
    for language in catalogue().languages() {
        let text = catalogue().texts(language).interface("voice.invite").to_owned();
        let name = format!("mpn-voice-{}-{language}.wav", std::process::id());
        let wave = std::env::temp_dir().join(name);
        let utterance = Utterance {
            number: 1,
            language: language.to_string(),
            route: Route::Headphones,
            decibels: 0,
            speed: 100,
            text: text.clone(),
        };
        assert!(
            voice::speak(&program, &utterance, &text, Some(&wave))
                .unwrap()
                .wait()
                .unwrap()
                .success()
        );
        assert!(seconds(&wave) > 0.5, "{}", seconds(&wave));
        std::fs::remove_file(&wave).unwrap();
    }
}

/// Length of a sound of 16 bits, in seconds.
fn seconds(wave: &Path) -> f64 {
    let bytes = std::fs::read(wave).unwrap();
    let rate = u32::from_le_bytes(bytes[24..28].try_into().unwrap());
    let samples = bytes.len().saturating_sub(44) / 2;
    samples as f64 / f64::from(rate)
}
