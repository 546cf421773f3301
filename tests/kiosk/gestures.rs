//! Touches in time: tremors, echoes of the mouse, fingers that are lost. No window, no clock.

use iced::touch::Finger;
use iced::{Point, Rectangle, Size, Vector};
use mon_point_numerique::kiosk::page::Id;
use mon_point_numerique::kiosk::widget::gesture::{Gesture, Pointer, SLIP, TREMOR};
use mon_point_numerique::kiosk::widget::tree::{Area, Place, Role, Tree};
use std::time::{Duration, Instant};

const FINGER: Pointer = Pointer::Touch(Finger(1));
const THERE: Point = Point::new(50.0, 50.0);

/// One control at the top left of a page that scrolls.
fn tree(role: Role) -> Tree {
    let bounds = Rectangle { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
    let place =
        Place { id: Id::new("it"), role, bounds, seen: Some(bounds), radius: 0.0, area: Some(0) };
    let area = Area {
        bounds: Rectangle { width: 500.0, height: 500.0, ..bounds },
        content: Size::new(500.0, 900.0),
        offset: Vector::ZERO,
    };
    Tree { controls: vec![place], areas: vec![area], ..Tree::default() }
}

fn tap(gesture: &mut Gesture, pointer: Pointer, tree: &Tree, now: Instant) -> bool {
    gesture.down(pointer, THERE, tree, now);
    gesture.up(pointer, THERE, tree, now, TREMOR).is_some()
}

#[test]
fn a_second_activation_counts_after_half_a_second() {
    let (tree, start) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    assert!(tap(&mut gesture, FINGER, &tree, start));
    assert!(!tap(&mut gesture, FINGER, &tree, start + TREMOR - Duration::from_millis(1)));
    assert!(tap(&mut gesture, FINGER, &tree, start + TREMOR));
}

#[test]
fn a_key_counts_at_once() {
    let (tree, start) = (tree(Role::Key), Instant::now());
    let mut gesture = Gesture::default();
    assert!(tap(&mut gesture, FINGER, &tree, start));
    assert!(tap(&mut gesture, FINGER, &tree, start + Duration::from_millis(60)));
}

#[test]
fn a_touch_that_also_moves_the_mouse_types_one_letter() {
    let (tree, start) = (tree(Role::Key), Instant::now());
    let mut gesture = Gesture::default();
    assert!(tap(&mut gesture, FINGER, &tree, start));
    assert!(!tap(&mut gesture, Pointer::Mouse, &tree, start + Duration::from_millis(5)));
    assert!(tap(&mut gesture, Pointer::Mouse, &tree, start + Duration::from_secs(2)));
}

#[test]
fn a_finger_may_slip_a_little() {
    let (tree, now) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    gesture.down(FINGER, THERE, &tree, now);
    let slipped = THERE + Vector::new(0.0, SLIP - 1.0);
    assert_eq!(gesture.moved(FINGER, slipped, SLIP), None);
    assert!(gesture.up(FINGER, slipped, &tree, now, TREMOR).is_some());
}

#[test]
fn a_finger_that_goes_scrolls_and_then_never_presses() {
    let (tree, now) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    gesture.down(FINGER, THERE, &tree, now);
    assert_eq!(gesture.held().count(), 1);
    assert_eq!(gesture.moved(FINGER, THERE - Vector::new(0.0, 40.0), SLIP), Some((0, 40.0)));
    assert_eq!(gesture.held().count(), 0);
    assert_eq!(gesture.moved(FINGER, THERE, SLIP), Some((0, -40.0)));
    assert_eq!(gesture.up(FINGER, THERE, &tree, now, TREMOR), None);
}

#[test]
fn a_key_never_scrolls() {
    let (tree, now) = (tree(Role::Key), Instant::now());
    let mut gesture = Gesture::default();
    gesture.down(FINGER, THERE, &tree, now);
    assert_eq!(gesture.moved(FINGER, THERE - Vector::new(0.0, 40.0), SLIP), None);
}

#[test]
fn a_lost_finger_presses_nothing() {
    let (tree, now) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    gesture.down(FINGER, THERE, &tree, now);
    gesture.lost(FINGER);
    assert_eq!(gesture.up(FINGER, THERE, &tree, now, TREMOR), None);
}

#[test]
fn a_second_finger_presses_no_button() {
    let (tree, now) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    let palm = Pointer::Touch(Finger(2));
    gesture.down(palm, Point::new(400.0, 400.0), &tree, now);
    assert!(!tap(&mut gesture, FINGER, &tree, now));
    gesture.lost(palm);
    assert!(tap(&mut gesture, FINGER, &tree, now));
}

#[test]
fn who_touches_more_slowly_chooses_when_a_touch_counts_again() {
    let slow = Duration::from_millis(1500);
    let (button, start) = (tree(Role::Button), Instant::now());
    let mut gesture = Gesture::default();
    let mut touch = |tree: &Tree, after: u64| {
        let now = start + Duration::from_millis(after);
        gesture.down(FINGER, THERE, tree, now);
        gesture.up(FINGER, THERE, tree, now, slow).is_some()
    };
    assert!(touch(&button, 0));
    assert!(!touch(&button, 1499));
    assert!(touch(&button, 1500));
    // Keys wait a third of it: a tremor is shorter, a double letter is not lost.
    let key = tree(Role::Key);
    assert!(touch(&key, 5000));
    assert!(!touch(&key, 5499));
    assert!(touch(&key, 5500));
}

/// Every kind of control: nothing happens when a finger goes down, however long it stays; a touch
/// that slid off is none; one short touch is enough.
#[test]
fn each_kind_of_control_acts_on_release_and_not_when_the_finger_slid_off() {
    for role in [Role::Button, Role::Choice, Role::Field, Role::Key] {
        let (tree, start) = (tree(role), Instant::now());
        let away = Point::new(300.0, 50.0);
        let mut gesture = Gesture::default();
        gesture.down(FINGER, THERE, &tree, start);
        let _ = gesture.moved(FINGER, away, SLIP);
        assert_eq!(gesture.up(FINGER, away, &tree, start, TREMOR), None, "{role:?}");
        gesture.down(FINGER, THERE, &tree, start);
        let late = start + Duration::from_secs(30);
        assert!(gesture.up(FINGER, THERE, &tree, late, TREMOR).is_some(), "{role:?}");
    }
}
