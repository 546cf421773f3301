//! Fingers and mouse: what a touch means. Pure: where, when and what is drawn are arguments.
//!
//! A control acts when the finger leaves it, at the place where it was touched. A finger that
//! moves away scrolls, and presses nothing.

use crate::kiosk::page::Id;
use crate::kiosk::widget::tree::{Place, Role, Tree};
use iced::Point;
use iced::touch::Finger;
use std::time::{Duration, Instant};

/// How far a finger may slip and still press, in pixels of the reference screen.
pub const SLIP: f32 = 16.0;

/// A second activation of the same control within this time is a tremor, unless the operator or
/// the person chose another time.
pub const TREMOR: Duration = Duration::from_millis(500);

/// The same for a key of the on-screen keyboard: at the usual time a double letter is typed as
/// fast as one likes. Who chose to touch more slowly trembles on keys too, and types a double
/// letter more slowly than this third of it.
fn key_tremor(tremor: Duration) -> Duration {
    if tremor <= TREMOR { Duration::ZERO } else { tremor / 3 }
}

/// Some screens also move the mouse when they are touched: it is not listened to for so long.
const ECHO: Duration = Duration::from_secs(1);

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The mouse, or a finger that is given as one.
    Mouse,
    /// A finger of the touch screen.
    Touch(Finger),
}

/// A finger that is down.
#[derive(Clone, Debug)]
struct Hold {
    pointer: Pointer,
    start: Point,
    last: Point,
    target: Option<Place>,
    area: Option<usize>,
    scrolls: Scrolls,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scrolls {
    NotYet,
    Yes,
}

/// All fingers that are down, and what was pressed last.
#[derive(Clone, Debug, Default)]
pub struct Gesture {
    holds: Vec<Hold>,
    pressed: Option<(Id, Instant)>,
    touched: Option<Instant>,
}

impl Gesture {
    /// Something goes down at `at`.
    pub fn down(&mut self, pointer: Pointer, at: Point, tree: &Tree, now: Instant) {
        if self.echo(pointer, now) {
            return;
        }
        self.lost(pointer);
        let target = tree
            .controls
            .iter()
            .find(|place| place.seen.is_some_and(|seen| seen.contains(at)))
            // Keys are typed with several fingers; anything else is touched alone.
            .filter(|place| place.role == Role::Key || self.holds.is_empty());
        let area = tree.areas.iter().rposition(|area| {
            area.bounds.contains(at) && area.content.height > area.bounds.height + 0.5
        });
        let is_key = target.is_some_and(|place| place.role == Role::Key);
        self.holds.push(Hold {
            pointer,
            start: at,
            last: at,
            target: target.cloned(),
            area: area.filter(|_| !is_key && self.holds.is_empty()),
            scrolls: Scrolls::NotYet,
        });
    }

    /// It moves to `at`: which area scrolls, and by how many pixels down.
    pub fn moved(&mut self, pointer: Pointer, at: Point, slip: f32) -> Option<(usize, f32)> {
        let hold = self.holds.iter_mut().find(|hold| hold.pointer == pointer)?;
        let area = hold.area?;
        if hold.scrolls == Scrolls::NotYet {
            if hold.start.distance(at) < slip {
                return None;
            }
            hold.scrolls = Scrolls::Yes;
            hold.target = None;
        }
        let by = hold.last.y - at.y;
        hold.last = at;
        Some((area, by))
    }

    /// It goes up at `at`: the control that is pressed, when `tremor` has passed since the same.
    pub fn up(
        &mut self,
        pointer: Pointer,
        at: Point,
        tree: &Tree,
        now: Instant,
        tremor: Duration,
    ) -> Option<Id> {
        if matches!(pointer, Pointer::Touch(_)) {
            self.touched = Some(now);
        }
        let place = self.holds.iter().position(|hold| hold.pointer == pointer)?;
        let target = self.holds.remove(place).target?;
        let drawn = tree.get(&target.id)?;
        if !drawn.seen.is_some_and(|seen| seen.contains(at)) {
            return None;
        }
        let tremor = if drawn.role == Role::Key { key_tremor(tremor) } else { tremor };
        let again = self.pressed.as_ref().is_some_and(|(id, when)| {
            *id == target.id && now.saturating_duration_since(*when) < tremor
        });
        if again {
            return None;
        }
        self.pressed = Some((target.id.clone(), now));
        Some(target.id)
    }

    /// It is gone without going up.
    pub fn lost(&mut self, pointer: Pointer) {
        self.holds.retain(|hold| hold.pointer != pointer);
    }

    /// The controls that are held down.
    pub fn held(&self) -> impl Iterator<Item = &Place> {
        self.holds.iter().filter_map(|hold| hold.target.as_ref())
    }

    fn echo(&mut self, pointer: Pointer, now: Instant) -> bool {
        match pointer {
            Pointer::Touch(_) => {
                self.touched = Some(now);
                false
            }
            Pointer::Mouse => {
                self.touched.is_some_and(|when| now.saturating_duration_since(when) < ECHO)
            }
        }
    }
}
