//! Ways to use a terminal: with a finger, a keyboard, eight keys, one switch. Each knows only
//! what the page shows, and counts what it costs.

use std::collections::{BTreeMap, VecDeque};

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::focus::{self, Arrow, Direction};
use mon_point_numerique::kiosk::keyboard::spot;
use mon_point_numerique::kiosk::page::{Block, Id, Keyboard, Page, Spot};
use mon_point_numerique::kiosk::stroke::Stroke;

use crate::citizen::Citizen;

/// What a hand can do.
pub(crate) trait Hand {
    /// Uses a control of the page.
    fn activate(&mut self, citizen: &mut Citizen, id: &str);

    /// Writes in an entry of the page.
    fn write(&mut self, citizen: &mut Citizen, id: &str, text: &str);

    /// How many touches or presses so far.
    fn cost(&self) -> usize;
}

/// One finger on the screen.
#[derive(Default)]
pub(crate) struct Finger(usize);

/// A keyboard on the table, no screen touched.
#[derive(Default)]
pub(crate) struct Table(usize);

/// Eight keys.
#[derive(Default)]
pub(crate) struct Keypad(usize);

const ARROWS: [(Arrow, Stroke); 4] = [
    (Arrow::Up, Stroke::Up),
    (Arrow::Down, Stroke::Down),
    (Arrow::Left, Stroke::Left),
    (Arrow::Right, Stroke::Right),
];

/// The arrows that move the focus: in an entry, left and right move its caret.
pub(crate) fn arrows(page: &Page<Message>, here: Option<&Id>) -> &'static [(Arrow, Stroke)] {
    if here.is_some_and(|id| is_entry(page, id)) { &ARROWS[..2] } else { &ARROWS }
}

fn is_entry(page: &Page<Message>, id: &Id) -> bool {
    let fields = page.body.iter().chain(&page.aside).filter_map(|block| match block {
        Block::Fields(fields) => Some(fields),
        _ => None,
    });
    page.dialog.is_none() && fields.flatten().any(|field| field.id == *id)
}

/// Where a sign is on the keys of the screen; the keys that must be struck before it is there.
fn place(keyboard: &Keyboard<Message>, wanted: &Message) -> Option<Spot> {
    keyboard.rows.iter().enumerate().find_map(|(row, keys)| {
        let key = keys.iter().position(|key| key.press == *wanted)?;
        Some(Spot::Key(row, key))
    })
}

fn stroke_of(letter: char) -> Stroke {
    if letter == ' ' { Stroke::Space } else { Stroke::Char(letter) }
}

/// Where the next key to strike is, for this letter: its own, or the one that changes the letters.
/// None when the entry does without it: the blanks of a number, the colon of
/// an hour.
pub(crate) fn next_key(citizen: &Citizen, letter: char) -> Option<(Spot, Found)> {
    let page = citizen.page();
    let keyboard = page.keyboard.as_ref().expect("a keyboard");
    if let Some(spot) = place(keyboard, &Message::Stroke(stroke_of(letter))) {
        return Some((spot, Found::Letter));
    }
    let named = |id: &str| {
        keyboard.rows.iter().enumerate().find_map(|(row, keys)| {
            let key = keys.iter().position(|key| key.id.as_str() == id)?;
            Some(Spot::Key(row, key))
        })
    };
    let other = named("key.accents").map(|spot| (spot, Found::Layer));
    assert!(other.is_some() || matches!(letter, ' ' | ':'), "no {letter} on {:?}", keyboard.layout);
    other
}

/// What stands on a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The letter.
    Letter,
    /// Other letters.
    Layer,
}

fn key_id(citizen: &Citizen, spot: Spot) -> String {
    let page = citizen.page();
    let keyboard = page.keyboard.as_ref().expect("a keyboard");
    spot::key(keyboard, spot).expect("a key").id.as_str().to_owned()
}

impl Hand for Finger {
    fn activate(&mut self, citizen: &mut Citizen, id: &str) {
        self.0 += 1;
        let _ = citizen.touch(id);
    }

    fn write(&mut self, citizen: &mut Citizen, id: &str, text: &str) {
        if citizen.focus().as_deref() != Some(id) || citizen.page().keyboard.is_none() {
            self.activate(citizen, id);
        }
        for letter in text.chars() {
            while let Some((spot, found)) = next_key(citizen, letter) {
                self.0 += 1;
                let _ = citizen.touch_key(&key_id(citizen, spot));
                if found == Found::Letter {
                    break;
                }
            }
        }
    }

    fn cost(&self) -> usize {
        self.0
    }
}

impl Table {
    fn walk(&mut self, citizen: &mut Citizen, id: &str) {
        let page = citizen.page();
        let wanted = Id::of(id.to_owned());
        let along = |direction| {
            let mut here = citizen.kiosk.focus().cloned();
            let mut steps = 0;
            while here.as_ref() != Some(&wanted) {
                here = focus::step(&page, here.as_ref(), direction);
                steps += 1;
                assert!(steps < 200, "{:?}: no {id}", page.name);
            }
            steps
        };
        let (ahead, behind) = (along(Direction::Next), along(Direction::Previous));
        let stroke = if ahead <= behind { Stroke::Tab } else { Stroke::BackTab };
        for _ in 0..ahead.min(behind) {
            self.0 += 1;
            let _ = citizen.strikes(stroke);
        }
        assert_eq!(citizen.focus().as_deref(), Some(id));
    }
}

impl Hand for Table {
    fn activate(&mut self, citizen: &mut Citizen, id: &str) {
        self.walk(citizen, id);
        self.0 += 1;
        let _ = citizen.strikes(Stroke::Enter);
    }

    fn write(&mut self, citizen: &mut Citizen, id: &str, text: &str) {
        self.walk(citizen, id);
        self.0 += text.chars().count();
        let _ = citizen.types(text);
    }

    fn cost(&self) -> usize {
        self.0
    }
}

impl Keypad {
    fn press(&mut self, citizen: &mut Citizen, stroke: Stroke) {
        self.0 += 1;
        let _ = citizen.strikes(stroke);
    }

    /// The shortest way of arrows to a control.
    fn walk(&mut self, citizen: &mut Citizen, id: &str) {
        let page = citizen.page();
        if page.keyboard.as_ref().is_some_and(|keyboard| keyboard.spot.is_some()) {
            self.press(citizen, Stroke::Escape);
        }
        let from = citizen.kiosk.focus().cloned();
        let near = |here: &Option<Id>| {
            let moves = arrows(&page, here.as_ref()).iter();
            moves
                .map(|(arrow, stroke)| (focus::arrow(&page, here.as_ref(), *arrow), *stroke))
                .collect::<Vec<_>>()
        };
        let wanted = Some(Id::of(id.to_owned()));
        for stroke in way(&from, &wanted, near) {
            self.press(citizen, stroke);
        }
        assert_eq!(citizen.focus().as_deref(), Some(id));
    }
}

impl Hand for Keypad {
    fn activate(&mut self, citizen: &mut Citizen, id: &str) {
        self.walk(citizen, id);
        self.press(citizen, Stroke::Ok);
    }

    fn write(&mut self, citizen: &mut Citizen, id: &str, text: &str) {
        self.activate(citizen, id);
        for letter in text.chars() {
            while let Some((spot, found)) = next_key(citizen, letter) {
                let page = citizen.page();
                let keyboard = page.keyboard.as_ref().expect("a keyboard");
                let from = keyboard.spot.expect("the cursor is on the keys");
                let near = |here: &(usize, usize)| {
                    let moves = ARROWS.iter().filter_map(|(arrow, stroke)| {
                        let there = spot::arrow(keyboard, Spot::Key(here.0, here.1), *arrow)?;
                        Some((pair(there), *stroke))
                    });
                    moves.collect::<Vec<_>>()
                };
                for stroke in way(&pair(from), &pair(spot), near) {
                    self.press(citizen, stroke);
                }
                self.press(citizen, Stroke::Ok);
                if found == Found::Letter {
                    break;
                }
            }
        }
    }

    fn cost(&self) -> usize {
        self.0
    }
}

fn pair(spot: Spot) -> (usize, usize) {
    match spot {
        Spot::Key(row, key) => (row, key),
        Spot::Row(row) => (row, 0),
    }
}

/// The shortest way from one place to another.
fn way<P: Ord + Clone + std::fmt::Debug>(
    from: &P,
    to: &P,
    near: impl Fn(&P) -> Vec<(P, Stroke)>,
) -> Vec<Stroke> {
    let mut came: BTreeMap<P, Option<(P, Stroke)>> = BTreeMap::from([(from.clone(), None)]);
    let mut waiting = VecDeque::from([from.clone()]);
    while let Some(here) = waiting.pop_front() {
        if here == *to {
            let mut strokes = Vec::new();
            let mut at = here;
            while let Some(Some((before, stroke))) = came.get(&at) {
                strokes.push(*stroke);
                at = before.clone();
            }
            strokes.reverse();
            return strokes;
        }
        for (there, stroke) in near(&here) {
            if !came.contains_key(&there) {
                drop(came.insert(there.clone(), Some((here.clone(), stroke))));
                waiting.push_back(there);
            }
        }
    }
    panic!("no way from {from:?} to {to:?}");
}

/// One switch: waits until the highlight is right, then closes it.
#[derive(Default)]
pub(crate) struct Switch {
    presses: usize,
    /// Seconds of waiting.
    pub(crate) waited: f64,
}

impl Switch {
    /// Waits for the highlight.
    fn waits(&mut self, citizen: &mut Citizen, mut right: impl FnMut(&Citizen) -> bool) {
        for _ in 0..400 {
            if right(citizen) {
                return;
            }
            if citizen.focus().as_deref() == Some("idle.here") {
                self.closes(citizen);
                continue;
            }
            citizen.now.ms += 2_000;
            self.waited += 2.0;
            citizen.tell(Message::Tick);
        }
        panic!("{}: the highlight never comes there", citizen.at());
    }

    fn closes(&mut self, citizen: &mut Citizen) {
        self.presses += 1;
        let _ = citizen.strikes(Stroke::Switch);
    }
}

fn spot_of(citizen: &Citizen) -> Option<Spot> {
    citizen.page().keyboard.and_then(|keyboard| keyboard.spot)
}

impl Hand for Switch {
    fn activate(&mut self, citizen: &mut Citizen, id: &str) {
        if self.presses == 0 {
            self.closes(citizen);
        }
        self.waits(citizen, |citizen| {
            citizen.focus().as_deref() == Some(id) && spot_of(citizen).is_none()
        });
        self.closes(citizen);
    }

    fn write(&mut self, citizen: &mut Citizen, id: &str, text: &str) {
        self.activate(citizen, id);
        for letter in text.chars() {
            while let Some((spot, found)) = next_key(citizen, letter) {
                let (row, _) = pair(spot);
                self.waits(citizen, |citizen| spot_of(citizen) == Some(Spot::Row(row)));
                self.closes(citizen);
                self.waits(citizen, |citizen| spot_of(citizen) == Some(spot));
                self.closes(citizen);
                if found == Found::Letter {
                    break;
                }
            }
        }
    }

    fn cost(&self) -> usize {
        self.presses
    }
}
