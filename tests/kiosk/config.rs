//! The settings of a terminal: the manual is complete, and every fault is told with its line.

use mon_point_numerique::demarche::Catalogue;
use mon_point_numerique::kiosk::config::{Config, SETTINGS};
use mon_point_numerique::settings::Why;

const MANUAL: &str = include_str!("../../kiosk-config/kiosk.toml");

#[test]
fn the_manual_says_every_setting_with_its_default() {
    assert_eq!(Config::read(MANUAL), Ok(Config::default()));
    assert_eq!(Config::read(""), Ok(Config::default()));
    let manual: toml::Table = MANUAL.parse().unwrap();
    for (name, _) in SETTINGS {
        let (table, key) = name.split_once('.').unwrap();
        assert!(manual.get(table).is_some_and(|table| table.get(key).is_some()), "{name}");
    }
    let written: usize = manual.values().map(|table| table.as_table().unwrap().len()).sum();
    assert_eq!(written, SETTINGS.len(), "the manual says more than there is");
}

#[test]
fn every_fault_is_told_at_once_with_its_line_and_what_was_meant() {
    let text = "[visit]\nidle_second = 90\ncountdown_seconds = 5\n\n[terminal]\nwindow = \"half\"\n\
                place = 76\n\n[colour]\nof_the_walls = \"blue\"\n";
    let faults = Config::read(text).unwrap_err();
    let told: Vec<_> =
        faults.iter().map(|fault| (fault.line, fault.setting.as_str(), &fault.why)).collect();
    assert_eq!(
        told,
        [
            (2, "visit.idle_second", &Why::Unknown(Some("visit.idle_seconds"))),
            (3, "visit.countdown_seconds", &Why::Bounds(30, 600)),
            (6, "terminal.window", &Why::Word(&["full", "sized"])),
            (7, "terminal.place", &Why::Kind),
            (10, "colour.of_the_walls", &Why::Unknown(None)),
        ]
    );
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let faults = Config::read("[visit]\nidle_seconds = = 3\n").unwrap_err();
    assert_eq!((faults.len(), faults[0].line, &faults[0].why), (1, 2, &Why::Syntax));
}

#[test]
fn where_the_terminal_is_and_how_old_its_places_are_must_be_real() {
    let read = |lines: &str| Config::read(&format!("[places]\n{lines}\n"));
    let places = read(
        "commune = \"76540\"\nposition = \"49.4431, 1.0993\"\ndate = \"2026-11-25\"\nfile = \"x\"",
    );
    let places = places.unwrap().places;
    assert_eq!((places.commune.as_str(), places.limit_days), ("76540", 180));
    assert!(places.position().is_some() && places.date.is_some() && places.file.is_some());
    for (line, why) in [
        ("date = \"25/11/2026\"", Why::Date),
        ("position = \"Rouen\"", Why::Position),
        ("commune = \"76000\"", Why::Commune),
        ("commune = 76540", Why::Kind),
        ("limit_days = 0", Why::Bounds(1, 3650)),
    ] {
        let faults = read(line).unwrap_err();
        assert_eq!((faults.len(), faults[0].line, &faults[0].why), (1, 2, &why), "{line}");
    }
}

#[test]
fn the_languages_offered_are_languages_of_the_program_with_french_among_them() {
    let read = |list: &str| Config::read(&format!("[languages]\noffered = {list}\n"));
    assert_eq!(read("[\"fr\", \"ar\"]").unwrap().languages, ["fr", "ar"]);
    assert_eq!(read("[\"fr\"]").unwrap().languages, ["fr"]);
    let words = || Why::Words(Catalogue::built_in_languages());
    assert!(words().advice().starts_with("fr, ar, en"), "{}", words().advice());
    for (list, why) in [
        ("[\"en\"]", words()),
        ("[]", words()),
        ("[\"fr\", \"xx\"]", words()),
        ("[\"fr\", \"en\", \"en\"]", words()),
        ("[\"fr\", 3]", Why::Kind),
        ("\"fr\"", Why::Kind),
    ] {
        let faults = read(list).unwrap_err();
        assert_eq!((faults.len(), faults[0].line, &faults[0].why), (1, 2, &why), "{list}");
    }
}
