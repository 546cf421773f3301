//! The mediator stops the clock with a code, and with nothing else.

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::config::Config;
use mon_point_numerique::kiosk::pause::Setting;

use crate::citizen::{Citizen, press_of, settings};

/// *Le médiateur arrête le temps*, and a code.
fn pauses(citizen: &mut Citizen, code: &str) {
    if citizen.at() != "pause" {
        let _ = citizen.touch("tool.contrast").touch("comfort.clock");
    }
    citizen.sees("pause");
    let _ = citizen.types(code).next();
}

fn chip(citizen: &Citizen) -> Option<String> {
    citizen.page().top.chip.map(|chip| chip.text.shown)
}

/// Nobody touches anything for so many seconds.
fn silence(citizen: &mut Citizen, seconds: u64) {
    for _ in 0..seconds.div_ceil(10) {
        citizen.now.ms += 10_000;
        citizen.tell(Message::Tick);
    }
}

#[test]
fn with_his_code_the_clock_stands_until_its_limit() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    let here = citizen.at();
    pauses(&mut citizen, "48211");
    assert_eq!(citizen.at(), here);
    assert_eq!(chip(&citizen).as_deref(), Some("Pause du médiateur"));
    silence(&mut citizen, 59 * 60);
    assert_eq!(citizen.at(), here);
    assert!(citizen.page().dialog.is_none());
    silence(&mut citizen, 3 * 60 + 20);
    assert!(citizen.page().dialog.is_some(), "the clock goes on by itself");
    assert_ne!(chip(&citizen).as_deref(), Some("Pause du médiateur"));
}

#[test]
fn the_clock_goes_on_when_he_says_so_and_for_the_next_person() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    pauses(&mut citizen, "48211");
    let _ = citizen.touch("tool.contrast").touch("comfort.clock").touch("back");
    silence(&mut citizen, 130);
    assert!(citizen.page().dialog.is_some());
    silence(&mut citizen, 70);
    citizen.sees("welcome");
    let _ = citizen.begins();
    silence(&mut citizen, 130);
    assert!(citizen.page().dialog.is_some());
}

#[test]
fn a_wrong_code_is_said_and_five_close_the_page() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    for tried in 0..5 {
        pauses(&mut citizen, "48212");
        assert_eq!(citizen.page().refusal.is_some(), tried < 4, "{tried}");
    }
    assert!(press_of(&citizen.page(), "next").is_none(), "the right one is not taken either");
    let mut later = citizen;
    later.now.ms += 15 * 60 * 1000;
    later.tell(Message::Activity);
    let _ = later.touch("back");
    pauses(&mut later, "48211");
    assert_eq!(chip(&later).as_deref(), Some("Pause du médiateur"));
}

#[test]
fn no_digit_of_the_code_is_shown_or_written() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("tool.contrast").touch("comfort.clock").types("48211");
    let page = format!("{:?}", citizen.page());
    assert!(page.contains("•••••") && !page.contains("48211"), "{page}");
    let written = format!("{:?}{:?}", citizen.kiosk.visit(), settings());
    assert!(!written.contains("48211"), "{written}");
}

#[test]
fn without_a_code_there_is_no_button() {
    let mut citizen = Citizen::arrives_at(Settings { pause: Setting::default(), ..settings() });
    let _ = citizen.touch("tool.contrast");
    assert!(press_of(&citizen.page(), "comfort.clock").is_none());
}

#[test]
fn the_code_of_the_file_is_four_to_eight_digits() {
    let read = |code: &str| Config::read(&format!("[visit]\npause_code = \"{code}\"\n"));
    assert_eq!(read("0123").unwrap().pause.code, "0123");
    assert_eq!(read("").unwrap().pause, Config::default().pause);
    for wrong in ["123", "123456789", "12a4", "12 34"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
