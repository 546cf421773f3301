//! The settings: the example file is complete and holds the defaults; every fault is found.

use mon_point_numerique::central::config::{Config, SETTINGS};
use mon_point_numerique::settings::Why;

const EXAMPLE: &str = include_str!("../../kiosk-config/central.toml");

#[test]
fn the_example_file_is_the_defaults() {
    assert_eq!(Config::read(EXAMPLE), Ok(Config::default()));
    assert_eq!(Config::read(""), Ok(Config::default()));
}

#[test]
fn the_example_file_names_every_setting_with_its_manual() {
    let table: toml::Table = EXAMPLE.parse().unwrap();
    for (name, _) in SETTINGS {
        let (section, key) = name.split_once('.').unwrap();
        assert!(table[section].get(key).is_some(), "{name}");
    }
    let lines: Vec<_> = EXAMPLE.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if line.contains(" = ") && !line.starts_with('#') {
            let above = lines[..at].iter().rev().find(|line| !line.contains(" = ")).unwrap();
            assert!(above.starts_with('#'), "no manual above « {line} »");
        }
    }
}

#[test]
fn every_fault_is_told_at_once_with_its_line() {
    let lines = [
        "[listen]",
        "adress = \"0.0.0.0:1\"",
        "admin = \"0.0.0.0:9443\"",
        "plain = \"10.0.0.1:80\"",
        "names = []",
        "[drafts]",
        "life_days = 31",
        "[limits]",
        "rate = \"5\"",
        "[xyzzy]",
        "plugh = 1",
    ];
    let text = lines.join("\n");
    let faults = Config::read(&text).unwrap_err();
    let found: Vec<_> =
        faults.iter().map(|f| (f.line, f.setting.as_str(), f.why.clone())).collect();
    assert_eq!(
        found,
        [
            (2, "listen.adress", Why::Unknown(Some("listen.address"))),
            (3, "listen.admin", Why::NotLoopback),
            (4, "listen.plain", Why::NotLoopback),
            (5, "listen.names", Why::Names),
            (7, "drafts.life_days", Why::Bounds(1, 30)),
            (9, "limits.rate", Why::Kind),
            (11, "xyzzy.plugh", Why::Unknown(None)),
        ]
    );
    assert_eq!(Config::read("[listen\n").unwrap_err()[0].why, Why::Syntax);
}
