//! Nobody touches anything: on every screen, with a clock that the test moves.

use mon_point_numerique::dossier::draft::Pace;
use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::{Message, Shelf, Version};
use mon_point_numerique::kiosk::idle::Delays;
use mon_point_numerique::kiosk::screen::Screen;
use mon_point_numerique::kiosk::speech::{Engine, Route, Setting};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::settings::Turn;

use crate::citizen::{Citizen, Disk, Heard, morning, press_of, settings};
use crate::journeys::answers;

/// Every screen that a person may leave without a word, and how one comes there.
pub(crate) fn screens() -> Vec<(&'static str, Citizen)> {
    let mut found = Vec::new();
    let mut reach = |name, steps: fn(&mut Citizen)| {
        let mut citizen = Citizen::arrives();
        steps(&mut citizen);
        assert_eq!(citizen.at(), name);
        found.push((name, citizen));
    };
    reach("welcome", |_| {});
    reach("language", |c| drop(c.touch("languages").at()));
    reach("access", |c| drop(c.touch("access").at()));
    reach("comfort", |c| drop(c.touch("tool.contrast").at()));
    reach("before", |c| drop(c.touch("demarche.cni").at()));
    reach("data", |c| drop(c.touch("demarche.cni").touch("data").at()));
    reach("code", |c| drop(c.touch("demarche.cni").next().at()));
    reach("code.again", |c| drop(c.begins().touch("tool.code").at()));
    reach("question.titres", |c| drop(c.begins().at()));
    reach("stopped", |c| drop(c.begins().touch("choice.titres.passeport").next().at()));
    reach("review", |c| {
        let _ = c.begins();
        c.answers_all(&answers("perte.toml"));
    });
    reach("sending", |c| {
        let _ = c.begins();
        c.answers_all(&answers("perte.toml"));
        c.edge.disk = Disk::Hangs;
        let _ = c.next();
    });
    reach("farewell", |c| {
        let _ = c.begins();
        c.answers_all(&answers("perte.toml"));
        let _ = c.next();
    });
    reach("kept", |c| drop(c.begins().touch("leave").touch("leave.keep").at()));
    reach("erased", |c| {
        drop(c.begins().touch("leave").touch("leave.erase").touch("erase.sure").at())
    });
    reach("tour.touch", |c| drop(c.touch("tour").at()));
    reach("tour.write", |c| drop(c.touch("tour").next().at()));
    reach("resume", |c| drop(c.touch("resume").at()));
    reach("places", |c| drop(c.touch("places").at()));
    reach("places.list", |c| drop(c.touch("places").touch("places.help").at()));
    reach("places.search", |c| {
        let _ = c.touch("places").touch("places.equipped").touch("places.elsewhere").types("rou");
    });
    reach("version", |c| {
        let _ = c.begins();
        let (code, draft) = (c.code(), c.draft());
        let _ = c.touch("leave").touch("leave.keep").touch("end.finish");
        c.edge.other_version = Some(Version { saved: morning(), draft });
        let _ = c.touch("resume").types(&code).next();
    });
    found
}

#[test]
fn every_screen_gives_place_to_the_next_person() {
    for (name, mut citizen) in screens() {
        citizen.waits(200);
        citizen.sees("welcome");
        let visit = citizen.kiosk.visit();
        assert!(visit.open.is_none(), "{name}");
        let ended = citizen.edge.count("EndVisit");
        assert!(ended >= 1 || name == "welcome", "{name}: the edge was not told");
    }
}

#[test]
fn a_draft_is_kept_when_nobody_answers() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("choice.titres.cni");
    let code = citizen.code();
    citizen.waits(119);
    assert!(citizen.page().dialog.is_none());
    citizen.waits(2);
    let dialog = citizen.page().dialog.expect("the question whether somebody is there");
    assert!(dialog.countdown.is_some_and(|left| left > 55 && left <= 60));
    assert_eq!(citizen.focus().as_deref(), Some("idle.here"));
    citizen.waits(62);
    citizen.sees("welcome");
    assert_eq!(citizen.edge.count("KeepAndLeave"), 1);
    assert!(citizen.edge.drafts.contains_key(&code));
}

#[test]
fn one_touch_is_enough_to_stay_and_more_time_is_given_on_demand() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.waits(125);
    assert!(press_of(&citizen.page(), "next").is_none(), "nothing is reached under a dialog");
    let _ = citizen.touch("idle.here");
    assert!(citizen.page().dialog.is_none());
    citizen.waits(125);
    let _ = citizen.touch("idle.more");
    citizen.waits(235);
    assert!(citizen.page().dialog.is_none(), "twice as long");
    citizen.waits(10);
    assert!(citizen.page().dialog.is_some());
    let _ = citizen.strikes(Stroke::Enter);
    assert!(citizen.page().dialog.is_none(), "the focus was on the answer that stays");
}

#[test]
fn a_letter_typed_under_the_warning_writes_nothing() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins();
    citizen.answers_until(&answers("perte.toml"), "question.nom");
    let _ = citizen.types("Le");
    citizen.waits(125);
    let _ = citizen.types("XYZ");
    assert!(citizen.page().dialog.is_some());
    let _ = citizen.touch("idle.here");
    assert_eq!(citizen.focus().as_deref(), Some("ask.nom"), "the focus comes back");
    let _ = citizen.types("fe");
    assert!(citizen.everything().contains("Lefe"));
    assert!(!citizen.everything().contains("XYZ"));
}

#[test]
fn the_last_screen_stays_fifteen_seconds_and_longer_on_demand() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.begins().touch("leave").touch("leave.keep");
    citizen.waits(14);
    citizen.sees("kept");
    let _ = citizen.touch("end.wait");
    citizen.waits(28);
    citizen.sees("kept");
    citizen.waits(4);
    citizen.sees("welcome");
}

#[test]
fn the_settings_of_one_person_are_not_those_of_the_next() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.size").touch("tool.contrast").touch("comfort.doux");
    let _ = citizen.touch("tool.language");
    let _ = citizen.touch("language.en");
    citizen.waits(130);
    let comfort = citizen.kiosk.comfort();
    assert_eq!((comfort.zoom, &*comfort.theme, &*comfort.language), (100, "clair", "fr"));
}

#[test]
fn a_store_in_trouble_is_a_state_on_the_screen() {
    use mon_point_numerique::kiosk::action::Trouble;
    let troubles = [Trouble::LaterVersion, Trouble::Corrupt, Trouble::Full, Trouble::Unreachable];
    let mut seen = Vec::new();
    for trouble in troubles {
        let mut citizen = Citizen::arrives();
        citizen.tell(Message::Store(Shelf::Trouble(trouble)));
        citizen.sees("trouble");
        assert!(press_of(&citizen.page(), "demarche.cni").is_none());
        assert!(matches!(citizen.kiosk.visit().screen, Screen::Welcome));
        seen.push(format!("{:?}", citizen.page().body));
    }
    seen.dedup();
    assert_eq!(seen.len(), 4, "each trouble has its own words");
}

/// the warning comes on every screen, and one simple touch gives the whole time again, as
/// often as one wants.
#[test]
fn on_every_screen_one_touch_gives_more_time_as_often_as_wanted() {
    for (name, mut citizen) in screens() {
        if matches!(citizen.kiosk.visit().screen, Screen::Welcome) {
            // Nothing was begun: the welcome screen comes back by itself.
            continue;
        }
        let last = press_of(&citizen.page(), "end.wait").is_some();
        for time in 0..12 {
            if last {
                citizen.waits(14);
                let _ = citizen.touch("end.wait");
            } else {
                citizen.waits(130);
                let dialog = citizen.page().dialog.unwrap_or_else(|| panic!("{name} {time}"));
                assert!(dialog.countdown.is_some_and(|left| left >= 20), "{name}: time to act");
                let _ = citizen.touch("idle.here");
            }
            assert_eq!(citizen.at(), name, "{time}");
        }
    }
}

#[test]
fn the_time_is_ten_times_longer_for_who_asks() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("tool.contrast").touch("comfort.time.10").touch("back").begins();
    citizen.waits(1195);
    assert!(citizen.page().dialog.is_none());
    citizen.waits(10);
    assert!(citizen.page().dialog.is_some_and(|dialog| dialog.countdown > Some(590)));
    citizen.waits(600);
    citizen.sees("welcome");
    assert_eq!(citizen.kiosk.comfort().pace, Pace::Normal, "the next person begins anew");
}

#[test]
fn the_operator_gives_more_time_to_everybody() {
    let delays = Delays { pace: Pace::Five, ..Delays::default() };
    let mut citizen = Citizen::arrives_at(Settings { delays, ..settings() });
    let _ = citizen.begins();
    citizen.waits(595);
    assert!(citizen.page().dialog.is_none());
    citizen.waits(10);
    assert!(citizen.page().dialog.is_some());
    let _ = citizen.touch("idle.here").touch("leave").touch("leave.keep");
    citizen.waits(70);
    citizen.sees("kept");
}

/// What was said aloud, and to whom.
fn called(citizen: &Citizen) -> Vec<(Route, String)> {
    let said = citizen.edge.said.iter().filter_map(|heard| match heard {
        Heard::Said(utterance) => Some((utterance.route, utterance.text.clone())),
        Heard::Hush => None,
    });
    said.collect()
}

#[test]
fn the_warning_is_called_out_once_even_when_the_voice_is_off() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.begins();
    let code = mon_point_numerique::kiosk::words::spelled(&citizen.code());
    citizen.waits(118);
    assert!(called(&citizen).is_empty(), "the voice is off");
    citizen.waits(20);
    let said = called(&citizen);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, Route::Loudspeaker);
    assert!(said[0].1.contains("toujours là") && !said[0].1.contains(&code));
    let _ = citizen.touch("idle.here");
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush), "a hand stops it");
    let call = Turn::Off;
    let speech = Setting { call, ..Setting::default() };
    let mut citizen = Citizen::arrives_at(Settings { speech, ..settings() });
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.begins();
    citizen.waits(130);
    assert!(called(&citizen).is_empty(), "the operator may silence it");
}

#[test]
fn who_listens_hears_the_warning_with_its_seconds() {
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Engine(Engine::Ready));
    let _ = citizen.begins().touch("tool.listen");
    citizen.waits(122);
    let said = called(&citizen);
    let (_, last) = said.last().unwrap();
    assert!(last.contains("toujours là") && last.contains("secondes"), "{last}");
}
