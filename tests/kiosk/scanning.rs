//! One switch: the highlight walks by itself, a closed switch uses what it is on.

use mon_point_numerique::dossier::draft::Scan;
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::config::Config;
use mon_point_numerique::kiosk::page::Spot;
use mon_point_numerique::kiosk::stroke::Stroke;

use crate::citizen::{Citizen, press_of, settings};
use crate::keypad::under;

/// Somebody whose first press of the switch has begun the scanning.
fn scanner() -> Citizen {
    let mut citizen = Citizen::arrives();
    let _ = citizen.strikes(Stroke::Switch);
    citizen
}

/// Time passes, in quarters of a second as the window counts it.
fn passes(citizen: &mut Citizen, ms: u64) {
    for _ in 0..ms / 250 {
        citizen.now.ms += 250;
        citizen.tell(Message::Tick);
    }
}

fn spot(citizen: &Citizen) -> Option<Spot> {
    citizen.page().keyboard.and_then(|keyboard| keyboard.spot)
}

/// Waits for this highlight and closes the switch.
fn uses(citizen: &mut Citizen, id: &str) {
    for _ in 0..40 {
        if citizen.focus().as_deref() == Some(id) {
            let _ = citizen.strikes(Stroke::Switch);
            return;
        }
        passes(citizen, 2_000);
    }
    panic!("{}: no {id}", citizen.at());
}

#[test]
fn the_first_press_begins_and_the_highlight_walks_in_its_step() {
    let mut citizen = Citizen::arrives();
    passes(&mut citizen, 10_000);
    assert_eq!(citizen.focus(), None, "nothing walks by itself before");
    let _ = citizen.strikes(Stroke::Switch);
    assert_eq!(citizen.kiosk.scan(), Scan::Alone);
    let first = citizen.focus().expect("something is highlighted at once");
    passes(&mut citizen, 1_750);
    assert_eq!(citizen.focus().as_ref(), Some(&first));
    passes(&mut citizen, 250);
    let second = citizen.focus();
    assert_ne!(second.as_ref(), Some(&first), "two seconds");
    let mut seen = vec![first.clone()];
    while citizen.focus().as_ref() != Some(&first) {
        seen.push(citizen.focus().unwrap());
        passes(&mut citizen, 2_000);
        assert!(seen.len() < 40, "it comes round");
    }
    let page = citizen.page();
    let all = mon_point_numerique::kiosk::focus::controls(&page);
    assert_eq!(seen.len(), all.len(), "every control is met: {seen:?}");
}

#[test]
fn the_way_forward_comes_before_the_tools() {
    let mut citizen = scanner();
    uses(&mut citizen, "demarche.cni");
    citizen.sees("before");
    let mut met = Vec::new();
    for _ in 0..12 {
        met.push(citizen.focus().unwrap());
        passes(&mut citizen, 2_000);
    }
    let at = |id: &str| met.iter().position(|one| one == id).unwrap_or_else(|| panic!("{met:?}"));
    assert!(at("next") < at("back") && at("back") < at("tool.listen"), "{met:?}");
}

#[test]
fn an_entry_is_written_by_rows_then_keys_and_a_round_leaves_it() {
    let mut citizen = scanner();
    uses(&mut citizen, "resume");
    citizen.sees("resume");
    assert_eq!(spot(&citizen), None, "the highlight alone opens nothing");
    uses(&mut citizen, "resume.code");
    assert_eq!(spot(&citizen), Some(Spot::Row(0)));
    passes(&mut citizen, 2_000);
    assert_eq!(spot(&citizen), Some(Spot::Row(1)));
    let _ = citizen.strikes(Stroke::Switch);
    assert_eq!(spot(&citizen), Some(Spot::Key(1, 0)));
    passes(&mut citizen, 2_000);
    let sign = under(&citizen).unwrap().name.shown;
    let _ = citizen.strikes(Stroke::Switch);
    let typed = format!("{:?}", citizen.page().body);
    assert!(typed.contains(&format!("value: \"{sign}\"")), "{typed}");
    assert_eq!(spot(&citizen), Some(Spot::Row(0)), "the rows again");
    let rows = citizen.page().keyboard.unwrap().rows;
    let _ = citizen.strikes(Stroke::Switch);
    for _ in 0..rows[0].len() {
        passes(&mut citizen, 2_000);
    }
    assert_eq!(spot(&citizen), Some(Spot::Row(0)), "after its last key, the row");
    for _ in 0..rows.len() {
        passes(&mut citizen, 2_000);
    }
    assert_eq!(spot(&citizen), None, "after the last row, out");
    assert_ne!(citizen.focus().as_deref(), Some("resume.code"), "and further");
}

#[test]
fn a_switch_that_trembles_is_closed_once() {
    let mut citizen = scanner();
    uses(&mut citizen, "resume");
    uses(&mut citizen, "resume.code");
    citizen.now.ms += 200;
    citizen.tell(Message::Stroke(Stroke::Switch));
    assert_eq!(spot(&citizen), Some(Spot::Row(0)));
}

#[test]
fn the_question_whether_one_is_there_is_answered_by_the_switch() {
    let mut citizen = scanner();
    uses(&mut citizen, "demarche.cni");
    passes(&mut citizen, 125_000);
    assert!(citizen.page().dialog.is_some(), "the warning comes although the highlight walks");
    uses(&mut citizen, "idle.here");
    assert!(citizen.page().dialog.is_none());
    citizen.sees("before");
}

#[test]
fn two_switches_one_moves_and_one_chooses() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.strikes(Stroke::Advance);
    assert_eq!(citizen.kiosk.scan(), Scan::ByHand);
    let first = citizen.focus();
    passes(&mut citizen, 20_000);
    assert_eq!(citizen.focus(), first, "nothing moves by itself");
    for _ in 0..20 {
        if citizen.focus().as_deref() == Some("demarche.cni") {
            break;
        }
        let _ = citizen.strikes(Stroke::Advance);
    }
    let _ = citizen.strikes(Stroke::Switch);
    citizen.sees("before");
}

#[test]
fn the_person_chooses_the_step_and_the_next_one_begins_anew() {
    let config = Config::read("[keypad]\nscan_ms = 3100").unwrap();
    assert_eq!(config.keypad.scan_step, 6, "the nearest half second");
    let mut citizen = Citizen::arrives_at(Settings { scan_step: 3, ..settings() });
    let _ = citizen.touch("tool.contrast").touch("comfort.scan.alone");
    for _ in 0..30 {
        let _ = citizen.touch("comfort.slower");
    }
    assert_eq!(citizen.kiosk.comfort().scanning.step, 20, "ten seconds");
    for _ in 0..30 {
        let _ = citizen.touch("comfort.faster");
    }
    assert_eq!(citizen.kiosk.comfort().scanning.step, 1, "half a second");
    let here = citizen.focus();
    passes(&mut citizen, 500);
    assert_ne!(citizen.focus(), here);
    let _ = citizen.touch("comfort.scan.off");
    let here = citizen.focus();
    passes(&mut citizen, 5_000);
    assert_eq!(citizen.focus(), here);
    let _ = citizen.touch("comfort.scan.alone").touch("back");
    citizen.waits(125);
    citizen.sees("welcome");
    assert_eq!((citizen.kiosk.scan(), citizen.kiosk.comfort().scanning.step), (Scan::Off, 3));
    assert!(press_of(&citizen.page(), "demarche.cni").is_some());
}

#[test]
fn space_and_enter_are_switches_too() {
    for stroke in [Stroke::Space, Stroke::Enter, Stroke::Ok] {
        let mut citizen = scanner();
        uses(&mut citizen, "resume");
        let _ = citizen.strikes(stroke);
        assert_eq!(spot(&citizen), Some(Spot::Row(0)), "{stroke:?}");
    }
}
