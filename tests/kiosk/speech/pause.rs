//! *Mettre en pause*, *Continuer*; and the invitation of a terminal before which nobody stands.

use mon_point_numerique::kiosk::Settings;
use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::speech::{Engine, Plug, Route, Setting};
use mon_point_numerique::kiosk::stroke::Stroke;

use super::{last, listener};
use crate::citizen::{Citizen, Heard, press_of, settings};

/// What is said is read up to the beginning of this line.
fn reads_up_to(citizen: &mut Citizen, line: usize) {
    let number = last(citizen).number;
    citizen.tell(Message::Saying(number, line));
}

#[test]
fn the_voice_goes_on_from_the_line_that_was_cut() {
    let mut citizen = listener();
    let _ = citizen.begins();
    let before = last(&citizen).text.clone();
    let at = citizen.at();
    reads_up_to(&mut citizen, 3);
    let _ = citizen.touch("tool.listen").touch("voice.pause");
    citizen.sees(&at);
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
    let count = citizen.edge.said.len();
    citizen.waits(30);
    assert_eq!(citizen.edge.said.len(), count, "a pause is silent");
    let _ = citizen.touch("tool.listen").touch("voice.go_on");
    citizen.sees(&at);
    let rest: Vec<&str> = before.lines().skip(3).collect();
    assert!(rest.len() > 3);
    assert_eq!(last(&citizen).text, rest.join("\n"));
    reads_up_to(&mut citizen, 2);
    let _ = citizen.touch("tool.listen").touch("voice.go_on");
    assert_eq!(last(&citizen).text, rest[2..].join("\n"), "as often as one wants");
}

#[test]
fn what_is_said_to_the_end_has_nothing_to_go_on() {
    let mut citizen = listener();
    let _ = citizen.begins();
    let lines = last(&citizen).text.lines().count();
    reads_up_to(&mut citizen, lines);
    let _ = citizen.touch("tool.listen");
    let page = citizen.page();
    assert!(press_of(&page, "voice.go_on").is_none());
    assert!(press_of(&page, "voice.again").is_some());
}

#[test]
fn what_headphones_were_told_does_not_go_on_aloud() {
    let mut citizen = listener();
    let _ = citizen.begins();
    reads_up_to(&mut citizen, 1);
    citizen.tell(Message::Plug(Plug::Out));
    let _ = citizen.strikes(Stroke::Volume);
    citizen.sees("voice");
    assert!(press_of(&citizen.page(), "voice.again").is_some());
    assert!(press_of(&citizen.page(), "voice.go_on").is_none());
}

/// A terminal that invites every so many seconds.
fn inviting(seconds: u32) -> Citizen {
    let speech = Setting { invite_seconds: seconds, ..Setting::default() };
    let mut citizen = Citizen::arrives_at(Settings { speech, ..settings() });
    citizen.tell(Message::Engine(Engine::Ready));
    citizen
}

fn invitations(citizen: &Citizen) -> Vec<String> {
    let said = citizen.edge.said.iter().filter_map(|heard| match heard {
        Heard::Said(said) => Some(said.language.clone()),
        Heard::Hush => None,
    });
    said.collect()
}

#[test]
fn an_empty_welcome_screen_invites_in_each_language_in_turn() {
    let mut citizen = inviting(30);
    citizen.waits(29);
    assert!(citizen.edge.said.is_empty());
    citizen.waits(1);
    assert_eq!(last(&citizen).text.lines().count(), 1);
    assert_eq!(last(&citizen).route, Route::Loudspeaker);
    citizen.waits(60);
    assert_eq!(invitations(&citizen), ["fr", "en", "fr"]);
}

#[test]
fn nobody_is_invited_during_a_visit_and_a_touch_ends_it() {
    let mut citizen = inviting(30);
    citizen.waits(30);
    let _ = citizen.touch("demarche.cni");
    assert_eq!(citizen.edge.said.last(), Some(&Heard::Hush));
    let count = citizen.edge.said.len();
    citizen.waits(100);
    assert_eq!(citizen.edge.said.len(), count);
    let _ = citizen.touch("back");
    citizen.waits(100);
    assert_eq!(citizen.edge.said.len(), count, "somebody is still there");
    citizen.waits(200);
    assert!(citizen.edge.said.len() > count, "he is gone");
}

#[test]
fn a_terminal_invites_nobody_unless_it_is_told_to() {
    let mut citizen = inviting(Setting::default().invite_seconds);
    citizen.waits(600);
    assert!(citizen.edge.said.is_empty());
}
