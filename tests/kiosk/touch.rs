//! Fingers, mouse and keyboards: what becomes a message, and what never does.

use crate::pages;
use crate::pictures::{LANDSCAPE, PLAIN, WIRING, window};
use crate::window::{Window, tap};
use iced::keyboard::key::{NativeCode, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Event, Point, mouse, touch};
use mon_point_numerique::kiosk::keypad::Keypad;
use mon_point_numerique::kiosk::page::{Id, Say};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::widget::{self, Wiring, keys};

const FINGER: touch::Finger = touch::Finger(1);

fn finger(events: &[(&str, f32, f32)]) -> Vec<Event> {
    let touch = |(what, x, y): &(&str, f32, f32)| {
        let (id, position) = (FINGER, Point::new(*x, *y));
        Event::Touch(match *what {
            "down" => touch::Event::FingerPressed { id, position },
            "move" => touch::Event::FingerMoved { id, position },
            "up" => touch::Event::FingerLifted { id, position },
            other => panic!("no such move: {other}"),
        })
    };
    events.iter().map(touch).collect()
}

#[test]
fn a_tap_on_each_control_says_its_message_once() {
    for (name, page, focus) in pages::all() {
        let mut window = window(&page, &PLAIN, focus.as_ref());
        for place in window.tree().controls {
            let Some(seen) = place.seen else { continue };
            let said = window.tap(seen.center());
            assert_eq!(said, ["activity", place.id.as_str()], "{name}");
        }
    }
}

#[test]
fn a_mouse_presses_too() {
    let mut window = window(&pages::choix(), &PLAIN, None);
    let at = window.tree().get(&Id::new("next")).expect("it is drawn").bounds.center();
    let button = mouse::Button::Left;
    let said = window.send([
        Event::Mouse(mouse::Event::CursorMoved { position: at }),
        Event::Mouse(mouse::Event::ButtonPressed(button)),
        Event::Mouse(mouse::Event::ButtonReleased(button)),
    ]);
    assert_eq!(said, ["activity", "next"]);
}

#[test]
fn under_a_dialog_nothing_can_be_touched() {
    let mut window = window(&pages::inactivite(), &PLAIN, None);
    let ids: Vec<String> =
        window.tree().controls.iter().map(|it| it.id.as_str().to_owned()).collect();
    assert_eq!(ids, ["stop", "stay"]);
    let under = self::window(&pages::texte(), &PLAIN, None).tree();
    let over = window.tree();
    for place in under.controls {
        let at = place.bounds.center();
        if over.controls.iter().any(|it| it.bounds.contains(at)) {
            continue;
        }
        let said = window.tap(at);
        assert!(said.iter().all(|it| it == "activity"), "{}: {said:?}", place.id.as_str());
    }
}

#[test]
fn a_drag_scrolls_and_presses_nothing() {
    let page = pages::recap();
    let mut window = window(&page, &PLAIN, None);
    let id = Id::new("change.Adresse");
    let before = window.tree().get(&id).expect("it is drawn").bounds;
    let Point { x, y } = before.center();
    let said = window.send(finger(&[
        ("down", x, y),
        ("move", x, y - 10.0),
        ("move", x, y - 60.0),
        ("move", x, y - 160.0),
        ("up", x, y - 160.0),
    ]));
    assert_eq!(said, ["activity"]);
    let after = window.tree().get(&id).expect("it is drawn").bounds;
    assert!((before.y - after.y - 160.0).abs() < 1.0, "moved by {}", before.y - after.y);
}

#[test]
fn a_finger_that_leaves_the_control_presses_nothing() {
    let mut window = window(&pages::choix(), &PLAIN, None);
    let at = window.tree().get(&Id::new("choice.first")).expect("it is drawn").bounds.center();
    let said = window.send(finger(&[
        ("down", at.x, at.y),
        ("move", at.x, at.y + 300.0),
        ("up", at.x, at.y + 300.0),
    ]));
    assert_eq!(said, ["activity"]);
}

#[test]
fn a_trembling_finger_presses_once_but_types_twice() {
    let mut window = window(&pages::texte(), &PLAIN, None);
    let tree = window.tree();
    let at = |id: &'static str| tree.get(&Id::new(id)).expect("it is drawn").bounds.center();
    let twice = |at: Point| [tap(at), tap(at)].concat();
    assert_eq!(window.send(twice(at("next"))), ["activity", "next", "activity"]);
    let typed = window.send(twice(at("key.E")));
    assert_eq!(typed, ["activity", "key.E", "activity", "key.E"]);
}

#[test]
fn two_fingers_type_without_losing_a_key() {
    let mut window = window(&pages::texte(), &PLAIN, None);
    let tree = window.tree();
    let at = |id: &'static str| tree.get(&Id::new(id)).expect("it is drawn").bounds.center();
    let (one, two) = (touch::Finger(1), touch::Finger(2));
    let press = |id, position| Event::Touch(touch::Event::FingerPressed { id, position });
    let lift = |id, position| Event::Touch(touch::Event::FingerLifted { id, position });
    let (a, z) = (at("key.A"), at("key.Z"));
    let said = window.send([press(one, a), press(two, z), lift(one, a), lift(two, z)]);
    assert_eq!(said, ["activity", "activity", "key.A", "key.Z"]);
}

#[test]
fn a_page_that_changed_under_the_finger_is_not_pressed() {
    let mut first = window(&pages::choix(), &PLAIN, None);
    let at = first.tree().get(&Id::new("choice.first")).expect("it is drawn").bounds.center();
    let _ = first.send(finger(&[("down", at.x, at.y)]));
    let next = widget::draw(&pages::date(), &PLAIN, None, WIRING);
    let mut second = Window::next(first.into_frame(), LANDSCAPE, next);
    assert_eq!(second.send(finger(&[("up", at.x, at.y)])), [""; 0]);
}

#[test]
fn a_new_page_begins_at_its_top() {
    let recap = pages::recap();
    let mut first = window(&recap, &PLAIN, None);
    let _ =
        first.send(finger(&[("down", 400.0, 800.0), ("move", 400.0, 600.0), ("up", 400.0, 600.0)]));
    assert!(first.tree().areas[0].offset.y > 100.0);
    let same = widget::draw(&recap, &PLAIN, None, WIRING);
    let mut second = Window::next(first.into_frame(), LANDSCAPE, same);
    assert!(second.tree().areas[0].offset.y > 100.0, "the same page stays where it was");
    let mut other = recap;
    other.title = Say::plain("Relisez votre adresse");
    let next = widget::draw(&other, &PLAIN, None, WIRING);
    let mut third = Window::next(second.into_frame(), LANDSCAPE, next);
    assert!(third.tree().areas.iter().all(|area| area.offset.y == 0.0));
}

fn pressed(key: Key, modifiers: Modifiers, text: Option<&str>) -> keyboard::Event {
    keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Unidentified(NativeCode::Unidentified),
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    }
}

#[test]
fn the_keyboard_on_the_table_says_strokes() {
    let mut window = window(&pages::texte(), &PLAIN, None);
    let mut say =
        |key: Key, modifiers, text| window.send([Event::Keyboard(pressed(key, modifiers, text))]);
    use keyboard::key::Named;
    let character = |c: &str| Key::Character(c.into());
    assert_eq!(say(character("e"), Modifiers::empty(), Some("e")), ["stroke.e"]);
    assert_eq!(say(character("é"), Modifiers::empty(), Some("é")), ["stroke.é"]);
    // What AltGr makes comes as text without a modifier.
    assert_eq!(say(character("@"), Modifiers::empty(), Some("@")), ["stroke.@"]);
    assert_eq!(say(character("E"), Modifiers::SHIFT, Some("E")), ["stroke.E"]);
    assert_eq!(say(Key::Named(Named::Tab), Modifiers::empty(), None), ["stroke.Tab"]);
    assert_eq!(say(Key::Named(Named::Tab), Modifiers::SHIFT, None), ["stroke.BackTab"]);
    assert_eq!(say(Key::Named(Named::Space), Modifiers::empty(), Some(" ")), ["stroke.Space"]);
}

#[test]
fn a_key_that_is_held_activates_once() {
    let held = |key: Key, text: Option<&str>| match pressed(key, Modifiers::empty(), text) {
        keyboard::Event::KeyPressed {
            key,
            modified_key,
            physical_key,
            location,
            modifiers,
            text,
            ..
        } => keyboard::Event::KeyPressed {
            key,
            modified_key,
            physical_key,
            location,
            modifiers,
            text,
            repeat: true,
        },
        other => other,
    };
    use keyboard::key::Named;
    let stroke = |event: &keyboard::Event| keys::stroke(event, &Keypad::STANDARD);
    assert_eq!(stroke(&held(Key::Named(Named::Enter), None)), None);
    assert_eq!(stroke(&held(Key::Named(Named::Space), Some(" "))), None);
    let backspace = held(Key::Named(Named::Backspace), None);
    assert_eq!(stroke(&backspace), Some(Stroke::Backspace));
}

#[test]
fn while_somebody_scans_a_touch_anywhere_is_the_switch() {
    let wiring = Wiring { tap: Some("switch".to_owned()), ..WIRING };
    let page = pages::choix();
    let mut window = Window::new(LANDSCAPE, widget::draw(&page, &PLAIN, None, wiring));
    let at = window.tree().get(&Id::new("choice.first")).expect("it is drawn").bounds.center();
    let said = window.send(finger(&[("down", at.x, at.y), ("up", at.x, at.y)]));
    assert_eq!(said, ["activity", "switch"], "not the control that is there");
    let said = window.send(finger(&[("down", 5.0, 300.0), ("up", 5.0, 300.0)]));
    assert_eq!(said, ["activity", "switch"]);
}
