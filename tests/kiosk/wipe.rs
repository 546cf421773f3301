//! Whatever ends a visit, nothing of it stays in the state of the terminal.

use mon_point_numerique::kiosk::action::Action;
use static_assertions::assert_not_impl_any;

use crate::citizen::{Citizen, Disk};
use crate::journeys::answers;

/// Words that nobody else types.
pub(crate) fn canaries() -> Vec<String> {
    let syllables = ["ZUKO", "WAXI", "QUFE", "VYRO", "KEJU", "JOXA", "XIBO", "YZEM"];
    (0..40).map(|at| format!("{}{}", syllables[at % 8], syllables[(at / 8 + 3) % 8])).collect()
}

/// A visit with the forty words in everything that can be typed.
pub(crate) fn types_everything(citizen: &mut Citizen) {
    let _ = citizen.begins();
    let mut words = canaries().into_iter().cycle();
    let mut given = answers("perte.toml");
    plant(&mut given, &mut words);
    citizen.answers_until(&given, "question.naissance_commune");
    let _ = citizen.touch("ask.naissance_commune").types(&words.next().unwrap());
    let _ = citizen.touch("ask.naissance_commune.elsewhere").types(&some(&mut words, 5)).next();
    citizen.answers_until(&given, "question.certifie");
}

fn some(words: &mut impl Iterator<Item = String>, count: usize) -> String {
    words.take(count).collect::<Vec<_>>().join(" ")
}

/// Other words for what a person types, as many as each entry has room for.
fn plant(table: &mut toml::Table, words: &mut impl Iterator<Item = String>) {
    let room = [("nom", 4), ("prenoms", 3), ("voie", 4), ("perte_lieu", 10)];
    for (name, value) in table {
        let count = room.iter().find(|(known, _)| known == name).map(|(_, count)| *count);
        match (value, count) {
            (toml::Value::Table(inner), _) => plant(inner, words),
            (toml::Value::Array(items), Some(count)) => {
                items.iter_mut().for_each(|item| *item = some(words, count).into());
            }
            (value @ toml::Value::String(_), Some(count)) => *value = some(words, count).into(),
            _ => {}
        }
    }
}

fn nothing_is_left(citizen: &Citizen, how: &str) {
    citizen.sees("welcome");
    assert!(citizen.kiosk.visit().again.is_empty(), "{how}: something could be said again");
    let left = format!("{} {:?}", citizen.everything(), citizen.kiosk.visit());
    for word in canaries() {
        assert!(!left.contains(&word), "{how}: {word} is left");
    }
}

#[test]
fn the_words_are_there_before_and_not_after_any_end() {
    type End = fn(&mut Citizen);
    let ends: [(&str, End); 7] = [
        ("kept", |c| drop(c.touch("leave").touch("leave.keep").touch("end.finish").at())),
        ("erased", |c| {
            let _ = c.touch("leave").touch("leave.erase").touch("erase.sure").touch("end.finish");
        }),
        ("silence", |c| c.waits(200)),
        ("silence with a disk that hangs", |c| {
            c.edge.disk = Disk::Hangs;
            let _ = c.touch("ask.certifie.tick");
            c.waits(200);
            c.disk_works();
        }),
        ("sent", |c| {
            let _ = c.touch("ask.certifie.tick").next();
            let _ = c.next().touch("end.answers").touch("end.finish");
        }),
        ("sent, another one, then silence", |c| {
            let _ = c.touch("ask.certifie.tick").next();
            let _ = c.next().touch("end.another");
            c.waits(200);
        }),
        ("sent, then silence", |c| {
            let _ = c.touch("ask.certifie.tick").next();
            let _ = c.next();
            c.waits(40);
        }),
    ];
    for (how, end) in ends {
        let mut citizen = Citizen::arrives();
        types_everything(&mut citizen);
        let there = citizen.everything();
        let found = canaries().iter().filter(|word| there.contains(*word)).count();
        assert!(found >= 30, "only {found} words were planted");
        end(&mut citizen);
        nothing_is_left(&citizen, how);
    }
}

#[test]
fn a_late_answer_of_a_visit_that_ended_falls_on_the_floor() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("demarche.cni");
    citizen.edge.disk = Disk::Hangs;
    let _ = citizen.next();
    citizen.waits(200);
    citizen.sees("welcome");
    citizen.disk_works();
    citizen.sees("welcome");
    assert!(citizen.kiosk.visit().open.is_none(), "the code of the one before is not shown");
}

#[test]
fn debug_shows_no_word() {
    let mut citizen = Citizen::arrives();
    types_everything(&mut citizen);
    let shown = format!("{:?} {:?}", citizen.kiosk.visit(), citizen.edge.done);
    for word in canaries() {
        assert!(!shown.contains(&word), "{word} in a debug print");
    }
    assert!(!shown.contains(&citizen.code()));
}

assert_not_impl_any!(Action: Clone, serde::Serialize, std::fmt::Display);
