//! Whole journeys of the three démarches, from the welcome screen to the number, in each way in
//! which a person may use the terminal. What arrives is the same.

mod bot;
pub(crate) mod hand;

use std::collections::BTreeMap;

use bot::{FOLLOWED, Trip, trips};
use hand::{Finger, Hand, Keypad, Switch, Table};

/// What one démarche cost: presses of each hand, seconds of waiting for the highlight, journeys.
#[derive(Default)]
struct Cost {
    presses: [usize; 4],
    waited: f64,
    journeys: usize,
}

#[test]
fn every_demarche_is_done_by_finger_by_keyboard_by_keypad_and_by_one_switch() {
    let mut costs: BTreeMap<String, Cost> = BTreeMap::new();
    for visit in trips() {
        let (mut finger, mut table, mut keypad, mut switch) =
            (Finger::default(), Table::default(), Keypad::default(), Switch::default());
        let by_finger = Trip::of(&visit, &mut finger);
        let by_table = Trip::of(&visit, &mut table);
        let by_keypad = Trip::of(&visit, &mut keypad);
        let name = format!("{} {}", visit.edition, visit.name);
        assert!(by_finger.sent == by_table.sent, "{name}: the keyboard sends something else");
        assert!(by_finger.sent == by_keypad.sent, "{name}: the keypad sends something else");
        let cost = costs.entry(visit.edition.clone()).or_default();
        // The highlight takes its time, and the machine with it: the last of each.
        if cost.journeys + 1 == FOLLOWED {
            let by_switch = Trip::of(&visit, &mut switch);
            assert!(by_finger.sent == by_switch.sent, "{name}: the switch sends something else");
        }
        let presses = [finger.cost(), table.cost(), keypad.cost(), switch.cost()];
        println!("{name}: {presses:?}, {} s, {} screens", switch.waited, by_finger.screens);
        cost.presses.iter_mut().zip(presses).for_each(|(sum, one)| *sum += one);
        cost.waited += switch.waited;
        cost.journeys += 1;
    }
    assert_eq!(costs.len(), 3, "three démarches");
    for (edition, Cost { presses, waited, journeys }) in costs {
        let [finger, table, keypad, switch] = presses;
        println!("{edition}: {journeys} journeys: {presses:?}, {waited} s");
        assert!(journeys == FOLLOWED && switch > 0, "{edition}: {journeys}");
        assert!(keypad < 4 * finger, "{edition}: {keypad} presses for {finger} touches");
        assert!(table < 2 * finger, "{edition}: {table} strokes for {finger} touches");
    }
}
